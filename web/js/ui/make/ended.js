// @ts-check
/**
 * Whether the browser is still searching for a key that the page gave up.
 *
 * A worker can be ended, and what SubtleCrypto computes for it cannot: that
 * goes on to its end, and Chromium searches for one RSA key at a time: the next
 * one waits. Firefox does not. A search that takes no time itself tells which:
 * it waits as long as a new key would.
 */

/** The smallest RSA key, which is made in no time, never seen, and thrown away. A browser that refuses it lets nothing wait. */
const PROBE = { name: "RSASSA-PKCS1-v1_5", modulusLength: 512, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };

/**
 * @param {() => void} onchange
 */
export function createEnded(onchange) {
  let turn = 0;
  let waiting = false;

  return {
    /** A search by the browser was ended. One that comes to its end leaves none: those before it were first. */
    async look() {
      const mine = ++turn;
      /** @param {boolean} now */
      const become = (now) => {
        if (mine !== turn || waiting === now) return;
        waiting = now;
        onchange();
      };
      const soon = setTimeout(become, 100, true);
      await crypto.subtle.generateKey(PROBE, false, ["sign", "verify"]).catch(() => {});
      clearTimeout(soon);
      become(false);
    },
    waiting: () => waiting,
  };
}
