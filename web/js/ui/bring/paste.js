// @ts-check
/** Pasting a file, or text, anywhere on the page: it is the input wherever it lands, except in another field for text. */

import { byId } from "../parts/dom.js";
import { looksLikeKey, tooLongToShow } from "./files.js";

/** Fields for text. */
export const FIELD = "input:not([type=checkbox]):not([type=file]), textarea";

/**
 * @param {object} on
 * @param {(files: FileList) => void} on.files
 * @param {(text: string) => void} on.text
 */
export function mountPaste(on) {
  document.addEventListener("paste", (event) => {
    const target = /** @type {Element} */ (event.target);
    const data = event.clipboardData;
    if (!data || byId("main").inert) return;
    const text = data.getData("text/plain");
    const own = target.id === "key-input";
    if (!own && target.matches?.(FIELD) && !strayed(target, text, data.files.length)) return;
    if (!data.files.length && (!text.trim() || (own && !tooLongToShow(text)))) return; // the field takes it by itself
    event.preventDefault();
    if (data.files.length) on.files(data.files);
    else on.text(text);
  });
}

/** The field for a passphrase, or that of a file in the list. @param {Element | null} target */
export const forPassphrase = (target) => /^passphrase(-\d+)?$/.test(target?.id ?? "");

/**
 * The focus goes to the passphrase after an encrypted key, and the next key
 * lands there.
 * @param {Element} target @param {string} text @param {number} files
 */
export const strayed = (target, text, files) => forPassphrase(target) && (files > 0 || looksLikeKey(text));
