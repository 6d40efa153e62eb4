// @ts-check
/** A file that is dropped on a field of its own, and is not the next key. */

import { isText, LIMIT, nameOf, tooLarge, unreadable } from "./files.js";

/** @typedef {import("../parts/renew.js").TextField} TextField */

/**
 * @param {HTMLElement} section
 * @param {object} on
 * @param {(target: Element) => TextField | null} on.meant the field that it is dropped on
 * @param {(field: TextField) => void} on.taken the file's text is in the field; in base64 where it is no text
 * @param {(fault: import("../types.js").Fault) => void} on.refused
 */
export function takeDrops(section, { meant, taken, refused }) {
  section.addEventListener("drop", async (event) => {
    const file = event.dataTransfer?.files[0];
    const field = file && meant(/** @type {Element} */ (event.target));
    if (!field) return;
    event.preventDefault(); // handled: the page does not take it for a key
    field.renew();
    if (file.size > LIMIT) return refused(tooLarge(nameOf(file)));
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      field.renew(isText(bytes) ? new TextDecoder().decode(bytes) : base64(bytes));
      taken(field);
    } catch {
      refused(unreadable(nameOf(file)));
    }
  });
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
