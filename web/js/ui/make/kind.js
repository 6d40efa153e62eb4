// @ts-check
/** What kind of key is made: its type, size, curve or parameter set, and how many. */

import { byId, make } from "../parts/dom.js";
import { DEFAULTS, SIZES, typeOf } from "./sizes.js";

/**
 * @param {() => void} onchange the kind is another
 */
export function mountKind(onchange) {
  const type = byId("gen-type");
  const size = byId("gen-size");
  const custom = byId("gen-custom");
  const count = byId("gen-count");
  /** @type {import("../../protocol.js").Kind[]} */
  let kinds = [];
  let chosen = false; // the person, or the address, says which

  for (const field of [type, size]) field.addEventListener("change", () => (chosen = true));
  type.addEventListener("change", () => {
    fillSizes();
    onchange();
  });
  size.addEventListener("change", onchange);

  function fillSizes(wanted = "") {
    const sizes = SIZES[type.value];
    size.replaceChildren(...sizes.map(([value, label]) => make("option", { value }, label)));
    size.value = sizes.some(([value]) => value === wanted) ? wanted : DEFAULTS[type.value] ?? sizes[0][0];
    size.disabled = sizes.length === 1;
    byId("gen-size-label").textContent = type.value === "EC" ? "Curve" : type.value === "ML-DSA" ? "Parameter set" : "Size";
  }

  const isCustom = () => type.value === "RSA" && size.value === "custom";

  return {
    fields: [type, size, custom, count],
    isCustom,
    isRSA: () => type.value === "RSA",
    several: () => Number(count.value) > 1,
    know: (/** @type {import("../../protocol.js").Kind[]} */ all) => void (kinds = all),

    /** @param {string} engine @returns {import("../types.js").OneKind} */
    recipe(engine) {
      const common = { count: Number(count.value) || 1, engine };
      switch (type.value) {
        case "EC":
          return { type: "EC", curve: size.value, ...common };
        case "Ed25519":
        case "X25519":
          return { type: "OKP", curve: type.value, ...common };
        case "ML-DSA":
          return { type: "AKP", alg: size.value, ...common };
        default:
          return { type: type.value, size: Number(isCustom() ? custom.value : size.value), ...common };
      }
    },

    /** The first number that is out of its range, and what may be there; or null. */
    wrong() {
      for (const field of [custom, count]) {
        if (field === custom && !isCustom()) continue;
        const bad = !field.checkValidity() || !field.value;
        field.setAttribute("aria-invalid", String(bad));
        if (bad) return { field, text: field === custom ? "RSA sizes go from 2048 to 8192 bits, and are even." : "From 1 to 20 keys at once." };
      }
      return null;
    },

    /** The type, curve or parameter set, for the algorithms that fit. */
    name: () => (type.value === "EC" || type.value === "ML-DSA" ? size.value : type.value),

    /** A kind that this system takes, where nobody said which. @param {import("../../protocol.js").Vendor | null} vendor */
    suit(vendor) {
      const alg = vendor?.set[0]?.alg ?? vendor?.algs[0] ?? "";
      const fit = typeOf(kinds.find(({ sig }) => sig.includes(alg))?.name ?? "RSA");
      if (chosen || (fit.type === type.value && (!fit.size || fit.size === size.value))) return;
      type.value = fit.type;
      fillSizes(fit.size);
      onchange();
    },

    /** @param {import("../options/preset.js").Preset} preset */
    preset(preset) {
      chosen = Boolean(preset.genType);
      type.value = preset.genType || "RSA";
      fillSizes(preset.genSize);
      custom.value = "4096";
      if (type.value === "RSA" && Number(preset.genSize) && size.value !== preset.genSize) {
        size.value = "custom";
        custom.value = preset.genSize;
      }
      count.value = preset.genCount || "1";
    },

    read: () => ({ genType: type.value, genSize: size.disabled ? "" : size.value === "custom" ? custom.value : size.value, genCount: count.value }),
  };
}
