// @ts-check
/**
 * Where the panes stand one below the other, a key that was pasted shows
 * nothing: its result lies below what is in sight. A strip says that it is
 * there, copies it, and leads to it.
 */

import { byId } from "../parts/dom.js";

/**
 * @typedef {import("../types.js").Model} Model
 * @param {(button: HTMLElement) => void} oncopy
 */
export function mountArrived(oncopy) {
  const strip = byId("arrived");
  const title = byId("result-title");
  const copy = byId("arrived-copy");
  /** @type {Model | null} */
  let model = null;
  let below = false;

  function show() {
    strip.hidden = !model || !below;
    copy.disabled = byId("copy").disabled;
  }

  const watch = new IntersectionObserver((entries) => {
    const { isIntersecting, boundingClientRect } = entries[entries.length - 1];
    below = !isIntersecting && boundingClientRect.top > 0;
    show();
  });

  copy.addEventListener("click", () => oncopy(copy));
  byId("arrived-show").addEventListener("click", () => {
    title.scrollIntoView();
    title.focus({ preventScroll: true });
  });

  return {
    /** @param {Model | null} next */
    update(next) {
      if (!next) below = false;
      if (!model !== !next) {
        watch.disconnect(); // an element that becomes visible outside the viewport reports no change
        if (next) watch.observe(byId("copy"));
      }
      model = next;
      byId("arrived-title").textContent = title.textContent;
      show();
    },
  };
}
