// @ts-check
/** Files and pastes as bytes: what is text, what is not, what is too much. */

/** What Go reads at most, in bytes: one input, and all together. */
export const LIMIT = 16 * 1024 * 1024;
const TOGETHER = 64 * 1024 * 1024;

/** How many inputs it reads at a time. */
const MOST = 200;

/** Texts over this many bytes are kept outside the text field, which would become slow. */
const SHOWN = 64 * 1024;

/** How much of a file is looked at to tell whether it is text. */
const SAMPLE = 64 * 1024;

/**
 * What a person gave.
 * @typedef {object} Given
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {string} name of the file, or ""
 * @property {string | null} text for the text field; null when it is not text, or too long to show
 * @property {string} kind "text" or "binary"
 *
 * @typedef {{parts: Given[], note: string, fault?: import("../types.js").Fault}} Read note says what was left out; fault why there is nothing
 */

/**
 * A file's name as it can be shown: without characters that make it look like
 * another one, as Go does with the text in keys.
 * @param {File} file
 */
export const nameOf = (file) => file.name.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, "\uFFFD");

/**
 * Reads files, each by itself.
 * @param {File[]} files at least one
 * @returns {Promise<Read>}
 */
export async function readFiles(files) {
  /** @type {string[]} */
  const left = [];
  /** @type {Given[]} */
  const parts = [];
  let total = 0;
  let large = false;
  for (const file of files) {
    const alone = file.size > LIMIT;
    if (alone || total + file.size > TOGETHER || parts.length === MOST) {
      large ||= parts.length < MOST;
      left.push(`${nameOf(file)} (${alone ? "over 16 MiB" : parts.length === MOST ? `more than ${MOST} files` : "over 64 MiB together"})`);
      continue;
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      parts.push(given(bytes, nameOf(file)));
      total += bytes.length;
    } catch {
      left.push(`${nameOf(file)} (cannot be read)`);
    }
  }
  if (!parts.length) return { parts, note: "", fault: large ? tooLarge(nameOf(files[0])) : unreadable(nameOf(files[0])) };
  return { parts, note: left.length ? `Left out: ${left.join(", ")}.` : "" };
}

/** @param {string} name of a file */
export const tooLarge = (name) => ({ code: "input_too_large", message: `${name} is too large: over 16 MiB.`, hint: "Give only the part that holds the keys." });

/** @param {string} name of a file */
export const unreadable = (name) => ({ code: "unreadable", message: `${name} cannot be read.`, hint: "If it is a folder, open it and choose the files in it. Else look whether it still lies where it was." });

/**
 * What many people have as a key and nobody as a passphrase: several lines, PEM
 * in any shape, JSON, an OpenSSH line, DER in base64.
 */
const KEY = /[\r\n]|-----BEGIN|^\{[^]*[":}]|^(ssh-|ecdsa-|sk-)\S+ AAAA|^M[C-I][A-Za-z0-9+/]{57,}={0,2}$/;

/** Whether this text is a key in a place where one is not expected. @param {string} text */
export const looksLikeKey = (text) => KEY.test(text.trim());

/** @param {string} text @returns {Given} */
export function fromText(text) {
  return given(new TextEncoder().encode(text), "");
}

/** Whether a text is better held beside the field. @param {string} text */
export function tooLongToShow(text) {
  return text.length > SHOWN;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} name @returns {Given} */
function given(bytes, name) {
  const text = isText(bytes);
  return {
    bytes,
    name,
    text: text && bytes.length <= SHOWN ? new TextDecoder().decode(bytes) : null,
    kind: text ? "text" : "binary",
  };
}

/** Whether the bytes begin as UTF-8 text does. @param {Uint8Array} bytes */
export function isText(bytes) {
  const start = bytes.subarray(0, SAMPLE);
  if (start.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: bytes.length > SAMPLE });
    return true;
  } catch {
    return false;
  }
}

/** Which file a passphrase is asked for, where none of several could be read without. @param {string[]} names */
export const oneOf = (names) => (names.length < 4 ? names.filter(Boolean).join(" or ") : `one of the ${names.length} files`);
