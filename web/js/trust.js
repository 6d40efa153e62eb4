// @ts-check
/**
 * The page's one Trusted Types policy. It lets through what this page starts
 * scripts from, and nothing else: its worker, its service worker, and before
 * the lock a worker that tries what is closed.
 */

import { glue } from "jwkmint:build";

/**
 * The worker's address: its whole text. A worker from a data: URL inherits
 * the page's policies, like one from a blob: URL; but its origin is opaque,
 * so that script in it can leave nothing behind in a cache, a database or a
 * file, where the next visit to the page would find it.
 */
export const WORKER = `data:text/javascript;charset=utf-8,${encodeURIComponent(glue)}`;

/** The service worker's address, relative to the page. */
export const SERVICE_WORKER = "sw.js";

/** The script of allowlist.js, asked to look for a redirect, and an address that the site redirects to it. */
export const TRIAL = "lock-trial.js#ask";
export const TRIAL_REDIRECTED = "lock-trial-redirected.js";

const allowed = [WORKER, SERVICE_WORKER, TRIAL, TRIAL_REDIRECTED];

/** @param {string} url */
function check(url) {
  if (allowed.includes(url)) return url;
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
