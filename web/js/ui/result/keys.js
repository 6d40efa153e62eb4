// @ts-check
/** The list of several keys: all of them together, or one. */

import { distinct, placeOf, sameKeys } from "../options/formats.js";
import { byId, make } from "../parts/dom.js";
import { roving } from "../parts/roving.js";
import { mountKeyTools } from "./keytools.js";
import { warningsOf } from "./warnings.js";

/** How many keys are listed before the person asks for all. */
const FIRST = 50;

/** How many are added to the list in one go, to keep the page quick. */
const BATCH = 100;

/**
 * @typedef {import("../types.js").Key} Key
 * @param {(id: number) => void} onselect 0 is all of them
 * @param {(keys: number[]) => void} onarrange these stay, in this order
 */
export function mountKeys(onselect, onarrange) {
  const box = byId("keys");
  const list = byId("key-list");
  const more = byId("keys-more");
  const group = roving(list, (value) => onselect(Number(value)));
  const tools = mountKeyTools({ arrange: onarrange, select: onselect });
  /** @type {Key[]} */
  let keys = [];
  let selected = 0;
  let round = 0;

  more.addEventListener("click", () => {
    more.hidden = true;
    list.querySelector("[aria-checked=true]")?.focus();
    const mine = ++round;
    let at = FIRST;
    const add = () => {
      if (mine !== round) return;
      list.append(...keys.slice(at, at + BATCH).map((key) => item(key, keys)));
      at += BATCH;
      if (at < keys.length) requestAnimationFrame(add);
      else group.show(String(selected));
    };
    add();
  });

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const next = model?.result.keys ?? [];
      selected = model?.selected ?? 0;
      box.hidden = next.length < 2;
      if (box.hidden) {
        round++;
        keys = next;
        list.replaceChildren();
        tools.update(model);
        return;
      }
      // As long as the list shows the same keys, write only what changed.
      const listed = list.children.length - 1;
      const same = next.length === keys.length && next.every((key, i) => summary(key) === summary(keys[i]));
      const first = listed === keys.length && sameKeys(keys, next) ? Infinity : FIRST; // the person asked for all
      keys = next;
      if (!same || listed < 1) {
        round++;
        const copies = keys.length - distinct(keys);
        byId("keys-title").textContent = `${distinct(keys) === 1 ? "1 key" : `${distinct(keys)} keys`}${copies ? `, ${copies} repeated` : ""}`;
        list.replaceChildren(everything(keys), ...keys.slice(0, first).map((key) => item(key, keys)));
        more.hidden = keys.length <= first;
        more.textContent = `Show all ${keys.length}`;
      }
      group.show(String(selected));
      tools.update(model);
    },
  };
}

/** @param {Key} key */
const summary = (key) => [key.id, key.thumbprint, key.kid, key.source, key.file, warningsOf(key).length].join("\n");

/** @param {Key[]} keys */
function everything(keys) {
  const kinds = [...new Set(keys.map((key) => key.title))];
  const text = kinds.slice(0, 4).join(", ") + (kinds.length > 4 ? ", …" : "");
  return entry("0", distinct(keys) > 1 ? `All ${distinct(keys)} keys` : "All as one key", text, []);
}

/** @param {Key} key @param {Key[]} keys all of the list */
function item(key, keys) {
  const chips = [];
  if (key.made) chips.push(make("span", { class: "chip good" }, "new"));
  if (key.sameAs) chips.push(make("span", { class: "chip" }, `same as ${placeOf(keys, key.sameAs)}`));
  if (key.private) chips.push(make("span", { class: "chip" }, key.kty === "oct" ? "secret" : "private"));
  const warnings = warningsOf(key).length;
  if (warnings) chips.push(make("span", { class: "chip warn" }, warnings === 1 ? "1 warning" : `${warnings} warnings`));
  const subject = key.certificates[0]?.subject;
  return entry(String(key.id), `${placeOf(keys, key.id)}. ${key.title}`, [subject || key.comment, key.file, key.source, key.kid].filter(Boolean).join(" · "), chips);
}

/** @param {string} value @param {string} title @param {string} text @param {Node[]} chips */
function entry(value, title, text, chips) {
  return make("button", { type: "button", role: "radio", class: "key-item", "data-value": value, "aria-checked": "false", tabindex: -1 },
    make("strong", {}, title), make("span", { class: "sub", title: text }, text), make("span", { class: "chips" }, ...chips));
}
