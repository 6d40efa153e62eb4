// @ts-check
/**
 * The lock. A Content-Security-Policy that is added to a document cannot be
 * taken back, and policies add up: after "connect-src 'none'" the browser
 * itself refuses fetch, XMLHttpRequest, WebSocket, EventSource and beacons
 * for as long as this document lives, and in every worker that it starts
 * from a data: URL from then on. "worker-src data:" ends the leave that the
 * hosted page needed to register its service worker, "manifest-src 'none'"
 * the one to fetch its manifest.
 *
 * The rest closes what a policy leaves open that does not mention it:
 * prefetching from the page's own server. It allows no more than the page's
 * first policy does, which stays in force beside it.
 */

const LOCK =
  "connect-src 'none'; manifest-src 'none'; worker-src data:; " +
  "default-src 'none'; script-src 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:";

/** What is told to the page when the lock cannot be set. */
export class LockError extends Error {}

/**
 * Sets the lock, or throws a LockError.
 *
 * A browser has no way to ask which policies are in force, and trying a
 * forbidden request would write an error into the console of every healthy
 * page. So this checks what can be seen: that the browser enforces policies
 * at all, and that the element is in the head, where the standard says that
 * it takes effect at once. tryLock tries it for real, for a person who asks.
 */
export function lock() {
  if (!("SecurityPolicyViolationEvent" in globalThis)) {
    throw new LockError("This browser does not enforce a Content-Security-Policy.");
  }
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = LOCK;
  document.head.append(meta);
  const set = document.querySelectorAll('head > meta[http-equiv="Content-Security-Policy"]');
  const mine = /** @type {HTMLMetaElement | undefined} */ (set[set.length - 1]);
  if (set.length < 2 || mine !== meta || mine.content !== LOCK || !mine.isConnected) {
    throw new LockError("Something in this browser kept the page from locking itself.");
  }
}

/**
 * Tries to reach the network and says whether the browser refused because of
 * the lock. This writes one refusal into the console: call it only when a
 * person asks. Should the lock not hold, one empty request goes to the page's
 * own address.
 * @returns {Promise<boolean>} whether the lock held
 */
export async function tryLock() {
  const refused = new Promise((resolve) => {
    const end = (/** @type {boolean} */ held) => {
      document.removeEventListener("securitypolicyviolation", heard);
      resolve(held);
    };
    // Whatever else is refused meanwhile, an extension's style, say, is no answer.
    const heard = (/** @type {SecurityPolicyViolationEvent} */ event) => {
      if (event.effectiveDirective === "connect-src" && event.disposition === "enforce") end(true);
    };
    document.addEventListener("securitypolicyviolation", heard);
    setTimeout(() => end(false), 2000);
  });
  try {
    await fetch(location.href.split("#")[0], { method: "HEAD", credentials: "omit", cache: "no-store" });
    return false;
  } catch {
    return /** @type {Promise<boolean>} */ (refused);
  }
}
