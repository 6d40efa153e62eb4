// @ts-check
/**
 * Text fields that Undo does not fill again once they are emptied.
 *
 * Chromium and WebKit keep what was typed and pasted for Undo and Redo, also
 * when a script sets the field's value: after Clear, Ctrl+Z would bring the
 * key back. What they keep belongs to the element. So the element is
 * replaced by its like, with the same ID, label, look and listeners.
 */

import { byId } from "./dom.js";

/**
 * @typedef {object} TextField
 * @property {any} element what stands on the page now; ask anew each time
 * @property {string} value
 * @property {(type: string, listener: (event: any) => void) => void} on listens to this element and to those after it
 * @property {(text?: string) => void} renew puts a new element with this text in its place; a focus stays
 */

/** @type {Map<string, TextField>} */
const known = new Map();

/**
 * Gives access to the text field with this ID. Listen to the field and read it through what this returns, since the element changes.
 * @param {string} id
 * @returns {TextField}
 */
export function textField(id) {
  const field = known.get(id) ?? create(byId(id));
  known.set(id, field);
  return field;
}

/** @param {HTMLInputElement | HTMLTextAreaElement} element @returns {TextField} */
function create(element) {
  /** @type {[string, (event: any) => void][]} */
  const listeners = [];
  return {
    get element() {
      return element;
    },
    get value() {
      return element.value;
    },
    on(type, listener) {
      listeners.push([type, listener]);
      element.addEventListener(type, listener);
    },
    renew(text = "") {
      const old = element;
      const focused = document.activeElement === old;
      old.value = ""; // the browser may keep the element for long
      element = /** @type {typeof old} */ (old.cloneNode());
      element.value = text;
      for (const [type, listener] of listeners) element.addEventListener(type, listener);
      old.replaceWith(element);
      if (focused) element.focus({ preventScroll: true });
    },
  };
}
