// @ts-check
/** The panel that makes keys: what, how large, how many, by whom. */

import { byId } from "../parts/dom.js";
import { onEnter } from "../token/blocks.js";
import { createEnded } from "./ended.js";
import { estimate } from "./estimate.js";
import { mountKind } from "./kind.js";

/**
 * @typedef {import("../types.js").Recipe} Recipe
 * @param {object} on
 * @param {(recipe: Recipe) => void} on.generate
 * @param {() => void} on.change the type changed: other algorithms fit
 */
export function mountGenerate(on) {
  let subtle = false;
  const kind = mountKind(on.change);
  const engine = byId("gen-engine");
  const button = byId("generate");

  if (/Mac|iPhone|iPad/.test(navigator.platform)) byId("generate-keys").textContent = "⌘ Return";

  function show() {
    byId("gen-custom-field").hidden = !kind.isCustom();
    engine.disabled = !kind.isRSA(); // Go makes all the others, at once
    byId("gen-estimate").textContent = kind.wrong()?.text ?? foresee().text;
    const [one, several] = added ? ["and add", "and add"] : made ? ["another", "others"] : ["key", "keys"];
    byId("generate-text").textContent = `Generate ${kind.several() ? several : one}`;
  }

  const ended = createEnded(show);
  let searching = false; // the browser is searching for an RSA key

  const foresee = () => estimate(kind.recipe(engine.value), subtle, ended.waiting());
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
    const wrong = kind.wrong();
    if (wrong) wrong.field.focus();
    else ask(kind.recipe(kind.isRSA() ? engine.value : "auto"), foresee());
  }

  for (const field of [...kind.fields, engine]) {
    for (const event of ["input", "change"]) field.addEventListener(event, () => done(false));
  }
  button.addEventListener("click", go);
  onEnter(byId("panel-generate"), go);

  return {
    go,
    /** @param {boolean} yes whether the browser's own generator is there @param {import("../../protocol.js").Kind[]} kinds */
    know(yes, kinds) {
      subtle = yes;
      kind.know(kinds);
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
    /** What is being made, in words. */
    what: () => (!asked || "set" in asked.recipe ? "Making the keys" : asked.recipe.count > 1 ? `Making ${asked.recipe.count} keys` : "Making the key"),
    kind: kind.name,
    /** A kind that this system takes, or that it takes none from here. @param {import("../../protocol.js").Vendor | null} vendor */
    suit(vendor) {
      byId("gen-whom").hidden = !vendor || vendor.forms.length > 0;
      byId("gen-whom").textContent = vendor ? `${vendor.name} makes the keys that it takes. Give the one that you got from it to “Convert a key”.` : "";
      kind.suit(vendor);
      done(false);
    },
    /** As the address says, and as usual where it says nothing. @param {import("../options/preset.js").Preset} preset */
    preset(preset) {
      kind.preset(preset);
      engine.value = preset.genEngine === "subtle" && !subtle ? "auto" : preset.genEngine || "auto";
      done(false);
    },
    read: () => ({ ...kind.read(), genEngine: engine.value }),
    /** While it works the button does nothing, but keeps the focus. @param {boolean} on @param {boolean} [whole] the work came to its end */
    busy(on, whole = false) {
      busy = on;
      if (!on && searching && !whole) void ended.look();
      searching = on && subtle && (asked && "set" in asked.recipe ? Boolean(asked.text.short) : kind.isRSA() && engine.value !== "go");
      button.setAttribute("aria-disabled", String(on));
    },
    done,
    adding: (/** @type {boolean} */ on) => void ((added = on), show()),
  };
}
