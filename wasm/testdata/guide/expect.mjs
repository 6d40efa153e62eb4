// Writes expect.json: for each file the public JWK, the private JWK where the
// file holds one, and the RFC 7638 thumbprint, all by Node's crypto.
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const required = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'] };
const thumbprint = (jwk) =>
  createHash('sha256').update(JSON.stringify(Object.fromEntries(required[jwk.kty].map((m) => [m, jwk[m]])))).digest('base64url');

// Node does not read OpenSSH's formats: ssh-keygen turns RSA and EC ones into
// PEM, and Ed25519 wire blobs end in the 32 bytes of the key.
const readSSHPublic = (file) => {
  const [type, blob] = readFileSync(file, 'utf8').split(' ');
  if (type === 'ssh-ed25519')
    return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(blob, 'base64').subarray(-32).toString('base64url') } });
  return createPublicKey(execFileSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', file]));
};
// An unencrypted openssh-key-v1 Ed25519 key holds seed and public key together.
const readOpenSSHEd25519 = (file) => {
  const body = Buffer.from(readFileSync(file, 'utf8').replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const dir = mkdtempSync(join(tmpdir(), 'guide-'));
  copyFileSync(file, join(dir, 'k'));
  execFileSync('chmod', ['600', join(dir, 'k')]);
  const pub = Buffer.from(execFileSync('ssh-keygen', ['-y', '-f', join(dir, 'k')], { encoding: 'utf8' }).split(' ')[1], 'base64').subarray(-32);
  rmSync(dir, { recursive: true });
  const at = body.lastIndexOf(pub); // the private string is seed || public
  const d = body.subarray(at - 32, at).toString('base64url');
  return createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', d, x: pub.toString('base64url') } });
};

const out = {};
for (const file of readdirSync('.').sort()) {
  if (!/\.(key|pem|pub)$/.test(file)) continue;
  let priv, pub;
  if (file.endsWith('.pub')) pub = readSSHPublic(file);
  else if (file === 'ed25519-openssh.key') priv = readOpenSSHEd25519(file);
  else if (file.endsWith('.key')) priv = createPrivateKey(readFileSync(file));
  else pub = createPublicKey(readFileSync(file));
  pub ??= createPublicKey(priv);
  const jwk = pub.export({ format: 'jwk' });
  out[file] = { thumbprint: thumbprint(jwk), public: jwk };
  if (priv) out[file].private = priv.export({ format: 'jwk' });
}
writeFileSync('expect.json', JSON.stringify(out, null, 1) + '\n');
