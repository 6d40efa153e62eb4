// @ts-check
/**
 * What the page works on: what is asked of Go, and what an answer means (backing.js says what holds always).
 *
 * New input replaces the running request. Input that is added, or a changed
 * option, waits instead, because ending the worker loses Go's list.
 *
 * @typedef {import("./types.js").Fault} Fault
 * @typedef {import("./types.js").Result} Result
 * @typedef {import("./types.js").Recipe} Recipe
 * @typedef {"convert" | "generate" | "render" | "open" | "arrange" | "undo"} Kind
 */

import { createAlso } from "./also.js";
import { createAsking, replaces } from "./asking.js";
import { asInput, createBacking, makeAgain, ofJWKs } from "./backing.js";
import { createBringing } from "./bringing.js";
import { asKept, bringBackWords } from "./vault.js";

/** Faults after which nothing is retried by itself, even if options changed meanwhile. */
const ENDED = ["cancelled", "crashed", "failed"];

/** Why the engine's state changes when its worker ended. */
const WITHOUT = [...ENDED, "superseded", "restarted"];

/**
 * @param {import("./types.js").Engine} engine
 * @param {ReturnType<import("./vault.js").createVault>} vault
 * @param {import("./asking.js").Listener} on
 */
export function createSession(engine, vault, on) {
  const backing = createBacking(vault);
  let undoes = false; // Go has a former list to bring back
  let stale = false; // an option changed while something ran

  engine.observe((_, why) => {
    if (!WITHOUT.includes(why)) return;
    backing.ended();
    undoes = false;
  });

  const asking = createAsking(engine, { ...on, ready, numbered, dropped: backing.lose }, settle);
  const bringing = createBringing(asking, backing);

  /** @param {import("./asking.js").Asked} asked @param {Result | undefined} result @param {Fault | undefined} fault */
  function settle(asked, result, fault) {
    const { kind, add, files, input } = asked;
    const fresh = replaces(asked);
    // A worker without a list got it: the one that had it ended over what was asked before.
    if (fault?.code === "bad_request" && !fresh && backing.list() && !backing.held()) return asking.ask(asked);
    const before = backing.shown();
    const other = (kind === "convert" && fresh) || before !== backing.list();
    if (result?.keys.length) {
      backing.learn(result, files);
      backing.show();
    } else if (result || (kind === "convert" && fresh)) backing.drop(); // the former input's keys are gone
    else if (fault?.code === "internal") backing.lose(); // Go drops keys that it does not trust any more
    if (fault && ENDED.includes(fault.code)) stale = false;
    on.idle(Boolean(result));
    if (result?.kept) vault.keep(result.kept);
    const answer = result ?? fault;
    undoes = Boolean(answer?.undo) || (undoes && !result);
    // If Go cannot bring it back any more, the backing may.
    if (answer) answer.undo ||= bringBackWords(vault.without(backing.list()?.keys ?? []).length);
    const moved = Boolean(result && before && other && on.moved(before, result));
    if (result) on.result(result, kind, Boolean(add));
    else if (fault) on.failed(fault, kind, Boolean(add), input);
    if (moved && fresh) refresh(); // it was asked for by the old numbers
    if (stale && !asking.running()) refresh();
  }

  /** Makes the list again if Go has it no more. Rejects if that is impossible. @param {import("./asking.js").Send} send */
  async function ready(send) {
    if (backing.held() || !backing.list()) return;
    await makeAgain(backing, (op, params, keys = {}) => send(op, { ...params, options: { ...on.options(), keys, issuers: [] }, forms: [] }));
  }

  /** @param {import("./asking.js").Asked} asked */
  function numbered({ params, of }) {
    const shown = backing.shown();
    return { ...backing.numbered(params, of ?? shown), ...backing.numbered({ options: on.options() }, shown) };
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
    arrange(keys) {
      const of = backing.shown();
      if (!keys.length) bringing.forget();
      asking.queued(() => asking.ask({ kind: "arrange", of, params: { keys } }));
    },

    /** Brings back the former list. */
    undo: () => asking.queued(() => {
      const jwks = undoes ? [] : vault.without(backing.list()?.keys ?? []);
      const files = [ofJWKs(jwks)];
      if (jwks.length) asking.ask({ kind: "convert", add: true, files, params: { inputs: files.map(asInput), add: true } });
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
      engine.restart();
      on.idle(false);
    },

    also: createAlso(engine, asking, backing, refresh),
  };
}
