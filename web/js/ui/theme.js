// @ts-check
/** Light, dark, or as the system has it. Nothing is stored: the choice stands in the address, and so outlives a reload. */

import { linkWithTheme } from "./options/preset.js";
import { byId } from "./parts/dom.js";
import { roving } from "./parts/roving.js";

/** @param {string} wanted from the address, may be empty */
export function mountTheme(wanted) {
  const current = () => document.documentElement.dataset.theme ?? "";

  /** @param {string} value */
  function apply(value) {
    if (value === "light" || value === "dark") document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
  }

  const group = roving(byId("theme"), (value) => {
    apply(value);
    history.replaceState(null, "", linkWithTheme(current()));
  });

  /** @param {string} value "" is the system's */
  function show(value) {
    group.show(value || "auto");
    apply(value);
  }

  show(wanted);
  return { show, current };
}
