// @ts-check
/** The page before and beside its work: what it is, loading, locked, beyond help. */

import { copyable } from "./parts/copying.js";
import { byId, make } from "./parts/dom.js";

/**
 * What can be shown before there is anything to work with, in the places where it stays.
 * @param {import("./types.js").About} about
 */
export function showFirst(about) {
  byId("version").textContent = `jwkmint ${about.version}`;
  byId("wasm-hash").textContent = `program ${about.wasmHash.slice(0, 16)}`;
  byId("wasm-hash").title = `SHA-256 of the program: ${about.wasmHash}`;
  const save = byId("save-standalone");
  save.hidden = about.standalone;
  save.addEventListener("click", about.saveStandalone);
  const options = byId("options");
  options.open = !matchMedia("(max-width: 60rem)").matches; // on a phone the result comes first, and nothing moves
  delete options.dataset.early; // not by a rule about data-state: that would have everything styled anew whenever it changes
}

/**
 * Which page this is.
 * @param {string} hash SHA-256, hexadecimal; "" when it cannot be known
 */
export function showPage(hash) {
  if (!hash) return;
  byId("page-hash").textContent = `page ${hash.slice(0, 16)}`;
  byId("page-hash").title = `SHA-256 of the page, as this browser keeps it: ${hash}`;
  byId("page-hash-full").replaceChildren("This browser keeps the page with this SHA-256: ", make("code", { class: "hash" }, ...copyable("the page's hash", hash)));
}

/**
 * How long after the navigation nothing is drawn of how far the page is, in ms.
 * Most are ready by then, and each drawing would keep them from it.
 */
const UNSEEN = 250;

/**
 * Does something when the page has been loading for so long that a person may look, or when what is returned is called,
 * whichever comes first, and once.
 * @param {() => void} draw
 */
export function unlessReady(draw) {
  let done = false;
  const once = () => {
    if (!done) draw();
    done = true;
  };
  setTimeout(once, UNSEEN - performance.now());
  return once;
}

let loaded = 0;
let waiting = false;

/**
 * How far loading is.
 * @param {number} fraction 0 to 1
 */
export function showLoading(fraction) {
  loaded = fraction;
  const left = UNSEEN - performance.now();
  if (left <= 0) drawLoading();
  else if (!waiting) setTimeout(drawLoading, left);
  waiting = true;
}

function drawLoading() {
  const bar = byId("loading-bar");
  const percent = Math.min(100, Math.round(loaded * 100));
  if (bar.value === percent && bar.hasAttribute("value")) return;
  bar.value = percent;
  byId("loading-text").textContent = percent < 100 ? `Loading the key engine: ${percent}%` : "Starting the key engine";
}

/** The service worker has all that the page needs. */
export function showOffline() {
  byId("offline").textContent = "Works offline now";
}

/** The badge says that the page is locked, and opens to the proof. */
export function showLocked() {
  byId("unlocked").hidden = true;
  byId("lock").hidden = false;
}

/**
 * The page cannot work, and says why. Nothing else is shown.
 * @param {{title: string, text: string}} what
 */
export function showFatal({ title, text }) {
  byId("fatal-title").textContent = title;
  byId("fatal-text").textContent = text;
  byId("fatal").hidden = false;
  byId("fatal-reload").onclick = () => location.reload();
  byId("main").hidden = true;
  byId("lock").hidden = true;
  byId("unlocked").hidden = false;
  const locked = "locked" in document.documentElement.dataset;
  byId("unlocked-text").textContent = locked ? "This page takes no keys" : "Not locked, so this page takes no keys";
}
