// @ts-check
/**
 * The keyboard behaviour that the WAI-ARIA patterns ask of tabs and radio
 * groups: one stop for Tab, arrows move and choose, Home and End go to the ends.
 */

/**
 * @param {HTMLElement} group has role tablist or radiogroup; its items carry data-value
 * @param {(value: string) => void} onchoose called when the person chooses
 */
export function roving(group, onchoose) {
  const mark = group.getAttribute("role") === "tablist" ? "aria-selected" : "aria-checked";
  const items = () => /** @type {HTMLElement[]} */ ([...group.querySelectorAll("[data-value]")]);

  /** Marks the item with this value as the chosen one. @param {string} value */
  function show(value) {
    const all = items();
    const chosen = all.find((item) => item.dataset.value === value) ?? all[0];
    for (const item of all) {
      item.setAttribute(mark, String(item === chosen));
      item.tabIndex = item === chosen ? 0 : -1;
    }
  }

  /** @param {HTMLElement} item */
  function choose(item) {
    const value = item.dataset.value ?? "";
    show(value);
    onchoose(value);
  }

  group.addEventListener("click", (event) => {
    const item = event.target instanceof Element && event.target.closest("[data-value]");
    if (item instanceof HTMLElement && group.contains(item)) choose(item);
  });
  group.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    /** @type {Record<string, number>} */
    const steps = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    if (at < 0 || !(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const item = all[(steps[event.key] + all.length) % all.length];
    choose(item);
    items().find((other) => other.dataset.value === item.dataset.value)?.focus();
  });
  return { show };
}
