// @ts-check
/**
 * What the page works on: the last input or the last generation, whether Go
 * still has its keys, and what to ask when something changes.
 *
 * There is one set of keys at a time. A new input takes the place of whatever
 * runs. A changed option never does: it waits, because ending the worker would
 * forget a generated key for good.
 *
 * @typedef {import("./types.js").Fault} Fault
 * @typedef {import("./types.js").Result} Result
 * @typedef {import("./types.js").Recipe} Recipe
 * @typedef {"convert" | "generate" | "render"} Kind
 *
 * @typedef {object} Listener
 * @property {(kind: Kind) => void} busy
 * @property {() => void} idle
 * @property {(result: Result, kind: Kind) => void} result
 * @property {(fault: Fault, kind: Kind) => void} failed
 * @property {() => import("./types.js").Options} options as they are now
 * @property {() => string[] | undefined} forms the outputs to make; undefined for the usual ones
 */

import { lost } from "../failures.js";
import { createAsking } from "./asking.js";

/** How work ends that is not begun again by itself, whatever was changed meanwhile: the person tries again. */
const ENDED = ["cancelled", "crashed", "failed"];

/**
 * @param {import("./types.js").Engine} engine
 * @param {Listener} on
 */
export function createSession(engine, on) {
  /** @type {{bytes: Uint8Array, name: string} | null} */
  let input = null;
  let as = ""; // what the person says that the input is
  /** @type {{passphrase?: string, noPassphrase?: boolean}} */
  let secret = {}; // what the person said of a passphrase
  let holds = false; // Go remembers the keys of the last result
  let made = false; // the last result's keys were made here, and are nowhere else
  let stale = false; // an option changed while something ran

  engine.observe((_, why) => {
    if (["cancelled", "superseded", "restarted", "crashed", "failed"].includes(why)) holds = false;
  });

  const asking = createAsking(engine, on, settle);

  /**
   * What an answer means for what is held here.
   * @param {Kind} kind
   * @param {Result | undefined} result
   * @param {Fault | undefined} fault
   */
  function settle(kind, result, fault) {
    if (fault?.code === "bad_request" && kind === "render") {
      holds = false;
      if (input) return convert();
      fault = lost();
    }
    if (result || kind !== "render") holds = Boolean(result); // else Go may remember keys of another input
    if (fault && ENDED.includes(fault.code)) stale = false;
    if (kind !== "render") made = kind === "generate" && holds;
    on.idle();
    if (result) on.result(result, kind);
    else if (fault) on.failed(fault, kind);
    if (stale && !asking.running()) refresh();
  }

  function convert() {
    if (!input) return;
    stale = false;
    asking.ask("convert", { input: input.bytes, name: input.name, as, ...secret });
  }

  /** Something about the output changed, nothing about the keys. */
  function refresh() {
    if (asking.running()) {
      stale = true;
      return;
    }
    stale = false;
    if (holds) asking.ask("render", {});
    else if (input) convert();
    else if (made) on.failed(lost(), "render");
  }

  return {
    refresh,

    /** @param {Uint8Array} bytes @param {string} name */
    read(bytes, name) {
      input = { bytes, name };
      as = "";
      convert();
    },

    /** @param {string} text a passphrase; "" says that there is none */
    unlock(text) {
      secret = text ? { passphrase: text } : { noPassphrase: true };
      convert();
    },

    /** @param {string} what one of the choices that Go gave */
    readAs(what) {
      as = what;
      convert();
    },

    /** Another input brings another passphrase. */
    forgetPassphrase() {
      secret = {};
    },

    /** @param {Recipe} recipe */
    generate(recipe) {
      input = null;
      stale = false;
      asking.ask("generate", recipe);
    },

    /** Ends what runs; the listener hears of it as a fault with the code "cancelled". */
    cancel() {
      if (asking.running()) engine.cancel();
    },

    /** Forgets everything, in Go as well. */
    clear() {
      asking.abandon();
      stale = false;
      input = null;
      secret = {};
      holds = made = false;
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
      if (!holds) {
        if (!input) throw lost();
        await engine.request("convert", { input: input.bytes, name: input.name, as, ...secret, options: on.options() });
        holds = true;
      }
      return engine.request(op, params);
    },
  };
}
