// @ts-check
/**
 * The hosted page without a network: a service worker opens it again (see
 * sw.js), on hosts where browsers allow one. Nothing here is needed for the
 * page to work, so nothing here is ever an error.
 */

import { wasm } from "jwkmint:build";
import { SERVICE_WORKER, scriptURL } from "./trust.js";

/** How long the page waits for the service worker before it locks, in ms. */
const PATIENCE = 4000;

/**
 * Registers the service worker and waits a moment until it has stored the
 * page. It has to happen before the lock, which forbids it. It never rejects.
 */
export async function register() {
  try {
    if (!isSecureContext || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
    if (navigator.serviceWorker.controller) return; // the browser looks for a newer one by itself
    const done = navigator.serviceWorker
      .register(/** @type {any} */ (scriptURL(SERVICE_WORKER)), { updateViaCache: "none" })
      .then((registration) => settled(registration.installing));
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  } catch {
    // A browser that is told to keep nothing refuses: the page works, only not offline.
  }
}

/** @param {ServiceWorker | null} worker */
function settled(worker) {
  return new Promise((resolve) => {
    if (!worker) return resolve(undefined);
    worker.addEventListener("statechange", () => worker.state === "installing" || resolve(undefined));
  });
}

/** How often, and how long apart in ms, is looked whether the service worker has stored the page. */
const LOOKS = 20;
const APART = 500;

/**
 * Stores the checked program where the service worker looks for it, so that
 * it is not downloaded twice.
 * @param {Uint8Array<ArrayBuffer>} program
 * @returns {Promise<boolean>} whether all is there that the page needs without a network
 */
export async function keep(program) {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (!registration) return false;
    const scope = new URL("./", location.href).pathname;
    const cache = await caches.open(`jwkmint ${scope} ${wasm.name}`);
    // What is there is what the page was loaded from, or what the next visit will check.
    if (!(await cache.match(wasm.name))) await cache.put(wasm.name, new Response(program, { headers: { "Content-Type": "application/wasm" } }));
    for (let look = 0; look < LOOKS; look++) {
      if (registration.active && (await cache.match(scope))) return true;
      await new Promise((resolve) => setTimeout(resolve, APART));
    }
  } catch {
    // Private windows and full disks: the page works, only not offline.
  }
  return false;
}
