// @ts-check
/**
 * The page's one Trusted Types policy. It lets through what this page starts
 * scripts from, and nothing else: blob: URLs, made by the page itself, and
 * the service worker's own address.
 */

/** The service worker's address, relative to the page. */
export const SERVICE_WORKER = "sw.js";

/** @param {string} url */
function check(url) {
  if (url.startsWith("blob:") || url === SERVICE_WORKER) return url;
  throw new TypeError("jwkmint starts no script from elsewhere");
}

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("jwkmint", { createScriptURL: check });

/**
 * The address as a type that the browser accepts for a script, or the plain
 * text where the browser knows no Trusted Types.
 * @param {string} url
 */
export function scriptURL(url) {
  return policy ? policy.createScriptURL(url) : check(url);
}
