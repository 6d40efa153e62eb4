// @ts-check
/** What the tools under a key have in common: texts to copy, refusals, warnings. */

import { copyBy } from "../parts/copying.js";
import { byId, icon, make } from "../parts/dom.js";

/** Lets the copy buttons of a section work. @param {HTMLElement} section */
export function mountCopies(section) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll("[data-copies]"))) {
    const shown = byId(button.dataset.copies ?? "");
    const name = shown.getAttribute("aria-label") ?? "";
    button.addEventListener("click", () => void copyBy(button, shown.textContent ?? "", { name, shown }));
  }
}

/** Shows a text in its block, and no block where there is none. @param {string} id @param {string} text */
export function fillBlock(id, text) {
  byId(id).textContent = text;
  byId(id + "-block").hidden = !text;
}

/** A block made for a text that not every result has. @param {string} title @param {string} text */
export function makeBlock(title, text) {
  const shown = make("pre", { class: "output", tabindex: 0, role: "region", "aria-label": title, translate: "no" }, text);
  const button = make("button", { type: "button", class: "quiet", "aria-label": `Copy: ${title}` }, icon("copy"), make("span", {}, "Copy"));
  button.addEventListener("click", () => void copyBy(button, text, { name: title, shown }));
  return make("div", { class: "block" }, make("div", { class: "row between" }, make("h3", {}, title), button), shown);
}

/** Says why something was refused; nothing for null. @param {string} id @param {import("../types.js").Fault | null} fault */
export function refuse(id, fault) {
  byId(id).replaceChildren(...(fault ? [make("p", { class: "verdict" }, fault.message), make("p", { class: "fine" }, fault.hint)] : []));
}

/** Enter in a field of one line does what its button does. @param {HTMLElement} section @param {() => void} action */
export function onEnter(section, action) {
  section.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof HTMLInputElement && ["text", "number"].includes(event.target.type)) action();
  });
}

/** @param {{message: string, action: string}} warning */
export const warning = ({ message, action }) =>
  make("li", {}, icon("warn"), make("p", {}, make("strong", {}, message), " " + action));

/** Whether Go can sign with a key. @param {import("../types.js").Key} key */
const canSign = (key) => key.private && (key.kty === "RSA" || key.kty === "EC" || key.kty === "AKP" || key.crv === "Ed25519");

/** Whether it can make a certificate: none has that curve. @param {import("../types.js").Key} key */
export const canCertify = (key) => canSign(key) && key.crv !== "secp256k1";

/**
 * The key to sign with: the shown one, or else the first that can sign.
 * @param {import("../types.js").Model | null} model
 * @param {(key: import("../types.js").Key) => boolean} able
 */
export function signingKey(model, able = canSign) {
  const keys = model?.result.keys.filter(able) ?? [];
  return model?.selected ? keys.find(({ id }) => id === model.selected) : keys[0];
}
