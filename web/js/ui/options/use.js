// @ts-check
/** What the key is for, and the algorithm: use or key_ops, and alg. */

import { byId, explain, make } from "../parts/dom.js";
import { createAlgs } from "./algs.js";
import { shownKeys } from "./formats.js";

/** @typedef {import("../types.js").Model} Model */

const NAMES_OF_EDDSA = ["EdDSA", "Ed25519"];

/**
 * @param {() => void} onchange
 * @param {ReturnType<import("./choices.js").createChoices>} choices
 */
export function mountUse(onchange, choices) {
  let algs = createAlgs([]);
  const use = byId("use");
  const alg = byId("alg");
  const keyOps = byId("key-ops");
  const asEach = make("option", { value: "" }, "as each key has it");
  let usual = ""; // the algorithm that "the usual one" means now
  let kind = ""; // what is about to be generated
  /** @type {string[]} */
  let offered = [];

  /** Fills the list of algorithms. @param {string} wanted stays chosen even when it does not fit */
  function fill(wanted) {
    const entries = [["", usual ? `Automatic: ${usual}` : "Automatic"], ...offered.map((name) => [name, name]), ["none", "none"]];
    if (wanted && !entries.some(([value]) => value === wanted)) entries.push([wanted, `${wanted} (does not fit)`]);
    const same = entries.length === alg.options.length &&
      entries.every(([value, label], i) => alg.options[i].value === value && alg.options[i].text === label);
    if (!same) alg.replaceChildren(...entries.map(([value, label]) => make("option", { value }, label)));
    alg.value = wanted;
    explain(alg, byId("alg-why"), offered.includes("EdDSA") && offered.every((name) => NAMES_OF_EDDSA.includes(name)));
  }

  /** The algorithms that fit the next key. */
  const next = () => algs.fitting(kind, keyOps.checked ? "none" : use.value);

  /** With key_ops no use is written: the algorithm says what the key is for. */
  function showKeyOps() {
    use.disabled = keyOps.checked;
    explain(use, byId("use-why"), keyOps.checked);
  }

  /** Shows the use that counts where nobody chose one. @param {import("../types.js").Key[]} keys */
  function showUse(keys) {
    const uses = new Set(keys.map((key) => key.use || algs.useOf(key.alg) || "none"));
    const several = uses.size > 1;
    const [only] = several ? [""] : uses;
    if (several) use.prepend(asEach);
    else asEach.remove();
    const chosen = choices.get("use") || (choices.scope() ? "" : choices.forAll("use"));
    if (keys.length && keyOps.checked) use.value = only && only !== "none" ? only : use.value;
    else use.value = chosen || only || (several ? "" : algs.fitting(kind, "sig").length ? "sig" : "enc");
  }

  use.addEventListener("change", () => {
    choices.set({ use: use.value, alg: "" }); // an algorithm for another use would be refused
    offered = next();
    usual = "";
    fill("");
    onchange();
  });
  alg.addEventListener("change", () => {
    choices.set({ alg: alg.value });
    onchange();
  });
  keyOps.addEventListener("change", () => {
    choices.set({ keyOps: keyOps.checked });
    showKeyOps();
    onchange();
  });

  return {
    /** @param {import("./algs.js").Kind[]} kinds what keys there are, and what each can do */
    know: (kinds) => void (algs = createAlgs(kinds)),

    /** In a few words. */
    short: () => [use.value, alg.value || usual],

    /** What the address says of it. @param {import("./preset.js").Preset} preset */
    fromPreset: (preset) => ({ use: preset.use, alg: algs.known(preset.alg) ? preset.alg : "", keyOps: Boolean(preset.keyOps) }),

    /** As the address says, and as usual where it says nothing. @param {import("./preset.js").Preset} preset */
    preset(preset) {
      use.value = preset.use || "sig";
      keyOps.checked = Boolean(preset.keyOps);
      showKeyOps();
      offered = next();
      fill(algs.known(preset.alg) ? preset.alg : "");
    },

    /** @param {string} next a type or curve to generate; "" is none */
    offerFor(next) {
      kind = next;
    },

    /** Offers what these keys can do. @param {Model | null} model */
    update(model) {
      const keys = model ? shownKeys(model) : [];
      keyOps.checked = choices.get("keyOps") ?? choices.forAll("keyOps");
      showKeyOps();
      showUse(keys);
      // Beside a result, the panel that makes keys still needs what fits the next one.
      const beside = keys.length && (!kind || choices.scope()) ? [] : next();
      offered = [...new Set([...keys.flatMap((key) => key.algs), ...beside])];
      const wanted = choices.get("alg") ?? "";
      usual = wanted === "" && keys.length === 1 ? keys[0].alg || "none" : usual && keys.length === 1 ? usual : "";
      fill(wanted);
    },
  };
}
