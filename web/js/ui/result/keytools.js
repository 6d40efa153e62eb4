// @ts-check
/** Removing the key that is chosen in the list, and moving it up and down: by button, and by key. */

import { byId } from "../parts/dom.js";
import { tellDone } from "../tell.js";

/**
 * @param {object} on
 * @param {(keys: number[]) => void} on.arrange these stay, in this order
 * @param {(id: number) => void} on.select
 */
export function mountKeyTools(on) {
  const box = byId("key-tools");
  const list = byId("key-list");
  const [up, down, remove] = ["key-up", "key-down", "key-remove"].map(byId);
  /** @type {import("../types.js").Key[]} */
  let keys = [];
  let selected = 0;
  let focusList = false; // the list had the focus before it was drawn again

  const at = () => keys.findIndex(({ id }) => id === selected);

  /** @param {number} by */
  function move(by) {
    const from = at();
    const to = from + by;
    if (from < 0 || to < 0 || to >= keys.length) return;
    const ids = keys.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    tellDone(`Moved to place ${to + 1} of ${ids.length}.`, ids);
    on.arrange(ids);
  }

  function take() {
    const from = at();
    if (from < 0) return;
    const { title, sameAs, id } = keys[from];
    // Entries with the same public half are one key: remove both.
    const gone = new Set(keys.filter((key) => key.id === id || key.sameAs === id || (sameAs && (key.id === sameAs || key.sameAs === sameAs))).map((key) => key.id));
    const rest = keys.filter((key) => !gone.has(key.id));
    tellDone(`${title} is removed. ${rest.length > 1 ? `${rest.length} keys are left.` : rest.length ? "1 key is left." : "None is left."}`, rest.map((key) => key.id));
    if (rest.length > 1) on.select((rest[from] ?? rest[rest.length - 1]).id);
    focusList = true;
    on.arrange(rest.map((key) => key.id));
  }

  up.addEventListener("click", () => move(-1));
  down.addEventListener("click", () => move(1));
  remove.addEventListener("click", take);
  list.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.altKey && event.key === "ArrowUp") move(-1);
    else if (event.altKey && event.key === "ArrowDown") move(1);
    else if (event.key === "Delete" && !event.altKey) take();
    else return;
    focusList = true;
    event.preventDefault();
  });

  return {
    /** After the list is drawn. @param {import("../types.js").Model | null} model */
    update(model) {
      const before = keys;
      keys = model?.result.keys ?? [];
      selected = model?.selected ?? 0;
      box.hidden = keys.length < 2 || at() < 0;
      up.disabled = at() <= 0;
      down.disabled = at() === keys.length - 1;
      // At the end of the list the other button has the focus, not none.
      if (up.disabled && document.activeElement === up) down.focus();
      if (down.disabled && document.activeElement === down) up.focus();
      if (!focusList || before.map(({ id }) => id).join() === keys.map(({ id }) => id).join()) return;
      focusList = false;
      if (keys.length > 1) list.querySelector("[aria-checked=true]")?.focus();
      else if (keys.length) byId("result-title").focus();
    },
  };
}
