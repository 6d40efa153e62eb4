// @ts-check
/** The few things that every widget does with the document. */

/**
 * The element of index.html with this id.
 * @param {string} id
 * @returns {any} the element type is known from index.html
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error("index.html lacks #" + id);
  return found;
}

/**
 * Makes an element. Text is always set as text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | number>} attributes true sets an empty one, false leaves it out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** Whether this is a device whose keyboard comes up when a field gets the focus. */
export const touched = () => matchMedia("(pointer: coarse)").matches;

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} name one of the symbols in index.html */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", "#i-" + name);
  svg.append(use);
  return svg;
}

/**
 * Shows a note on a field, or takes it away. A hidden note that describes a field is read out
 * with it all the same.
 * @param {Element} field
 * @param {HTMLElement} note
 * @param {boolean} holds
 */
export function explain(field, note, holds) {
  note.hidden = !holds;
  if (holds) field.setAttribute("aria-describedby", note.id);
  else field.removeAttribute("aria-describedby");
}

/**
 * Says something once to those who listen, without showing it.
 * @param {string} text
 */
export function announce(text) {
  const region = byId("status");
  if (region.textContent === text) text += "\u00a0"; // a change, so that it is read again
  region.textContent = text;
}

/**
 * Calls action once no call has come for a while.
 * @param {() => void} action
 * @param {number} ms
 */
export function settled(action, ms) {
  let timer = 0;
  const never = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const now = () => {
    never();
    action();
  };
  const later = () => {
    never();
    timer = window.setTimeout(now, ms);
  };
  return { later, now, never, waits: () => timer > 0 };
}

/** @param {number} bytes */
export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1048576).toFixed(1)} MiB`;
}
