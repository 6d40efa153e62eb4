// @ts-check
/** Sends one request to Go at a time. Only the answer to the newest one counts. */

import { cancelled, superseded } from "../failures.js";

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
 * @property {(before: Result, now: Result) => boolean} moved the same keys may have other numbers; says whether something was chosen for one that has
 * @property {() => import("./types.js").Options} options as they are now
 * @property {() => string[] | undefined} forms the outputs to make; undefined for the usual ones
 *
 * @typedef {object} Asked
 * @property {Kind} kind
 * @property {object} params
 * @property {Result | null} [of] the list whose numbers the params have; the one that is shown where it is absent
 * @property {number} [input] the one of the list that it is about
 * @property {boolean} [add] to the list, rather than in its place
 * @property {import("./backing.js").Given[]} [files] what is brought
 *
 * @typedef {(op: string, params: object) => Promise<Result>} Send rejects once there is a newer request
 */

/** The engine's lane in which a newer request takes the place of an older one. */
const LANE = "keys";

/** Whether it takes the place of what is there. @param {Asked} asked */
export const replaces = ({ kind, add }) => (kind === "convert" || kind === "generate") && !add;

/**
 * @param {import("./types.js").Engine} engine
 * @param {Listener & {ready: (send: Send) => Promise<void>, numbered: (asked: Asked) => object, dropped: () => void}} on
 *   ready makes the list again if it is gone; numbered gives the params and options by its numbers; dropped hears that
 *   the answer to an older request came, or will not come
 * @param {(asked: Asked, result: Result | undefined, fault: Fault | undefined) => void} settle hears the newest answer
 */
export function createAsking(engine, on, settle) {
  let turn = 0; // the newest request; answers to older ones are dropped
  let running = false;
  /** @type {(() => void)[]} what waits for its turn */
  let queue = [];
  /** @type {((fault: unknown) => void)[]} who waits until nothing runs */
  let idle = [];

  /** @param {unknown} fault how the last request failed */
  function rest(fault) {
    if (running) return;
    const all = idle;
    idle = [];
    for (const go of all) go(fault);
  }

  /** @param {Asked} asked */
  async function ask(asked) {
    const { kind, add } = asked;
    const mine = ++turn;
    running = true;
    /** @type {Result | undefined} */
    let result;
    /** @type {Fault | undefined} */
    let fault;
    /** @type {Send} */
    const send = async (op, params) => {
      if (mine !== turn) throw superseded(); // in the lane it would take the place of the newer one
      const answer = await engine.request(op, params, { lane: LANE });
      if (mine !== turn) throw superseded();
      return answer;
    };
    const first = async (/** @type {string[] | undefined} */ forms) => send(kind, { ...on.numbered(asked), ...(forms && { forms }) });
    // A new key is shown in the usual forms first, so that it cannot fail for its form; the chosen form is asked for afterwards.
    const usual = () => first(kind === "generate" ? undefined : on.forms());
    const sent = replaces(asked) ? usual() : on.ready(send).then(usual);
    on.busy(kind, Boolean(add)); // the page draws while the worker works
    try {
      result = await sent.catch((error) => {
        // These keys do not have the form that was shown last: take the keys, and let the page choose another form.
        if (error.code !== "no_such_form") throw error;
        return kind === "render" || replaces(asked) ? first([]) : send("render", { ...on.numbered({ kind: "render", params: {} }), forms: [] });
      });
    } catch (error) {
      fault = /** @type {Fault} */ (error);
    }
    if (mine !== turn) return on.dropped();
    running = false;
    settle(asked, result, fault);
    if (!running) queue.shift()?.();
    rest(fault);
  }

  return {
    /** @type {(asked: Asked) => void} */
    ask: (asked) => void ask(asked),

    running: () => running,

    /** Waits until nothing runs and nothing waits for its turn. @returns {Promise<unknown>} how the last request failed, if it did */
    idle: () => new Promise((resolve) => (running ? idle.push(resolve) : resolve(undefined))),

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
      rest(cancelled());
    },
  };
}
