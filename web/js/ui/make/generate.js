// @ts-check
/** The panel that makes keys: what, how large, how many, by whom. */

import { byId, make } from "../parts/dom.js";
import { createEnded } from "./ended.js";
import { estimate } from "./estimate.js";

/** The sizes that each type offers, [value, label], the usual one first in DEFAULTS. */
/** @type {Record<string, string[][]>} */
const SIZES = {
  RSA: [["2048", "2048 bits"], ["3072", "3072 bits"], ["4096", "4096 bits"], ["custom", "Another size"]],
  EC: [["P-256", "P-256"], ["P-384", "P-384"], ["P-521", "P-521"], ["secp256k1", "secp256k1"]],
  Ed25519: [["256", "256 bits, always"]],
  X25519: [["256", "256 bits, always"]],
  "ML-DSA": [["ML-DSA-44", "ML-DSA-44"], ["ML-DSA-65", "ML-DSA-65"], ["ML-DSA-87", "ML-DSA-87"]],
  oct: [["128", "128 bits"], ["192", "192 bits"], ["256", "256 bits"], ["384", "384 bits"], ["512", "512 bits"]],
};

/** @type {Record<string, string>} */
const DEFAULTS = { RSA: "4096", EC: "P-256", "ML-DSA": "ML-DSA-65", oct: "256" };

/**
 * @typedef {import("../types.js").Recipe} Recipe
 * @param {object} on
 * @param {(recipe: Recipe) => void} on.generate
 * @param {() => void} on.change the type changed: other algorithms fit
 * @param {boolean} subtle whether the browser's own generator is there
 */
export function mountGenerate(on, subtle) {
  const type = byId("gen-type");
  const size = byId("gen-size");
  const custom = byId("gen-custom");
  const count = byId("gen-count");
  const engine = byId("gen-engine");
  const button = byId("generate");

  if (!subtle) engine.querySelector("[value=subtle]").disabled = true;
  if (/Mac|iPhone|iPad/.test(navigator.platform)) byId("generate-keys").textContent = "⌘ Return";

  function fillSizes(wanted = "") {
    const sizes = SIZES[type.value];
    size.replaceChildren(...sizes.map(([value, label]) => make("option", { value }, label)));
    size.value = sizes.some(([value]) => value === wanted) ? wanted : DEFAULTS[type.value] ?? sizes[0][0];
    size.disabled = sizes.length === 1;
    byId("gen-size-label").textContent = type.value === "EC" ? "Curve" : type.value === "ML-DSA" ? "Parameter set" : "Size";
  }

  /** @returns {Recipe} */
  function recipe() {
    const common = { count: Number(count.value) || 1, engine: engine.value };
    switch (type.value) {
      case "EC":
        return { type: "EC", curve: size.value, ...common };
      case "Ed25519":
      case "X25519":
        return { type: "OKP", curve: type.value, ...common };
      case "ML-DSA":
        return { type: "AKP", alg: size.value, ...common };
      default:
        return { type: type.value, size: Number(size.value === "custom" ? custom.value : size.value), ...common };
    }
  }

  /** The first number that is out of its range, or null. */
  function wrong() {
    for (const field of [custom, count]) {
      if (field === custom && (type.value !== "RSA" || size.value !== "custom")) continue;
      const bad = !field.checkValidity() || !field.value;
      field.setAttribute("aria-invalid", String(bad));
      if (bad) return field;
    }
    return null;
  }

  function show() {
    byId("gen-custom-field").hidden = !(type.value === "RSA" && size.value === "custom");
    engine.disabled = type.value !== "RSA"; // Go makes all the others, at once
    const field = wrong();
    byId("gen-estimate").textContent =
      field === custom ? "RSA sizes go from 2048 to 8192 bits, and are even."
      : field === count ? "From 1 to 20 keys at once."
      : foresee().text;
    const [one, several] = added ? ["and add", "and add"] : made ? ["another", "others"] : ["key", "keys"];
    byId("generate-text").textContent = `Generate ${Number(count.value) > 1 ? several : one}`;
  }

  const ended = createEnded(show);
  let searching = false; // the browser, for a key of the type RSA

  const foresee = () => estimate(recipe(), subtle, ended.waiting());

  let made = false; // what is shown was made as it says here
  let added = false; // what is made next goes to the keys that are there
  let busy = false;

  /** Whether what is shown was made by these settings. @param {boolean} yes */
  function done(yes) {
    made = yes;
    show();
  }

  function go() {
    const field = wrong();
    if (field) field.focus();
    else if (!busy) on.generate({ ...recipe(), engine: type.value === "RSA" ? engine.value : "auto" });
  }

  type.addEventListener("change", () => {
    fillSizes();
    on.change();
  });
  for (const field of [type, size, custom, count, engine]) {
    for (const event of ["input", "change"]) field.addEventListener(event, () => done(false));
  }
  size.addEventListener("change", on.change);
  button.addEventListener("click", go);
  fillSizes();
  show();

  return {
    go,
    estimate: foresee,
    /** The type, curve or parameter set, for the algorithms that fit. */
    kind: () => (type.value === "EC" || type.value === "ML-DSA" ? size.value : type.value),
    /** As the address says, and as usual where it says nothing. @param {import("../options/preset.js").Preset} preset */
    preset(preset) {
      type.value = preset.genType || "RSA";
      fillSizes(preset.genSize);
      custom.value = "4096";
      if (type.value === "RSA" && Number(preset.genSize) && size.value !== preset.genSize) {
        size.value = "custom";
        custom.value = preset.genSize;
      }
      count.value = preset.genCount || "1";
      engine.value = preset.genEngine === "subtle" && !subtle ? "auto" : preset.genEngine || "auto";
      done(false);
    },
    read: () => ({ genType: type.value, genSize: size.disabled ? "" : size.value === "custom" ? custom.value : size.value, genCount: count.value, genEngine: engine.value }),
    /** While it works the button does nothing, but keeps the focus. @param {boolean} on */
    busy(on) {
      busy = on;
      if (!on && searching) void ended.look();
      searching = on && subtle && type.value === "RSA" && engine.value !== "go";
      button.setAttribute("aria-disabled", String(on));
    },
    done,
    adding: (/** @type {boolean} */ on) => void ((added = on), show()),
  };
}
