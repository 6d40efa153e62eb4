// @ts-check
/**
 * The page's end of the worker that runs the Go program.
 *
 * One request runs at a time; the others wait in order. Cancelling is ending
 * the worker: that stops Go at once and frees the memory that held keys. What
 * SubtleCrypto computes for it goes on inside the browser, and what that is
 * asked next may wait (ui/make/ended.js). A new worker takes about 100 ms,
 * since the module is compiled already. What is asked meanwhile waits, and is never lost without a word:
 * every request ends in a result or in an EngineError.
 *
 * An engine must be started after the lock is set (see lock.js): a worker
 * inherits the policy that is in force when it starts.
 */

import { cancelled, crashed, failed, superseded } from "./failures.js";
import { PROTOCOL } from "./protocol.js";
import { settle } from "./settle.js";
import { scriptURL, WORKER } from "./trust.js";

/** How long a running request that was superseded may still take, in ms. */
const GRACE = 150;

/** How long a worker may take from being given the program to its first answer, in ms. */
const START_LIMIT = 60_000;

/** How many workers in a row may die before their first answer. */
const MAX_FALSE_STARTS = 2;

/**
 * @typedef {import("./failures.js").EngineError} EngineError
 * @typedef {import("./protocol.js").State} State
 * @typedef {import("./protocol.js").Why} Why
 * @typedef {import("./protocol.js").Hello} Hello
 * @typedef {import("./protocol.js").RequestOptions} RequestOptions
 * @typedef {import("./protocol.js").Engine} Engine
 */

/**
 * @typedef {object} Task
 * @property {number} id
 * @property {string} op
 * @property {object} params
 * @property {string} lane
 * @property {(result: any) => void} resolve
 * @property {(error: EngineError) => void} reject
 */

/**
 * @param {object} setup
 * @param {(state: State, why: Why) => void} setup.onstate the first observer
 * @param {(kinds: number) => void} setup.ontested a worker has passed its self-test, with a known key of so many kinds
 * @returns {Engine}
 */
export function createEngine({ onstate, ontested }) {
  const url = scriptURL(WORKER);

  /** @type {Worker | null} */
  let worker = null;
  /** @type {Promise<WebAssembly.Module> | null} there once the page is locked: until then no worker may begin */
  let program = null;
  let awake = false; // the worker has answered hello
  let falseStarts = 0;
  let lastID = 0;
  let startTimer = 0;
  let graceTimer = 0; // of the running task; 0 for none
  /** @type {Task | null} */
  let running = null;
  /** @type {Task[]} */
  let waiting = [];
  /** @type {State} */
  let state = "loading";
  /** @type {Hello | null} */
  let hello = null;
  const listeners = [onstate];

  /** @param {State} next @param {Why} why */
  function become(next, why) {
    if (state === next && why === "work") return;
    state = next;
    for (const listener of listeners) listener(next, why);
  }

  /** @param {Why} why */
  function spawn(why) {
    stop();
    if (!program) return;
    let fresh;
    try {
      fresh = new Worker(/** @type {any} */ (url), { name: "jwkmint" });
    } catch {
      giveUp();
      return;
    }
    worker = fresh;
    // What a worker says after it was replaced concerns nobody.
    fresh.onmessage = (event) => worker === fresh && heard(event.data, why);
    fresh.onmessageerror = () => worker === fresh && died();
    fresh.onerror = (event) => {
      event.preventDefault(); // the page says it in words; the console says nothing
      if (worker === fresh) died();
    };
    program.then((module) => {
      if (worker !== fresh) return;
      startTimer = window.setTimeout(() => worker === fresh && died(), START_LIMIT);
      fresh.postMessage({ module, protocol: PROTOCOL });
    }, () => giveUp());
  }

  /** Ends the worker. */
  function stop() {
    window.clearTimeout(startTimer);
    endGrace();
    worker?.terminate();
    worker = null;
    awake = false;
  }

  /** @param {any} message @param {Why} why why this worker was started */
  function heard(message, why) {
    if (message.reply !== undefined && running?.id === message.id) {
      const task = /** @type {Task} */ (running);
      running = null;
      endGrace();
      settle(task, message.reply, message.attachments);
      next("work");
    } else if (message.hello) {
      window.clearTimeout(startTimer);
      falseStarts = 0;
      awake = true;
      hello = message.hello;
      next(why);
    } else if (message.refused) {
      giveUp(); // another version of the protocol: no worker will do better
    } else if (message.faulty) {
      giveUp("faulty");
    } else if (message.tested) {
      ontested(message.tested);
    } else if (message.ended) {
      died();
    }
  }

  /** The worker died by itself. */
  function died() {
    const task = running;
    running = null;
    if (!awake && ++falseStarts >= MAX_FALSE_STARTS) {
      task?.reject(crashed());
      giveUp();
      return;
    }
    become(hello ? "busy" : "loading", "crashed");
    spawn("crashed");
    task?.reject(crashed());
  }

  /** @param {Why} [why] */
  function giveUp(why = "failed") {
    stop();
    const lost = running ? [running, ...waiting] : waiting;
    running = null;
    waiting = [];
    become("failed", why);
    for (const task of lost) task.reject(failed());
  }

  /**
   * Gives the worker its next task.
   * @param {Why} why why it can take one
   */
  function next(why) {
    if (!awake || running || !worker) return;
    const task = waiting.shift();
    if (!task) {
      become("ready", why);
      return;
    }
    running = task;
    worker.postMessage({ id: task.id, op: task.op, params: task.params });
    become("busy", "work"); // why there is a fresh worker was told when the last one ended
  }

  /**
   * A newer request takes the place of this one; a worker that is at work on it ends.
   * @param {Task} task
   */
  function drop(task) {
    if (task === running) {
      running = null;
      become("busy", "superseded");
      spawn("superseded");
    } else {
      waiting = waiting.filter((other) => other !== task);
    }
    task.reject(superseded());
  }

  /** @param {Why} why */
  function replace(why) {
    if (state === "failed") return;
    const lost = running ? [running, ...waiting] : waiting;
    running = null;
    waiting = [];
    become(hello ? "busy" : "loading", why);
    spawn(why);
    for (const task of lost) task.reject(cancelled());
  }

  /** @param {string} op @param {object} params @param {RequestOptions} [options] */
  function request(op, params, { lane = "" } = {}) {
    return new Promise((resolve, reject) => {
      if (state === "failed") return reject(failed());
      /** @type {Task} */
      const task = { id: ++lastID, op, params, lane, resolve, reject };
      if (lane) makeWay(lane);
      waiting.push(task);
      next("work");
    });
  }

  /** @param {string} lane */
  function makeWay(lane) {
    for (const old of waiting.filter((task) => task.lane === lane)) drop(old);
    const old = running;
    if (old?.lane !== lane || !old || graceTimer) return; // one that is typed over and over must not run on
    graceTimer = window.setTimeout(() => drop(old), GRACE);
  }

  /** The running task is over. */
  function endGrace() {
    window.clearTimeout(graceTimer);
    graceTimer = 0;
  }

  return {
    start(arriving) {
      program = arriving;
      spawn("started");
    },
    request,
    cancel: () => replace("cancelled"),
    restart: () => replace("restarted"),
    observe: (listener) => void listeners.push(listener),
    get state() {
      return state;
    },
    get hello() {
      return hello;
    },
  };
}
