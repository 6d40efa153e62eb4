// @ts-check
/** The strip that says what is being done, for how long, and lets it be cancelled. */

import { byId } from "./parts/dom.js";

/** Work shorter than this is not worth a word, in ms. */
const PATIENCE = 250;

/** After so long without an estimate, in ms, the work may be lost: no browser tells a page of every way a worker can end. */
const DOUBT = 8000;
const DOUBTFUL = "This is taking long. If it does not end, cancel it: what you typed stays.";

/** What is said when an estimate is over. */
const UNLUCKY = "Longer than usual: the search has had no luck yet.";

/**
 * @param {() => void} oncancel
 * @param {() => HTMLElement} home who gets the focus when the strip goes with it
 */
export function mountBusy(oncancel, home) {
  const strip = byId("busy");
  const time = byId("busy-time");
  let timer = 0;
  let ticker = 0;

  byId("cancel").addEventListener("click", oncancel);

  function stop() {
    clearTimeout(timer);
    clearInterval(ticker);
    const focused = strip.contains(document.activeElement);
    strip.hidden = true;
    if (focused) home().focus();
  }

  return {
    stop,
    /**
     * @param {string} text what is being done
     * @param {string} hint how long it may take
     * @param {boolean} atOnce
     * @param {number} slow after how many seconds it takes longer than that
     */
    start(text, hint, atOnce, slow) {
      stop();
      const since = performance.now();
      const tick = () => {
        const ms = performance.now() - since;
        time.textContent = `${(ms / 1000).toFixed(1)} s`;
        const words = ms > slow * 1000 ? UNLUCKY : hint || (ms > DOUBT ? DOUBTFUL : "");
        if (byId("busy-hint").textContent !== words) byId("busy-hint").textContent = words;
        byId("busy-hint").hidden = !words;
      };
      const show = () => {
        byId("busy-text").textContent = text;
        tick();
        strip.hidden = false;
        ticker = window.setInterval(tick, 100);
      };
      if (atOnce) show();
      else timer = window.setTimeout(show, PATIENCE);
    },
  };
}
