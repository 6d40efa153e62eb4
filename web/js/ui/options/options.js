// @ts-check
/** The options: what goes into the JWK beside the key's own numbers. */

import { byId, make, settled } from "../parts/dom.js";
import { createAlgs } from "./algs.js";
import { shownKeys } from "./formats.js";

/**
 * @typedef {import("../types.js").Options} Options
 * @typedef {import("../types.js").Key} Key
 * @param {() => void} onchange
 * @param {import("./algs.js").Kind[]} kinds
 */
export function mountOptions(onchange, kinds) {
  const algs = createAlgs(kinds);
  const use = byId("use");
  const alg = byId("alg");
  const kidMode = byId("kid-mode");
  const kid = byId("kid");
  const secret = byId("include-private");
  const encrypt = byId("encrypt");
  /** @type {Record<string, HTMLInputElement>} */
  const flags = { keyOps: byId("key-ops"), x5c: byId("x5c"), compact: byId("compact"), oneLine: byId("one-line") };
  /** @type {Record<string, string>} */
  let kids = {};
  let usual = ""; // the alg that "the usual one" stands for now
  let kind = ""; // what is about to be generated, while there is no key
  let offered = algs.fitting("", "sig");

  /** Fills the list of algorithms. @param {string} wanted stays chosen even when it does not fit */
  function fillAlgs(wanted) {
    const entries = [["", usual ? `Automatic: ${usual}` : "Automatic"], ...offered.map((name) => [name, name]), ["none", "none"]];
    if (wanted && !entries.some(([value]) => value === wanted)) entries.push([wanted, `${wanted} (does not fit)`]);
    const same = entries.length === alg.options.length &&
      entries.every(([value, label], i) => alg.options[i].value === value && alg.options[i].text === label);
    if (!same) alg.replaceChildren(...entries.map(([value, label]) => make("option", { value }, label)));
    alg.value = wanted;
    const id = kidMode.value === "text" ? kid.value : kidMode.value;
    byId("options-short").textContent = [use.value, wanted || usual, id && `kid: ${id}`].filter(Boolean).join(" · ");
  }

  function showKid() {
    byId("kid-field").hidden = kidMode.value !== "text";
  }

  const typed = settled(onchange, 150);
  const typedSlowly = settled(onchange, 500); // each try derives a key anew
  use.addEventListener("change", () => {
    offered = algs.fitting(kind, use.value);
    usual = "";
    fillAlgs(""); // an algorithm of another use would only be refused
    onchange();
  });
  kidMode.addEventListener("change", () => {
    showKid();
    onchange();
  });
  kid.addEventListener("input", typed.later);
  encrypt.addEventListener("input", typedSlowly.later);
  for (const box of [alg, secret, ...Object.values(flags)]) box.addEventListener("change", onchange);
  fillAlgs("");

  return {
    /** @returns {Options} */
    read: () => ({
      use: use.value,
      alg: alg.value,
      // No text yet is no key ID of one's own: the thumbprint serves until there is one.
      kid: kidMode.value === "text" && !kid.value ? { mode: "thumbprint", value: "" } : { mode: kidMode.value, value: kid.value },
      kids,
      private: secret.checked,
      keyOps: flags.keyOps.checked,
      x5c: flags.x5c.checked,
      compact: flags.compact.checked,
      oneLine: flags.oneLine.checked,
      encrypt: encrypt.value,
    }),

    /** Sets options from a preset, which never sets private. @param {import("./preset.js").Preset} preset */
    preset(preset) {
      if (preset.use) use.value = preset.use;
      if (preset.kidMode) kidMode.value = preset.kidMode;
      if (preset.kid) kid.value = preset.kid;
      for (const [name, box] of Object.entries(flags)) if (preset[/** @type {"keyOps"} */ (name)]) box.checked = true;
      offered = algs.fitting(kind, use.value);
      fillAlgs(algs.known(preset.alg) ? preset.alg : "");
      showKid();
    },

    /** Offers what a key of this type or curve will be able to do; "" is any. @param {string} next @param {import("../types.js").Model | null} model */
    offerFor(next, model) {
      kind = next;
      this.update(model);
    },

    /** Offers what these keys can do. @param {import("../types.js").Model | null} model */
    update(model) {
      const keys = model ? shownKeys(model) : [];
      // Beside a result, the panel that makes keys still needs what fits the next one.
      const next = keys.length && !kind ? [] : algs.fitting(kind, use.value);
      offered = [...new Set([...keys.flatMap((key) => key.algs), ...next])];
      usual = alg.value === "" && keys.length === 1 ? keys[0].alg : usual && keys.length === 1 ? usual : "";
      fillAlgs(alg.value);
    },

    /** @param {number} id @param {string} value */
    setOwnKid(id, value) {
      kids = { ...kids, [id]: value };
      if (!value) delete kids[id];
      typed.later();
    },
    ownKid: (/** @type {number} */ id) => kids[id] ?? "",

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

    /**
     * Other keys come, or none: what was said of the last ones does not count
     * for them. Whoever let the private half of one key be seen has not let
     * that of the next.
     */
    forget() {
      kids = {};
      secret.checked = false;
      encrypt.value = "";
    },
  };
}
