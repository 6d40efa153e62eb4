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
  put(`nats-${name}.nk`, of(prefix).getSeed() + '\n', { error: 'unsupported_format', detail: 'a seed of NATS' })
}
put('nats.creds', `-----BEGIN NATS USER JWT-----\neyJ0eXAiOiJKV1QifQ.e30.AAAA\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n${of(nkeys.Prefix.User).getSeed()}\n------END USER NKEY SEED------\n`,
  { error: 'unsupported_format', detail: 'a seed of NATS' })

const base64 = (jwk) => Buffer.from(jwk.d, 'base64url').toString('base64').replace(/=+$/, '')
const second = keys['ed25519, zeros before x']
put('synapse.key', `ed25519 a_AbCd ${base64(ed.private)}\n`, one(ed.private, { kid: 'ed25519:a_AbCd' }))
put('synapse-two.key', `ed25519 a_AbCd ${base64(ed.private)}\ned25519 auto ${base64(second.private)}\n`,
  { keys: [{ ...expectation(ed.private), kid: 'ed25519:a_AbCd' }, { ...expectation(second.private), kid: 'ed25519:auto' }] })
put('synapse-lost.key', `ed25519 a_AbCd ${base64(ed.private).slice(1)}\n`, { error: 'no_key' })
done()
