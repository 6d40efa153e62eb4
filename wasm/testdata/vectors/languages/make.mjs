// Makes the area languages: JWKs as programs in PHP, Rust, Erlang and Elixir print them.
// The keys are those of ../../keys/keys.json, which Node made, and the expectations Node's.
//
//   node make.mjs RUST        needs php, elixir and erlang-jose; RUST is ../make/languages/jwk.rs, built with jsonwebtoken 8
import { execFileSync } from 'node:child_process'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const rsa = keys['RSA 2048']; const ec = keys['EC P-256']; const ed = keys.ed25519
const said = (alg, kid = 'key-1') => ({ kid, use: 'sig', alg })
const one = (jwk, alg, notes = ['jwk_not_json']) => ({ keys: [{ ...expectation(jwk), ...said(alg), ...(notes.length && { notes }) }] })
const families = { rsa: [rsa.public, 'RS256'], ec: [ec.private, 'ES256'], ed: [ed.public, 'EdDSA'] }

for (const [name, [key, alg]] of Object.entries(families)) {
  const jwk = { ...key, ...said(alg) }
  const php = (code) => execFileSync('php', ['-r', `$j = json_decode(file_get_contents('php://stdin'), true); ${code}`], { input: JSON.stringify(jwk) })
  put(`php-serialized-${name}.txt`, php('echo serialize($j);'), { error: 'unsupported_format' })
  put(`php-dump-${name}.txt`, php('var_dump($j);'), one(jwk, alg))
}

// Rust. Version 9 of the crate names the algorithm key_algorithm.
const [built] = process.argv.slice(2)
const rust = (how, value) => execFileSync(built, [how], { input: JSON.stringify(value) }).toString()
const second = { ...keys['EC P-384'].public, kid: 'key-2', use: 'enc', alg: 'ECDH-ES' }
for (const [name, [key, alg]] of Object.entries({ rsa: [rsa.public, 'RS256'], ps: [rsa.public, 'PS512'], ec: [ec.public, 'ES256'], ed: [ed.public, 'EdDSA'] })) {
  const jwk = { ...key, ...said(alg) }
  for (const how of ['plain', 'pretty']) {
    const text = rust(how, jwk)
    put(`rust-${how}-${name}.txt`, text, one(key, alg))
    put(`rust-9-${how}-${name}.txt`, '[src/main.rs:5:5] &jwk = ' + text.replace('algorithm: Some', 'key_algorithm: Some'), one(key, alg))
  }
  put(`rust-set-${name}.txt`, rust('plain', { keys: [jwk, { ...second, alg: 'ES384', use: 'sig' }] }),
    { keys: [...one(key, alg).keys, { ...expectation(second), ...said('ES384', 'key-2'), notes: ['jwk_not_json'] }] })
  put(`rust-alone-${name}.txt`, rust('plain', key), { keys: [{ ...expectation(key), kid: '', use: '', alg: '', notes: ['jwk_not_json'] }] })
}
put('rust-ops.txt', rust('pretty', { ...ec.public, key_ops: ['verify', 'wrapKey'], kid: 'a' }), { keys: [{ ...expectation(ec.public), kid: 'a', notes: ['jwk_not_json'] }] })
put('rust-oct.txt', rust('plain', { ...keys['oct 256'].private, kid: 'a', alg: 'HS256' }), { keys: [{ ...expectation(keys['oct 256'].private), kid: 'a', alg: 'HS256', notes: ['jwk_not_json'] }] })

// Erlang and Elixir, with what jose has beside the key.
const elixir = (how, value) => execFileSync('elixir', ['../make/languages/jose.exs', how], { cwd: import.meta.dirname, input: '%{' + Object.entries(value).map(([n, v]) => `${JSON.stringify(n)} => ${JSON.stringify(v)}`).join(', ') + '}' })
for (const [name, [key, alg]] of Object.entries({ ec: [ec.private, 'ES256'], public: [ec.public, 'ES256'], ed: [ed.private, 'EdDSA'] })) {
  const jwk = { ...key, ...said(alg) }
  for (const how of ['struct', 'record']) put(`elixir-${how}-${name}.txt`, elixir(how, jwk), one(key, alg, []))
  put(`elixir-to-map-${name}.txt`, elixir('to_map', jwk), one(key, alg))
}
done()
