// @ts-check
/**
 * What is asked of Go, in which order, and whose answer still counts.
 *
 * There is one set of keys at a time: those of the last input or the last
 * generation. A new input takes the place of whatever runs (the engine's lane
 * sees to it). A changed option never does: it waits, because ending the
 * worker would forget a generated key for good.
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

const LANE = "keys";

/** @type {Fault} */
const LOST = {
  code: "lost",
  message: "The generated key is gone from the engine's memory.",
  hint: "What is shown is still right. For other forms, paste the private key, or generate another one.",
};

/**
 * @param {import("./types.js").Engine} engine
 * @param {Listener} on
 */
export function createSession(engine, on) {
  /** @type {{bytes: Uint8Array, name: string} | null} */
  let input = null;
  let passphrase = "";
  let holds = false; // Go remembers the keys of the last result
  let turn = 0; // the newest request; answers to older ones are dropped
  /** @type {Kind | ""} */
  let running = "";
  let made = false; // the last result's keys were made here, and are nowhere else
  let stale = false; // an option changed while something ran

  engine.observe((_, why) => {
    if (["cancelled", "superseded", "restarted", "crashed", "failed"].includes(why)) holds = false;
  });

  /**
   * @param {Kind} kind
   * @param {object} params
   */
  async function ask(kind, params) {
    const mine = ++turn;
    running = kind;
    on.busy(kind);
    /** @type {Result | undefined} */
    let result;
    /** @type {Fault | undefined} */
    let fault;
    const options = on.options();
    // What is made has no form to fail in: the usual ones that fit come first, another one by a second look.
    const forms = kind === "generate" ? undefined : on.forms();
    const send = (/** @type {string[] | undefined} */ wanted) =>
      engine.request(kind, { ...params, options, ...(wanted && { forms: wanted }) }, { lane: LANE });
    try {
      result = await send(forms).catch((error) => {
        // The form last looked at is not one of these keys': take the keys, and let the page choose another.
        if (error.code === "no_such_form" && mine === turn) return send([]);
        throw error;
      });
    } catch (error) {
      fault = /** @type {Fault} */ (error);
    }
    if (mine !== turn) return;
    running = "";
    if (fault?.code === "bad_request" && kind === "render") {
      holds = false;
      if (input) return convert();
      fault = LOST;
    }
    if (result) holds = true;
    if (kind !== "render") made = kind === "generate" && holds;
    on.idle();
    if (result) on.result(result, kind);
    else if (fault) on.failed(fault, kind);
    if (stale && !running) refresh();
  }

  function convert() {
    if (!input) return;
    stale = false;
    void ask("convert", { input: input.bytes, name: input.name, passphrase });
  }

  /** Something about the output changed, nothing about the keys. */
  function refresh() {
    if (running) {
      stale = true;
      return;
    }
    stale = false;
    if (holds) void ask("render", {});
    else if (input) convert();
    else if (made) on.failed(LOST, "render");
  }

  /** Stops waiting for anything. */
  function abandon() {
    turn++;
    running = "";
    stale = false;
  }

  return {
    refresh,

    /** @param {Uint8Array} bytes @param {string} name */
    read(bytes, name) {
      input = { bytes, name };
      convert();
    },

    /** @param {string} text */
    unlock(text) {
      passphrase = text;
      convert();
    },

    /** Another input brings another passphrase. */
    forgetPassphrase() {
      passphrase = "";
    },

    /** @param {Recipe} recipe */
    generate(recipe) {
      input = null;
      stale = false;
      void ask("generate", recipe);
    },

    /** Ends what runs; the listener hears of it as a fault with the code "cancelled". */
    cancel() {
      if (running) engine.cancel();
    },

    /** Forgets everything, in Go as well. */
    clear() {
      abandon();
      input = null;
      passphrase = "";
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
      if (!holds && input) {
        await engine.request("convert", { input: input.bytes, name: input.name, passphrase, options: on.options() });
        holds = true;
      }
      return engine.request(op, params);
    },
  };
}
