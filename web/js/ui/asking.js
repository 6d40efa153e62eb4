// @ts-check
/** Sends one request to Go at a time. Only the answer to the newest one counts. */

/**
 * @typedef {import("./session.js").Kind} Kind
 * @typedef {import("./types.js").Fault} Fault
 * @typedef {import("./types.js").Result} Result
 *
 * @typedef {object} Listener
 * @property {(kind: Kind, added: boolean) => void} busy
 * @property {(whole: boolean) => void} idle whole: what was asked came to its end
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
 * @param {Listener & {ready: () => Promise<void>, current: (params: any) => any}} on ready makes the list again if it is
 *   gone; current puts the numbers that are valid by then into params
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
    // A new key is shown in the usual forms first, so that it cannot fail for its form; the chosen form is asked for afterwards.
    const first = () => send(kind === "generate" ? undefined : on.forms());
    const sent = replaces ? first() : on.ready().then(first);
    on.busy(kind, Boolean(add)); // the page draws while the worker works
    try {
      result = await sent.catch((error) => {
        // These keys do not have the form that was shown last: take the keys, and let the page choose another form.
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

    /** Drops the requests that wait. */
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
