// @ts-check
/** One request to Go at a time, and whose answer still counts: the newest one's. */

/**
 * @typedef {import("./session.js").Kind} Kind
 * @typedef {import("./types.js").Fault} Fault
 * @typedef {import("./types.js").Result} Result
 *
 * @typedef {object} Listener
 * @property {(kind: Kind, added: boolean) => void} busy
 * @property {() => void} idle
 * @property {(result: Result, kind: Kind, added: boolean) => void} result
 * @property {(fault: Fault, kind: Kind, added: boolean, input?: number) => void} failed input is the one of the list that it is of
 * @property {(before: import("./types.js").Key[], now: import("./types.js").Key[]) => void} moved the same keys have other numbers
 * @property {() => import("./types.js").Options} options as they are now
 * @property {() => string[] | undefined} forms the outputs to make; undefined for the usual ones
 *
 * @typedef {object} Asked
 * @property {Kind} kind
 * @property {object} params
 * @property {number} [input] the one of the list that it is about
 * @property {boolean} [add] to the list, rather than in its place
 * @property {import("./backing.js").Given[]} [files] what is brought
 */

/** The engine's lane in which a newer request takes the place of an older one. */
const LANE = "keys";

/**
 * @param {import("./types.js").Engine} engine
 * @param {Listener & {ready: () => Promise<void>, current: (params: any) => any}} on ready has the list made, where it is
 *   gone; current puts the numbers into params that count then
 * @param {(asked: Asked, result: Result | undefined, fault: Fault | undefined) => void} settle hears the newest answer
 */
export function createAsking(engine, on, settle) {
  let turn = 0; // the newest request; answers to older ones are dropped
  let running = false;
  /** @type {(() => void)[]} what waits for its turn */
  let queue = [];

  /** @param {Asked} asked */
  async function ask(asked) {
    const { kind, params, add } = asked;
    const mine = ++turn;
    running = true;
    /** @type {Result | undefined} */
    let result;
    /** @type {Fault | undefined} */
    let fault;
    const replaces = (kind === "convert" || kind === "generate") && !add;
    const send = (/** @type {string[] | undefined} */ wanted) =>
      engine.request(kind, { ...on.current(params), options: on.options(), ...(wanted && { forms: wanted }) }, { lane: LANE });
    // What is made has no form to fail in: the usual ones that fit come first, another one by a second look.
    const first = () => send(kind === "generate" ? undefined : on.forms());
    const sent = replaces ? first() : on.ready().then(first);
    on.busy(kind, Boolean(add)); // the page draws while the worker works
    try {
      result = await sent.catch((error) => {
        // The form last looked at is not one of these keys': take the keys, and let the page choose another.
        if (error.code === "no_such_form" && mine === turn) return kind === "render" || replaces ? send([]) : engine.request("render", { options: on.options(), forms: [] });
        throw error;
      });
    } catch (error) {
      fault = /** @type {Fault} */ (error);
    }
    if (mine !== turn) return;
    running = false;
    settle(asked, result, fault);
    if (!running) queue.shift()?.();
  }

  return {
    /** @type {(asked: Asked) => void} */
    ask: (asked) => void ask(asked),

    running: () => running,

    /** Does it when nothing runs. @param {() => void} action */
    queued(action) {
      if (running) queue.push(action);
      else action();
    },

    /** What waits is not wanted any more. */
    unqueue() {
      queue = [];
    },

    /** Stops waiting for anything. */
    abandon() {
      turn++;
      queue = [];
      running = false;
    },
  };
}
