// Makes compare.json: tokens as people paste them, with what there is to say of
// each. They are signed by jose (npm) with the keys of testdata/vectors/digest,
// and by openssl, which writes ECDSA signatures in DER.
// node compare.mjs PATH-OF-JOSE >compare.json
import { execFileSync } from 'node:child_process';
import { createHash, createHmac, createPrivateKey, createPublicKey, sign, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const jose = await import(process.argv[2]);
const vectors = new URL('../../../testdata/vectors/digest/', import.meta.url).pathname;
const b64 = (v) => Buffer.from(v).toString('base64url');
const pem = (name) => readFileSync(`${vectors}${name}.pem`, 'utf8');
const keyOf = (name) => createPrivateKey(pem(name));
const cert = (name) => new X509Certificate(pem(name).slice(pem(name).indexOf('-----BEGIN CERT')));
const work = mkdtempSync(join(tmpdir(), 'compare-'));

/** Signs by the openssl command, whatever it writes. */
function openssl (name, input, hash = 'sha256') {
  writeFileSync(join(work, 'input'), input);
  return execFileSync('openssl', ['dgst', `-${hash}`, '-sign', `${vectors}${name}.pem`, join(work, 'input')]);
}
const parts = (header, payload = { sub: 'ada' }) => `${b64(JSON.stringify(header))}.${b64(JSON.stringify(payload))}`;
const by = (name, header) => new jose.SignJWT({ sub: 'ada', iat: 1767225600 }).setProtectedHeader(header).sign(keyOf(name));

const out = [];
/** A case: the keys on this side, their options, the token, and the answer. */
const add = (what, keys, token, same, says, { options = {}, id = 1 } = {}) => out.push({ what, keys: [keys].flat(), options, token, same, says: [says].flat(), id });
const named = { kid: { mode: 'text', value: 'a' } };

for (const [name, alg] of Object.entries({ rsa: 'RS256', 'p-256': 'ES256', 'p-384': 'ES384', 'p-521': 'ES512', ed25519: 'EdDSA' })) {
  const options = { ...named, alg };
  const good = await by(name, { alg, kid: 'a' });
  add(`${alg} by jose`, name, good, true, 'was signed by this key, and names its key ID.', { options });
  add(`${alg}, other kid`, name, await by(name, { alg, kid: 'b' }), true, 'names another key ID: the other side will not find the key', { options });
  add(`${alg}, no kid`, name, await by(name, { alg }), true, 'Its header has no kid', { options });
  add(`${alg}, kid in capitals`, name, await by(name, { alg, kid: 'A' }), true, 'the capitals differ', { options });
  add(`${alg}, x5t`, name, await by(name, { alg, kid: 'a', x5t: createHash('sha1').update(cert(name).raw).digest('base64url'), 'x5t#S256': createHash('sha256').update(cert(name).raw).digest('base64url') }),
    true, 'was signed by this key, and names its key ID.', { options });
  const hex = cert(name).fingerprint.replaceAll(':', '');
  add(`${alg}, x5t of hexadecimal`, name, await by(name, { alg, kid: 'a', x5t: b64(hex) }), true, 'Its x5t was made of the hexadecimal text', { options });
  add(`${alg}, x5t in hexadecimal`, name, await by(name, { alg, kid: 'a', x5t: hex }), true, 'but in hexadecimal: it must be base64url', { options });
  add(`${alg}, x5t of the PEM`, name, await by(name, { alg, kid: 'a', x5t: createHash('sha1').update(pem(name).slice(pem(name).indexOf('-----BEGIN CERT'))).digest('base64url') }), true, 'PEM text of its certificate', { options });
  add(`${alg}, x5t of another`, name, await by(name, { alg, kid: 'a', x5t: createHash('sha1').update('x').digest('base64url') }), true, 'Its x5t is not that of this key\'s certificate', { options });
  add(`${alg}, jwk`, name, await by(name, { alg, kid: 'a', jwk: createPublicKey(keyOf(name)).export({ format: 'jwk' }) }), true, 'carries this very key', { options });
  add(`${alg}, jku`, name, await by(name, { alg, kid: 'a', jku: 'https://example.com/jwks' }), true, '(jku)', { options });
  const other = name === 'rsa' ? 'p-256' : 'rsa';
  add(`${alg}, of a set`, [other, name], good, true, 'was signed by this key', { id: 2 });
  add(`${alg}, kid of another key of the set`, [name, other], await by(name, { alg, kid: 'c' }), true, 'that of key 2', { options: { kid: { mode: 'none' }, keys: { 2: { kid: { mode: 'text', value: 'c' } } } } });
  add(`${alg}, by another`, other, good, false, 'The signature was not checked', {});
  const [h, p, s] = good.split('.');
  add(`${alg}, changed`, name, `${h}.${b64('{"sub":"eve"}')}.${s}`, false, 'names this key\'s ID, but was signed by another key or changed on its way', { options });
  add(`${alg}, cut`, name, good.slice(0, -12), false, 'it may have been cut', { options });
  add(`${alg}, no signature`, name, `${h}.${p}.`, true, 'carries no signature', { options });
  const none = { ...options, alg: undefined };
  add(`none for ${alg}`, name, `${parts({ alg: 'none', kid: 'a' })}.`, true, ['not signed at all', 'names this key all the same'], { options: none });
  // HMAC: with a secret of somebody's, and with the public key as one.
  const input = parts({ alg: 'HS256', kid: 'a' });
  const hmac = (secret) => `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  add(`HS256 that names the ${alg} key`, name, hmac('0123456789abcdef0123456789abcdef'), false, 'signs with a shared secret, which this key is not', { options });
  const spki = createPublicKey(keyOf(name)).export({ format: 'pem', type: 'spki' });
  add(`HS256 with the public ${alg} key`, name, hmac(spki), false, 'anybody can make such a token', { options });
  add(`HS256 with the public ${alg} key, no line break`, name, hmac(spki.trim()), false, 'anybody can make such a token', { options });
}

// DER, where r and s were wanted.
for (const [name, alg, hash, size] of [['p-256', 'ES256', 'sha256', 32], ['p-384', 'ES384', 'sha384', 48], ['p-521', 'ES512', 'sha512', 66], ['secp256k1', 'ES256K', 'sha256', 32]]) {
  const input = parts({ alg, kid: 'a' });
  add(`${alg} in DER`, name, `${input}.${openssl(name, input, hash).toString('base64url')}`, true, ['was signed by this key, and names its key ID.', `in DER, and JOSE wants r and s of ${size} bytes each`], { options: named });
  add(`${alg} in DER by another`, name, `${input}.${openssl(name, input + 'x', hash).toString('base64url')}`, false, 'names this key\'s ID, but was signed by another key', { options: named });
}

// Another algorithm than the header says, or than the JWK does.
{
  const input = parts({ alg: 'RS256', kid: 'a' });
  const pss = sign('sha256', input, { key: keyOf('rsa'), padding: 6, saltLength: 32 }).toString('base64url');
  add('PS256 that says RS256', 'rsa', `${input}.${pss}`, true, 'it was signed by PS256, and its header says RS256', { options: { ...named, alg: 'RS256' } });
  add('RS384 that says RS256', 'rsa', `${input}.${openssl('rsa', input, 'sha384').toString('base64url')}`, true, 'it was signed by RS384', { options: { ...named, alg: 'RS256' } });
  add('RS256, the JWK says PS256', 'rsa', await by('rsa', { alg: 'RS256', kid: 'a' }), true, 'Its alg is RS256 and the JWK\'s PS256: a side that goes by the JWK will refuse it', { options: { ...named, alg: 'PS256' } });
  add('EdDSA, the JWK says Ed25519', 'ed25519', await by('ed25519', { alg: 'EdDSA', kid: 'a' }), true, 'two names of one algorithm', { options: { ...named, alg: 'Ed25519' } });
  add('Ed25519, the JWK says EdDSA', 'ed25519', await by('ed25519', { alg: 'Ed25519', kid: 'a' }), true, 'two names of one algorithm', { options: { ...named, alg: 'EdDSA' } });
}

// How it is written.
{
  const input = `${Buffer.from('{"alg": "RS256", "kid": "a"}').toString('base64')}.${b64('{"sub":"a"}')}`;
  const unpadded = input.replaceAll('=', '');
  const options = { ...named, alg: 'RS256' };
  add('padded, signed without', 'rsa', `${input}.${openssl('rsa', unpadded).toString('base64url')}`, true, ['padded with =', 'over the text as it should be'], { options });
  add('padded, signed so', 'rsa', `${input}.${openssl('rsa', input).toString('base64url')}`, true, 'padded with =', { options });
  add('standard base64', 'rsa', `${unpadded}.${openssl('rsa', unpadded).toString('base64')}`, true, 'not in base64url', { options });
  const good = await by('rsa', { alg: 'RS256', kid: 'a' });
  const wrap = (s, eol) => s.match(/.{1,76}/g).join(eol);
  for (const [what, text] of Object.entries({
    'in a header': `POST /token HTTP/1.1\r\nAuthorization: Bearer ${good}\r\n\r\n`,
    'in a form body': `grant_type=client_credentials&client_assertion=${good}&scope=a%20b`,
    'in a curl command': `curl -X POST https://example.com/token \\\n  -d client_assertion=${good} \\\n  -d grant_type=client_credentials`,
    'in a token response': JSON.stringify({ access_token: 'opaque', id_token: good, expires_in: 3600 }),
    'in quotes': `"${good}"`, 'broken over lines': wrap(good, '\n'), 'broken, CRLF': wrap(good, '\r\n'), 'quoted in mail': `> ${wrap(good, '\n> ')}`, 'escaped': `"${wrap(good, '\\n')}"`,
    'with words after it': `${wrap(good, '\n')}\n\nThanks,\nAda\n`, 'URL encoded': encodeURIComponent(`${unpadded}.${openssl('rsa', unpadded).toString('base64')}`),
  })) add(what, 'rsa', text, true, 'was signed by this key, and names its key ID.', { options });
  const foreign = await by('ed25519', { alg: 'EdDSA', kid: 'x' });
  add('the second of two', 'rsa', JSON.stringify({ access_token: foreign, id_token: good }), true, 'Of the 2 tokens in it, number 2. This token was signed by this key', { options });
  const own = createPublicKey(keyOf('p-256')).export({ format: 'jwk' });
  add('DPoP of another key', 'rsa', await by('p-256', { alg: 'ES256', typ: 'dpop+jwt', jwk: own }), false, 'a key of its own (jwk), which signed it: that is another key than yours', { options });
  add('a private jwk', 'rsa', await by('p-256', { alg: 'ES256', jwk: keyOf('p-256').export({ format: 'jwk' }) }), false, 'carries a private key', { options });
}
console.log(JSON.stringify(out, null, 1));
