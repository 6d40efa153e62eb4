// @ts-check
/**
 * What the page works on. Go holds the list of keys; this knows what the list was
 * made of, and so can make it again after a worker ended.
 *
 * New input replaces the running request. Input that is added, or a changed
 * option, waits instead, because ending the worker loses Go's list.
 *
 * @typedef {import("./types.js").Fault} Fault
 * @typedef {import("./types.js").Result} Result
 * @typedef {import("./types.js").Recipe} Recipe
 * @typedef {"convert" | "generate" | "render" | "open" | "arrange" | "undo"} Kind
 */

import { lost } from "../failures.js";
import { createAsking } from "./asking.js";
import { asInput, createBacking, makeAgain, ofJWKs } from "./backing.js";
import { createBringing } from "./bringing.js";
import { createNumbers } from "./numbers.js";
import { asKept, bringBackWords } from "./vault.js";

/** Faults after which nothing is retried by itself, even if options changed meanwhile. */
const ENDED = ["cancelled", "crashed", "failed"];

/**
 * @param {import("./types.js").Engine} engine
 * @param {ReturnType<import("./vault.js").createVault>} vault
 * @param {import("./asking.js").Listener} on
 */
export function createSession(engine, vault, on) {
  const backing = createBacking(vault);
  const numbers = createNumbers();
  let holds = false; // Go has the list
  let undoes = false; // Go has a former list to bring back
  let stale = false; // an option changed while something ran

  engine.observe((_, why) => {
    if (["cancelled", "superseded", "restarted", "crashed", "failed"].includes(why)) holds = false;
  });

  const asking = createAsking(engine, { ...on, ready, current: numbers.current }, settle);
  const bringing = createBringing(asking, backing);

  /**
   * What an answer means for what is held here.
   * @param {import("./asking.js").Asked} asked
   * @param {Result | undefined} result
   * @param {Fault | undefined} fault
   */
  function settle({ kind, add, files, input }, result, fault) {
    if (fault?.code === "bad_request" && kind === "render" && holds) {
      holds = false;
      return asking.ask({ kind, params: {} });
    }
    const ended = Boolean(fault && ENDED.includes(fault.code));
    holds = !ended;
    if (result) backing.learn(result, files);
    else if (kind === "convert" && !add) backing.learn(null); // the former input's keys are gone
    if (ended) stale = false;
    on.idle(Boolean(result));
    if (result?.kept) vault.keep(result.kept);
    const answer = result ?? fault;
    undoes = Boolean(answer?.undo) || (undoes && !result && !ended);
    // If Go cannot bring it back any more, the backing may.
    if (answer) answer.undo ||= bringBackWords(vault.without(backing.list()?.keys ?? []).length);
    if (result) numbers.shown();
    if (result) on.result(result, kind, Boolean(add));
    else if (fault) on.failed(fault, kind, Boolean(add), input);
    if (stale && !asking.running()) refresh();
  }

  /** Makes the list again if it was lost with a worker. Rejects if that is impossible. */
  async function ready() {
    const before = backing.list();
    if (holds || !before) return;
    const { now, keys, inputs } = await makeAgain(engine, backing, on.options());
    holds = true;
    numbers.moved(keys, inputs);
    on.moved(before.keys, now.keys);
  }

  /** An option changed, and the keys did not. */
  function refresh() {
    stale = asking.running();
    if (stale) return;
    if (backing.list()) asking.ask({ kind: "render", params: {} });
    else bringing.replaced();
  }

  return {
    refresh,

    read: bringing.read,

    /** @param {string} text a passphrase; "" says that there is none @param {number} [input] the one of the list that it is for */
    unlock: (text, input) => bringing.again(text ? { passphrase: text } : { noPassphrase: true }, input),

    /** @param {string} as one of the choices that Go gave @param {number} [input] the one of the list */
    readAs: (as, input) => bringing.again({ as }, input),

    /** @param {Recipe} recipe @param {boolean} add */
    generate(recipe, add) {
      const go = () => {
        bringing.forget();
        stale = false;
        asking.ask({ kind: "generate", add, params: { ...recipe, add, keep: asKept(on.options()) } });
      };
      if (add) asking.queued(go);
      else go();
    },

    /** Which keys stay, in which order. @param {number[]} keys */
    arrange: (keys) => asking.queued(() => asking.ask({ kind: "arrange", params: { keys } })),

    /** Brings back the former list. */
    undo: () => asking.queued(() => {
      const jwks = holds && undoes ? [] : vault.without(backing.list()?.keys ?? []);
      if (jwks.length) asking.ask({ kind: "convert", add: true, files: [ofJWKs(jwks)], params: { inputs: [asInput(ofJWKs(jwks))], add: true } });
      else asking.ask({ kind: "undo", params: {} });
    }),

    /** Ends what runs; the listener hears of it as a fault with the code "cancelled". */
    cancel() {
      asking.unqueue();
      if (asking.running()) engine.cancel();
    },

    /** Forgets everything, in Go as well. */
    clear() {
      asking.abandon();
      stale = false;
      bringing.forget();
      vault.forget();
      backing.forget();
      numbers.shown();
      holds = false;
      engine.restart();
      on.idle(false);
    },

    /**
     * Asks something else about the keys that are there.
     * @param {string} op
     * @param {object} params
     * @returns {Promise<any>}
     */
    async also(op, params) {
      if (!backing.list()) throw lost();
      await ready();
      const asked = engine.request(op, numbers.current(params));
      if (numbers.stale()) refresh(); // the page learns the new numbers
      return asked;
    },
  };
}
