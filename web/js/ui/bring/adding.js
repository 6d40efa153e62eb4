// @ts-check
/** "Add another key": while it is open, what is brought or made is added to the keys that are there. */

import { announce, byId } from "../parts/dom.js";

/**
 * @param {object} on
 * @param {(adding: boolean) => void} on.change
 * @param {() => HTMLElement} on.home what a person goes on with
 */
export function mountAdding(on) {
  const button = byId("add-key");
  const strip = byId("adding");
  let open = false;
  let count = 0;

  button.addEventListener("click", () => {
    show(true);
    on.home().focus();
  });
  byId("adding-done").addEventListener("click", () => {
    show(false);
    button.focus();
  });

  /** @param {boolean} yes */
  function show(yes) {
    if (open === yes) return;
    open = yes;
    button.setAttribute("aria-expanded", String(open));
    strip.hidden = !open;
    tell();
    if (open) announce(byId("adding-text").textContent);
    on.change(open);
  }

  function tell() {
    byId("adding-text").textContent = `What you paste, choose or generate now is added to the ${count === 1 ? "key" : `${count} keys`} here.`;
  }

  return {
    open: () => open,
    close: () => show(false),
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      byId("add-row").hidden = !model;
      count = model?.result.count ?? 0;
      if (!model) show(false);
      else tell();
    },
  };
}
