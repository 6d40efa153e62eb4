// Searches for keys whose JWK members start with a zero byte: the padding
// bugs of the past were all there.
import { createECDH, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const write = (name, key) => {
  writeFileSync(`${name}-pkcs8.key`, key.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(`${name}-spki.pem`, createPublicKey(key).export({ type: 'spki', format: 'pem' }));
};

const curves = { p256: ['prime256v1', 'P-256', 32], p384: ['secp384r1', 'P-384', 48], p521: ['secp521r1', 'P-521', 66] };
for (const [label, [name, crv, size]] of Object.entries(curves))
  for (const member of ['x', 'y', 'd']) {
    // P-521 members are 66 bytes whose first is 0 or 1; here two bytes are zero.
    const zeros = Buffer.alloc(label === 'p521' ? 2 : 1);
    for (;;) {
      const ecdh = createECDH(name);
      ecdh.generateKeys();
      const point = ecdh.getPublicKey();
      const d = ecdh.getPrivateKey();
      const bytes = { x: point.subarray(1, 1 + size), y: point.subarray(1 + size), d: Buffer.concat([Buffer.alloc(size - d.length), d]) };
      if (!bytes[member].subarray(0, zeros.length).equals(zeros)) continue;
      const text = Object.fromEntries(Object.entries(bytes).map(([k, v]) => [k, v.toString('base64url')]));
      write(`${label}-leading-zero-${member}`, createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv, ...text } }));
      break;
    }
  }

// An RSA number is as short as it can be: a leading zero byte is a shorter member.
const rsa = (modulusLength) =>
  generateKeyPairSync('rsa', { modulusLength, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).privateKey;
for (const member of ['d', 'dp', 'dq', 'qi'])
  for (;;) {
    const key = createPrivateKey(rsa(1024));
    if (Buffer.from(key.export({ format: 'jwk' })[member], 'base64url').length === (member === 'd' ? 128 : 64)) continue;
    write(`rsa-short-${member}`, key);
    break;
  }
// A 1023-bit modulus starts with a zero bit; 1017 bits are a byte more than 127.
for (const bits of [1023, 1017]) write(`rsa-${bits}-bits`, createPrivateKey(rsa(bits)));
