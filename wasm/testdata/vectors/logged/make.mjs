// Makes the area logged: keys that a program printed, as logs of JSON have its lines: Docker's,
// those of programs, journald's. The keys are those of ../../keys/keys.json, which Node
// made, and the expectations Node's.
//
//   node make.mjs
import { createPrivateKey } from 'node:crypto'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const ec = keys['EC P-256'].private
const one = { keys: [{ ...expectation(ec), notes: ['copied_from_screen'] }] }
const pem = createPrivateKey({ key: ec, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }).trimEnd().split('\n')
const jwk = JSON.stringify(ec, null, 2).split('\n')
const records = (lines, record) => lines.map((line, i) => JSON.stringify(record(line, i)) + '\n').join('')
const docker = (line) => ({ log: line + '\n', stream: 'stdout', time: '2026-01-02T03:04:05.000000006Z' })
put('docker.json', records(pem, docker), one)
put('docker-jwk.json', records(jwk, docker), { keys: [{ ...expectation(ec), notes: ['jwk_not_json'] }] })
put('bunyan.json', records(['starting', ...pem, 'ready'], (msg, i) => ({ name: 'app', level: 30, msg, pid: i })), one)
put('journald.json', records(pem, (line, i) => ({ __CURSOR: `s=${i}`, MESSAGE: line, PRIORITY: '6' })), one)
put('record-lost.json', records(pem, docker).replace(/\n.*\n/, '\n'), { error: 'truncated' })
put('name-changes.json', records(pem, (line, i) => i === 1 ? { message: line } : { log: line }), { error: 'truncated' })
done()
