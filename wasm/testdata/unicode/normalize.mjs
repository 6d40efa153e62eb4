// Writes normalize.json: texts with their composed and decomposed forms
// (Unicode NFC and NFD) by String.prototype.normalize of Node, which is ICU's.
//
//   node normalize.mjs
import { readFileSync, writeFileSync } from 'node:fs'

let seed = 1
const random = (n) => (seed = (seed * 48271) % 2147483647) % n
const marks = []
const letters = []
const table = readFileSync(new URL('../../internal/unlock/composetable.go', import.meta.url), 'utf8')
for (const [, mark, pairs] of table.matchAll(/\{(0x[0-9a-f]{4}), \d+, ((?:"[^"]*"[\s+]*)+)\}/g)) {
  marks.push(String.fromCodePoint(Number(mark)))
  letters.push(...pairs.replace(/["\s+]/g, ''))
}
letters.push(...'abzßøđıł€✓ 한국각ㄱ\u1100\u1161\u11a8字🔑')
const texts = ['', 'plain', 'süß', 'su\u0308ß', 'Ệ', 'E\u0323\u0302', 'E\u0302\u0323', '\u1100\u1161', '\u1100\u1161\u11a7', '가\u11a8', '각\u11a8', '가\u11a7', '가\u11c3', 'が', 'か\u3099', '\u0308u', 'ΰ', 'й', 'ё', ...letters]
for (let i = 0; i < 600; i++) {
  let text = ''
  for (let n = 1 + random(6); n > 0; n--) {
    text += letters[random(letters.length)]
    for (let m = random(3); m > 0; m--) text += marks[random(marks.length)]
  }
  texts.push(text)
}
const escape = (text) => JSON.stringify(text).replace(/[^\x20-\x7e]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
const rows = texts.map((text) => '[' + [text, text.normalize('NFC'), text.normalize('NFD')].map(escape).join(',') + ']')
writeFileSync(new URL('normalize.json', import.meta.url), '[\n' + rows.join(',\n') + '\n]\n')
