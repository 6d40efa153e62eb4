// @ts-check
/** The page before and beside its work: loading, locked, beyond help. */

import { byId } from "./dom.js";

/**
 * How far loading is.
 * @param {number | null} fraction 0 to 1, or null when nobody knows
 */
export function showLoading(fraction) {
  const bar = byId("loading-bar");
  if (fraction === null) {
    bar.removeAttribute("value");
    return;
  }
  const percent = Math.min(100, Math.round(fraction * 100));
  if (bar.value === percent && bar.hasAttribute("value")) return;
  bar.value = percent;
  byId("loading-text").textContent = percent < 100 ? `Loading the key engine: ${percent}%` : "Starting the key engine";
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
  if (!("locked" in document.documentElement.dataset)) {
    byId("lock-text").textContent = "Not locked, so this page takes no keys";
  }
}

/**
 * Says in the badge what the lock is.
 * @param {boolean} locked
 */
export function showLocked(locked) {
  byId("lock-text").textContent = locked
    ? "Locked: this page can no longer reach the network"
    : "Not locked, so this page takes no keys";
  byId("lock").querySelector("use")?.setAttribute("href", locked ? "#i-lock" : "#i-unlock");
}
