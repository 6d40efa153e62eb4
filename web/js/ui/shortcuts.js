// @ts-check
/**
 * Keys for the whole page. Ctrl or Cmd + Enter generates. Escape cancels what
 * runs; with nothing running it clears, but only when pressed twice, and not
 * in a field that is about something else, so that nothing is lost by surprise.
 */

import { FIELD } from "./bring/paste.js";
import { STAYS } from "./notice.js";
import { announce, byId } from "./parts/dom.js";

/** Whether this is a field for text, and not that of the key. @param {EventTarget | null} target */
const elsewhere = (target) => target instanceof Element && target.matches(FIELD) && target.id !== "key-input";

/**
 * @param {object} on
 * @param {() => void} on.generate
 * @param {() => boolean} on.cancel whether there was something to cancel
 * @param {() => boolean} on.close whether there was something open to close
 * @param {() => boolean} on.filled whether there is something to clear
 * @param {() => void} on.clear
 * @param {(text: string) => void} on.say
 */
export function mountShortcuts(on) {
  let first = -STAYS; // when Escape was pressed, on the clock that starts with the page

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat || byId("main").inert || byId("sure").open) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      on.generate();
    } else if (event.key === "Escape" && !event.defaultPrevented && !(event.target instanceof HTMLSelectElement)) {
      if (on.cancel() || on.close() || !on.filled() || elsewhere(event.target)) return;
      const now = performance.now();
      if (now - first < STAYS) { // the notice that asks for it still shows
        first = -STAYS;
        event.preventDefault(); // or else it closes the question that this may ask
        on.clear();
      } else {
        first = now;
        on.say("Press Escape again to clear everything.");
        announce("Press Escape again to clear everything.");
      }
    }
  });
}
