// @ts-check
/** What is shown now: which keys, which of them, in which form. Every widget that draws a result hears of it here. */

import { availableForms, FORMS, isSealed, manyKeys, privateFor, shownKeys, shownText } from "../options/formats.js";
import { byId } from "../parts/dom.js";

/**
 * @typedef {import("../types.js").Model} Model
 * @param {object} on
 * @param {() => import("../types.js").Options} on.options
 * @param {() => void} on.refresh the form to show has not been made yet
 */
export function createView(on) {
  /** @type {Model | null} */
  let model = null;
  let wanted = ""; // the form chosen by the person or the address
  /** @type {((model: Model | null) => void)[]} */
  let widgets = [];

  // Ticking the box switches to the private form, unticking back. This runs before the options are read again.
  byId("include-private").addEventListener("change", () => {
    if (!model) return;
    const has = shownKeys(model).flatMap((key) => key.forms);
    wanted = on.options().private ? privateFor(model.format, has) : FORMS[model.format]?.open || model.format;
    if (!on.options().private) draw(model); // the secret goes at once, whether or not another form can be made
  });

  /** The form to show: the one wanted, or the nearest that these keys have. */
  function form() {
    const several = (model?.result.keys.length ?? 0) > 1 && !model?.selected;
    const options = on.options();
    let name = wanted || (several ? "jwks" : "jwk");
    if (FORMS[name]?.secret && !options.private) name = FORMS[name].open;
    if (!model) return name;
    const names = availableForms({ ...model, options });
    return names.includes(name) ? name : names[0] ?? name;
  }

  /** A new file's passphrase comes first: until then there is nothing to write. @param {string} format */
  const waits = (format) => isSealed(format) && !on.options().encrypt;

  /** @param {Model | null} next */
  function draw(next) {
    model = next && { ...next, options: on.options() };
    if (model) model.format = form();
    byId("empty").hidden = Boolean(model);
    byId("result").hidden = !model;
    title();
    for (const update of widgets) update(model);
  }

  /** @param {Model | null} next */
  function show(next) {
    draw(next);
    if (!model || waits(model.format)) return;
    // Only now is it known what keys there are, and so which form.
    if (shownText(model) === undefined && availableForms(model).includes(model.format)) on.refresh();
  }

  function title() {
    const keys = model ? shownKeys(model) : [];
    byId("result-title").textContent = keys.length > 1 ? manyKeys(keys) : keys[0]?.title ?? "";
    byId("result-source").textContent = keys.length === 1 ? [keys[0].source, keys[0].comment].filter(Boolean).join(" · ") : "";
  }

  return {
    show,

    /** Shows nothing, not even the words for beginners: the next result is coming. */
    blank() {
      show(null);
      byId("empty").hidden = true;
    },

    model: () => model,
    wanted: () => wanted,

    /** The forms to ask for. */
    forms() {
      const name = form();
      return waits(name) ? [] : [name];
    },

    /** @param {string} format */
    choose(format) {
      wanted = format;
      if (model) show(model);
    },

    /** @param {number} id */
    select(id) {
      if (model) show({ ...model, selected: id });
    },

    /** What draws a result. @param {((model: Model | null) => void)[]} updates */
    tell(updates) {
      widgets = updates;
    },
  };
}
