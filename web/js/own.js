// @ts-check
/**
 * The SHA-256 of the page, as this browser keeps it to work offline. It says
 * which version this is. It proves nothing: a changed page could show any
 * hash, which is why the page also says how to look without it.
 *
 * A page cannot read its own bytes, and asking the server for them again
 * would be the whole download of a second visit. What the service worker
 * stored are the same bytes, if the script that runs is in them.
 */

import { sha256 } from "./sha256.js";

/** @returns {Promise<string>} hexadecimal; "" where nothing is kept */
export async function hashOfPage() {
  const scope = new URL("./", location.href);
  const script = document.querySelector("script:not([type])")?.textContent;
  try {
    for (const name of await caches.keys()) {
      if (!name.startsWith(`jwkmint ${scope.pathname} `)) continue;
      const stored = await (await caches.open(name)).match(scope.href);
      const bytes = await stored?.arrayBuffer();
      if (!bytes || !script || !new TextDecoder().decode(bytes).includes(script)) continue;
      return await sha256(bytes);
    }
  } catch {
    // Private windows keep nothing.
  }
  return "";
}
