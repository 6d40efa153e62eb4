// @ts-check
/** Light, dark, or as the system has it. Kept in this page only: nothing is stored. */

import { byId } from "./parts/dom.js";
import { roving } from "./parts/roving.js";

/** @param {string} wanted from the address, may be empty */
export function mountTheme(wanted) {
  const apply = (/** @type {string} */ value) => {
    if (value === "light" || value === "dark") document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
  };
  const group = roving(byId("theme"), apply);
  if (wanted === "light" || wanted === "dark") {
    group.show(wanted);
    apply(wanted);
  }
  return { current: () => document.documentElement.dataset.theme ?? "" };
}
