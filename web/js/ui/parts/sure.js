// @ts-check
/** Asking once more before something cannot be taken back. */

import { byId } from "./dom.js";

/**
 * @param {object} words
 * @param {string} words.title
 * @param {string} words.text
 * @param {string} words.yes what the button says that does it
 * @returns {Promise<boolean>} whether the person wants it
 */
export function sure({ title, text, yes }) {
  /** @type {HTMLDialogElement} */
  const box = byId("sure");
  if (box.open) return Promise.resolve(false);
  byId("sure-title").textContent = title;
  byId("sure-text").textContent = text;
  byId("sure-yes").textContent = yes;
  box.returnValue = "";
  box.showModal();
  return new Promise((resolve) => box.addEventListener("close", () => resolve(box.returnValue === "yes"), { once: true }));
}

/** Connects the dialog's buttons. */
export function mountSure() {
  const box = byId("sure");
  byId("sure-yes").addEventListener("click", () => box.close("yes"));
  byId("sure-no").addEventListener("click", () => box.close(""));
}
