// Makes the area settings: encrypted keys beside their passphrases, as programs have them in
// their settings, and the numbers of RSA keys behind a prefix. The keys are those of ../../keys/keys.json; Node encrypted them, and the
// expectations are Node's.
//
//   node make.mjs
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const { private: rsa } = keys['RSA 2048']
const { private: ec } = keys['EC P-256']
const encrypted = (jwk, passphrase) => createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
const publicPEM = (jwk) => createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
const line = (text) => text.replaceAll('\n', '\\n')
const notes = ['passphrase_beside']
const opened = (jwk, more) => ({ keys: [{ ...expectation(jwk), notes, ...more }] })
const pem = encrypted(rsa, 'correct horse')

put('box.json', JSON.stringify({
  boxAppSettings: { clientID: 'abc', clientSecret: 'def', appAuth: { publicKeyID: 'ab12cd34', privateKey: pem, passphrase: 'correct horse' } }, enterpriseID: '1234567',
}, null, 2), opened(rsa, { kid: 'ab12cd34' }))
put('snowflake.json', JSON.stringify({ account: 'X', private_key: pem, private_key_passphrase: 'correct horse' }), opened(rsa))
put('quotes.json', JSON.stringify({ privateKeyPassword: 'a"b\\c\u00e9', privateKey: encrypted(ec, 'a"b\\c\u00e9') }), opened(ec))
put('spring.yaml', `spring:\n  private-key-passphrase: 'correct horse'\n  private-key: |\n${pem.replace(/^(?=.)/gm, '    ')}`, opened(rsa))
put('plain.yaml', `keyPass: correct horse\nkey: |\n${pem.replace(/^(?=.)/gm, '  ')}`, opened(rsa))
put('spaces.toml', `private_key_passphrase = "correct horse"\nprivate_key = """\n${pem}"""\n`, opened(rsa))
put('dotenv.env', `DB_PASSWORD=hunter2\nADMIN_PASSWORD=hunter3\nKEY_PASSPHRASE=correct horse\nPRIVATE_KEY="${line(pem)}"\n`, opened(rsa))
put('two.txt', `passphrase: correct horse\n\n${pem}\n${encrypted(ec, 'another')}`, { ...opened(rsa), skipped: ['passphrase_required'] })
put('second.env', `OLD_PASSPHRASE=hunter2\nKEY_PASSPHRASE=correct horse\nPRIVATE_KEY="${line(pem)}"\n`, opened(rsa))
put('public.txt', `passphrase: correct horse\n\n${publicPEM(ec)}\n${pem}`, { keys: [expectation(keys['EC P-256'].public), ...opened(rsa).keys] })
put('wrong.txt', `password: hunter2\n\n${pem}`, { error: 'passphrase_required' })
put('third.txt', `password: a\npassword: b\npassword: correct horse\n\n${pem}`, { error: 'passphrase_required' })
put('long.txt', `password: ${'x'.repeat(600)}\n\n${pem}`, { error: 'passphrase_required' })
put('typed.json', JSON.stringify({ privateKey: pem, passphrase: 'correct horse' }), { ...opened(rsa), passphrase: 'hunter2' })

// Without kty, and each name with a prefix.
const { public: rsaPublic } = keys['RSA 2048']
const other = keys['RSA 3072']?.public ?? keys['RSA 4096'].public
const hex = (text) => Buffer.from(text, 'base64url').toString('hex')
put('modulus.env', `A=1\nexport RSA_MODULUS="${rsa.n}"\nexport RSA_EXPONENT=AQAB\nB=2\n`, { keys: [expectation(rsaPublic)] })
put('modulus.properties', `app.jwt.rsa.modulus=${rsa.n}\napp.jwt.rsa.publicExponent=65537\n`, { keys: [expectation(rsaPublic)] })
put('decimal.env', `RSA_N=${BigInt('0x' + hex(rsa.n))}\nRSA_E=65537\n`, { keys: [expectation(rsaPublic)] })
put('numbers.yaml', `rsa_n: ${rsa.n}\nrsa_e: AQAB\nrsa_kid: k-1\nmode: x\n`, { keys: [{ ...expectation(rsaPublic), kid: 'k-1' }] })
put('private.env', ['n', 'e', 'd', 'p', 'q'].map((name) => `JWK_${name.toUpperCase()}=${rsa[name]}\n`).join('') + 'JWK_KID=k-1\n', { keys: [{ ...expectation(rsa), kid: 'k-1' }] })
put('two-moduli.env', `OLD_N=${other.n}\nNEW_N=${rsa.n}\nNEW_E=AQAB\nOLD_E=AQAB\nNEW_KID=k-1\n`, { keys: [expectation(other), { ...expectation(rsaPublic), kid: 'k-1' }] })
put('twice.env', `RSA_N=${rsa.n}\nRSA_E=AQAB\nRSA_N=${rsa.n}\n`, { keys: [expectation(rsaPublic)], skipped: ['malformed'] })
put('one-exponent.env', `OLD_N=${other.n}\nNEW_N=${rsa.n}\nNEW_E=AQAB\n`, { error: 'no_key' })
put('no-exponent.env', `RSA_N=${rsa.n}\nPUBLIC_EXP=3\n`, { error: 'no_key' })
put('damaged.env', `RSA_N=${rsa.n.slice(0, 100)}*${rsa.n.slice(101)}\nRSA_E=AQAB\n`, { error: 'no_key' })
put('d-changed.env', `JWK_N=${rsa.n}\nJWK_E=AQAB\nJWK_D=${rsa.d.slice(0, 100)}${rsa.d[100] === 'A' ? 'B' : 'A'}${rsa.d.slice(101)}\n`, { error: 'no_key' })
done()
