// @ts-check
/** The text field, the file picker, and the card that stands for a file that is no text. */

import { byId, sizeText } from "../parts/dom.js";
import { textField } from "../parts/renew.js";

/** Whether a text ends as a key does: half a key is no mistake yet. @param {string} text */
export const isWhole = (text) => /-----END [^-\n]+-----$|\}$/.test(text.trimEnd());

/**
 * @param {object} on
 * @param {(files: File[]) => void} on.files
 * @param {() => void} on.removed the file is taken away again
 */
export function mountField(on) {
  const field = textField("key-input");
  const card = byId("file-card");
  /** @type {HTMLInputElement} */
  const picker = byId("key-file");

  picker.addEventListener("change", () => {
    const files = [...(picker.files ?? [])];
    picker.value = ""; // choosing the same file again counts
    on.files(files);
  });
  byId("file-remove").addEventListener("click", () => {
    on.removed();
    field.element.focus();
  });

  return {
    field,

    /** Shows what was given, or an empty field. @param {import("./files.js").Given} [given] */
    fill(given) {
      card.hidden = !given || given.text !== null;
      field.renew(given?.text ?? "");
      field.element.hidden = !card.hidden;
      if (!given || given.text !== null) return;
      byId("file-name").textContent = given.name || "Pasted text";
      byId("file-info").textContent = `${sizeText(given.bytes.length)}, ${given.kind}`;
    },

    /** Says something below it. @param {string} text */
    note(text) {
      byId("input-note").textContent = text;
    },
  };
}
