// @ts-check
/**
 * What the person chose for the keys: for all of them, and for single ones.
 * What nobody chose is not sent. Then a key keeps what it came with, or gets the
 * usual values. Go decides which.
 *
 * @typedef {import("../types.js").Result} Result
 * @typedef {import("../types.js").Model} Model
 * @typedef {import("../types.js").KeyOptions} KeyOptions
 */

import { renumbered } from "../numbers.js";

/** @returns {Required<KeyOptions>} */
const nothing = () => ({ use: "", alg: "", kid: { mode: "", value: "" }, keyOps: false, x5c: false });

export function createChoices() {
  let all = nothing();
  /** @type {Record<string, KeyOptions>} by the number of a key */
  let own = {};
  /** @type {number[]} issuers that shall be keys too */
  let issuers = [];
  let rewrite = false;
  let scope = 0; // the key that is chosen for, 0 for all

  return {
    scope: () => scope,

    /** @param {Model | null} model */
    update(model) {
      scope = model && model.result.keys.length > 1 ? model.selected : 0;
    },

    /**
     * What was chosen for those that are shown; of one key, undefined where only what is chosen for all counts.
     * @template {keyof KeyOptions} N @param {N} name @returns {KeyOptions[N]}
     */
    get: (name) => (scope ? own[scope]?.[name] : all[name]),

    /** @template {keyof KeyOptions} N @param {N} name @returns {Required<KeyOptions>[N]} */
    forAll: (name) => all[name],

    /** Chooses for those that are shown. @param {KeyOptions} chosen */
    set(chosen) {
      if (scope) own = { ...own, [scope]: { ...own[scope], ...chosen } };
      else all = { ...all, ...chosen };
    },

    /** Whether the key that is shown has choices of its own. */
    differs: () => scope > 0 && scope in own,

    /** Drops the shown key's own choices. */
    reset() {
      const { [scope]: _, ...others } = own;
      own = others;
    },

    /** @param {boolean} on */
    setRewrite(on) {
      rewrite = on;
    },

    /** An issuer shall be a key of the list, or no more. @param {number} id @param {boolean} on */
    setIssuer(id, on) {
      issuers = on ? [...issuers, id] : issuers.filter((each) => each !== id);
    },

    read: () => ({ ...all, keys: own, issuers, rewrite }),

    /** As the address says. @param {Required<KeyOptions>} chosen */
    preset(chosen) {
      all = chosen;
    },

    /**
     * The same keys have other numbers: choices for a single key stay with it, and so do chosen issuers.
     * @param {Result} before @param {Result} now
     * @returns {boolean} whether something went to another number
     */
    follow(before, now) {
      const numbers = renumbered(before, now);
      const old = own;
      own = {};
      for (const [id, chosen] of Object.entries(old)) {
        const number = numbers.get(Number(id));
        if (number) own[number] = chosen;
      }
      const added = issuers;
      issuers = added.flatMap((id) => numbers.get(id) ?? []);
      return String(issuers) !== String(added) || Object.keys(old).some((id) => own[id] !== old[id]);
    },

    /** Other keys come: choices for single keys are dropped. */
    forget() {
      own = {};
      issuers = [];
      rewrite = false;
    },
  };
}
