// @ts-check
/** Files and pastes as bytes: what is text, what is not, what is too much. */

/** What Go reads at most, in bytes. */
export const LIMIT = 16 * 1024 * 1024;

/** Texts over this many bytes are held beside the text field: a field that long is slow. */
const SHOWN = 256 * 1024;

/**
 * What a person gave.
 * @typedef {object} Given
 * @property {Uint8Array} bytes
 * @property {string} name of the file or files, or ""
 * @property {string | null} text for the text field; null when it is not text, or too long to show
 * @property {string} kind "text", "binary" or "none"
 * @property {string} note what was left out, or ""
 */

/**
 * Reads files. Texts are joined; a binary file stands alone.
 * @param {File[]} files at least one
 * @returns {Promise<Given>} of the kind "none" when all are too large or unreadable: see its note
 */
export async function readFiles(files) {
  /** @type {string[]} */
  const left = [];
  const parts = [];
  let total = 0;
  for (const file of files) {
    if (total + file.size > LIMIT) {
      left.push(`${file.name} (over 16 MiB${files.length > 1 ? " together" : ""})`);
      continue;
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      parts.push({ name: file.name, bytes, text: asText(bytes) });
      total += bytes.length;
    } catch {
      left.push(`${file.name} (cannot be read)`);
    }
  }
  const note = () => (left.length ? `Left out: ${left.join(", ")}.` : "");
  if (!parts.length) return { bytes: new Uint8Array(), name: "", text: null, kind: "none", note: note() };
  if (parts.length === 1) return given(parts[0].bytes, parts[0].name, note());

  const texts = parts.filter((part) => part.text !== null);
  const rest = texts.length ? parts.filter((part) => part.text === null) : parts.slice(1);
  left.push(...rest.map((part) => `${part.name} (binary: drop it alone)`));
  if (!texts.length) return given(parts[0].bytes, parts[0].name, note());
  const names = texts.length === 1 ? texts[0].name : `${texts.length} files`;
  const joined = new TextEncoder().encode(texts.map((part) => part.text).join("\n"));
  return given(joined, names, note());
}

/** @param {string} text @returns {Given} */
export function fromText(text) {
  return given(new TextEncoder().encode(text), "", "");
}

/** Whether a text is better held beside the field. @param {string} text */
export function tooLongToShow(text) {
  return text.length > SHOWN;
}

/** @param {Uint8Array} bytes @param {string} name @param {string} note @returns {Given} */
function given(bytes, name, note) {
  const text = asText(bytes);
  return {
    bytes,
    name,
    text: text !== null && bytes.length <= SHOWN ? text : null,
    kind: text === null ? "binary" : "text",
    note,
  };
}

/** The text that the bytes are, or null when they are none. @param {Uint8Array} bytes */
function asText(bytes) {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
