// Makes the area named: keys whose surroundings or whose form say what they are: in DID
// documents, WebAuthn, configurations of WireGuard, and texts of nostr and PASETO. Base58
// and Bech32 are npm's @scure/base, CBOR is its cbor, and the rest is written here after its
// documentation. The keys are those of ../../keys/keys.json, which Node made, and the
// expectations Node's.
//
//   node make.mjs        needs npm
import { createHash, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const dir = mkdtempSync(join(tmpdir(), 'named-'))
const run = (name, ...args) => execFileSync(name, args, { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
run('npm', 'install', '--silent', '--no-audit', '--no-fund', '@scure/base@1', 'cbor@10')
const require = createRequire(join(dir, 'node_modules', 'x.js'))
const { base58, bech32 } = require('@scure/base')
const cbor = require('cbor')

const octets = (text) => Buffer.from(text, 'base64url')
const of = (jwk, notes = [], more = {}) => ({ ...expectation(jwk), ...more, ...(notes.length && { notes }) })
const one = (jwk, notes, more) => ({ keys: [of(jwk, notes, more)] })
const sha256 = (data) => createHash('sha256').update(data).digest()
const compressed = (jwk) => Buffer.concat([Buffer.from([2 + (octets(jwk.y).at(-1) & 1)]), octets(jwk.x)])
const pair = (jwk) => Buffer.concat([octets(jwk.d), octets(jwk.x)])
const ed = keys.ed25519; const ed2 = keys['ed25519, zeros before x']; const x = keys.x25519; const x2 = keys['x25519, zeros before x']
const k1 = keys['EC secp256k1']; const p256 = keys['EC P-256']; const p384 = keys['EC P-384']; const rsa = keys['RSA 2048']

// DID documents (the cryptosuites of 2018 to 2020; DID Core section 5.2).
const did = 'did:example:123'
const method = (fragment, type, more) => ({ id: `${did}#${fragment}`, type, controller: did, ...more })
const doc = (...methods) => JSON.stringify({ '@context': ['https://www.w3.org/ns/did/v1'], id: did, verificationMethod: methods, authentication: [`${did}#a`] }, null, 2) + '\n'
const multibase = (prefix, bytes) => 'z' + base58.encode(Buffer.concat([Buffer.from(prefix, 'hex'), bytes]))
const edMethod = method('a', 'Ed25519VerificationKey2018', { publicKeyBase58: base58.encode(octets(ed.public.x)) })
const k1Method = method('key-3', 'EcdsaSecp256k1VerificationKey2019', { publicKeyBase58: base58.encode(compressed(k1.public)) })
put('did-base58.json', doc(edMethod, method('b', 'X25519KeyAgreementKey2019', { publicKeyBase58: base58.encode(octets(x2.public.x)) }), k1Method),
  { keys: [of(ed.public, [], { kid: 'a' }), of(x2.public, [], { kid: 'b' }), of(k1.public, [], { kid: 'key-3' })] })
put('did-hex.json', doc(method('h', 'EcdsaSecp256k1VerificationKey2019', { publicKeyHex: compressed(k1.public).toString('hex') })), one(k1.public, [], { kid: 'h' }))
put('did-hex-whole.json', doc(method('h', 'Secp256k1VerificationKey2018', { publicKeyHex: '04' + octets(k1.public.x).toString('hex') + octets(k1.public.y).toString('hex') })), one(k1.public, [], { kid: 'h' }))
put('did-hex-other-type.json', doc(method('h', 'JsonWebKey2020', { publicKeyHex: octets(ed.public.x).toString('hex') })), { error: 'which_key' })
put('did-private.json', JSON.stringify(method('a', 'Ed25519VerificationKey2018', { publicKeyBase58: base58.encode(octets(ed.public.x)), privateKeyBase58: base58.encode(pair(ed.private)) })), { keys: [of(ed.public, [], { kid: 'a' }), of(ed.private, [], { kid: 'a' })] })
put('did-private-x25519.json', JSON.stringify(method('b', 'X25519KeyAgreementKey2019', { publicKeyBase58: base58.encode(octets(x.public.x)), privateKeyBase58: base58.encode(octets(x.private.d)) })), { keys: [of(x.public, [], { kid: 'b' }), of(x.private, [], { kid: 'b' })] })
put('did-private-other-half.json', JSON.stringify(method('a', 'Ed25519VerificationKey2018', { privateKeyBase58: base58.encode(Buffer.concat([octets(ed.private.d), octets(ed2.public.x)])) })), { error: 'key_mismatch' })
put('did-multibase.json', doc(method('m', 'Ed25519VerificationKey2020', { publicKeyMultibase: multibase('ed01', octets(ed.public.x)), privateKeyMultibase: multibase('8026', pair(ed.private)) })), { keys: [of(ed.public, [], { kid: 'm' }), of(ed.private, [], { kid: 'm' })] })
put('did-mixed.json', doc(method('j', 'JsonWebKey2020', { publicKeyJwk: p256.public }), edMethod, method('m', 'Multikey', { publicKeyMultibase: multibase('8124', compressed(p384.public)) })),
  { keys: [of(p256.public), of(ed.public, [], { kid: 'a' }), of(p384.public, [], { kid: 'm' })] })
put('did-pem.json', doc(method('r', 'RsaVerificationKey2018', { publicKeyPem: createPublicKey({ key: rsa.public, format: 'jwk' }).export({ format: 'pem', type: 'spki' }) })), one(rsa.public, [], { kid: 'r' }))
put('did-relative.json', JSON.stringify({ id: '#rel', type: 'Ed25519VerificationKey2018', publicKeyBase58: base58.encode(octets(ed.public.x)) }), one(ed.public, [], { kid: 'rel' }))
put('did-key-id.json', doc(method('a', 'Ed25519VerificationKey2018', { publicKeyBase58: base58.encode(octets(ed.public.x)), keyId: 'mine' })), one(ed.public, [], { kid: 'mine' }))
put('did-other-id.json', JSON.stringify({ id: 'https://example.org/#a', type: 'Ed25519VerificationKey2018', publicKeyBase58: base58.encode(octets(ed.public.x)) }), one(ed.public, [], { kid: '' }))
put('did-unknown.json', doc(method('u', 'Bls12381G2Key2020', { publicKeyBase58: base58.encode(Buffer.alloc(96, 7)) })), { error: 'unsupported_format' })
put('did-unknown-beside.json', doc(method('u', 'Bls12381G2Key2020', { publicKeyBase58: base58.encode(Buffer.alloc(96, 7)) }), edMethod), { ...one(ed.public, [], { kid: 'a' }), skipped: ['unsupported_format'] })
put('did-short.json', doc(method('a', 'Ed25519VerificationKey2018', { publicKeyBase58: base58.encode(octets(ed.public.x).subarray(1)) })), { error: 'invalid_key' })
put('did-no-base58.json', doc(method('a', 'Ed25519VerificationKey2018', { publicKeyBase58: '0' + base58.encode(octets(ed.public.x)) })), { error: 'unsupported_format' })

// WebAuthn: authenticator data (level 2, section 6.1) and attestation objects (6.5).
const cose = (k, ...more) => cbor.encodeOne(new Map([[1, 2], [3, -7], [-1, 1], [-2, octets(k.x)], [-3, octets(k.y)], ...more]))
const coseRSA = cbor.encodeOne(new Map([[1, 3], [3, -257], [-1, octets(rsa.public.n)], [-2, octets(rsa.public.e)]]), { highWaterMark: 1 << 16 })
const authData = (key, { flags = 0x45, id = sha256('id'), after = Buffer.alloc(0) } = {}) =>
  Buffer.concat([sha256('example.org'), Buffer.from([flags, 0, 0, 0, 7]), Buffer.alloc(16, 0xaa), Buffer.from([id.length >> 8, id.length & 255]), id, key, after])
const key = cose(p256.public)
const webauthn = one(p256.public, ['webauthn_key'], { alg: 'ES256' })
put('authdata.txt', authData(key).toString('base64url') + '\n', webauthn)
put('authdata.hex', authData(key).toString('hex') + '\n', webauthn)
put('authdata.bin', authData(key), webauthn)
put('authdata-rsa.txt', authData(coseRSA, { id: Buffer.alloc(300, 3) }).toString('base64') + '\n', one(rsa.public, ['webauthn_key'], { alg: 'RS256' }))
const extensions = cbor.encodeOne(new Map([['credProtect', 2]]))
put('authdata-extensions.txt', authData(key, { flags: 0xc5, after: extensions }).toString('base64url'), webauthn)
put('authdata-more.txt', authData(key, { after: extensions }).toString('base64url'), { error: 'no_key' })
put('authdata-no-extensions.txt', authData(key, { flags: 0xc5 }).toString('base64url'), { error: 'no_key' })
put('authdata-no-key.txt', authData(key, { flags: 0x05 }).toString('base64url'), { error: 'no_key' })
put('authdata-cut.txt', authData(key).subarray(0, -1).toString('base64url'), { error: 'no_key' })
const attestation = (attStmt, fmt) => cbor.encodeOne(new Map([['fmt', fmt], ['attStmt', attStmt], ['authData', authData(key)]]), { highWaterMark: 1 << 16 })
const packed = attestation(new Map([['alg', -7], ['sig', Buffer.alloc(70, 1)], ['x5c', [Buffer.alloc(400, 2)]]]), 'packed')
put('attestation-none.txt', attestation(new Map(), 'none').toString('base64url') + '\n', webauthn)
put('attestation-packed.hex', packed.toString('hex') + '\n', webauthn)
put('attestation-twice.hex', cbor.encodeOne(new Map([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData(key)]])).toString('hex').replace(/^a3/, 'a4') + '63666d74646e6f6e65', { error: 'no_key' })
put('registration.json', JSON.stringify({
  id: sha256('id').toString('base64url'), rawId: sha256('id').toString('base64url'), type: 'public-key',
  response: {
    attestationObject: packed.toString('base64url'), clientDataJSON: Buffer.from('{"type":"webauthn.create","challenge":"AAAA","origin":"https://example.org"}').toString('base64url'),
    transports: ['usb'], publicKeyAlgorithm: -7, publicKey: createPublicKey({ key: p256.public, format: 'jwk' }).export({ format: 'der', type: 'spki' }).toString('base64url'),
    authenticatorData: authData(key).toString('base64url')
  }
}, null, 2), one(p256.public))
put('attestation.json', JSON.stringify({ response: { attestationObject: packed.toString('base64url') } }), webauthn)
put('credential-public-key.json', JSON.stringify({ credentialID: sha256('id').toString('base64url'), credentialPublicKey: key.toString('base64url'), counter: 7 }), one(p256.public, [], { alg: 'ES256' }))
put('credential-postgres.json', JSON.stringify([{ id: 1, public_key: '\\x' + key.toString('hex') }, { id: 2, public_key: '\\x' + coseRSA.toString('hex') }]),
  { keys: [of(p256.public, [], { alg: 'ES256' }), of(rsa.public, [], { alg: 'RS256' })] })

// WireGuard.
const base64 = (text) => octets(text).toString('base64')
const tunnel = { keys: [of(x.private, ['wireguard_key']), of(x2.public, ['wireguard_key'])] }
const [secret, peer, shared] = [base64(x.private.d), base64(x2.public.x), Buffer.alloc(32, 9).toString('base64')]
put('wireguard.nmconnection', `[connection]\nid=wg0\nuuid=0f3c5a52-1c1f-4b22-a1a4-6d3a3c3f8a55\ntype=wireguard\ninterface-name=wg0\n\n[wireguard]\nlisten-port=51820\nprivate-key=${secret}\n\n[wireguard-peer.${peer}]\nendpoint=192.0.2.1:51820\npreshared-key=${shared}\npreshared-key-flags=0\nallowed-ips=0.0.0.0/0;\n`, tunnel)
put('wireguard-mikrotik.rsc', `/interface wireguard\nadd listen-port=13231 mtu=1420 name=wireguard1 private-key="${secret}"\n/interface wireguard peers\nadd allowed-address=10.0.0.0/24 interface=wireguard1 preshared-key=\\\n    "${shared}" public-key=\\\n    "${peer}"\n`, tunnel)
put('wireguard.nix', `{\n  networking.wireguard.interfaces.wg0 = {\n    privateKey = "${secret}";\n    peers = [ { publicKey = "${peer}"; presharedKey = "${shared}"; allowedIPs = [ "10.0.0.0/24" ]; } ];\n  };\n}\n`, tunnel)
put('wireguard-file.nix', `networking.wireguard.interfaces.wg0 = {\n  privateKeyFile = "/run/secrets/wg";\n  generatePrivateKeyFile = true;\n  peers = [ { publicKey = "${peer}"; } ];\n};\n`, { keys: [tunnel.keys[1]] })
put('wireguard.netdev', `[NetDev]\nName=wg0\nKind=wireguard\n\n[WireGuard]\nPrivateKey=${secret}\nListenPort=51820\n\n[WireGuardPeer]\nPublicKey=${peer}\nPresharedKey=${shared}\n`, tunnel)
put('wireguard.uci', `config interface 'wg0'\n\toption proto 'wireguard'\n\toption private_key '${secret}'\n\tlist addresses '10.0.0.1/24'\n\nconfig wireguard_wg0\n\toption public_key '${peer}'\n\toption preshared_key '${shared}'\n`, tunnel)
put('wireguard-uci-show.txt', `network.wg0.proto='wireguard'\nnetwork.wg0.private_key='${secret}'\nnetwork.@wireguard_wg0[0].public_key='${peer}'\n`, tunnel)
put('wireguard.json', JSON.stringify({ outbounds: [{ type: 'wireguard', private_key: secret, peers: [{ public_key: peer, pre_shared_key: shared }] }] }, null, 2), tunnel)
put('wireguard-clash.yaml', `proxies:\n  - name: wg\n    type: wireguard\n    private-key: ${secret}\n    public-key: ${peer}\n`, tunnel)
put('wireguard.env', `WIREGUARD_PRIVATE_KEY=${secret}\nWIREGUARD_PUBLIC_KEY='${peer}'\n`, tunnel)
put('wireguard-set.sh', `wg set wg0 private-key /etc/wireguard/key peer ${peer} allowed-ips 10.0.0.2/32\n`, { keys: [tunnel.keys[1]] })
put('wireguard-cut.netdev', `[NetDev]\nKind=wireguard\n[WireGuard]\nPrivateKey=${secret.slice(1)}\n[WireGuardPeer]\nPublicKey=${peer}\n`, { keys: [tunnel.keys[1]], skipped: ['malformed'] })
put('not-wireguard.json', JSON.stringify({ type: 'tunnel', private_key: secret, peers: [{ public_key: peer }] }), { error: 'no_key' })
put('wireguard-commented.conf', `[Interface]\n# PrivateKey = ${base64(ed.private.d)}\nPrivateKey = ${secret} # mine\n\n[Peer]\n; PublicKey = ${secret}\n# the public key: is that of my phone\nPublicKey = ${peer}\n`, tunnel)
put('not-wireguard.properties', `app.PrivateKey=${secret}\n`, { error: 'which_key' })
put('not-wireguard.conf', `app.private-key=${secret}\napp.public-key=${peer}\n`, { error: 'no_key' })

// nostr (NIP-19).
put('nostr-secret.txt', bech32.encode('nsec', bech32.toWords(octets(k1.private.d))) + '\n', { error: 'unsupported_format', detail: 'nostr' })
put('nostr-public.txt', bech32.encode('npub', bech32.toWords(octets(k1.public.x))) + '\n', { error: 'unsupported_format', detail: 'nostr' })

// PASERK, and the key in it alone.
for (const [name, head, bytes] of [['public', 'k4.public', octets(ed.public.x)], ['k3', 'k3.public', compressed(p384.public)], ['local', 'k4.local', Buffer.alloc(32, 5)]]) {
  put(`paserk-${name}.txt`, `${head}.${bytes.toString('base64url')}\n`, { error: 'unsupported_format', detail: 'PASETO' })
  put(`paserk-${name}-bare.txt`, bytes.toString('base64url') + '\n', { error: 'which_key' })
}
put('paserk-secret.txt', `k4.secret.${pair(ed.private).toString('base64url')}\n`, { error: 'unsupported_format', detail: 'PASETO' })
put('paserk-secret-bare.txt', pair(ed.private).toString('base64url') + '\n', one(ed.private))
rmSync(dir, { recursive: true })
done()
