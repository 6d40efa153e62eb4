// @ts-check
/**
 * Writes output text with quiet colours. The element's textContent is the
 * text, to the byte: colours are spans around it. Long texts go in blocks of
 * lines, so that the browser lays out only those in sight.
 */

/** Texts longer than this stay plain. */
const COLOURED = 200_000;

/** Lines, and characters, in one block. */
const LINES = 60;
const CHARS = 12_000;

/** JWK members that hold the secret (RFC 7518 section 6). */
const SECRET = new Set(["d", "p", "q", "dp", "dq", "qi", "oth", "r", "t", "k"]);

const JSON_PART = /"((?:[^"\\]|\\.)*)"(\s*:)?/g;
const PEM_LINE = /^-----.*$/gm;

/**
 * @param {HTMLElement} target
 * @param {string} text
 */
export function paint(target, text) {
  const colour = text.length > COLOURED ? plain : text.startsWith("{") || text.startsWith("[") ? json : text.startsWith("-----") ? pem : plain;
  const parts = split(text);
  const nodes = parts.map((part) => {
    const block = document.createElement("span");
    block.className = parts.length > 2 ? "chunk far" : "chunk";
    colour(block, part);
    return block;
  });
  target.replaceChildren(...nodes);
}

/** Splits into blocks that end where lines end; an endless line is cut. @param {string} text */
function split(text) {
  const parts = [];
  let start = 0;
  while (start < text.length) {
    let end = start;
    for (let lines = 0; lines < LINES && end < text.length && end - start < CHARS; lines++) {
      const at = text.indexOf("\n", end);
      end = at < 0 ? text.length : at + 1;
    }
    end = Math.min(end, start + CHARS * 2);
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

/** @param {HTMLElement} block @param {string} text */
function plain(block, text) {
  block.textContent = text;
}

/** @param {string} className @param {string} text */
function span(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

/** @param {HTMLElement} block @param {string} text */
function json(block, text) {
  let done = 0;
  let secret = false; // the value that follows is one
  for (const { 0: whole, 1: inner, 2: colon, index } of text.matchAll(JSON_PART)) {
    if (colon) secret = SECRET.has(inner);
    else if (!secret) continue; // values keep the text's own colour
    const string = colon ? whole.slice(0, -colon.length) : whole;
    block.append(text.slice(done, index), span(secret ? "s" : "n", string));
    done = index + string.length;
  }
  block.append(text.slice(done));
}

/** @param {HTMLElement} block @param {string} text */
function pem(block, text) {
  let done = 0;
  for (const match of text.matchAll(PEM_LINE)) {
    block.append(text.slice(done, match.index), span("m", match[0]));
    done = match.index + match[0].length;
  }
  block.append(text.slice(done));
}
