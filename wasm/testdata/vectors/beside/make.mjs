// What clouds and identity providers print around a key: its ID, use and
// algorithm stand beside it. The shapes are those of their documentation, the
// keys and certificates are made by openssl, and what is expected of the keys is
// what Node says.
//
//   node make.mjs
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expectation } from '../oracle.mjs'

process.chdir(dirname(fileURLToPath(import.meta.url)))
const work = mkdtempSync(join(tmpdir(), 'beside-'))
const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString()

const kinds = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  rsa2: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  k1: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
  ed: ['-algorithm', 'ed25519'],
}
const k = {}
for (const [name, args] of Object.entries(kinds)) {
  const file = join(work, name)
  openssl('genpkey', ...args, '-out', file)
  openssl('req', '-new', '-x509', '-key', file, '-subj', `/CN=${name}`, '-days', '10000', '-out', `${file}.crt`)
  const pem = readFileSync(file, 'utf8')
  const pub = openssl('pkey', '-in', file, '-pubout')
  const crt = readFileSync(`${file}.crt`, 'utf8')
  const bare = (text) => text.replace(/-----.*-----|\n/g, '')
  k[name] = { pem, pub, crt, spki: bare(pub), der: bare(crt), jwk: createPublicKey(pub).export({ format: 'jwk' }),
    public: expectation(createPublicKey(pub)), private: expectation(createPrivateKey(pem)) }
}
rmSync(work, { recursive: true })

const cases = {}
/** A file, and its keys: [name, kid, use, alg, whether it is private, certificates]. */
function add (file, content, ...keys) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2) + '\n')
  cases[file] = { keys: keys.map(([name, kid, use, alg, more]) => ({ ...k[name][more?.private ? 'private' : 'public'], kid, use, alg, ...more?.also })) }
}
const cert = { also: { certificates: 1 } }

// https://cloud.google.com/kms/docs/reference/rest/v1/PublicKey
const google = (name, algorithm) => ({ pem: k[name].pub, algorithm, pemCrc32c: '1', name: 'projects/p/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1', protectionLevel: 'HSM' })
for (const [name, algorithm, use, alg] of [
  ['rsa', 'RSA_SIGN_PSS_2048_SHA256', '', 'PS256'], ['rsa', 'RSA_SIGN_PSS_4096_SHA512', '', 'PS512'],
  ['rsa', 'RSA_SIGN_PKCS1_3072_SHA256', '', 'RS256'], ['rsa', 'RSA_SIGN_RAW_PKCS1_2048', '', ''],
  ['rsa', 'RSA_DECRYPT_OAEP_2048_SHA256', '', 'RSA-OAEP-256'], ['rsa', 'RSA_DECRYPT_OAEP_4096_SHA512', '', 'RSA-OAEP-512'],
  ['rsa', 'RSA_DECRYPT_OAEP_2048_SHA1', '', 'RSA-OAEP'], ['p256', 'EC_SIGN_P256_SHA256', '', 'ES256'],
  ['p384', 'EC_SIGN_P384_SHA384', '', 'ES384'], ['k1', 'EC_SIGN_SECP256K1_SHA256', '', 'ES256K'], ['ed', 'EC_SIGN_ED25519', '', 'EdDSA'],
  ['p384', 'EC_SIGN_P256_SHA256', '', ''], // of another key
]) add(`google-kms-${name}-${algorithm.toLowerCase()}.json`, google(name, algorithm), [name, '', use, alg])
add('google-kms.yaml', `algorithm: RSA_SIGN_PSS_2048_SHA256\nname: projects/p/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1\npem: |\n${k.rsa.pub.replace(/^/gm, '  ')}\npemCrc32c: '1'\n`, ['rsa', '', '', 'PS256'])
// https://www.googleapis.com/oauth2/v1/certs, and gcloud iam service-accounts keys create
add('google-map.json', { '91fc60858e1c4133c82216d53dd179fa41f8430c': k.rsa.crt, '1bd68': k.p256.crt }, ['rsa', '91fc60858e1c4133c82216d53dd179fa41f8430c', '', '', cert], ['p256', '1bd68', '', '', cert])
add('google-iap.json', { '2nMJtw': k.p256.pub, LYyP2g: k.p384.pub }, ['p256', '2nMJtw', '', ''], ['p384', 'LYyP2g', '', ''])
add('service-account.json', { type: 'service_account', project_id: 'p', private_key_id: '0a1b2c3d', private_key: k.rsa.pem, client_email: 'a@p.iam.gserviceaccount.com' }, ['rsa', '0a1b2c3d', '', '', { private: true }])
add('service-account.env', `GOOGLE_PRIVATE_KEY_ID=0a1b2c3d\nGOOGLE_PRIVATE_KEY="${k.rsa.pem.replaceAll('\n', '\\n')}"\n`, ['rsa', '0a1b2c3d', '', '', { private: true }])
// Names of fields are no key IDs.
add('not-a-map.json', { certificate: k.rsa.crt, 'client-cert.pem': k.p256.crt }, ['rsa', '', '', '', cert], ['p256', '', '', '', cert])
add('not-a-map-one.json', { credential: k.p256.crt }, ['p256', '', '', '', cert])
add('not-a-map-tokens.json', { access_token_public_key: k.rsa.pub, refresh_token_public_key: k.p256.pub }, ['rsa', '', '', ''], ['p256', '', '', ''])
add('map-of-one.json', { 'a2f9': k.p256.pub }, ['p256', 'a2f9', '', ''])
add('map-of-jwks.json', { 'key-a1': k.p256.jwk, 'key-b2': k.rsa.jwk }, ['p256', 'key-a1', '', ''], ['rsa', 'key-b2', '', ''])
add('kid-alg-use.yaml', `- kid: a.b-1\n  alg: es256\n  use: signing\n  pem: |\n${k.p256.pub.replace(/^/gm, '    ')}`, ['p256', 'a.b-1', 'sig', 'ES256'])
add('kid.toml', `[keys.main]\nkid = "m1"\nalg = "EdDSA"\nprivate = """\n${k.ed.pem}"""\n`, ['ed', 'm1', '', 'EdDSA', { private: true }])
add('quarkus.properties', `mp.jwt.verify.publickey=${k.p256.spki}\nmp.jwt.verify.publickey.algorithm=ES256\nmp.jwt.verify.issuer=https://x\n`, ['p256', '', '', 'ES256'])
add('not-a-map-env.json', { staging: k.rsa.pub, production: k.p256.pub }, ['rsa', '', '', ''], ['p256', '', '', ''])
add('not-for-both.json', { kid: 'one', use: 'sig', a: k.rsa.pub, b: k.p256.pub }, ['rsa', '', '', ''], ['p256', '', '', ''])

// https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html
const amazon = (name, usage, list) => ({ KeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab', PublicKey: k[name].spki, KeyUsage: usage, [usage === 'SIGN_VERIFY' ? 'SigningAlgorithms' : 'EncryptionAlgorithms']: list })
add('aws-kms-rsa.json', amazon('rsa', 'SIGN_VERIFY', ['RSASSA_PKCS1_V1_5_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_384', 'RSASSA_PSS_SHA_256']), ['rsa', '', 'sig', ''])
add('aws-kms-rsa-enc.json', amazon('rsa', 'ENCRYPT_DECRYPT', ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256']), ['rsa', '', 'enc', ''])
add('aws-kms-p256.json', amazon('p256', 'SIGN_VERIFY', ['ECDSA_SHA_256']), ['p256', '', 'sig', 'ES256'])
add('aws-kms-secp256k1.json', amazon('k1', 'SIGN_VERIFY', ['ECDSA_SHA_256']), ['k1', '', 'sig', 'ES256K'])
add('aws-kms-agree.json', amazon('p384', 'KEY_AGREEMENT', ['ECDH']), ['p384', '', 'enc', ''])

// https://www.keycloak.org/docs-api/latest/rest-api/index.html#KeysMetadataRepresentation
add('keycloak-keys.json', { active: { RS256: 'a-1' }, keys: [
  { providerId: 'x', providerPriority: 100, kid: 'a-1', status: 'ACTIVE', type: 'RSA', algorithm: 'RS256', publicKey: k.rsa.spki, certificate: k.rsa.der, use: 'SIG' },
  { providerId: 'y', providerPriority: 100, kid: 'a-2', status: 'ACTIVE', type: 'RSA', algorithm: 'RSA-OAEP', publicKey: k.rsa2.spki, certificate: k.rsa2.der, use: 'ENC' }] },
['rsa', 'a-1', 'sig', 'RS256', cert], ['rsa2', 'a-2', 'enc', 'RSA-OAEP', cert])
// https://auth0.com/docs/api/management/v2/keys/get-signing-keys, https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json/
add('auth0-signing-keys.json', [{ kid: 'z9', cert: k.rsa.crt, current: true }, { kid: 'z8', cert: k.rsa2.crt, current: false }], ['rsa', 'z9', '', '', cert], ['rsa2', 'z8', '', '', cert])

// https://developer.hashicorp.com/vault/api-docs/secret/transit#read-key
add('vault-rsa.json', { request_id: '00', data: { keys: { 1: { creation_time: '2024-01-01T00:00:00Z', name: 'rsa-2048', public_key: k.rsa.pub }, 2: { creation_time: '2024-02-01T00:00:00Z', name: 'rsa-2048', public_key: k.rsa2.pub } }, latest_version: 2, name: 'test', type: 'rsa-2048' } }, ['rsa', '1', '', ''], ['rsa2', '2', '', ''])
add('vault-ed25519.json', { data: { keys: { 3: { name: 'ed25519', public_key: Buffer.from(k.ed.jwk.x, 'base64url').toString('base64') } }, type: 'ed25519', name: 'test' } }, ['ed', '3', '', ''])

// https://learn.microsoft.com/rest/api/keyvault/keys/get-key/get-key, and what "az keyvault key show" prints
const url = 'https://v.vault.azure.net/keys/k/78deebed173b48e48f55abf87ed4cf71'
add('azure-rest.json', { key: { kid: url, kty: 'RSA', key_ops: ['sign', 'verify'], n: k.rsa.jwk.n, e: k.rsa.jwk.e }, attributes: { enabled: true, created: 1493942451 } }, ['rsa', url, '', ''])
add('azure-cli.json', { attributes: { enabled: true }, key: { crv: 'P-256', d: null, dp: null, dq: null, e: null, k: null, keyOps: ['sign', 'verify'], kid: url, kty: 'EC', n: null, p: null, q: null, qi: null, t: null, x: k.p256.jwk.x, y: k.p256.jwk.y }, managed: null, tags: null }, ['p256', url, '', '', { also: { notes: ['jwk_loose_encoding'] } }])

// SAML metadata (section 2.4.1.1): one key for each use, one for both, one that does not say.
const descriptor = (name, use) => `<md:KeyDescriptor${use ? ` use="${use}"` : ''}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n${k[name].der.replace(/.{64}/g, '$&\n')}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`
const saml = (...list) => `<?xml version="1.0"?>\n<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://x"><md:SPSSODescriptor>${list.join('\n')}</md:SPSSODescriptor></md:EntityDescriptor>\n`
add('saml.xml', saml(descriptor('rsa', 'signing'), descriptor('rsa2', 'encryption'), descriptor('p256', '')), ['rsa', '', 'sig', '', cert], ['rsa2', '', 'enc', '', cert], ['p256', '', '', '', cert])
add('saml-both.xml', saml(descriptor('rsa', 'signing'), descriptor('rsa', 'encryption')), ['rsa', '', '', '', cert])
const number = (text) => Buffer.from(text, 'base64url').toString('base64')
add('saml-key-value.xml', saml(`<md:KeyDescriptor use='encryption'><ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${number(k.rsa.jwk.n)}</ds:Modulus><ds:Exponent>${number(k.rsa.jwk.e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo></md:KeyDescriptor>`), ['rsa', '', 'enc', ''])

writeFileSync('expect.json', JSON.stringify(cases, null, 2) + '\n')
