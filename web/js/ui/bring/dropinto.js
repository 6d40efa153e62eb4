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
 * @returns {() => void} drops a file that is being read
 */
export function takeDrops(section, { meant, taken, refused }) {
  let reading = 0; // the newest file
  const stale = () => void reading++;
  section.addEventListener("input", stale);
  section.addEventListener("drop", async (event) => {
    const file = event.dataTransfer?.files[0];
    const field = file && meant(/** @type {Element} */ (event.target));
    if (!field) return;
    event.preventDefault(); // handled: the page does not take it for a key
    const mine = ++reading;
    const bytes = file.size > LIMIT ? null : await file.arrayBuffer().catch(() => null);
    if (mine !== reading) return; // something else came, or everything was cleared
    field.renew();
    if (!bytes) return refused((file.size > LIMIT ? tooLarge : unreadable)(nameOf(file)));
    const octets = new Uint8Array(bytes);
    field.renew(isText(octets) ? new TextDecoder().decode(octets) : base64(octets));
    taken(field);
  });
  return stale;
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
