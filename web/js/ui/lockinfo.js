// @ts-check
/** What lies behind the lock's badge, and the footer: proof, version, the tool as one file. */

import { byId } from "./dom.js";
import { showLocked } from "./status.js";

/** @param {import("./types.js").Env} env */
export function mountAbout(env) {
  showLocked("locked" in document.documentElement.dataset);
  byId("wasm-hash-full").textContent = env.wasmHash;
  byId("version").textContent = `jwkmint ${env.version}`;
  byId("wasm-hash").textContent = `program ${env.wasmHash.slice(0, 16)}`;
  byId("wasm-hash").title = `SHA-256 of the program: ${env.wasmHash}`;

  const save = byId("save-standalone");
  save.hidden = env.standalone;
  save.addEventListener("click", () => void env.saveStandalone());

  mountTrial(env);
  closeGently(byId("lock"));
}

/** Lets a person see the lock refuse. @param {import("./types.js").Env} env */
function mountTrial(env) {
  const button = byId("lock-try");
  const verdict = byId("lock-verdict");
  button.addEventListener("click", async () => {
    button.disabled = true;
    verdict.textContent = "Trying…";
    const held = await env.tryLock();
    button.disabled = false;
    verdict.className = held ? "chip good" : "chip bad";
    verdict.textContent = held ? "Refused by your browser" : "Not refused: don't use this page";
  });
}

/** A panel that hangs over the page closes by Escape and by a click elsewhere. @param {HTMLDetailsElement} details */
function closeGently(details) {
  document.addEventListener("click", (event) => {
    if (details.open && !details.contains(/** @type {Node} */ (event.target))) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    details.open = false;
    details.querySelector("summary")?.focus();
  });
}
