// @ts-check
/**
 * Gets the Go program and has it compiled. The hosted page downloads it, the
 * standalone page unpacks it from a data block of its own. Either way the
 * browser checks the bytes against the SHA-256 that web/build wrote into this
 * script, whose own hash is in the page's policy.
 */

import { wasm } from "jwkmint:build";
import { sha256 } from "./sha256.js";

/** What is told to the page when the program cannot be had. */
export class LoadError extends Error {
  /** @param {string} title @param {string} text */
  constructor(title, text) {
    super(title);
    this.title = title;
    this.text = text;
  }
}

/** Whether this page came from a site, and its program does too. The standalone page brings it in a data block. */
export const hosted = document.querySelector('link[rel="manifest"]') !== null;

/**
 * The program, checked; and compiled, in a moment.
 * @typedef {{bytes: Uint8Array<ArrayBuffer>, compiling: Promise<WebAssembly.Module>}} Program
 */

/**
 * A download that has begun.
 * @typedef {object} Download
 * @property {boolean} fresh it was asked for past every cache
 * @property {Promise<void>} answered the answer has begun, or failed. Browsers hold the beginning of an answer against the
 *   policy once more, at least one that a service worker gives: the lock must not be there yet. It never rejects
 * @property {Promise<Uint8Array<ArrayBuffer>>} arriving the program as it came, not yet checked. Rejects with a LoadError
 * @property {(progress: (fraction: number) => void) => void} watch calls progress with 0 to 1 from now on
 */

/** Whether the check is a request, so that the lock has to wait for it. */
export const checkedByRequest = !globalThis.crypto?.subtle;

/**
 * Gets the program. One that a cache of the browser gives and that is not
 * ours, be it by one flipped bit, is asked for again, past every cache: else
 * its visitor would be locked out for good. The page is locked by then, so it
 * starts over.
 * @param {Download | null} begun what download began; null for the standalone page
 * @param {(fraction: number) => void} progress called with 0 to 1
 * @returns {Promise<Program>} once it is checked. compiling rejects with a LoadError
 */
export async function load(begun, progress) {
  if (!begun) return check(await arrive(unpack(), progress));
  begun.watch(progress);
  try {
    const bytes = await begun.arriving;
    progress(1);
    return await check(bytes);
  } catch (error) {
    if (!(error instanceof Another) || begun.fresh) throw error;
    history.replaceState(PAST_CACHES, "");
    location.reload();
    return new Promise(() => {}); // this page ends
  }
}

/** What a page that starts over leaves to the next one. */
const PAST_CACHES = "the program past every cache";

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @param {(fraction: number) => void} progress
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the program as it came, not yet checked
 */
async function arrive(stream, progress) {
  const bytes = new Uint8Array(wasm.size);
  let length = 0;
  try {
    for (const reader = stream.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > bytes.length) throw damaged();
      bytes.set(value, length);
      length += value.length;
      progress(length / bytes.length);
    }
  } catch (error) {
    if (!hosted || error instanceof LoadError) throw damaged();
    throw new LoadError(...INCOMPLETE);
  }
  if (length < bytes.length) throw hosted ? cutOff() : damaged();
  return bytes;
}

/**
 * Begins to download the program.
 * @returns {Download}
 */
export function download() {
  if (history.state !== PAST_CACHES) return ask();
  history.replaceState(null, "");
  return askAgain();
}

/**
 * Asks the site for the program. An XMLHttpRequest puts the bytes together
 * in the browser's own code and says how far it is; reading a fetch piece by
 * piece for that keeps the page busy, and takes half as long again.
 * @returns {Download}
 */
function ask() {
  const request = new XMLHttpRequest();
  let began = false;
  /** @type {Promise<void>} */
  const answered = new Promise((resolve) => {
    request.onreadystatechange = () => {
      if (request.readyState < XMLHttpRequest.HEADERS_RECEIVED) return;
      began ||= request.status > 0;
      resolve();
    };
  });
  /** @type {Promise<Uint8Array<ArrayBuffer>>} */
  const arriving = new Promise((resolve, reject) => {
    request.onprogress = ({ loaded }) => {
      if (loaded <= wasm.size) return;
      reject(damaged()); // it might have no end
      request.abort();
    };
    request.onerror = () => reject(began ? new LoadError(...INCOMPLETE) : unreachable());
    request.onload = () => {
      const { status, response } = request;
      if (status !== 200) reject(refused(status));
      else if (!response || response.byteLength < wasm.size) reject(cutOff());
      else if (response.byteLength > wasm.size) reject(damaged());
      else resolve(new Uint8Array(response));
    };
  });
  request.open("GET", wasm.name);
  request.responseType = "arraybuffer";
  request.send();
  return { fresh: false, answered, arriving, watch: (progress) => request.addEventListener("progress", ({ loaded }) => progress(loaded / wasm.size)) };
}

/**
 * Asks for it past every cache.
 * @returns {Download}
 */
function askAgain() {
  /** @type {(fraction: number) => void} */
  let tell = () => {};
  const asked = fetch(wasm.name, { credentials: "omit", cache: "reload" });
  const arriving = asked.then(
    (response) => {
      if (!response.ok || !response.body) throw refused(response.status);
      return arrive(response.body, (fraction) => tell(fraction));
    },
    () => {
      throw unreachable();
    },
  );
  const answered = asked.then(() => {}, () => {});
  return { fresh: true, answered, arriving, watch: (progress) => (tell = progress) };
}

function unpack() {
  const block = document.getElementById("jwkmint-wasm");
  const text = block?.textContent ?? "";
  block?.remove(); // megabytes that nobody needs twice
  let bytes;
  try {
    bytes = "fromBase64" in Uint8Array
      ? /** @type {any} */ (Uint8Array).fromBase64(text)
      : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    throw damaged();
  }
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
}

/**
 * Has the browser check the program, and begins to compile it meanwhile. That
 * runs nothing of it: what is compiled is dropped unless it passes.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Program>}
 */
async function check(bytes) {
  const compiling = WebAssembly.compile(bytes).catch(() => {
    throw new LoadError("This browser could not compile the key engine.", "Update the browser, or try another one.");
  });
  compiling.catch(() => {}); // who takes the program asks
  if (!(await isOurs(bytes))) throw damaged(); // the shorter of the two, so it is asked for second
  return { bytes, compiling };
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function isOurs(bytes) {
  if (!checkedByRequest) return wasm.sha256 === (await sha256(bytes));
  // On plain http there is no crypto.subtle; a request's integrity is checked there, too.
  const url = URL.createObjectURL(new Blob([bytes]));
  try {
    await fetch(url, { integrity: wasm.integrity }); // answers when it has read and checked all of it
    return true;
  } catch {
    return false;
  } finally {
    URL.revokeObjectURL(url);
  }
}

const unreachable = () =>
  new LoadError("The key engine could not be downloaded.", "The server cannot be reached. Check the connection and reload the page.");

/** @param {number} status */
const refused = (status) =>
  new LoadError("The key engine could not be downloaded.",
    `The server answered ${status} for ${wasm.name}. Reload the page; if that does not help, its files were not all put in place.`);

/** What came to its end, and is not what this page was built with. */
class Another extends LoadError {}

/** @type {[string, string]} */
const INCOMPLETE = ["The key engine did not arrive whole.", "The connection broke off. Reload the page to try again."];

const cutOff = () => new Another(...INCOMPLETE);

const damaged = () =>
  new Another("The key engine is not the one this page was built with.",
    "It was not started. Something changed it on the way here or on disk: get the page again from where you trust it.");
