// @ts-check
/**
 * Finds out whether this browser, and this way of opening the page, close what
 * no Content-Security-Policy does: going to another address, WebRTC, and
 * connecting in advance. A response header does, Connection-Allowlist, where
 * the server sends it and the browser knows it. A page cannot ask for either.
 *
 * But such a document cannot follow a redirect either. So it is given one, to
 * a script of its own site that says when it starts. If that is refused,
 * while the same script starts when it is asked for directly, and finds that
 * the site does redirect (its own header allows that), then the header is
 * at work. In any other case the page says that less is closed than may be.
 * It never says more: what takes too long, on a busy machine, was not refused.
 *
 * A worker is the one request whose refusal browsers do not write into the
 * console. It has to happen before the lock, which forbids it.
 */

import { scriptURL, TRIAL, TRIAL_REDIRECTED } from "./trust.js";

/** How long a worker may take to start, in ms. */
const PATIENCE = 2000;

/**
 * Begins to try, both at once.
 * @returns {Promise<boolean>} whether every way to another server was found closed; it never rejects
 */
export async function tryAllowlist() {
  if (!location.protocol.startsWith("http")) return false; // a file comes without headers
  const [redirected, direct] = await Promise.all([hear(TRIAL_REDIRECTED), hear(TRIAL)]);
  return redirected === "refused" && direct === "redirected";
}

/**
 * Starts a worker, hears what it says, and ends it.
 * @param {string} name where its script is
 * @returns {Promise<string>} its message; "refused" if it does not start, "slow" if it takes too long,
 *   "none" in a browser that makes no workers, which the engine will find out again and tell
 */
function hear(name) {
  return new Promise((resolve) => {
    /** @type {Worker} */
    let worker;
    try {
      worker = new Worker(/** @type {any} */ (scriptURL(name)));
    } catch {
      resolve("none");
      return;
    }
    const end = (/** @type {string} */ outcome) => {
      worker.terminate();
      resolve(outcome);
    };
    worker.onmessage = ({ data }) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      end("refused");
    };
    setTimeout(end, PATIENCE, "slow");
  });
}
