// @ts-check
/** The options: what goes into the JWK beside the key's own numbers, and how it is written. */

import { byId, settled } from "../parts/dom.js";
import { textField } from "../parts/renew.js";
import { createChoices } from "./choices.js";
import { shownKeys } from "./formats.js";
import { mountKid } from "./kid.js";
import { mountLayout } from "./layout.js";
import { mountUse } from "./use.js";
import { mountWhom } from "../token/for.js";

/**
 * @typedef {import("../types.js").Options} Options
 * @typedef {import("../types.js").Model} Model
 * @param {() => void} onchange
 * @param {object} on
 * @param {(form: string) => void} on.choose shows a form of output
 * @param {(vendor: import("../../protocol.js").Vendor | null) => void} on.whom another system is chosen
 * @param {(set: import("../../protocol.js").Wanted[]) => void} on.makeSet makes the keys that a system wants in one set
 */
export function mountOptions(onchange, on) {
  const changed = () => {
    short();
    byId("options-reset").hidden = !choices.differs();
    onchange();
  };
  const choices = createChoices();
  const use = mountUse(changed, choices);
  const kid = mountKid(changed, choices);
  const layout = mountLayout(changed);
  const whom = mountWhom({ changed, ...on });
  const x5c = byId("x5c");
  const secret = byId("include-private");
  const encrypt = textField("encrypt");
  const rewrite = byId("rewrite");
  /** @type {Model | null} */
  let model = null;

  secret.addEventListener("change", changed);
  x5c.addEventListener("change", () => {
    choices.set({ x5c: x5c.checked });
    changed();
  });
  rewrite.addEventListener("change", () => {
    choices.setRewrite(rewrite.checked);
    changed();
  });
  byId("options-reset").addEventListener("click", () => {
    choices.reset();
    update(model);
    changed();
    byId("use").focus(); // the button goes
  });
  const typing = settled(onchange, 500); // each try derives a key anew
  encrypt.on("input", typing.later);

  /** The summary that is shown while the options are closed. */
  function short() {
    const id = kid.short();
    byId("options-short").textContent = [...use.short(), id && `kid: ${id}`].filter(Boolean).join(" · ");
  }

  /** @param {Model | null} next */
  function update(next) {
    model = next;
    choices.update(model);
    showScope(model, choices.scope());
    byId("options-reset").hidden = !choices.differs();
    use.update(model);
    kid.update(model);
    x5c.checked = choices.get("x5c") ?? choices.forAll("x5c");
    const keys = model ? shownKeys(model) : [];
    const none = keys.length > 0 && !keys.some((key) => key.certificates.length);
    byId("x5c-why").textContent = none ? ": none came along" : "";
    rewrite.checked = choices.read().rewrite;
    whom.update(model);
    short();
  }

  return {
    update,
    whom,

    /** What there is to choose from. @param {import("./algs.js").Kind[]} kinds @param {import("../../protocol.js").Vendor[]} vendors */
    know(kinds, vendors) {
      use.know(kinds);
      whom.know(vendors);
    },

    /** Whether the passphrase for a new file is still being typed: what comes now is under an earlier one. */
    typing: () => typing.waits(),

    /** @returns {Options} */
    read: () => ({ ...choices.read(), ...layout.read(), for: whom.read(), private: secret.checked, encrypt: encrypt.value }),

    /** As the address says, and as usual where it says nothing; private is left alone. @param {import("./preset.js").Preset} preset */
    preset(preset) {
      choices.preset({ ...use.fromPreset(preset), kid: kid.fromPreset(preset), x5c: Boolean(preset.x5c) });
      use.preset(preset);
      kid.preset(preset);
      layout.preset(preset);
      whom.preset(preset);
      update(model);
    },

    /** The person cleared the page: their own key ID was for the key that is gone. @param {import("./preset.js").Preset} preset */
    clear(preset) {
      choices.update(null);
      choices.set({ kid: kid.fromPreset(preset) });
      kid.preset(preset);
      short();
    },

    /** Offers what a key of this type or curve will be able to do; "" is any. @param {string} next @param {Model | null} model */
    offerFor(next, model) {
      use.offerFor(next);
      update(model);
    },

    /** An issuer shall be a key too, or no more. @param {number} id @param {boolean} on */
    setIssuer(id, on) {
      choices.setIssuer(id, on);
      onchange();
    },

    follow: choices.follow,

    /**
     * Other keys come, or none. What was chosen for the last ones does not hold
     * for them: permission to show one private half is not permission to show
     * the next.
     */
    forget() {
      choices.forget();
      this.hide();
    },

    /** Keys come to those that are there: their private halves are not shown unasked. */
    hide() {
      secret.checked = false;
      encrypt.renew();
    },
  };
}

/** Which keys the options are for, where there are several. @param {Model | null} model @param {number} scope */
function showScope(model, scope) {
  const several = Boolean(model && model.result.keys.length > 1);
  const given = model?.result.keys.some(({ given }) => given && (given.kid || given.use || given.alg));
  const count = model?.result.count ?? 1;
  byId("options-scope").textContent = !several ? "" : scope || count < 2 ? "For this key" : `For all ${count} keys`;
  byId("rewrite-tick").hidden = !several || scope > 0 || !given;
}
