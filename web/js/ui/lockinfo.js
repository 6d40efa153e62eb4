// @ts-check
/** What lies behind the lock's badge: the proof. */

import { copyable } from "./parts/copying.js";
import { byId } from "./parts/dom.js";
import { showLocked } from "./status.js";

/** The page is locked. @param {import("./types.js").About} about */
export function mountLock(about) {
  byId("lock-level").textContent = level(about);
  byId("wasm-hash-full").replaceChildren(...copyable("the hash", about.wasmHash));
  mountTrial(about);
  closeGently(byId("lock"));
  showLocked();
}

/** The engine has passed its self-test. @param {number} kinds how many kinds of keys it was tried with */
export function showTested(kinds) {
  byId("self-test").textContent = `Self-test passed: of a known key of each of ${kinds} kinds, the program here makes the JWK that another program does.`;
}

/**
 * What stays open in this browser, opened this way.
 * @param {import("./types.js").About} about
 */
function level({ closed }) {
  return closed
    ? "In this browser, opened from this server, no other server can be reached at all: leading you to another address and " +
      "WebRTC are refused as well. The page tried that before it locked itself."
    : "As far as this page can find out, three ways out stay open in this browser, opened this way: a page that leads you to " +
      "another address, one that opens a WebRTC connection, and one that has an address looked up in advance. This page has no code that does any of these.";
}

/** Lets a person see the lock refuse. @param {import("./types.js").About} about */
function mountTrial(about) {
  const button = byId("lock-try");
  const verdict = byId("lock-verdict");
  button.addEventListener("click", async () => {
    button.disabled = true;
    verdict.textContent = "Trying…";
    const held = await about.tryLock();
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
  // Wherever the focus is: a click on the panel's text takes it away. And before the
  // page's own Escape, whichever of the two was mounted first.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open || event.isComposing) return;
    event.preventDefault(); // to that it is done
    details.open = false;
    details.querySelector("summary")?.focus();
  }, { capture: true });
}
