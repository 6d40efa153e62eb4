// @ts-check
/** The passphrase for a new, encrypted file: shown when the person wants to check it, and weighed. */

import { isSealed } from "../options/formats.js";
import { byId } from "../parts/dom.js";
import { textField } from "../parts/renew.js";
import { mountReveal } from "../parts/reveal.js";

export function mountEncrypt() {
  const field = textField("encrypt");
  const note = byId("encrypt-note");
  const { hide } = mountReveal(field, byId("encrypt-show"));
  const weigh = () => {
    const { level, words } = strength(field.value);
    if (note.textContent !== words) note.textContent = words;
    note.dataset.level = level;
  };
  field.on("input", weigh);
  weigh();

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const shown = isSealed(model?.format);
      byId("encrypt-field").hidden = !shown;
      if (!shown || !field.value) hide();
      weigh();
    },
  };
}

/**
 * How long a passphrase may stand against somebody who has the file and a few
 * fast computers. It looks at length and variety alone: a page cannot know what
 * others know about the person.
 * @param {string} text
 */
function strength(text) {
  const various = new Set(text).size;
  if (!text) return { level: "none", words: "There is no way back: without it the file cannot be opened." };
  if (text.length < 10 || various < 6) return { level: "weak", words: "Weak: it can be found by trying. Take four or more random words, or 16 characters from a password manager." };
  if (text.length < 16 || various < 8) return { level: "fair", words: "Fair: whoever has the file and fast computers may find it. Longer is stronger." };
  return { level: "good", words: "Long enough, if nobody can guess it. Without it the file cannot be opened." };
}
