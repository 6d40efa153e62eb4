// What the scripts that make the areas share.
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectation, read } from '../oracle.mjs'

/** A folder of files with their expectations. */
export class Area {
  constructor (name) {
    this.dir = new URL(`../${name}/`, import.meta.url).pathname
    this.cases = {}
    rmSync(this.dir, { recursive: true, force: true })
    mkdirSync(this.dir)
  }

  /** Adds a file. keys is one key or several, each as `want` or a PEM text. */
  add (file, data, keys, more = {}) {
    if (file in this.cases) throw new Error(`${file} twice`)
    writeFileSync(this.dir + file, data)
    const list = (Array.isArray(keys) ? keys : [keys]).map((k) => typeof k === 'string' ? want(k) : k)
    this.cases[file] = { ...more, keys: list }
  }

  /** Adds a file that is refused as a whole. */
  refuse (file, data, error, detail = undefined, more = {}) {
    if (file in this.cases) throw new Error(`${file} twice`)
    writeFileSync(this.dir + file, data)
    this.cases[file] = { ...more, error, detail }
  }

  done () {
    writeFileSync(this.dir + 'expect.json', JSON.stringify(this.cases, null, 2) + '\n')
  }
}

/** What Node's crypto says of a PEM key or certificate, with more members. */
export const want = (pem, more = {}) => ({ ...expectation(read(pem)), ...more })

/** The same of its public half. */
export const wantPublic = (pem, more = {}) => ({ ...expectation(createPublicKey(pem)), ...more })

/** Runs openssl; every {name} argument is replaced by a file of that content. */
export function ssl (args, files = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'vectors-'))
  try {
    for (const [name, data] of Object.entries(files)) writeFileSync(join(dir, name), data)
    const line = args.split(' ').filter(Boolean).map((a) => a.replaceAll('␣', ' '))
    return execFileSync('openssl', line, { cwd: dir, stdio: ['ignore', 'pipe', 'ignore'] })
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** Makes a private key, PKCS#8 PEM. */
export const generate = (options) => ssl(`genpkey -algorithm ${options}`).toString()
export const ec = (curve) => generate(`EC -pkeyopt ec_paramgen_curve:${curve}`)
export const rsa = (bits) => generate(`RSA -pkeyopt rsa_keygen_bits:${bits}`)
export const publicOf = (pem) => ssl('pkey -in k -pubout', { k: pem }).toString()
export const pkcs1 = (pem) => ssl('rsa -in k -traditional', { k: pem }).toString()
export const pkcs1Public = (pem) => ssl('rsa -in k -RSAPublicKey_out', { k: pem }).toString()
export const sec1 = (pem) => ssl('ec -in k', { k: pem }).toString()

/** The bytes of a PEM block. */
export const der = (pem) => Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64')

/** The elements of a constructed DER element, each with its header. */
export function children (element) {
  const list = []
  for (let rest = contents(element); rest.length > 0;) {
    const size = length(rest)
    list.push(rest.subarray(0, size))
    rest = rest.subarray(size)
  }
  return list
}
export const contents = (element) => element.subarray(header(element), length(element))
const header = (e) => e[1] < 0x80 ? 2 : 2 + (e[1] & 0x7f)
const length = (e) => e[1] < 0x80 ? 2 + e[1] : header(e) + e.readUIntBE(2, e[1] & 0x7f)

/** The RSAPrivateKey in PKCS#8, as a plain RSA key in PEM. */
export const plainRSA = (pem) =>
  createPrivateKey({ key: contents(children(der(pem))[2]), format: 'der', type: 'pkcs1' }).export({ format: 'pem', type: 'pkcs8' })

/** The base64url of an INTEGER element. */
export const integer = (element) => {
  const bytes = contents(element)
  return bytes.subarray(bytes[0] === 0 && bytes.length > 1 ? 1 : 0).toString('base64url')
}

export { readFileSync }
