// @ts-check
/** Leaving: not without a word while a new key exists nowhere else, and never with secrets left behind. */

/**
 * @param {() => void} forget drops every secret from the page and the engine
 */
export function mountLeave(forget) {
  let unsaved = false;

  /** @param {BeforeUnloadEvent} event */
  const ask = (event) => {
    event.preventDefault();
    event.returnValue = true; // for browsers that still look at it
  };

  /** @param {boolean} on */
  function keep(on) {
    if (unsaved === on) return;
    unsaved = on;
    if (on) addEventListener("beforeunload", ask);
    else removeEventListener("beforeunload", ask);
  }

  addEventListener("pagehide", () => {
    keep(false);
    forget();
  });

  return {
    /** A private key was made that is nowhere but here. */
    made: () => keep(true),
    /** It was copied or saved, or is no longer shown. */
    safe: () => keep(false),
  };
}
