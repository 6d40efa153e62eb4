// @ts-check
/** Words about what has just happened. */

import { announce } from "./dom.js";
import { notice } from "./notice.js";

/**
 * Says once, to those who listen, what the result is.
 * @param {import("./types.js").Result} result
 * @param {boolean} generated
 */
export function tellResult({ keys }, generated) {
  announce(keys.length === 1 ? `${keys[0].title}, ${generated ? "made" : "read"}.` : `${keys.length} keys.`);
}

/**
 * A JWK that came with a key ID is registered under it: say that it gets another one here.
 * @param {import("./types.js").Key[]} keys
 */
export function tellGivenKid(keys) {
  const given = keys.find((key) => key.givenKid && key.givenKid !== key.kid);
  if (given) notice(`This JWK came with the key ID “${given.givenKid}”. To keep it, choose “Keep the one it has” under Key ID.`, { stays: true });
}

/**
 * Tells of an engine that died.
 * @param {import("./types.js").Engine} engine
 * @param {(fault: import("./types.js").Fault) => void} onfailed
 */
export function watchEngine(engine, onfailed) {
  engine.observe((state, why) => {
    if (why === "crashed" && state !== "ready") notice("The key engine stopped unexpectedly and was started afresh. Your input is untouched.", { warn: true });
    if (why === "failed") onfailed({ code: "failed", message: "The key engine stopped and cannot be started again.", hint: "Reload the page; copy what you still need first." });
  });
}
