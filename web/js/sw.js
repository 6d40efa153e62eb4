// @ts-check
/**
 * The service worker: it opens the bookmarked page when the network is gone.
 *
 * It serves the page's own files and nothing else, hears no messages, and
 * never sees a key. The HTML comes from the network whenever there is one, so
 * that nobody keeps a stale page; the program, named by its hash, from the
 * cache. There is one cache for each version, "jwkmint <scope> <program>",
 * holding the page and its program together: a page whose program never
 * arrived is not offered offline, and the version before it stays until it
 * has.
 */
(() => {
  "use strict";

  const worker = /** @type {any} */ (globalThis);
  const scope = new URL("./", worker.location.href);
  const prefix = `jwkmint ${scope.pathname} `;
  const page = scope.href;
  const program = /jwkmint-[0-9a-f]{16}\.wasm/;

  worker.addEventListener("install", (/** @type {any} */ event) => {
    worker.skipWaiting();
    event.waitUntil(fetch(page, { cache: "no-cache" }).then((response) => storePage(response)));
  });

  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== scope.origin || url.search) return;
    const name = url.pathname.startsWith(scope.pathname) ? url.pathname.slice(scope.pathname.length) : "?";
    if (request.mode === "navigate" && (name === "" || name === "index.html")) {
      event.respondWith(openPage(event));
    } else if (name.replace(program, "") === "" && name !== "") {
      event.respondWith(openProgram(event, name));
    }
  });

  /** @param {any} event */
  async function openPage(event) {
    try {
      const response = await fetch(event.request);
      if (response.ok) event.waitUntil(storePage(response.clone()));
      return response;
    } catch (error) {
      const stored = await storedPage();
      if (stored) return stored;
      throw error;
    }
  }

  /** @param {any} event @param {string} name */
  async function openProgram(event, name) {
    const cache = await caches.open(prefix + name);
    const stored = await cache.match(scope.href + name);
    const response = stored ?? (await fetch(event.request));
    if (response.ok) {
      const copy = stored ? null : response.clone();
      event.waitUntil((async () => {
        if (copy) await cache.put(scope.href + name, copy);
        await forgetOthers(prefix + name);
      })());
    }
    return response;
  }

  /** @param {Response} response */
  async function storePage(response) {
    const name = program.exec(await response.clone().text())?.[0];
    if (!response.ok || response.redirected || !name) return; // a portal's page, not ours
    await (await caches.open(prefix + name)).put(page, response);
  }

  /** The newest page that is whole. */
  async function storedPage() {
    for (const name of (await ours()).reverse()) {
      const cache = await caches.open(name);
      const stored = await cache.match(page);
      if (stored && (await cache.match(scope.href + name.slice(prefix.length)))) return stored;
    }
  }

  /** @param {string} kept the version that is whole and in use */
  async function forgetOthers(kept) {
    if (!(await (await caches.open(kept)).match(page))) return;
    for (const name of await ours()) if (name !== kept) await caches.delete(name);
  }

  async function ours() {
    return (await caches.keys()).filter((name) => name.startsWith(prefix));
  }
})();
