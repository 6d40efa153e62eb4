// @ts-check
/** The parts of the input that gave no key, each with the reason. */

import { byId, make } from "../parts/dom.js";

/** More than this many are only counted. */
const MOST = 100;

/** What did not come out, in a line. @param {import("../types.js").Skipped[]} skipped */
export function skippedTitle(skipped) {
  const closed = skipped.filter(({ code }) => code === "passphrase_required" || code === "wrong_passphrase");
  const left = skipped.length - closed.length;
  const wrong = closed.some(({ code }) => code === "wrong_passphrase");
  const words = [];
  if (closed.length === 1) words.push(`1 key is still encrypted: ${wrong ? "that passphrase does not open it" : "type its passphrase"}`);
  if (closed.length > 1) words.push(`${closed.length} keys are still encrypted: ${wrong ? "that passphrase does not open them" : "type a passphrase"}`);
  if (left) words.push(left === 1 ? "1 part was left out" : `${left} parts were left out`);
  return words.join(". ");
}

/** @param {import("../types.js").Skipped[]} skipped */
export function updateSkipped(skipped) {
  const box = byId("skipped");
  box.hidden = skipped.length === 0;
  byId("skipped-title").textContent = skippedTitle(skipped);
  byId("skipped-list").replaceChildren(
    ...skipped.slice(0, MOST).map(({ label, reason, hint }) =>
      make("li", {}, make("strong", {}, label), `: ${reason} `, make("span", { class: "fine" }, hint))),
    ...(skipped.length > MOST ? [make("li", {}, `And ${skipped.length - MOST} more.`)] : []),
  );
}
