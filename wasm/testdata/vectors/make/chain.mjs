// Certificates and who issued which. Every chain expected here is held against
// `openssl verify` before it is written; so is what it must not go on with.
import { execFileSync } from 'node:child_process'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Area, der, ec, generate, publicOf, rsa, ssl, want, wantPublic } from './lib.mjs'

const a = new Area('chain')
const pem = (c) => c.pem
const bundle = (...list) => list.map(pem).join('')
const CA = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n'
const NO_IDS = 'subjectKeyIdentifier=none\nauthorityKeyIdentifier=none\n'
const IDS = 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
const [OLD, NOW, LATER] = ['20200101000000Z', '20250101000000Z', '20260101000000Z']

/** Runs openssl in a new folder of those files; gives stdout. */
function run (args, files) {
  const dir = mkdtempSync(join(tmpdir(), 'chain-'))
  try {
    for (const [name, data] of Object.entries(files)) writeFileSync(join(dir, name), data)
    return execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  } finally {
    rmSync(dir, { recursive: true })
  }
}

let serials = 0x1000
/**
 * Issues a certificate for a key: by another certificate, or by itself.
 * ext: extensions; from, to: dates; more: further arguments of openssl ca.
 */
function issue (subject, key, { by, signer, ext = '', from = NOW, to = '20990101000000Z', serial = (serials++).toString(16), md = 'sha256', more = [], utf8 = false } = {}) {
  const string = utf8 ? 'utf8only' : 'default'
  const conf = `[req]\ndistinguished_name=dn\nstring_mask=${string}\nprompt=no\nutf8=yes\n[dn]\n${subject}
[ca]\ndefault_ca=c\n[c]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=default\npolicy=any\nunique_subject=no\npreserve=yes\nemail_in_dn=yes
[any]\ncountryName=optional\norganizationName=optional\norganizationalUnitName=optional\ncommonName=optional\n[ext]\n${ext}`
  const files = { conf, k: key, index: '', serial, cak: signer ?? by?.key ?? key }
  files.req = run(['req', '-new', '-config', 'conf', '-key', 'k'], files)
  if (by) files.ca = by.pem
  const self = by ? ['-cert', 'ca'] : ['-selfsign']
  const text = run(['ca', '-batch', '-notext', '-config', 'conf', ...self, '-keyfile', 'cak', '-in', 'req', '-startdate', from, '-enddate', to,
    '-md', md, ...(ext ? ['-extensions', 'ext'] : []), ...more], files)
  return { pem: text.match(/-----BEGIN[^]*-----END.*\n/)[0], key }
}
const ca = (name, key, options = {}) => issue(`CN=${name}`, key, { ext: CA + IDS, ...options })
const leaf = (name, by, options = {}) => issue(`CN=${name}`, options.key ?? ec('P-256'), { by, ext: IDS, ...options })

/** Whether openssl verify takes this chain: a leaf, its issuer, … */
function verifies (chain) {
  const files = Object.fromEntries(chain.map((c, i) => [`c${i}`, c.pem]))
  const between = chain.slice(1, -1).flatMap((_, i) => ['-untrusted', `c${i + 1}`])
  try {
    run(['verify', '-no_check_time', '-no-CAfile', '-no-CApath', '-partial_chain', '-trusted', `c${chain.length - 1}`, ...between, 'c0'], files)
    return true
  } catch { return false }
}
const selfSigned = (c) => { const x = new X509Certificate(c.pem); return x.checkIssued(x) && x.verify(x.publicKey) }
// Node exports no RSASSA-PSS keys as JWK; as plain RSA they have the same thumbprint.
const publicOfCA = ({ key }) => wantPublic(createPublicKey(key).asymmetricKeyType === 'rsa-pss'
  ? run(['rsa', '-in', 'k', '-RSAPublicKey_out'], { k: key }).replaceAll('RSA-PSS', 'RSA')
  : key)
const fingerprint = (c) => new X509Certificate(c.pem).fingerprint256.replaceAll(':', '').toLowerCase()

/**
 * Adds a file. chains: for each key the chain it must come with; its first is
 * the certificate. all: the certificates in the file, of which none may go on
 * a chain's end; undecided: openssl knows better than we can.
 */
function add (file, data, chains, { keys, issuers = [], notes, all = [], undecided, ...more } = {}) {
  const list = chains.map((chain, i) => {
    if (chain.length > 1 && !verifies(chain)) throw new Error(`${file}: openssl does not take chain ${i}`)
    const end = chain.at(-1)
    if (!undecided && chain.length && !selfSigned(end)) {
      for (const c of all) if (!chain.includes(c) && verifies([...chain, c])) throw new Error(`${file}: chain ${i} goes on`)
    }
    const wanted = keys?.[i] ?? wantPublic(chain[0].key)
    return { ...wanted, ...(chain.length ? { certificates: chain.length, chain: chain.map(fingerprint) } : {}), ...(notes?.[i] ? { notes: notes[i] } : {}) }
  })
  a.add(file, data, list, { ...more, ...(issuers.length ? { issuers: issuers.map((c) => publicOfCA(c).thumbprint) } : {}) })
}

// Each algorithm that certificates are signed with.
const kinds = {
  'rsa-sha256': [rsa(2048), {}], 'rsa-sha1': [rsa(2048), { md: 'sha1' }], 'rsa-md5': [rsa(2048), { md: 'md5' }], 'rsa-sha224': [rsa(1024), { md: 'sha224' }],
  'rsa-sha384': [rsa(2048), { md: 'sha384' }], 'rsa-sha512': [rsa(2048), { md: 'sha512' }],
  'pss-sha256': [rsa(2048), { more: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'] }],
  'pss-sha1': [rsa(2048), { md: 'sha1', more: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:20'] }],
  'pss-sha512': [rsa(2048), { md: 'sha512', more: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:64'] }],
  'pss-salt-11': [rsa(2048), { more: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:11'] }],
  'pss-salt-none': [rsa(2048), { more: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:0'] }],
  'pss-key': [generate('RSA-PSS -pkeyopt rsa_keygen_bits:2048'), {}],
  'ec-p256': [ec('P-256'), {}], 'ec-p256-sha512': [ec('P-256'), { md: 'sha512' }], 'ec-p256-sha1': [ec('P-256'), { md: 'sha1' }], 'ec-p256-sha224': [ec('P-256'), { md: 'sha224' }],
  'ec-p384': [ec('P-384'), { md: 'sha384' }], 'ec-p521': [ec('P-521'), { md: 'sha512' }],
  'ec-secp256k1': [ec('secp256k1'), {}], 'ec-secp256k1-sha512': [ec('secp256k1'), { md: 'sha512' }], 'ec-secp256k1-sha1': [ec('secp256k1'), { md: 'sha1' }],
  ed25519: [generate('ED25519'), { md: 'null' }],
}
const leafKey = ec('P-256')
for (const [kind, [key, options]] of Object.entries(kinds)) {
  // No key identifiers, and another CA of the same name: the signature alone decides.
  const root = ca('Root', key, { ext: CA + NO_IDS, ...options })
  const other = ca('Root', generate(key.includes('RSA') || kind.startsWith('rsa') || kind.startsWith('pss') ? 'RSA -pkeyopt rsa_keygen_bits:1024' : 'ED25519'),
    { ext: CA + NO_IDS, md: kind.startsWith('rsa') || kind.startsWith('pss') ? 'sha256' : 'null' })
  const c = leaf('leaf', root, { key: leafKey, ext: '', ...options })
  add(`signed-${kind}.pem`, bundle(c, other, root), [[c, root], [other]], { issuers: [root], notes: [undefined], all: [other] })
}

// What cannot be verified here goes by name and key identifier, and says so.
for (const [kind, key] of Object.entries({ ed448: generate('ED448'), brainpool: ec('brainpoolP256r1'), 'rsa-512': rsa(512) })) {
  const root = ca('Root', key, kind === 'ed448' ? { md: 'null' } : {})
  const c = leaf('leaf', root, { key: leafKey, ...(kind === 'ed448' ? { md: 'null' } : {}) })
  const skipped = kind === 'brainpool' ? { skipped: ['unsupported_curve'] } : { issuers: [root] }
  add(`unproven-${kind}.pem`, bundle(c, root), [[c, root]], { notes: [['chain_unproven']], ...skipped })
}
{
  const [one, two] = [generate('ED448'), generate('ED448')].map((key) => ca('Root', key, { ext: CA + NO_IDS, md: 'null' }))
  const c = leaf('leaf', one, { key: leafKey, ext: '', md: 'null' })
  add('undecided-two-ed448.pem', bundle(c, one, two), [[c], [one], [two]], { notes: [['chain_undecided']], undecided: true })
}

// The usual chains, whatever their order.
const root = ca('Root', ec('P-384'), { md: 'sha384' })
const middle = ca('Middle', ec('P-256'), { by: root })
const end = leaf('leaf', middle, { key: leafKey })
const unrelated = leaf('unrelated', undefined, { key: ec('P-256'), ext: '' })
const three = [[end, middle, root]]
add('three.pem', bundle(end, middle, root), three, { issuers: [middle, root] })
add('three-reversed.pem', bundle(root, middle, end), three, { issuers: [root, middle] })
add('three-mixed.pem', bundle(middle, end, root), three, { issuers: [middle, root] })
add('three-twice.pem', bundle(end, middle, root, root, middle, end), three, { issuers: [middle, root] })
add('three-and-key.pem', leafKey + bundle(root, middle, end), three, { keys: [want(leafKey)], issuers: [root, middle] })
add('key-after-three.pem', bundle(root, middle, end) + leafKey, three, { keys: [want(leafKey)], issuers: [root, middle] })
add('no-root.pem', bundle(end, middle), [[end, middle]], { issuers: [middle] })
add('no-middle.pem', bundle(end, root), [[end], [root]], { all: [root] })
add('root-alone.pem', bundle(root), [[root]])
add('middle-and-root.pem', bundle(middle, root), [[middle, root]], { issuers: [root] })
add('unrelated.pem', bundle(end, unrelated, root), [[end], [unrelated], [root]], { all: [unrelated, root] })
add('unrelated-and-three.pem', bundle(unrelated, end, middle, root), [[unrelated], ...three], { issuers: [middle, root] })
const second = leaf('second', middle)
add('two-leaves.pem', bundle(end, middle, second, root), [three[0], [second, middle, root]], { issuers: [middle, root] })
add('pkcs7.p7b', ssl('crl2pkcs7 -nocrl -certfile c', { c: bundle(root, middle, end) }), three, { issuers: [root, middle] })
add('chain.der', Buffer.concat([end, middle, root].map((c) => der(c.pem))), three, { issuers: [middle, root] })

// A CA's own key in the input makes it a key.
add('ca-with-private-key.pem', bundle(end, middle, root) + middle.key, [three[0], [middle, root]], { keys: [wantPublic(leafKey), want(middle.key)], issuers: [root] })
add('ca-with-public-key.pem', publicOf(root.key) + bundle(end, middle, root), [[root], three[0]], { issuers: [middle] })

// A JWK brings its certificates; the same ones beside it are no other keys.
const x5c = (...list) => list.map((c) => der(c.pem).toString('base64'))
const jwk = { ...new X509Certificate(end.pem).publicKey.export({ format: 'jwk' }), x5c: x5c(end, middle) }
add('jwk-with-x5c.txt', JSON.stringify(jwk) + '\n' + bundle(end, middle, root), [[end, middle]], { issuers: [middle, root] })

// PKCS#12, also with certificates beside it.
const pfx = ssl('pkcs12 -export -inkey k -in c -certfile m -name mine -passout pass:secret', { k: leafKey, c: end.pem, m: bundle(root, middle) })
add('chain.p12', pfx, three, { keys: [want(leafKey, { comment: 'mine' })], issuers: [root, middle], passphrase: 'secret' })

// Two CAs of one name.
{
  const [one, two] = [ca('Same', ec('P-256')), ca('Same', ec('P-256'))]
  const c = leaf('leaf', two, { key: leafKey })
  add('same-name-key-ids.pem', bundle(one, c, two), [[one], [c, two]], { issuers: [two], all: [one] })
  add('same-name-wrong-one.pem', bundle(one, c), [[one], [c]], { notes: [undefined, ['chain_other_issuer']], all: [one] })
  const bare = leaf('leaf', two, { key: leafKey, ext: '' })
  add('same-name-no-key-ids.pem', bundle(one, bare, two), [[one], [bare, two]], { issuers: [two], all: [one] })
  const keyless = [0, 1].map(() => ca('Same', ec('P-256'), { ext: CA + NO_IDS }))
  const c2 = leaf('leaf', keyless[1], { key: leafKey, ext: '' })
  add('same-name-wrong-one-no-key-ids.pem', bundle(c2, keyless[0]), [[c2], [keyless[0]]], { notes: [['chain_other_issuer']], all: [keyless[0]] })
  // Two middles of one name under two roots.
  const roots = [ca('Root A', ec('P-256')), ca('Root B', ec('P-256'))]
  const middles = roots.map((by) => ca('Same middle', ec('P-256'), { by }))
  const leaves = middles.map((by, i) => leaf(`leaf ${i}`, by))
  add('same-name-middles.pem', bundle(...leaves, ...roots, ...middles), [0, 1].map((i) => [leaves[i], middles[i], roots[i]]), { issuers: [...roots, ...middles] })
  // The name and key identifier of a CA, but another key.
  const forged = ca('Same', ec('P-256'), { ext: CA + `subjectKeyIdentifier=${new X509Certificate(two.pem).toString() && keyID(two)}\n` })
  add('forged-key-id.pem', bundle(c, forged), [[c], [forged]], { notes: [['chain_other_issuer']], all: [forged] })
  add('forged-key-id-beside.pem', bundle(c, forged, two), [[c, two], [forged]], { issuers: [two], all: [forged] })
  // A leaf that has the name of a CA and signed itself.
  const self = issue('CN=Same', ec('P-256'), { ext: 'basicConstraints=CA:FALSE\n' })
  add('leaf-named-as-ca.pem', bundle(self, two), [[self], [two]], { all: [two] })
}
function keyID (c) {
  return run(['x509', '-in', 'c', '-noout', '-ext', 'subjectKeyIdentifier'], { c: c.pem }).match(/([0-9A-F]{2}:)+[0-9A-F]{2}/)[0]
}

// Cross-signed CAs.
{
  const [ka, kb] = [ec('P-256'), ec('P-256')]
  const [A, B] = [ca('A', ka), ca('B', kb)]
  const AbyB = ca('A', ka, { by: B })
  const BbyA = ca('B', kb, { by: A })
  const c = leaf('leaf', A, { key: leafKey })
  add('cross-all.pem', bundle(c, AbyB, BbyA, A, B), [[c, A]], { issuers: [AbyB, BbyA, A, B] })
  add('cross-without-roots.pem', bundle(c, AbyB, BbyA), [[c, AbyB, BbyA]], { issuers: [AbyB, BbyA] })
  add('cross-one-root.pem', bundle(c, AbyB, BbyA, B), [[c, AbyB, B]], { issuers: [AbyB, BbyA, B] })
  add('cross-root-away.pem', bundle(c, AbyB), [[c, AbyB]], { issuers: [AbyB] })
  add('cross-alone.pem', bundle(AbyB, BbyA), [[AbyB, BbyA], [BbyA, AbyB]])
  // One middle, certified by a root that is here and by one that is not.
  const km = ec('P-256')
  const away = ca('Away', ec('P-256'))
  const [mAway, mA] = [ca('M', km, { by: away, from: LATER }), ca('M', km, { by: A })]
  const cm = leaf('leaf', mA, { key: leafKey })
  add('cross-to-the-root-that-is-here.pem', bundle(cm, mAway, mA, A), [[cm, mA, A]], { issuers: [mAway, mA, A] })
  const p12 = ssl('pkcs12 -export -inkey k -in c -certfile m -passout pass:secret', { k: leafKey, c: c.pem, m: bundle(AbyB, BbyA, A, B) })
  add('cross.p12', p12, [[c, A]], { keys: [want(leafKey)], issuers: [AbyB, BbyA, A, B], passphrase: 'secret' })
}

// Renewed certificates: the one valid now, then the newer one.
{
  const expired = { from: OLD, to: NOW }
  const kr = ec('P-256'); const km = ec('P-256')
  const [rOld, rNew] = [ca('Root', kr, expired), ca('Root', kr)]
  const [mOld, mNew] = [ca('Middle', km, { by: rNew, ...expired }), ca('Middle', km, { by: rNew })]
  const [cOld, cNew, cNewer] = [expired, {}, { from: LATER }].map((when) => leaf('leaf', mNew, { key: leafKey, ...when }))
  const issuers = (...list) => ({ issuers: list })
  add('renewed-issuers.pem', bundle(cNew, mOld, rOld, mNew, rNew), [[cNew, mNew, rNew]], issuers(mOld, rOld, mNew, rNew))
  add('renewed-issuers-new-first.pem', bundle(cNew, mNew, rNew, mOld, rOld), [[cNew, mNew, rNew]], issuers(mNew, rNew, mOld, rOld))
  add('expired-issuers.pem', bundle(cNew, mOld, rOld), [[cNew, mOld, rOld]], issuers(mOld, rOld))
  add('renewed-leaf.pem', leafKey + bundle(cOld, cNew, mNew, rNew), [[cNew, mNew, rNew], [cOld, mNew, rNew]], { keys: [want(leafKey), wantPublic(leafKey)], ...issuers(mNew, rNew) })
  add('renewed-leaf-without-key.pem', bundle(cOld, mNew, cNew, rNew), [[cNew, mNew, rNew], [cOld, mNew, rNew]], issuers(mNew, rNew))
  add('renewed-leaf-both-valid.pem', leafKey + bundle(cNew, cNewer), [[cNewer], [cNew]], { keys: [want(leafKey), wantPublic(leafKey)] })
  // Root rollover: a new key, certified by the old one and the other way round.
  const kn = ec('P-256')
  const newRoot = ca('Root', kn)
  const [newByOld, oldByNew] = [ca('Root', kn, { by: rNew }), ca('Root', kr, { by: newRoot })]
  const c = leaf('leaf', newRoot, { key: leafKey })
  add('rollover.pem', bundle(c, newByOld, rNew), [[c, newByOld, rNew]], issuers(newByOld, rNew))
  add('rollover-all.pem', bundle(c, newByOld, oldByNew, rNew, newRoot), [[c, newRoot]], issuers(newByOld, oldByNew, rNew, newRoot))
  const noIDs = { ext: CA + NO_IDS }
  const bareOld = ca('Root', kr, noIDs)
  const bareNew = ca('Root', kn, { by: bareOld, ...noIDs })
  const cb = leaf('leaf', bareNew, { key: leafKey, ext: '' })
  add('rollover-no-key-ids.pem', bundle(cb, bareNew, bareOld), [[cb, bareNew]], { ...issuers(bareNew, bareOld), notes: [['chain_self_named']], all: [bareOld] })
}

// Who may issue.
{
  const not = 'basicConstraints=critical,CA:FALSE\n'
  const usage = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature\n'
  for (const [name, ext] of Object.entries({ 'ca-false': not + IDS, 'key-usage': usage + IDS, 'no-constraints': IDS })) {
    const m = issue('CN=Middle', ec('P-256'), { by: root, ext })
    const c = leaf('leaf', m, { key: leafKey })
    add(`not-ca-${name}.pem`, bundle(c, m, root), [[c]], { issuers: [m, root], notes: [['chain_not_ca']], all: [m, root] })
  }
  const k = ec('P-256')
  const [no, yes] = [issue('CN=Middle', k, { by: root, ext: not + IDS }), ca('Middle', k, { by: root })]
  const c = leaf('leaf', yes, { key: leafKey })
  add('not-ca-but-renewed-as-one.pem', bundle(c, no, yes, root), [[c, yes, root]], { issuers: [no, yes, root], all: [no] })
  const v1 = issue('CN=Old root', ec('P-256'), {})
  const cv1 = leaf('leaf', v1, { key: leafKey, ext: '' })
  add('root-version-1.pem', bundle(cv1, v1), [[cv1, v1]], { issuers: [v1] })
  const onlyUsage = issue('CN=Middle', ec('P-256'), { by: root, ext: 'keyUsage=critical,keyCertSign\n' + IDS })
  const cu = leaf('leaf', onlyUsage, { key: leafKey })
  add('key-usage-alone.pem', bundle(cu, onlyUsage, root), [[cu]], { issuers: [onlyUsage, root], notes: [['chain_not_ca']], undecided: true })
  const usageRoot = issue('CN=Old root', ec('P-256'), { ext: 'keyUsage=critical,keyCertSign\n' })
  const cur = leaf('leaf', usageRoot, { key: leafKey, ext: '' })
  add('root-key-usage-alone.pem', bundle(cur, usageRoot), [[cur, usageRoot]], { issuers: [usageRoot] })
  // Path lengths.
  const path = (n) => `basicConstraints=critical,CA:TRUE,pathlen:${n}\nkeyUsage=critical,keyCertSign\n` + IDS
  const top0 = ca('Top', ec('P-256'), { ext: path(0) })
  const m0 = ca('Middle', ec('P-256'), { by: top0 })
  const c0 = leaf('leaf', m0, { key: leafKey })
  add('path-too-long.pem', bundle(c0, m0, top0), [[c0, m0]], { issuers: [m0, top0], notes: [['chain_other_issuer']], all: [top0] })
  const top1 = ca('Top', ec('P-256'), { ext: path(1) })
  const m1 = ca('Middle', ec('P-256'), { by: top1, ext: path(0) })
  const c1 = leaf('leaf', m1, { key: leafKey })
  add('path-just-long-enough.pem', bundle(c1, m1, top1), [[c1, m1, top1]], { issuers: [m1, top1] })
}

// Names in another spelling are the same name.
{
  const printable = issue('O=Example  Inc\nCN=The Root', ec('P-256'), { ext: CA + IDS })
  for (const [name, subject, utf8] of [['case', 'O=EXAMPLE Inc\nCN=the root', false], ['spaces', 'O=Example   Inc\nCN=The  Root', false], ['utf8', 'O=Example Inc\nCN=The Root', true]]) {
    const asIssuer = issue(subject, printable.key, { ext: CA + IDS, utf8 })
    const c = leaf('leaf', asIssuer, { key: leafKey })
    add(`name-${name}.pem`, bundle(c, printable), [[c, printable]], { issuers: [printable] })
  }
  const other = issue('O=Example Inc\nCN=TheRoot', printable.key, { ext: CA + IDS })
  const c = leaf('leaf', other, { key: leafKey })
  add('name-other.pem', bundle(c, printable), [[c], [printable]], { all: [printable] })
}

// An authority key identifier that names issuer and serial number.
{
  const always = 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid,issuer:always\n'
  const k = ec('P-256')
  const [one, two] = [ca('Middle', k, { by: root, serial: '77' }), ca('Middle', k, { by: root, serial: '78', from: LATER })]
  const c = leaf('leaf', one, { key: leafKey, ext: always })
  add('serial-names-the-older.pem', bundle(c, two, one, root), [[c, one, root]], { issuers: [two, one, root], all: [two] })
  add('serial-of-another.pem', bundle(c, two, root), [[c]], { issuers: [two, root], notes: [['chain_other_issuer']], all: [two, root] })
}

// Broken.
{
  const bytes = der(end.pem)
  bytes[bytes.length - 1] ^= 1
  const changed = { pem: `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`, key: leafKey }
  add('signature-changed.pem', bundle(changed, middle, root), [[changed], [middle, root]], { issuers: [root], notes: [['chain_other_issuer']], all: [middle, root] })
}
{
  let by = root
  const long = [root]
  for (let i = 0; i < 11; i++) long.unshift(by = ca(`CA ${i}`, ec('P-256'), { by }))
  const c = leaf('leaf', by, { key: leafKey })
  add('very-long.pem', bundle(c, ...long), [[c, ...long.slice(0, 9)]], { issuers: long, notes: [['chain_cut']], undecided: true })
}
a.done()
