// @ts-check
/** The files or pastes that the list of keys came from, if there are several, each with a passphrase field if it needs one. */

import { announce, byId, icon, make } from "../parts/dom.js";
import { ASKING } from "./passphrase.js";

/**
 * @typedef {import("../types.js").Input} Input
 * @param {object} on
 * @param {(passphrase: string, id: number) => void} on.unlock "" when the person says that there is none
 * @param {(as: string, id: number) => void} on.readAs
 */
export function mountInputs(on) {
  const list = byId("input-list");
  /** @type {Map<number, {what: string, item: HTMLElement}>} */
  let shown = new Map();
  /** @type {Input[]} */
  let inputs = [];
  /** @type {import("../types.js").Key[]} */
  let all = [];

  /** What it gave: one by its name, since pastes have none. @param {number[]} keys */
  const titles = (keys) => (keys.length === 1 && all.find(({ id }) => id === keys[0])?.title) || (keys.length === 1 ? "1 key" : `${keys.length} keys`);

  /** @param {Input} input */
  function item(input) {
    const { id, name, keys, error } = input;
    const words = error ? error.message : titles(keys);
    const row = make("li", { "data-input": id, class: error ? "closed" : "" }, icon("file"),
      make("p", {}, make("strong", {}, name || "Pasted text"), make("span", { class: "fine" }, words)));
    if (!error) return row;
    if (ASKING.includes(error.code)) row.append(passphrase(input));
    else row.append(make("p", { class: "fine hint" }, error.hint));
    if (error.choices?.length) row.append(make("div", { class: "row wrap hint", role: "group", "aria-label": `${name || "It"} is` }, make("span", { class: "fine" }, "It is"),
      ...error.choices.map(({ as, label }) => button(label, () => on.readAs(as, id)))));
    return row;
  }

  /** @param {Input} input */
  function passphrase({ id, name, error }) {
    const field = make("input", {
      type: "password", id: `passphrase-${id}`, "aria-invalid": String(error?.code === "wrong_passphrase"), ...quiet(byId("passphrase")),
    });
    const open = () => (field.value ? on.unlock(field.value, id) : field.focus());
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.metaKey) open();
    });
    return make("div", { class: "hint" }, make("label", { for: field.id }, `Passphrase of ${name || "the pasted text"}`),
      make("div", { class: "row" }, field, button("Open", open), button("It has none", () => on.unlock("", id))));
  }

  return {
    /** Another try with one of them has failed: the others are as they were. @param {number} id @param {import("../types.js").Fault} fault */
    failed(id, fault) {
      const old = shown.get(id);
      const input = inputs.find((each) => each.id === id);
      if (!old || !input) return;
      const typed = old.item.querySelector("input")?.value ?? "";
      const fresh = item({ ...input, error: fault });
      old.item.replaceWith(fresh);
      empty(old.item);
      shown.set(id, { ...old, item: fresh });
      const field = fresh.querySelector("input");
      if (!field) return;
      field.value = typed;
      field.focus();
      announce(fault.message);
    },

    /** @param {import("../types.js").Model | null} model */
    update(model) {
      all = model?.result.keys ?? [];
      inputs = (model?.result.inputs ?? []).filter(({ keys, error }) => keys.length || error);
      list.hidden = inputs.length < 2 && !inputs.some(({ error }) => error);
      const next = new Map();
      for (const input of list.hidden ? [] : inputs) {
        const what = [input.name, titles(input.keys), input.error?.code, input.error?.message].join("\n");
        const old = shown.get(input.id);
        next.set(input.id, old?.what === what ? old : { what, item: item(input) });
      }
      const items = [...next.values()].map((each) => each.item);
      const had = list.contains(document.activeElement);
      if (items.length !== list.children.length || items.some((each, i) => each !== list.children[i])) list.replaceChildren(...items);
      for (const old of shown.values()) if (!items.includes(old.item)) empty(old.item);
      shown = next;
      // This one is open now: go on to the next that is closed, or to the result.
      if (had && model && !list.contains(document.activeElement)) (list.querySelector("input") ?? byId("result-title")).focus();
    },
  };
}

/** @param {string} text @param {() => void} action */
function button(text, action) {
  const element = make("button", { type: "button", class: "button small" }, text);
  element.addEventListener("click", action);
  return element;
}

/** What goes takes no passphrase along: the browser may keep the element for long. @param {HTMLElement} item */
function empty(item) {
  const field = item.querySelector("input");
  if (field) field.value = "";
}

/** What keeps spell-checkers and password keepers away, as the page's own field has it. @param {HTMLElement} field */
function quiet(field) {
  return Object.fromEntries([...field.attributes].filter(({ name }) => !["id", "type", "class", "aria-describedby", "aria-invalid"].includes(name)).map(({ name, value }) => [name, value]));
}
