// @ts-check
/** How the list differs from the set that is published, and what to do with that. */

import { byId, make } from "../parts/dom.js";

/** @param {import("../types.js").Model | null} model */
export function updateRotation(model) {
  const box = byId("rotation");
  const published = model?.result.published;
  box.hidden = !published;
  if (!published) return box.replaceChildren();
  const { added, unchanged, changed, removed, sentence } = published;
  /** @type {[string, number, string][]} */
  const counts = [["added", added, "good"], ["unchanged", unchanged, ""], ["changed", changed, "warn"], ["removed", removed, "warn"]];
  // The sentence begins with the same figures: those who look have them at once.
  const chips = counts.filter(([, count]) => count).map(([what, count, look]) => make("span", { class: `chip ${look}` }, `${count} ${what}`));
  box.replaceChildren(make("h2", {}, "Beside the published set"), make("p", { class: "chips", "aria-hidden": "true" }, ...chips), make("p", {}, sentence));
}
