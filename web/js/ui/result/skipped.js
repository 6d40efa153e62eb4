// @ts-check
/** The parts of the input that gave no key, each with the reason. */

import { byId, make } from "../parts/dom.js";

/** More than this many are only counted. */
const MOST = 100;

/** @param {import("../types.js").Skipped[]} skipped */
export function updateSkipped(skipped) {
  const box = byId("skipped");
  box.hidden = skipped.length === 0;
  byId("skipped-title").textContent = skipped.length === 1 ? "1 part was left out" : `${skipped.length} parts were left out`;
  byId("skipped-list").replaceChildren(
    ...skipped.slice(0, MOST).map(({ label, reason, hint }) =>
      make("li", {}, make("strong", {}, label), `: ${reason} `, make("span", { class: "fine" }, hint))),
    ...(skipped.length > MOST ? [make("li", {}, `And ${skipped.length - MOST} more.`)] : []),
  );
}
