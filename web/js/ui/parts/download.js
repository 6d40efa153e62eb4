// @ts-check
/** Handing a file to the browser, which saves it. */

/** How long the browser gets to take the file before its address is dropped, in ms. */
const KEEP = 30_000;

/** @type {Set<string>} addresses of files, which may hold private keys */
const kept = new Set();

/**
 * @param {string} name
 * @param {string} type MIME type
 * @param {string | Uint8Array<ArrayBuffer>} content
 */
export function saveFile(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  kept.add(url);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => drop(url), KEEP);
}

/** @param {string} url */
function drop(url) {
  URL.revokeObjectURL(url);
  kept.delete(url);
}

/** The files are dropped now. What the browser has begun to save it saves. */
export const forgetFiles = () => kept.forEach(drop);
