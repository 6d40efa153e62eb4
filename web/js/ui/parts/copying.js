// @ts-check
/** Copy buttons, which say beside them how it went, and small ones for a single value. */

import { copyText } from "./copy.js";
import { announce, icon, make, touched } from "./dom.js";

/** How long "Copied" stays, and how long what to do instead, in ms. */
const CONFIRMED = 1600;
const REFUSED = 10_000;

/** @type {WeakMap<Element, () => void>} how each button becomes itself again */
const changed = new WeakMap();

/**
 * Copies, and says beside the button how that went.
 * @param {HTMLElement} button has an icon, and may have a label in a span
 * @param {string} text
 * @param {object} how
 * @param {string} how.name what is copied, for those who listen
 * @param {HTMLElement | null} [how.shown] the element that shows the text, to select it when all else fails
 * @param {string} [how.instead] what else the person can do
 * @returns {Promise<boolean>} whether it is copied
 */
export async function copyBy(button, text, { name, shown = null, instead = "Select it by hand." }) {
  const done = await copyText(text, shown);
  if (done === "copied") confirmCopied(button, name);
  else refuse(button, done === "selected" ? touched() ? "It is selected: copy it there." : "It is selected: press Ctrl+C." : `This browser did not let the page copy. ${instead}`);
  return done === "copied";
}

/** Says at the button that it is copied. @param {HTMLElement} button @param {string} name */
export function confirmCopied(button, name) {
  changed.get(button)?.();
  const label = button.querySelector("span");
  const before = label?.textContent ?? "";
  label?.replaceChildren("Copied");
  button.querySelector(".icon")?.replaceWith(icon("check"));
  announce(`Copied ${name}`);
  back(button, CONFIRMED, () => {
    label?.replaceChildren(before);
    button.querySelector(".icon")?.replaceWith(icon("copy"));
  });
}

/** @param {HTMLElement} button @param {string} words */
function refuse(button, words) {
  changed.get(button)?.();
  const beside = make("span", { class: "denied fine" }, words);
  button.after(beside);
  announce(words);
  back(button, REFUSED, () => beside.remove());
}

/** @param {HTMLElement} button @param {number} ms @param {() => void} restore */
function back(button, ms, restore) {
  const timer = window.setTimeout(() => changed.get(button)?.(), ms);
  changed.set(button, () => {
    clearTimeout(timer);
    changed.delete(button);
    restore();
  });
}

/**
 * A value that people copy, with the button that does it.
 * @param {string} name
 * @param {string} value
 * @returns {HTMLElement[]}
 */
export function copyable(name, value) {
  const shown = make("span", { class: "value", translate: "no" }, value);
  const button = make("button", { type: "button", class: "quiet copy-value", "aria-label": `Copy ${name}`, title: `Copy ${name}` }, icon("copy"));
  button.addEventListener("click", () => void copyBy(button, value, { name, shown }));
  return [shown, button];
}
