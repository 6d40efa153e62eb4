// @ts-check
/** The button that brings back the keys that others replaced. */

import { byId } from "./parts/dom.js";

/** @param {() => void} onundo */
export function mountUndo(onundo) {
  const button = byId("undo");
  button.addEventListener("click", onundo);

  return {
    /** @param {string | undefined} words "" where there is nothing to bring back */
    update(words) {
      byId("undo-text").textContent = words ?? "";
      button.hidden = !words;
    },
  };
}
