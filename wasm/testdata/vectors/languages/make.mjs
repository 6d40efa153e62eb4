// Makes the area languages: JWKs as programs in PHP, Rust, Erlang and Elixir print them.
// The keys are those of ../../keys/keys.json, which Node made, and the expectations Node's.
//
//   node make.mjs        needs php, cargo with the crate jsonwebtoken, elixir and erlang-jose
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
  put(`php-serialized-${name}.txt`, php('echo serialize($j);'), one(jwk, alg))
  put(`php-serialized-object-${name}.txt`, php('echo "jwk|" . serialize((object)$j) . "count|i:1;";'), one(jwk, alg))
  put(`php-serialized-base64-${name}.txt`, php('echo base64_encode(serialize($j));'), one(jwk, alg))
  const second = { ...ec.private, kid: 'key-2' }
  put(`php-serialized-set-${name}.txt`, php(`echo serialize(["keys" => [$j, json_decode('${JSON.stringify(second)}', true)]]);`),
    { keys: [...one(jwk, alg).keys, { ...expectation(second), kid: 'key-2', notes: ['jwk_not_json'] }] })
}
done()
