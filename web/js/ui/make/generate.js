// @ts-check
/** The panel that makes keys: what, how large, how many, by whom. */

import { byId, make } from "../parts/dom.js";
import { createEnded } from "./ended.js";
import { estimate } from "./estimate.js";
import { DEFAULTS, SIZES } from "./sizes.js";

/**
 * @typedef {import("../types.js").Recipe} Recipe
 * @param {object} on
 * @param {(recipe: Recipe) => void} on.generate
 * @param {() => void} on.change the type changed: other algorithms fit
 */
export function mountGenerate(on) {
  let subtle = false;
  const type = byId("gen-type");
  const size = byId("gen-size");
  const custom = byId("gen-custom");
  const count = byId("gen-count");
  const engine = byId("gen-engine");
  const button = byId("generate");

  if (/Mac|iPhone|iPad/.test(navigator.platform)) byId("generate-keys").textContent = "⌘ Return";

  function fillSizes(wanted = "") {
    const sizes = SIZES[type.value];
    size.replaceChildren(...sizes.map(([value, label]) => make("option", { value }, label)));
    size.value = sizes.some(([value]) => value === wanted) ? wanted : DEFAULTS[type.value] ?? sizes[0][0];
    size.disabled = sizes.length === 1;
    byId("gen-size-label").textContent = type.value === "EC" ? "Curve" : type.value === "ML-DSA" ? "Parameter set" : "Size";
  }

  /** @returns {import("../types.js").OneKind} */
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
  let searching = false; // the browser is searching for an RSA key

  const foresee = () => estimate(recipe(), subtle, ended.waiting());
  /** @type {{recipe: Recipe, text: ReturnType<foresee>} | null} what was asked for last */
  let asked = null;

  let made = false; // what is shown was made with these settings
  let added = false; // what is made next goes to the keys that are there
  let busy = false;

  /** Whether what is shown was made by these settings. @param {boolean} yes */
  function done(yes) {
    made = yes && !(asked && "set" in asked.recipe);
    show();
  }

  /** @param {Recipe} recipe @param {ReturnType<foresee>} text */
  function ask(recipe, text) {
    if (busy) return;
    asked = { recipe, text };
    on.generate(recipe);
  }

  function go() {
    const field = wrong();
    if (field) field.focus();
    else ask({ ...recipe(), engine: type.value === "RSA" ? engine.value : "auto" }, foresee());
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

  return {
    go,
    /** @param {boolean} yes whether the browser's own generator is there */
    know(yes) {
      subtle = yes;
      engine.querySelector("[value=subtle]").disabled = !subtle;
    },
    /** The keys that somebody wants in one set. @param {import("../../protocol.js").Wanted[]} set what they are */
    goSet(set) {
      const slowest = set.find(({ type }) => type === "RSA") ?? set[0];
      ask({ set: true, engine: "auto" }, estimate({ type: slowest.type, size: slowest.size, count: 1, engine: "auto" }, subtle, ended.waiting()));
    },
    /** Makes the same again. */
    again: () => asked && ask(asked.recipe, asked.text),
    /** How long it will take, in words. */
    estimate: () => asked?.text ?? foresee(),
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
    /** While it works the button does nothing, but keeps the focus. @param {boolean} on @param {boolean} [whole] the work came to its end */
    busy(on, whole = false) {
      busy = on;
      if (!on && searching && !whole) void ended.look();
      searching = on && subtle && (asked && "set" in asked.recipe ? Boolean(asked.text.short) : type.value === "RSA" && engine.value !== "go");
      button.setAttribute("aria-disabled", String(on));
    },
    done,
    adding: (/** @type {boolean} */ on) => void ((added = on), show()),
  };
}
