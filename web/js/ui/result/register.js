// @ts-check
/** A command or another text that registers what is shown, where the system that was chosen has one. */

import { shownKeys } from "../options/formats.js";
import { byId } from "../parts/dom.js";
import { makeBlock } from "../token/blocks.js";

export function mountRegister() {
  const place = byId("register");
  let shown = "";

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const text = model && !model.sample ? (model.selected ? shownKeys(model)[0] : model.result)?.register : null;
      const now = text ? text.title + text.text : "";
      if (now === shown) return; // a button may say that it copied
      shown = now;
      place.hidden = !text;
      place.replaceChildren(...(text ? [makeBlock(text.title, text.text)] : []));
    },
  };
}
