// @ts-check
/**
 * The SHA-256 of the page, as this browser has it: of what lies in its cache
 * for this address, from where the page came a moment ago. It says which
 * version this is. It proves nothing: a changed page could show any hash,
 * which is why the page also says how to look without it.
 *
 * A page cannot read its own bytes, so this asks for them, before the lock. A
 * file from disk cannot even ask.
 */

import { block } from "./load.js";

/** @returns {Promise<string>} hexadecimal; "" where it cannot be had */
export async function hashOfPage() {
  if (block || !globalThis.crypto?.subtle) return "";
  try {
    const response = await fetch("./", { credentials: "same-origin", cache: "force-cache" });
    if (!response.ok) return "";
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}
