// @ts-check
/** The key ID: how it is made, and one's own text. */

import { byId, make, settled } from "../parts/dom.js";
import { shownKeys } from "./formats.js";

/** How much of a suggested key ID its entry in the list shows. */
const SHOWN = 14;

/** The ways that every key has; suggestions for the key that is shown come after them. */
const MODES = [
  ["thumbprint", "Thumbprint (RFC 7638)"], ["text", "My own text"], ["uuid", "A UUID"], ["date", "The date"],
  ["keep", "Keep the one it has"], ["none", "none"],
];

/** Suggestions by their names, where the address chooses one before there is a key. */
const SUGGESTED = [
  ["x5t", "SHA-1 of the certificate (x5t)"], ["x5tS256", "SHA-256 of the certificate (x5t#S256)"], ["x5tHex", "SHA-1 of the certificate, hex"],
  ["x5tS256Hex", "SHA-256 of the certificate, hex"], ["spkiS256", "SHA-256 of the public key (SPKI)"],
];

/**
 * @typedef {import("../types.js").Key} Key
 * @param {() => void} onchange
 * @param {ReturnType<import("./choices.js").createChoices>} choices
 */
export function mountKid(onchange, choices) {
  const mode = byId("kid-mode");
  const text = byId("kid");
  let shown = -1; // the key that the text is of

  const typed = settled(onchange, 150);
  mode.addEventListener("change", () => {
    choose();
    show();
    onchange();
    // Whoever goes through the list by the keyboard stays in it.
    if (mode.value === "text" && !mode.matches(":focus-visible")) text.focus();
  });
  text.addEventListener("input", () => {
    choose();
    show();
    typed.later();
  });

  /** No text yet is no key ID of one's own: what is usual serves until there is one. */
  function choose() {
    const value = text.value.trim();
    choices.set({ kid: mode.value === "text" && !value ? { mode: "", value: "" } : { mode: mode.value, value: mode.value === "text" ? value : "" } });
  }

  function show() {
    byId("kid-field").hidden = mode.value !== "text";
    byId("kid-note").textContent = text.value.trim() ? trimmedNote(text.value) : "Until you type one, the key ID is the usual one.";
  }

  /** @param {Key[]} keys @param {string} chosen stays in the list */
  function fill(keys, chosen) {
    const known = new Set(MODES.map(([name]) => name));
    const found = new Map(keys.flatMap((key) => key.kidModes ?? []).filter((each) => !known.has(each.mode)).map((each) => [each.mode, each]));
    const entries = [...MODES, ...[...found.values()].map((each) => [each.mode, keys.length === 1 ? `${each.label}: ${begin(each.value)}` : each.label])];
    if (chosen && !entries.some(([name]) => name === chosen)) entries.push(SUGGESTED.find(([name]) => name === chosen) ?? [chosen, chosen]);
    if (entries.length === mode.options.length && entries.every(([name, label], i) => mode.options[i].value === name && mode.options[i].text === label)) return;
    const now = mode.value;
    mode.replaceChildren(...entries.map(([value, label]) => make("option", { value }, label)));
    mode.value = now;
  }

  fill([], "");
  mode.value = "thumbprint";

  return {
    /** In a few words. */
    short: () => (mode.value === "text" ? text.value.trim() : mode.value),

    /** As the address says, and as usual where it says nothing. @param {import("./preset.js").Preset} preset */
    preset(preset) {
      fill([], preset.kidMode);
      mode.value = preset.kidMode || "thumbprint";
      text.value = preset.kid;
      shown = -1;
      show();
    },

    /** What the address says of it. @param {import("./preset.js").Preset} preset */
    fromPreset: ({ kid, kidMode }) => (kidMode === "text" && !kid.trim() ? { mode: "", value: "" } : { mode: kidMode, value: kid.trim() }),

    /** Shows what counts for these keys. @param {import("../types.js").Model | null} model */
    update(model) {
      const keys = model ? shownKeys(model) : [];
      const scope = choices.scope();
      const chosen = choices.get("kid")?.mode || (scope ? choices.forAll("kid").mode : "");
      const begun = !chosen && mode.value === "text" && !text.value.trim() && [scope, -1].includes(shown);
      const typing = begun || document.activeElement === text || (mode.value === "text" && document.activeElement === mode);
      const wanted = chosen && !(scope && !choices.get("kid") && kept(keys)) ? chosen : usual(keys);
      fill(keys, wanted);
      if (typing && (begun || shown === scope)) return; // text that a person has begun to type stays
      mode.value = wanted;
      const value = choices.get("kid")?.value ?? keys[0]?.kid ?? "";
      if (wanted === "text" && text.value.trim() !== value) text.value = value;
      shown = scope;
      show();
    },
  };
}

/** Whether these keys have the IDs that they came with. @param {Key[]} keys */
const kept = (keys) => keys.some((key) => key.given?.kid && key.given.kid === key.kid);

/** What a key ID is where nobody chose. @param {Key[]} keys */
function usual(keys) {
  if (kept(keys)) return "keep";
  return keys.length && keys.every((key) => !key.kid) ? "none" : "thumbprint";
}

/** @param {string} value */
const begin = (value) => (value.length > SHOWN ? value.slice(0, SHOWN) + "…" : value);

/** What is said of a key ID as it was typed. @param {string} text */
function trimmedNote(text) {
  return text.trim() && text !== text.trim() ? "Spaces before and after it are left out." : "";
}
