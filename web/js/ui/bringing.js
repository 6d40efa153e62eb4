// @ts-check
/**
 * What was brought last, and how to try it again. New input replaces the running
 * request; a key that is added waits for it.
 *
 * @typedef {import("./backing.js").Given} Given
 */

import { asInput } from "./backing.js";

/**
 * @param {ReturnType<import("./asking.js").createAsking>} asking
 * @param {ReturnType<import("./backing.js").createBacking>} backing
 */
export function createBringing(asking, backing) {
  /** @type {{files: Given[], add: boolean} | null} */
  let brought = null;

  function convert() {
    if (!brought) return;
    const { files, add } = brought;
    asking.ask({ kind: "convert", add, files, params: { inputs: files.map(asInput), add } });
  }

  return {
    /** @param {{bytes: Uint8Array, name: string}[]} files @param {boolean} add to the list, rather than in its place */
    read(files, add) {
      const mine = { files: files.map(({ bytes, name }) => ({ bytes, name, as: "" })), add };
      const go = () => {
        brought = mine;
        convert();
      };
      if (add) return asking.queued(go);
      asking.unqueue();
      go();
    },

    /** Reads it again if it replaced a list, since then there is no list. */
    replaced() {
      if (brought && !brought.add) convert();
    },

    /** Once more, with what the person now says of it. @param {Partial<Given>} said @param {number} [input] one of the list */
    again(said, input = 0) {
      const list = backing.shown();
      const given = backing.given(list, input);
      if (given) {
        Object.assign(given, { passphrase: undefined, noPassphrase: undefined, ...said });
        const { bytes, name, ...more } = given;
        // Go keeps the bytes of those that failed. Of others only a part is locked.
        const failed = list?.inputs.some(({ id, error }) => id === input && error);
        const params = { input, ...(failed ? {} : { data: bytes }), ...more };
        asking.queued(() => asking.ask({ kind: "open", input, of: list, params }));
      } else if (brought) {
        brought.files = brought.files.map(({ bytes, name, as }) => ({ bytes, name, as, ...said }));
        convert();
      }
    },

    forget() {
      brought = null;
    },
  };
}
