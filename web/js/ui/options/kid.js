// @ts-check
/** The key ID: how it is made, one's own text, and one of its own for a single key. */

import { byId, settled } from "../parts/dom.js";

/**
 * @typedef {import("../types.js").Key} Key
 * @param {() => void} onchange
 */
export function mountKid(onchange) {
  const mode = byId("kid-mode");
  const text = byId("kid");
  /** @type {Record<string, string>} */
  let kids = {};

  const typed = settled(onchange, 150);
  mode.addEventListener("change", () => {
    show();
    onchange();
  });
  text.addEventListener("input", () => {
    show();
    typed.later();
  });

  function show() {
    byId("kid-field").hidden = mode.value !== "text";
    byId("kid-note").textContent = trimmedNote(text.value);
  }

  return {
    /** @returns {Pick<import("../types.js").Options, "kid" | "keys">} */
    read() {
      const value = text.value.trim();
      // No text yet is no key ID of one's own: the thumbprint serves until there is one.
      const keys = Object.fromEntries(Object.entries(kids).map(([id, own]) => [id, { kid: { mode: "text", value: own } }]));
      return { kid: mode.value === "text" && !value ? { mode: "thumbprint", value: "" } : { mode: mode.value, value }, keys };
    },

    /** In a few words. */
    short: () => (mode.value === "text" ? text.value.trim() : mode.value),

    /** As the address says, and as usual where it says nothing. @param {import("./preset.js").Preset} preset */
    preset(preset) {
      mode.value = preset.kidMode || "thumbprint";
      text.value = preset.kid;
      show();
    },

    /** @param {number} id @param {string} value */
    setOwn(id, value) {
      kids = { ...kids, [id]: value.trim() };
      if (!kids[id]) delete kids[id];
      typed.later();
    },
    own: (/** @type {number} */ id) => kids[id] ?? "",

    /**
     * The same input gave more keys, or others first: a key ID of its own stays with its key.
     * @param {Key[]} before @param {Key[]} now
     * @returns {boolean} whether one went to another number
     */
    follow(before, now) {
      const old = kids;
      kids = {};
      for (const [id, value] of Object.entries(old)) {
        const key = before.find((key) => String(key.id) === id);
        const same = now.find((other) => other.thumbprint === key?.thumbprint && other.private === key.private && !(other.id in kids));
        if (same) kids[same.id] = value;
      }
      return Object.keys(old).some((id) => kids[id] !== old[id]);
    },

    /** Other keys come: what single ones were called does not count for them. */
    forget() {
      kids = {};
    },
  };
}

/** What is said of a key ID as it was typed. @param {string} text */
export function trimmedNote(text) {
  return text.trim() && text !== text.trim() ? "Spaces before and after it are left out." : "";
}
