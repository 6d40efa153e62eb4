// @ts-check
/** The passphrase field: there only when a key asks for it. */

import { byId, settled, touched } from "../parts/dom.js";
import { textField } from "../parts/renew.js";
import { mountReveal } from "../parts/reveal.js";

/** How long typing rests before a try: opening a key is slow on purpose. */
const PAUSE = 600;

export const ASKING = ["passphrase_required", "wrong_passphrase"];

/**
 * @param {(passphrase: string, input?: number) => void} ontry "" when the person says that there is none; the input of
 *   the list that it is for, 0 for what was brought last
 */
export function mountPassphrase(ontry) {
  const box = byId("passphrase-field");
  const field = textField("passphrase");
  const reveal = mountReveal(field, byId("passphrase-show"));
  let tried = "";
  let input = 0;

  const attempt = () => {
    typed.never();
    if (!field.value || field.value === tried) return;
    tried = field.value;
    ontry(tried, input);
  };
  const typed = settled(attempt, PAUSE);

  field.on("input", (event) => {
    if (/** @type {InputEvent} */ (event).inputType === "insertFromPaste") attempt();
    else typed.later();
  });
  field.on("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    tried = "";
    attempt();
  });
  byId("passphrase-open").addEventListener("click", () => {
    tried = "";
    if (field.value) attempt();
    else field.element.focus();
  });
  byId("passphrase-none").addEventListener("click", () => {
    typed.never();
    tried = "";
    field.renew();
    ontry("", input);
  });

  function reset() {
    typed.never();
    tried = "";
    input = 0;
    field.renew();
    reveal.hide();
    field.element.removeAttribute("aria-invalid");
    box.hidden = true;
  }

  return {
    reset,
    /**
     * Shows the field when one of these codes asks for it. What was typed stays.
     * @param {string[]} codes of the error, or of what was skipped
     * @param {object} of
     * @param {boolean} of.part whether only a part of the input is asked about
     * @param {number} [of.input] which of the list
     * @param {string} [of.name] the file
     */
    update(codes, { part, input: which = 0, name = "" }) {
      const asked = codes.some((code) => ASKING.includes(code));
      const wrong = codes.includes("wrong_passphrase");
      const opened = box.hidden && asked;
      // Once opened it stays while the input does: its key is still encrypted.
      if (asked) {
        input = which;
        box.hidden = false;
        byId("passphrase-label").textContent = part ? "Passphrase of the encrypted part" : `Passphrase of ${name || "this key"}`;
      }
      field.element.setAttribute("aria-invalid", String(wrong));
      if (opened && mayTakeFocus()) field.element.focus();
    },
  };
}

/** A person who is typing elsewhere is not interrupted, and a phone's keyboard does not jump up. */
function mayTakeFocus() {
  const active = document.activeElement;
  return !touched() && (!active || active === document.body || active.id === "key-input" || active.id === "key-file");
}
