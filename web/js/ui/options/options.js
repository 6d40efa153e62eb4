// @ts-check
/** The options: what goes into the JWK beside the key's own numbers, and how it is written. */

import { byId, settled } from "../parts/dom.js";
import { textField } from "../parts/renew.js";
import { shownKeys } from "./formats.js";
import { mountKid } from "./kid.js";
import { mountLayout } from "./layout.js";
import { mountUse } from "./use.js";
import { mountWhom } from "../token/for.js";

/**
 * @typedef {import("../types.js").Options} Options
 * @typedef {import("../types.js").Model} Model
 * @param {() => void} onchange
 * @param {import("./algs.js").Kind[]} kinds
 * @param {import("../../protocol.js").Vendor[]} vendors
 * @param {(form: string) => void} choose shows a form of output
 */
export function mountOptions(onchange, kinds, vendors, choose) {
  const changed = () => {
    short();
    onchange();
  };
  const use = mountUse(changed, kinds);
  const kid = mountKid(changed);
  const layout = mountLayout(changed);
  const whom = mountWhom(vendors, { changed, choose });
  const x5c = byId("x5c");
  const secret = byId("include-private");
  const encrypt = textField("encrypt");

  for (const box of [x5c, secret]) box.addEventListener("change", changed);
  encrypt.on("input", settled(onchange, 500).later); // each try derives a key anew

  /** What stands in the place of the options when they are closed. */
  function short() {
    const id = kid.short();
    byId("options-short").textContent = [...use.short(), id && `kid: ${id}`].filter(Boolean).join(" · ");
  }

  /** @param {Model | null} model */
  function update(model) {
    use.update(model);
    const keys = model ? shownKeys(model) : [];
    const none = keys.length > 0 && !keys.some((key) => key.certificates.length);
    byId("x5c-why").textContent = none ? ": none came along" : "";
    whom.update(model);
    short();
  }

  return {
    update,
    whom,

    /** @returns {Options} */
    read: () => ({ ...use.read(), ...kid.read(), ...layout.read(), for: whom.read(), x5c: x5c.checked, private: secret.checked, encrypt: encrypt.value }),

    /** As the address says, and as usual where it says nothing; private is left alone. @param {import("./preset.js").Preset} preset */
    preset(preset) {
      use.preset(preset);
      kid.preset(preset);
      layout.preset(preset);
      whom.preset(preset);
      x5c.checked = Boolean(preset.x5c);
      short();
    },

    /** The person cleared the page: their own key ID was for the key that is gone. @param {import("./preset.js").Preset} preset */
    clear(preset) {
      kid.preset(preset);
      short();
    },

    /** Offers what a key of this type or curve will be able to do; "" is any. @param {string} next @param {Model | null} model */
    offerFor(next, model) {
      use.offerFor(next);
      update(model);
    },

    setOwnKid: kid.setOwn,
    ownKid: kid.own,
    follow: kid.follow,

    /**
     * Other keys come, or none: what was said of the last ones does not count
     * for them. Whoever let the private half of one key be seen has not let
     * that of the next.
     */
    forget() {
      kid.forget();
      secret.checked = false;
      encrypt.renew();
    },
  };
}
