// Keys with certificates, and what openssl, ssh-keygen, keytool, certtool and
// Node say that their digests are, in every spelling in which people meet them.
import { execFileSync } from 'node:child_process'
import { createHash, createPublicKey } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { thumbprint } from '../oracle.mjs'

const out = new URL('../digest/', import.meta.url).pathname
rmSync(out, { recursive: true, force: true })
mkdirSync(out)
const work = mkdtempSync(join(tmpdir(), 'digest-'))
/** Runs a shell command in the work folder; gives stdout. */
const sh = (line) => execFileSync('sh', ['-c', line], { cwd: work, stdio: ['ignore', 'pipe', 'ignore'] })
const text = (line) => sh(line).toString()

const keys = {
  rsa: 'RSA -pkeyopt rsa_keygen_bits:2048', 'p-256': 'EC -pkeyopt ec_paramgen_curve:P-256', 'p-384': 'EC -pkeyopt ec_paramgen_curve:P-384',
  'p-521': 'EC -pkeyopt ec_paramgen_curve:P-521', ed25519: 'ED25519', secp256k1: 'EC -pkeyopt ec_paramgen_curve:secp256k1',
}
const cases = {}
for (const [name, algorithm] of Object.entries(keys)) {
  sh(`openssl genpkey -algorithm ${algorithm} -out k.pem && openssl req -x509 -new -key k.pem -days 36500 -subj '/CN=${name}' -addext basicConstraints=critical,CA:FALSE -out c.pem`)
  sh('openssl x509 -in c.pem -outform DER -out c.der && openssl pkey -in k.pem -pubout -out p.pem && openssl pkey -in k.pem -pubout -outform DER -out p.der')
  const [k, c] = [readFileSync(`${work}/k.pem`, 'utf8'), readFileSync(`${work}/c.pem`, 'utf8')]
  writeFileSync(`${out}${name}.pem`, k + c)
  const list = []
  const add = (what, texts, more = {}) => { for (const t of [texts].flat()) list.push({ text: t, what, ...more }) }

  /** Every spelling of a digest: of hexadecimal and of both kinds of base64. */
  const spellings = (what, sum) => {
    const hex = sum.toString('hex')
    const upper = hex.toUpperCase()
    const pairs = hex.match(/../g)
    const standard = sum.toString('base64')
    add(what, [hex, upper, pairs.join(':'), pairs.join(':').toUpperCase(), pairs.join(' '), pairs.join('-'), `0x${hex}`, `"${hex}"`, `'${upper}'`,
      hex.match(/.{1,8}/g).join(' '), `\u200e${hex}`, pairs.join(' ').replace(/(.{30}) /g, '$1\n'), `Thumbprint: ${upper}`, `{"thumbprint":"${upper}"}`, `  ${hex}  \r\n`,
      `Cert Hash(sha1): ${pairs.join(' ')}`, `${hex}  -`, `${hex} *k.der`, `SHA2-256(stdin)= ${hex}`])
    add(what, [standard, standard.replace(/=+$/, ''), sum.toString('base64url'), sum.toString('base64url') + '='.repeat((3 - sum.length % 3) % 3), `"${standard}"`,
      `kid: ${sum.toString('base64url')}`, `"x5t": "${sum.toString('base64url')}",`, `SHA256:${standard}`, `sha256//${standard}`, `sha256-${standard}`, encodeURIComponent(standard),
      `pin-sha256="${standard}"`])
  }
  const sums = {
    'SHA-1 of its certificate (x5t)': sh('openssl sha1 -binary c.der'), 'SHA-256 of its certificate (x5t#S256)': sh('openssl sha256 -binary c.der'),
    'MD5 of its certificate': sh('openssl md5 -binary c.der'), 'SHA-512 of its certificate': sh('openssl sha512 -binary c.der'),
    'SHA-1 of its public key (SPKI)': sh('openssl sha1 -binary p.der'), 'SHA-256 of its public key (SPKI)': sh('openssl sha256 -binary p.der'),
    'MD5 of its public key (SPKI)': sh('openssl md5 -binary p.der'),
    'RFC 7638 thumbprint': Buffer.from(thumbprint(createPublicKey(k).export({ format: 'jwk' })), 'base64url'),
  }
  for (const [what, sum] of Object.entries(sums)) spellings(what, sum)
  add('RFC 9278 thumbprint URI', `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${sums['RFC 7638 thumbprint'].toString('base64url')}`)

  // As the tools print them.
  add('SHA-1 of its certificate', [text('openssl x509 -in c.pem -noout -fingerprint -sha1'), text('openssl x509 -in c.pem -noout -fingerprint')])
  add('SHA-256 of its certificate', [text('openssl x509 -in c.pem -noout -fingerprint -sha256'), text('certtool --fingerprint --hash sha256 --infile c.pem'), text('sha256sum c.der'), text('openssl sha256 c.der')])
  add('MD5 of its certificate', text('openssl x509 -in c.pem -noout -fingerprint -md5'))
  add('SHA-256 of its public key (SPKI)', [text('openssl pkey -in k.pem -pubout -outform DER | openssl sha256'), text('openssl pkey -in k.pem -pubout -outform DER | openssl sha256 -c'),
    text('openssl pkey -in k.pem -pubout -outform DER | openssl dgst -sha256 -binary | openssl base64')])
  add('subject key identifier', [text('openssl x509 -in c.pem -noout -ext subjectKeyIdentifier'), text('openssl x509 -in c.pem -noout -ext subjectKeyIdentifier | tail -1 | tr -d " :"')])
  if (name !== 'secp256k1') {
    add('its certificate', text('keytool -printcert -file c.pem | grep -E "SHA1:|SHA256:" | head -1'))
    if (name === 'ed25519') {
      sh('openssl pkey -in k.pem -outform DER -out k.der')
      const blob = Buffer.concat([Buffer.from('0000000b7373682d6564323535313900000020', 'hex'), sh('tail -c 32 p.der')])
      writeFileSync(`${work}/k.pub`, `ssh-ed25519 ${blob.toString('base64')} a comment\n`)
    } else sh('ssh-keygen -i -m PKCS8 -f p.pem > k.pub')
    add('its OpenSSH fingerprint (SHA-256)', [text('ssh-keygen -l -f k.pub'), text('ssh-keygen -lv -f k.pub'), text("ssh-keygen -l -f k.pub | cut -d' ' -f2")])
    add('its OpenSSH fingerprint (MD5)', [text('ssh-keygen -l -E md5 -f k.pub'), text("ssh-keygen -l -E md5 -f k.pub | cut -d' ' -f2 | cut -d: -f2-")])
  }
  if (name === 'rsa') {
    add('MD5 of its modulus', text('openssl rsa -in k.pem -noout -modulus | openssl md5'))
    add('SHA-256 of its modulus', text('openssl x509 -in c.pem -noout -modulus | openssl sha256'))
    add('SHA-1 of its private key in PKCS#8', text('openssl pkcs8 -topk8 -nocrypt -in k.pem -outform DER | openssl sha1 -c'))
    add('SHA-256 of its RSAPublicKey (PKCS#1)', text('openssl rsa -in k.pem -RSAPublicKey_out -outform DER | openssl sha256'))
  }

  // Mistakes, made by the commands that make them.
  const mistakes = (what, texts, more = {}) => add(what, texts, { differs: true, ...more })
  const fingerprint = (hash, change) => text(`openssl x509 -in c.pem -noout -fingerprint -${hash} | cut -d= -f2 ${change} | openssl base64 -A | tr '+/' '-_' | tr -d '='`)
  for (const [hash, what] of [['sha1', 'SHA-1 of its certificate'], ['sha256', 'SHA-256 of its certificate']]) {
    mistakes(what, [fingerprint(hash, '| tr -d ":\\n"'), fingerprint(hash, '| tr -d ":\\n" | tr A-F a-f'), fingerprint(hash, '| tr -d ":"'), fingerprint(hash, '| tr -d "\\n"')], { says: 'first in hexadecimal' })
  }
  mistakes('PEM text of its certificate', [text('sha256sum c.pem'), text('sha1sum c.pem'), text("printf %s \"$(cat c.pem)\" | openssl sha256"), text("sed 's/$/\\r/' c.pem | openssl sha256")], { says: 'made of the DER' })
  mistakes('base64 text of its certificate', [text('openssl base64 -A -in c.der | sha256sum'), text('grep -v CERT c.pem | sha1sum'), text("grep -v CERT c.pem | tr -d '\\n' | md5sum")], { says: 'base64 text' })
  mistakes('PEM text of its public key', text('sha256sum p.pem'), { says: 'made of the DER' })
  mistakes('line break', text('(cat c.der; echo) | sha256sum'), { says: 'A line break was hashed with it' })
  const jwk = createPublicKey(k).export({ format: 'jwk' })
  const sha256 = (s) => createHash('sha256').update(s).digest('base64url')
  if (jwk.kty !== 'OKP') mistakes('members in another order', [sha256(JSON.stringify({ kty: jwk.kty, ...(jwk.kty === 'RSA' ? { n: jwk.n, e: jwk.e } : { x: jwk.x, y: jwk.y, crv: jwk.crv }) }))], { says: 'RFC 7638 hashes' })
  const ordered = Object.fromEntries(Object.keys(jwk).sort().map((m) => [m, jwk[m]]))
  mistakes('white space', [sha256(JSON.stringify(ordered, null, 2))], { says: 'without white space' })
  mistakes('line break', [sha256(JSON.stringify(ordered) + '\n')], { says: 'A line break was hashed with it' })
  cases[name] = list
}
writeFileSync(`${out}digests.json`, JSON.stringify(cases, null, 1) + '\n')
rmSync(work, { recursive: true })
