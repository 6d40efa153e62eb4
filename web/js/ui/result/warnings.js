// @ts-check
/** What a careful person should know about what is shown, and what to do. */

import { placeOf, shownKeys } from "../options/formats.js";
import { byId, icon, make } from "../parts/dom.js";

/** More than this many would bury the key. */
const MOST = 6;

/** @typedef {import("../types.js").Warning} Warning */

/** @type {Warning} */
const SAMPLE = {
  code: "sample",
  message: "This is a sample: its private half is published with this page.",
  action: "Look at it, and never use it.",
};

/** Said right above the output, where it matters: once is enough. */
const SAID = ["private_shown"];

/** The warnings of a key that are there to read. @param {import("../types.js").Key} key */
export const warningsOf = (key) => key.warnings.filter(({ code }) => !SAID.includes(code));

/** What there is to say of what is shown, each once. @param {import("../types.js").Model | null} model */
function collect(model) {
  const keys = model ? shownKeys(model) : [];
  /** @type {Map<string, {warning: Warning, of: string[]}>} */
  const found = new Map();
  const add = (/** @type {Warning} */ warning, /** @type {string} */ of) => {
    const name = warning.code + "\n" + warning.message;
    const same = found.get(name) ?? { warning, of: [] };
    if (of) same.of.push(of);
    found.set(name, same);
  };
  if (model?.sample) add(SAMPLE, "");
  // A warning about all keys is not repeated for one of them.
  if (model && keys.length === model.result.keys.length) for (const note of model.result.notes) add(note, "");
  for (const key of keys) for (const warning of warningsOf(key)) add(warning, keys.length > 1 ? String(placeOf(keys, key.id)) : "");

  return [...found.values()].sort((a, b) => Number(b.warning.grave ?? false) - Number(a.warning.grave ?? false)); // otherwise in their order
}

/** For those who listen: how many there are, and the first. @param {import("../types.js").Model | null} model */
export function spokenWarnings(model) {
  const all = collect(model);
  if (!all.length) return "";
  const first = `${all[0].warning.message} ${all[0].warning.action}`;
  return all.length === 1 ? `Warning: ${first}` : `${all.length} warnings. The first: ${first}`;
}

/** @param {import("../types.js").Model | null} model */
export function updateWarnings(model) {
  const list = byId("warnings");
  const all = collect(model);
  list.replaceChildren(...all.slice(0, MOST).map(item));
  if (all.length > MOST) list.append(make("li", {}, `And ${all.length - MOST} more: choose one key to see its own.`));
  list.hidden = all.length === 0;
}

/** @param {{warning: Warning, of: string[]}} found */
function item({ warning, of }) {
  const whose = of.length ? ` (${of.length > 1 ? "keys" : "key"} ${of.slice(0, 8).join(", ")}${of.length > 8 ? ", …" : ""})` : "";
  return make("li", { "data-code": warning.code, class: warning.grave ? "grave" : "" }, icon("warn"),
    make("p", {}, make("strong", {}, warning.message), whose, " ", warning.action));
}
