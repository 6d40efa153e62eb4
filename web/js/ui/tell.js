// @ts-check
/** Words about what has just happened. */

import { notice } from "./notice.js";
import { announce, byId } from "./parts/dom.js";

/** What the notice says of the key ID that a JWK came with. */
let given = "";

/**
 * Says once, to those who listen, what the result is.
 * @param {import("./types.js").Result} result
 * @param {boolean} generated
 */
export function tellResult({ keys }, generated) {
  given = "";
  tellGivenKid(keys);
  const what = keys.length === 1 ? `${keys[0].title}, ${generated ? "made" : "read"}.` : `${keys.length} keys.`;
  announce(given ? `${what} ${given}` : what);
}

/**
 * A JWK that came with a key ID is registered under it: say that it gets another one here, as long as it does.
 * @param {import("./types.js").Key[]} keys
 */
export function tellGivenKid(keys) {
  const other = keys.find((key) => key.givenKid && key.givenKid !== key.kid);
  const text = other ? `This JWK came with the key ID “${other.givenKid}”. To keep it, choose “Keep the one it has” under Key ID.` : "";
  if (text === given) return;
  given = text;
  notice(text, { stays: true });
}

/**
 * Tells of an engine that died.
 * @param {import("./types.js").Engine} engine
 * @param {(fault: import("./types.js").Fault) => void} onfailed
 */
export function watchEngine(engine, onfailed) {
  engine.observe((state, why) => {
    if (why === "crashed" && state !== "ready") {
      const text = "The key engine stopped unexpectedly and was started afresh. What you typed is untouched.";
      notice(text, { warn: true });
      setTimeout(() => byId("notice").textContent === text && announce(text)); // where a request went with it, its error says so
    }
    if (why === "failed") onfailed({ code: "failed", message: "The key engine stopped and cannot be started again.", hint: "Reload the page; copy what you still need first." });
  });
}
