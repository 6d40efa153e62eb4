// @ts-check
/** One request to Go at a time, and whose answer still counts: the newest one's. */

/**
 * @typedef {import("./session.js").Kind} Kind
 * @typedef {import("./types.js").Fault} Fault
 * @typedef {import("./types.js").Result} Result
 */

/** The engine's lane in which a newer request takes the place of an older one. */
const LANE = "keys";

/**
 * @param {import("./types.js").Engine} engine
 * @param {import("./session.js").Listener} on
 * @param {(kind: Kind, result: Result | undefined, fault: Fault | undefined) => void} settle hears the newest answer
 */
export function createAsking(engine, on, settle) {
  let turn = 0; // the newest request; answers to older ones are dropped
  let running = false;

  /** @param {Kind} kind @param {object} params */
  async function ask(kind, params) {
    const mine = ++turn;
    running = true;
    /** @type {Result | undefined} */
    let result;
    /** @type {Fault | undefined} */
    let fault;
    const options = on.options();
    // What is made has no form to fail in: the usual ones that fit come first, another one by a second look.
    const forms = kind === "generate" ? undefined : on.forms();
    const send = (/** @type {string[] | undefined} */ wanted) =>
      engine.request(kind, { ...params, options, ...(wanted && { forms: wanted }) }, { lane: LANE });
    const sent = send(forms);
    on.busy(kind); // the page draws while the worker works
    try {
      result = await sent.catch((error) => {
        // The form last looked at is not one of these keys': take the keys, and let the page choose another.
        if (error.code === "no_such_form" && mine === turn) return send([]);
        throw error;
      });
    } catch (error) {
      fault = /** @type {Fault} */ (error);
    }
    if (mine !== turn) return;
    running = false;
    settle(kind, result, fault);
  }

  return {
    /** @type {(kind: Kind, params: object) => void} */
    ask: (kind, params) => void ask(kind, params),

    running: () => running,

    /** Stops waiting for anything. */
    abandon() {
      turn++;
      running = false;
    },
  };
}
