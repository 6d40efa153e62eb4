// @ts-check
/** How the list differs from the set that is published, and what to do with that. */

import { byId, make } from "../parts/dom.js";

/** @param {import("../types.js").Model | null} model */
export function updateRotation(model) {
  const box = byId("rotation");
  const words = model?.result.published?.sentence ?? "";
  box.hidden = !words;
  const [, figures, advice] = /^([^.]*\.)\s*(.*)$/s.exec(words) ?? ["", words, ""];
  box.replaceChildren(...(words ? [make("h2", {}, figures), make("p", {}, advice)] : []));
}
