// @ts-check
/** What a careful person should know about what is shown, and what to do. */

import { shownKeys } from "../options/formats.js";
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

/** @param {import("../types.js").Model | null} model */
export function updateWarnings(model) {
  const list = byId("warnings");
  const keys = model ? shownKeys(model) : [];
  /** @type {Map<string, {warning: Warning, of: string[]}>} */
  const found = new Map();
  const add = (/** @type {Warning} */ warning, /** @type {string} */ of) => {
    if (SAID.includes(warning.code)) return;
    const name = warning.code + "\n" + warning.message;
    const same = found.get(name) ?? { warning, of: [] };
    if (of) same.of.push(of);
    found.set(name, same);
  };
  if (model?.sample) add(SAMPLE, "");
  for (const note of model?.result.notes ?? []) add(note, "");
  for (const key of keys) for (const warning of key.warnings) add(warning, keys.length > 1 ? String(key.id) : "");

  const all = [...found.values()];
  list.replaceChildren(...all.slice(0, MOST).map(item));
  if (all.length > MOST) list.append(make("li", {}, `And ${all.length - MOST} more: choose one key to see its own.`));
  list.hidden = all.length === 0;
}

/** @param {{warning: Warning, of: string[]}} found */
function item({ warning, of }) {
  const whose = of.length ? ` (${of.length > 1 ? "keys" : "key"} ${of.slice(0, 8).join(", ")}${of.length > 8 ? ", …" : ""})` : "";
  return make("li", { "data-code": warning.code }, icon("warn"),
    make("p", {}, make("strong", {}, warning.message), whose, " ", warning.action));
}
