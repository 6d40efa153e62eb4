// @ts-check
/** Asking once more before something cannot be taken back. */

import { byId } from "./dom.js";

/** @type {(yes: boolean) => void} to the question that is open, or was last; no second one counts */
let answer = () => {};

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
  answer(false);
  byId("sure-title").textContent = title;
  byId("sure-text").textContent = text;
  byId("sure-yes").textContent = yes;
  box.showModal();
  return new Promise((resolve) => (answer = resolve));
}

/** Connects the dialog's buttons, and Escape. */
export function mountSure() {
  const box = byId("sure");
  byId("sure-yes").addEventListener("click", () => {
    answer(true);
    box.close();
  });
  byId("sure-no").addEventListener("click", () => box.close());
  // It comes a moment later. The next question, if that is open by then, has no answer yet.
  box.addEventListener("close", () => box.open || answer(false));
}
