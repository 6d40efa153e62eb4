// @ts-check
/**
 * The list of keys: what it was made of, as Go has it, and as the page shows it.
 *
 * When the worker ends, which is how work is cancelled, Go's list is gone. It
 * is made again from its parts, and its keys get new numbers. So there are three
 * things to know, and these hold always:
 *
 *   list   Go's list as it was answered last; null where there is none.
 *   held   Go has just that list now. Only an answer makes it true. It is false once the
 *          worker ended, once Go broke, and once an answer came that nobody waited for any more.
 *   shown  the list that the page shows. What the page asks is by its numbers, and goes out by those of list.
 *
 * One request at a time can change Go's list (asking.js). What only asks about it (also.js) goes out while there is none.
 *
 * @typedef {import("./types.js").Key} Key
 * @typedef {import("./types.js").Input} Input
 * @typedef {import("./types.js").Result} Result
 * @typedef {{bytes: Uint8Array, name: string, as: string, passphrase?: string, noPassphrase?: boolean}} Given
 */

import { lost } from "../failures.js";
import { renumber, renumbered } from "./numbers.js";

/** How many bytes of former inputs are kept, for lists that Undo brings back. Typing and large files add up. */
const MOST = 32 * 1024 * 1024;

/** An input as op convert wants it. @param {Given} given */
export const asInput = ({ bytes, ...more }) => ({ input: bytes, ...more });

/** @param {ReturnType<import("./vault.js").createVault>} vault */
export function createBacking(vault) {
  /** @type {Map<number, Given>} by the number that Go gave the input */
  let inputs = new Map();
  /** @type {WeakMap<Input, Given>} by the input as it is listed */
  const givens = new WeakMap();
  /** @type {Map<string, Given>} the last certificate that was made for a key, by its thumbprint */
  const certificates = new Map();
  /** @type {Result | null} */
  let list = null;
  /** @type {Result | null} */
  let shown = null;
  let held = false;

  /** What an input of a list is made of. @param {Result | null} of @param {number} id */
  function given(of, id) {
    const input = of?.inputs.find((each) => each.id === id);
    return input && givens.get(input);
  }

  /** @param {Result} from @param {number} id */
  const inputOf = (from, id) => {
    const wanted = given(from, id);
    return wanted && list?.inputs.find((input) => givens.get(input) === wanted)?.id;
  };

  return {
    list: () => list,
    held: () => held,
    shown: () => shown,
    given,

    /** Go answered with its list. @param {Result} result @param {Given[]} [brought] what it read, in order */
    learn(result, brought = []) {
      list = result;
      held = true;
      brought.forEach((given, i) => result.read && inputs.set(result.read[i], given));
      for (const input of result.inputs) {
        const part = inputs.get(input.id);
        if (part) givens.set(input, part);
      }
      const listed = new Set(result.inputs.map(({ id }) => id));
      let kept = 0;
      for (const [id, { bytes }] of [...inputs].reverse()) {
        if (listed.has(id)) continue;
        kept += bytes.length;
        if (kept > MOST) inputs.delete(id);
      }
    },

    /** The page shows the list as it is now. */
    show() {
      shown = list;
    },

    /** Go may have another list now, or none. */
    lose() {
      held = false;
    },

    /** The worker ended: another one begins with nothing, and numbers anew. */
    ended() {
      held = false;
      inputs = new Map();
    },

    /** There is no list any more. Its inputs are kept: Undo may bring it back. */
    drop() {
      list = shown = null;
      held = false;
    },

    forget() {
      this.ended();
      this.drop();
      certificates.clear();
    },

    /** Go answered with a certificate for a key of its list, or with a request for one. @param {any} answer to op certify */
    certified({ id, certificate, der, attachments }) {
      const key = list?.keys.find((each) => each.id === id);
      if (key && certificate) certificates.set(key.thumbprint, { bytes: attachments[der], name: "", as: "" });
    },

    /** What the list is made of again: its inputs, and the keys and certificates that were made here. @returns {Given[]} */
    parts() {
      if (!list) return [];
      const known = list.inputs.flatMap((input) => givens.get(input) ?? []);
      const jwks = list.keys.flatMap((key) => (key.input ? [] : vault.jwk(key.thumbprint) || []));
      const made = list.keys.flatMap((key) => certificates.get(key.thumbprint) ?? []); // which may be inputs already
      return [...new Set([...known, ...(jwks.length ? [ofJWKs(jwks)] : []), ...made])];
    },

    /** A request by the numbers that Go's list has. @param {any} params @param {Result | null} from the list whose numbers it has */
    numbered: (params, from) => renumber(params, from, list, inputOf),
  };
}

/** Keys that were made here, as an input. @param {string[]} jwks @returns {Given} */
export const ofJWKs = (jwks) => ({ bytes: new TextEncoder().encode(`{"keys":[${jwks.join()}]}`), name: "", as: "" });

/** Key IDs that are made once. */
const ONCE = ["uuid", "date"];

/**
 * Makes a list again from its parts, in its order and with its key IDs. Rejects if there is nothing to make it of.
 * @param {ReturnType<createBacking>} backing
 * @param {(op: string, params: object, keys?: Record<string, import("./types.js").KeyOptions>) => Promise<Result>} send keys are
 *   options for single keys
 */
export async function makeAgain(backing, send) {
  const before = backing.list();
  const parts = backing.parts();
  if (!before || !parts.length) throw lost();
  const made = await send("convert", { inputs: parts.map(asInput) });
  const numbers = renumbered(before, made);
  const there = new Set(made.keys.map(({ id }) => id));
  const order = before.keys.flatMap(({ id }) => numbers.get(id) ?? []).filter((id) => there.has(id));
  /** @type {Result[]} */
  const more = [];
  if (String(order) !== String([...there])) more.push(await send("arrange", { keys: order }));
  for (const mode of ONCE) {
    const values = before.keys.flatMap(({ id, kidModes }) => kidModes.filter((each) => each.mode === mode).map(({ value }) => [numbers.get(id), { kid: { mode, value } }]));
    if (values.length) more.push(await send("render", {}, Object.fromEntries(values)));
  }
  // Only now: if the worker ends in between, all is made again from what it was.
  backing.learn(made, parts);
  for (const result of more) backing.learn(result);
}
