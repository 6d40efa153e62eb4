// @ts-check
/**
 * What the page works on. Go holds the list of keys; this knows what it was
 * made of, and so can have it made again when a worker ended.
 *
 * What is brought without "add" takes the place of whatever runs. What is
 * added, and a changed option, never does: it waits, because ending the worker
 * ends what Go knows.
 *
 * @typedef {import("./types.js").Fault} Fault
 * @typedef {import("./types.js").Result} Result
 * @typedef {import("./types.js").Recipe} Recipe
 * @typedef {import("./types.js").Key} Key
 * @typedef {import("./backing.js").Given} Given
 * @typedef {"convert" | "generate" | "render" | "open" | "arrange" | "undo"} Kind
 *
 * @typedef {object} Listener
 * @property {(kind: Kind, added: boolean) => void} busy
 * @property {() => void} idle
 * @property {(result: Result, kind: Kind, added: boolean) => void} result
 * @property {(fault: Fault, kind: Kind, added: boolean, input?: number) => void} failed input is the one of the list that it is of
 * @property {(before: Key[], now: Key[]) => void} moved the same keys have other numbers
 * @property {() => import("./types.js").Options} options as they are now
 * @property {() => string[] | undefined} forms the outputs to make; undefined for the usual ones
 */

import { lost } from "../failures.js";
import { createAsking } from "./asking.js";
import { asInput, createBacking, makeAgain, ofJWKs } from "./backing.js";
import { bringBackWords, keepMade } from "./vault.js";

/** How work ends that is not begun again by itself, whatever was changed meanwhile: the person tries again. */
const ENDED = ["cancelled", "crashed", "failed"];

/**
 * @param {import("./types.js").Engine} engine
 * @param {ReturnType<import("./vault.js").createVault>} vault
 * @param {Listener} on
 */
export function createSession(engine, vault, on) {
  const backing = createBacking(vault);
  /** @type {{files: Given[], add: boolean} | null} what was brought last, to be tried once more */
  let brought = null;
  let holds = false; // Go has the list
  let stale = false; // an option changed while something ran
  /** @type {(() => void)[]} what waits for its turn */
  let queue = [];

  engine.observe((_, why) => {
    if (["cancelled", "superseded", "restarted", "crashed", "failed"].includes(why)) holds = false;
  });

  const asking = createAsking(engine, { ...on, ready }, settle);

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
    const replaced = kind === "convert" && !add;
    if (result) {
      holds = true;
      backing.learn(result, files);
    } else if (replaced) {
      backing.learn(null); // and the keys of another input are gone
    }
    if (fault && ENDED.includes(fault.code)) stale = false;
    on.idle();
    if (result && kind === "generate") void keepMade(engine, vault, on.options());
    if (result) on.result(withUndo(result), kind, Boolean(add));
    else if (fault) on.failed(withUndo(fault), kind, Boolean(add), input);
    const next = !asking.running() && queue.shift();
    if (next) next();
    else if (stale && !asking.running()) refresh();
  }

  /** Where Go has nothing to bring back any more, this may have. @template {{undo?: string}} T @param {T} answer @returns {T} */
  function withUndo(answer) {
    answer.undo ||= bringBackWords(vault.without(backing.list()?.keys ?? []).length);
    return answer;
  }

  /** Has the list made again, where a worker took it along. Rejects where that cannot be. */
  async function ready() {
    const before = backing.list();
    if (holds || !before) return;
    const now = await makeAgain(engine, backing, on.options());
    holds = true;
    on.moved(before.keys, now.keys);
  }

  function convert() {
    if (!brought) return;
    const { files, add } = brought;
    stale = false;
    asking.ask({ kind: "convert", add, files, params: { inputs: files.map(asInput), add } });
  }

  /** Something about the output changed, nothing about the keys. */
  function refresh() {
    stale = asking.running();
    if (stale) return;
    if (backing.list()) asking.ask({ kind: "render", params: {} });
    else if (brought && !brought.add) convert();
  }

  /** Does it when nothing runs. @param {() => void} action */
  function queued(action) {
    if (asking.running()) queue.push(action);
    else action();
  }

  /** Once more what was brought, with what the person now says of it. @param {Partial<Given>} said @param {number} [input] one of the list */
  function again(said, input = 0) {
    const given = backing.input(input);
    if (given) {
      Object.assign(given, { passphrase: undefined, noPassphrase: undefined, ...said });
      const { bytes, name, ...more } = given;
      queued(() => asking.ask({ kind: "open", input, params: { input, ...more } }));
    } else if (brought) {
      brought.files = brought.files.map(({ bytes, name, as }) => ({ bytes, name, as, ...said }));
      convert();
    }
  }

  return {
    refresh,

    /** @param {{bytes: Uint8Array, name: string}[]} files @param {boolean} add to the list, rather than in its place */
    read(files, add) {
      const mine = { files: files.map(({ bytes, name }) => ({ bytes, name, as: "" })), add };
      const go = () => {
        brought = mine;
        convert();
      };
      if (add) queued(go);
      else {
        queue = [];
        go();
      }
    },

    /** @param {string} text a passphrase; "" says that there is none @param {number} [input] the one of the list that it is for */
    unlock: (text, input) => again(text ? { passphrase: text } : { noPassphrase: true }, input),

    /** @param {string} as one of the choices that Go gave @param {number} [input] the one of the list */
    readAs: (as, input) => again({ as }, input),

    /** @param {Recipe} recipe @param {boolean} add */
    generate(recipe, add) {
      const go = () => {
        brought = null;
        stale = false;
        asking.ask({ kind: "generate", add, params: { ...recipe, add } });
      };
      if (add) queued(go);
      else go();
    },

    /** Which keys stay, in which order. @param {number[]} keys */
    arrange: (keys) => queued(() => asking.ask({ kind: "arrange", params: { keys } })),

    /** Brings back what another list took the place of. */
    undo: () => queued(() => {
      const jwks = holds && backing.list()?.undo ? [] : vault.without(backing.list()?.keys ?? []);
      if (jwks.length) asking.ask({ kind: "convert", add: true, files: [ofJWKs(jwks)], params: { inputs: [asInput(ofJWKs(jwks))], add: true } });
      else asking.ask({ kind: "undo", params: {} });
    }),

    /** Ends what runs; the listener hears of it as a fault with the code "cancelled". */
    cancel() {
      queue = [];
      if (asking.running()) engine.cancel();
    },

    /** Forgets everything, in Go as well. */
    clear() {
      asking.abandon();
      stale = false;
      brought = null;
      queue = [];
      vault.forget();
      backing.forget();
      holds = false;
      engine.restart();
      on.idle();
    },

    /**
     * Asks something beside the main course, of the keys that are there.
     * @param {string} op
     * @param {object} params
     * @returns {Promise<any>}
     */
    async also(op, params) {
      if (!backing.list()) throw lost();
      await ready();
      return engine.request(op, params);
    },
  };
}
