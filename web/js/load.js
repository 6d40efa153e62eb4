// @ts-check
/**
 * Gets the Go program and compiles it. The hosted page downloads it, the
 * standalone page unpacks it from a data block of its own. Either way the
 * bytes then become a blob, and the browser itself checks them against the
 * SHA-256 that web/build wrote into this script, whose own hash is in the
 * page's policy. That check (fetch with integrity) also works where a page
 * has no crypto.subtle, on plain http.
 */

import { wasm } from "jwkmint:build";

/** What is told to the page when the program cannot be had. */
export class LoadError extends Error {
  /** @param {string} title @param {string} text */
  constructor(title, text) {
    super(title);
    this.title = title;
    this.text = text;
  }
}

/** The data block of the standalone page; null in the hosted one. */
export const block = document.getElementById("jwkmint-wasm");

/**
 * @param {(fraction: number) => void} progress called with 0 to 1
 * @returns {Promise<Blob>} the program, not yet checked
 */
export async function load(progress) {
  const stream = block ? unpack(block) : await download();
  const chunks = [];
  let length = 0;
  try {
    for (const reader = stream.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > wasm.size) break; // not ours; compile says so
      chunks.push(value);
      progress(length / wasm.size);
    }
  } catch {
    throw block ? damaged() : new LoadError("The key engine did not arrive whole.", "The connection broke off. Reload the page to try again.");
  }
  if (!block && length < wasm.size) {
    throw new LoadError("The key engine did not arrive whole.", "The connection broke off. Reload the page to try again.");
  }
  return new Blob(chunks, { type: "application/wasm" });
}

async function download() {
  let response;
  try {
    response = await fetch(wasm.name, { credentials: "omit" });
  } catch {
    throw new LoadError("The key engine could not be downloaded.",
      "The server cannot be reached. Check the connection and reload the page.");
  }
  if (!response.ok || !response.body) {
    throw new LoadError("The key engine could not be downloaded.",
      `The server answered ${response.status} for ${wasm.name}. Reload the page; if that does not help, its files were not all put in place.`);
  }
  return response.body;
}

/** @param {HTMLElement} block */
function unpack(block) {
  const text = block.textContent ?? "";
  block.remove(); // megabytes that nobody needs twice
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
 * Checks the program and compiles it.
 * @param {Blob} program
 */
export async function compile(program) {
  const url = URL.createObjectURL(program);
  try {
    const checked = await fetch(url, { integrity: wasm.integrity }).catch(() => {
      throw damaged();
    });
    return await WebAssembly.compileStreaming(checked);
  } catch (error) {
    if (error instanceof LoadError) throw error;
    throw new LoadError("This browser could not compile the key engine.", "Update the browser, or try another one.");
  } finally {
    URL.revokeObjectURL(url);
  }
}

function damaged() {
  return new LoadError("The key engine is not the one this page was built with.",
    "It was not started. Something changed it on the way here or on disk: get the page again from where you trust it.");
}
