// Makes the area seeds: the keys of NATS, as its library nkeys encodes them, and the signing
// keys of Matrix, as Synapse keeps them. The keys are those of ../../keys/keys.json, which
// Node made, and the expectations Node's.
//
//   node make.mjs        needs npm's ts-nkeys in node_modules
import { createRequire } from 'node:module'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const require = createRequire(import.meta.url)
const nkeys = require('ts-nkeys'); const { Codec } = require('ts-nkeys/lib/codec')
const { put, done } = area(import.meta.dirname)
const one = (jwk, said = {}) => ({ keys: [{ ...expectation(jwk), ...said }] })
const ed = keys.ed25519; const seed = Buffer.from(ed.private.d, 'base64url')
const of = (prefix) => nkeys.fromSeed(Codec.encodeSeed(prefix, seed))
for (const [name, prefix] of [['user', nkeys.Prefix.User], ['account', nkeys.Prefix.Account], ['operator', nkeys.Prefix.Operator]]) {
  const pair = of(prefix)
  put(`nats-${name}.nk`, pair.getSeed() + '\n', one(ed.private))
  put(`nats-${name}.txt`, pair.getPublicKey() + '\n', one(ed.public))
  put(`nats-${name}-pair.txt`, `${pair.getSeed()}\n${pair.getPublicKey()}\n`, one(ed.private))
}
const user = of(nkeys.Prefix.User).getSeed().toString()
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${part({ typ: 'JWT', alg: 'ed25519-nkey' })}.${part({ sub: of(nkeys.Prefix.User).getPublicKey().toString() })}.${Buffer.alloc(64, 7).toString('base64url')}`
put('nats.creds', `-----BEGIN NATS USER JWT-----\n${token}\n------END NATS USER JWT------\n\n************************* IMPORTANT *************************\nNKEY Seed printed below can be used to sign and prove identity.\nNKEYs are sensitive and should be treated as secrets.\n\n-----BEGIN USER NKEY SEED-----\n${user}\n------END USER NKEY SEED------\n\n*************************************************************\n`,
  { ...one(ed.private), skipped: ['not_a_key'] })
put('nats.env', `NATS_SEED=${user}\n`, one(ed.private))
put('nats-changed.nk', user.slice(0, 30) + (user[30] === 'B' ? 'C' : 'B') + user.slice(31), { error: 'malformed' })
put('nats-lost.nk', user.slice(0, 30) + user.slice(31), { error: 'malformed' })
put('nats-swapped.nk', user.replace(/(.)(.)(.{5})$/, '$2$1$3'), { error: 'malformed' })

const base64 = (jwk) => Buffer.from(jwk.d, 'base64url').toString('base64').replace(/=+$/, '')
const second = keys['ed25519, zeros before x']
put('synapse.key', `ed25519 a_AbCd ${base64(ed.private)}\n`, one(ed.private, { kid: 'ed25519:a_AbCd' }))
put('synapse-two.key', `ed25519 a_AbCd ${base64(ed.private)}\ned25519 auto ${base64(second.private)}\n`,
  { keys: [{ ...expectation(ed.private), kid: 'ed25519:a_AbCd' }, { ...expectation(second.private), kid: 'ed25519:auto' }] })
put('synapse-lost.key', `ed25519 a_AbCd ${base64(ed.private).slice(1)}\n`, { error: 'malformed' })
done()
