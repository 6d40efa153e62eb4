// What the scripts share that make an area of files with the keys of ../keys/keys.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The keys that Node made, by their names: {private, public} as JWKs. */
export const keys = JSON.parse(readFileSync(join(import.meta.dirname, '../keys/keys.json'), 'utf8'))

/** An area in the directory here: put writes a file and keeps what is expected of it, done writes expect.json. */
export function area (here) {
  const cases = {}
  return {
    put (file, content, expected) {
      if (file in cases) throw new Error(`${file} twice`)
      writeFileSync(join(here, file), content)
      cases[file] = expected
    },
    done: () => writeFileSync(join(here, 'expect.json'), JSON.stringify(cases, null, 2) + '\n'),
  }
}
