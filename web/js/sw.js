// @ts-check
/**
 * The service worker: it opens the bookmarked page when the network is gone.
 *
 * It serves the page's own files and nothing else, hears no messages, and
 * never sees a key. It keeps, and opens, one page only: that of its own
 * version, whose SHA-256 is written here. Whatever else lies in the cache,
 * whoever put it there, is never opened.
 *
 * The HTML comes from the network whenever there is one, so that nobody keeps
 * a stale page; the program, named by its hash, from the cache. There is one
 * cache for each version, "jwkmint <scope> <program>", holding the page and
 * its program together: a page whose program never arrived is not offered
 * offline.
 */
(() => {
  "use strict";

  /** SHA-256 of the page, which web/build writes here. */
  const PAGE_SHA256 = "of index.html";

  const worker = /** @type {any} */ (globalThis);
  const scope = new URL("./", worker.location.href);
  const prefix = `jwkmint ${scope.pathname} `;
  const page = scope.href;
  const program = /jwkmint-[0-9a-f]{16}\.wasm/;

  /**
   * What need not wait until this script has started, where the browser knows
   * how. The page is asked of the network at once, and comes from whoever has
   * it first: that is the network here, too, as long as there is one. The
   * trial of the lock is none of our business.
   */
  const routes = [
    ...["", "index.html"].map((name) => ({
      condition: { urlPattern: { pathname: scope.pathname + name, search: "" }, requestMethod: "GET", requestMode: "navigate" },
      source: "race-network-and-fetch-handler",
    })),
    { condition: { urlPattern: { pathname: scope.pathname + "lock-trial*.js" } }, source: "network" },
  ];

  worker.addEventListener("install", (/** @type {any} */ event) => {
    worker.skipWaiting();
    event.waitUntil(pageOfThisVersion().then((ours) => {
      // Another page than this version's: a portal's, or a site half replaced. Next visit, again.
      if (!ours) throw new Error("not the page that this version belongs to");
      storing = storePage(ours);
    }));
    event.addRoutes?.(routes).catch(() => {}); // without them, it is only slower
  });

  /**
   * The page locks when this is installed: what can be done after that is.
   * @type {Promise<void> | undefined}
   */
  let storing;

  worker.addEventListener("activate", (/** @type {any} */ event) =>
    event.waitUntil(Promise.resolve(storing).catch(() => {}).then(whole).then(forgetOthers)));

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
      const copy = response.clone();
      event.waitUntil(checked(copy).then((ours) => ours && storePage(ours)));
      return response;
    } catch (error) {
      const kept = await whole();
      if (kept) return kept.page;
      throw error;
    }
  }

  /**
   * The page checks its program; when one from the cache fails, it asks again
   * with cache "reload".
   * @param {any} event @param {string} name
   */
  async function openProgram(event, name) {
    const cache = await caches.open(prefix + name);
    const stored = event.request.cache === "reload" ? undefined : await cache.match(scope.href + name);
    const response = stored ?? (await fetch(event.request));
    if (response.ok) {
      const copy = stored ? null : response.clone();
      event.waitUntil((async () => {
        if (copy) await cache.put(scope.href + name, copy);
        const kept = await whole();
        if (kept?.name === prefix + name) await forgetOthers(kept);
      })());
    }
    return response;
  }

  /** This version's page, as a rule the one that the browser has just opened. */
  async function pageOfThisVersion() {
    const opened = await fetch(page, { cache: "only-if-cached", mode: "same-origin" }).then(checked, () => undefined);
    return opened ?? fetch(page, { cache: "no-cache" }).then(checked);
  }

  /** @param {Response} ours this version's page, to be kept */
  async function storePage(ours) {
    const name = program.exec(await ours.clone().text())?.[0];
    if (name) await (await caches.open(prefix + name)).put(page, ours);
  }

  /** This version, if its page and its program are both there. */
  async function whole() {
    for (const name of await versions()) {
      const cache = await caches.open(name);
      const stored = await cache.match(page);
      const ours = stored && (await checked(stored));
      if (ours && (await cache.match(scope.href + name.slice(prefix.length)))) return { name, page: ours };
    }
  }

  /**
   * The same answer with the same bytes, if they are this version's page.
   * @param {Response} response
   */
  async function checked(response) {
    if (!response.ok || response.redirected) return;
    const bytes = await response.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex === PAGE_SHA256) return new Response(bytes, { headers: response.headers });
  }

  /** @param {{name: string} | undefined} kept this version, once it is whole */
  async function forgetOthers(kept) {
    if (!kept) return;
    for (const name of await versions()) if (name !== kept.name) await caches.delete(name);
  }

  async function versions() {
    return (await caches.keys()).filter((name) => name.startsWith(prefix));
  }
})();
