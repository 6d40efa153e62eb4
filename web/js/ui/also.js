// @ts-check
/**
 * Asks something else about the keys that are shown: whether they are those that
 * were registered, say, or for a token. It changes no list.
 *
 * @typedef {import("./types.js").Result} Result
 */

import { changed, lost } from "../failures.js";
import { alike } from "./numbers.js";

/**
 * @param {import("./types.js").Engine} engine
 * @param {ReturnType<import("./asking.js").createAsking>} asking
 * @param {ReturnType<import("./backing.js").createBacking>} backing
 * @param {() => void} refresh has the list written anew, and so made again where Go lost it
 */
export function createAlso(engine, asking, backing, refresh) {
  /** What was asked of some keys is not answered of others. @param {Result | null} of */
  function same(of) {
    const list = backing.list();
    if (!of || !list || !alike(of.keys, list.keys)) throw changed();
  }

  /** @param {Result | null} of the list that it is about @param {string} op @param {object} params @returns {Promise<any>} */
  async function ask(of, op, params) {
    /** @type {unknown} */
    let fault;
    for (let tried = false; asking.running() || !backing.held(); fault = await asking.idle()) {
      if (asking.running()) continue;
      same(of);
      if (tried) throw fault ?? lost();
      tried = true;
      refresh(); // Go lost the list: the page learns its new numbers
    }
    // From here to the request nothing is awaited, or else another list could come in between.
    same(of);
    try {
      const answer = await engine.request(op, backing.numbered(params, of));
      if (op === "certify") backing.certified(answer); // or it would be lost with Go's list
      return answer;
    } catch (error) {
      const { code } = /** @type {import("./types.js").Fault} */ (error);
      if (code === "internal") backing.lose(); // Go drops keys that it does not trust any more
      // A worker without a list got it: the one that had it ended over what was asked before.
      if (code === "bad_request" && !backing.held()) return ask(of, op, params);
      throw error;
    }
  }

  return (/** @type {string} */ op, /** @type {object} */ params) => ask(backing.shown(), op, params);
}
