// @ts-check
/**
 * What Go's list was made of. When the worker ends, which is how work is
 * cancelled, its list is gone. It is made again from this, and its keys get new numbers.
 *
 * @typedef {import("./types.js").Key} Key
 * @typedef {import("./types.js").Result} Result
 * @typedef {{bytes: Uint8Array, name: string, as: string, passphrase?: string, noPassphrase?: boolean}} Given
 */

import { lost } from "../failures.js";

/** How many bytes of former inputs are kept, for lists that Undo brings back. Typing and large files add up. */
const MOST = 32 * 1024 * 1024;

/** An input as op convert wants it. @param {Given} given */
export const asInput = ({ bytes, ...more }) => ({ input: bytes, ...more });

/** @param {ReturnType<import("./vault.js").createVault>} vault */
export function createBacking(vault) {
  /** @type {Map<number, Given>} by the number of the input */
  let inputs = new Map();
  /** @type {Result | null} the list as it was last */
  let list = null;

  return {
    list: () => list,

    /** The list is another. @param {Result | null} result @param {Given[]} [given] what came in with it, in order */
    learn(result, given = []) {
      list = result;
      const last = result?.inputs.slice(-given.length || Infinity) ?? [];
      if (last.length === given.length) last.forEach(({ id }, i) => inputs.set(id, given[i]));
      const listed = new Set(result?.inputs.map(({ id }) => id));
      let kept = 0;
      for (const [id, { bytes }] of [...inputs].reverse()) {
        if (listed.has(id)) continue;
        kept += bytes.length;
        if (kept > MOST) inputs.delete(id);
      }
    },

    /** Whether an input of the list could not be read. @param {number} id */
    failed: (id) => Boolean(list?.inputs.some((input) => input.id === id && input.error)),

    /** An input of the list. @param {number} id */
    input: (id) => inputs.get(id),

    /** What the list is made of again: its inputs, and the keys that were made here. @returns {Given[]} */
    parts() {
      if (!list) return [];
      const known = list.inputs.flatMap(({ id }) => inputs.get(id) ?? []);
      const jwks = list.keys.flatMap((key) => (key.input ? [] : vault.jwk(key.thumbprint) || []));
      return jwks.length ? [...known, ofJWKs(jwks)] : known;
    },

    /** The list was made again, and has new numbers. */
    renumber() {
      inputs = new Map();
    },

    forget() {
      inputs = new Map();
      list = null;
    },
  };
}

/** Keys that were made here, as an input. @param {string[]} jwks @returns {Given} */
export const ofJWKs = (jwks) => ({ bytes: new TextEncoder().encode(`{"keys":[${jwks.join()}]}`), name: "", as: "" });

/** Whether a key is the same as another that had another number. @param {Key} a @param {Key} b */
const alike = (a, b) => a.thumbprint === b.thumbprint && a.private === b.private;

/**
 * What number each key has now.
 * @param {Key[]} before @param {Key[]} now
 * @returns {Map<number, number>}
 */
export function renumbered(before, now) {
  const taken = new Set();
  const numbers = new Map();
  for (const key of before) {
    const same = now.find((other) => !taken.has(other.id) && alike(key, other));
    if (!same) continue;
    taken.add(same.id);
    numbers.set(key.id, same.id);
  }
  return numbers;
}

/**
 * Makes a list again from its parts, in its order.
 * @param {import("./types.js").Engine} engine
 * @param {ReturnType<createBacking>} backing
 * @param {import("./types.js").Options} options
 * @returns {Promise<{now: Result, keys: Map<number, number>, inputs: Map<number, number>}>} the new numbers,
 *   by the old ones; rejects if there is nothing to make the list of
 */
export async function makeAgain(engine, backing, options) {
  const before = backing.list();
  const parts = backing.parts();
  if (!before || !parts.length) throw lost();
  const ask = (/** @type {string} */ op, /** @type {object} */ params) =>
    engine.request(op, { ...params, options: { ...options, keys: {}, issuers: [] }, forms: [] });
  const known = before.inputs.filter(({ id }) => backing.input(id));
  /** @type {Result} */
  let now = await ask("convert", { inputs: parts.map(asInput) });
  backing.renumber();
  backing.learn(now, parts);
  const inputs = new Map(known.map(({ id }, i) => [id, now.inputs[i].id]));
  const numbers = renumbered(before.keys, now.keys);
  const order = before.keys.flatMap(({ id }) => numbers.get(id) ?? []);
  if (String(order) !== String(now.keys.map(({ id }) => id))) {
    now = await ask("arrange", { keys: order });
    backing.learn(now);
  }
  return { now, keys: numbers, inputs };
}
