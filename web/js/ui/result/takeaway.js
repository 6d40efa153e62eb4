// @ts-check
/** The files of the guide, each one click away: private.key, public.key, jwk.json, jwks.json, and all in one zip. */

import { changed } from "../../failures.js";
import { renumbered } from "../numbers.js";
import { fileName, FORMS, isSealed, shownKeys, shownText } from "../options/formats.js";
import { copyBy } from "../parts/copying.js";
import { announce, byId, icon, make } from "../parts/dom.js";
import { saveFile } from "../parts/download.js";
import { createAbout } from "./about.js";

/** @type {[string, string][]} form, what it is for */
const FILES = [
  ["jwk", "public: register it where your tokens are checked"],
  ["jwks", "public: as a set, to publish at a jwks_uri"],
  ["spki", "public: for libraries that want PEM"],
  ["certificate", "public: for systems that take a certificate"],
  ["pkcs8", "secret: stays with your application"],
  ["pkcs8_encrypted", "secret: the same under a passphrase, to store or to send"],
  ["jwk_private", "secret: the whole key as a JWK"],
  ["jwk_encrypted", "secret: that JWK under a passphrase, as step writes it"],
];

/**
 * @typedef {import("../types.js").Model} Model
 * @param {object} on
 * @param {(op: string, params: object) => Promise<any>} on.ask
 * @param {() => import("../types.js").Options} on.options
 * @param {() => import("../../protocol.js").Vendor | null} on.vendor whom the keys are for
 * @param {(key: import("../types.js").Key, format: string) => void} on.der saves a form as DER
 * @param {(format: string) => void} on.encrypt the person wants to set a passphrase for a form
 * @param {(format: string, id?: number) => void} on.taken
 * @param {(error: any) => void} on.failed
 */
export function mountTakeaway(on) {
  const list = byId("take-list");
  const zip = byId("zip");
  const about = createAbout(on);
  let shown = "";

  zip.addEventListener("click", () => void about.ask("archive", { options: { ...on.options(), private: true } }, (archive) => {
    saveFile(archive.name, "application/zip", archive.attachments[archive.data]);
    on.taken("pkcs8");
    announce(`Saved ${archive.name}`);
  }));

  /**
   * Writes the keys in a form that may not be shown, and copies or saves that.
   * @param {string} form
   * @param {boolean} copy
   * @param {HTMLElement} button
   * @param {number} [id] one key alone
   */
  function take(form, copy, button, id = 0) {
    const options = { ...on.options(), private: FORMS[form].secret };
    return about.ask("render", { options, forms: [form] }, async (result, of) => {
      const selected = renumbered(of.result, result).get(id) ?? 0;
      if (id && !selected) throw changed();
      const taken = { ...of, result, selected, format: form };
      const name = fileName(form, shownKeys(taken), options.oneLine);
      const text = shownText(taken) ?? "";
      if (copy) {
        if (!(await copyBy(button, text, { name, instead: "Save the file instead." }))) return;
      } else {
        saveFile((of.sample ? "sample-" : "") + name, FORMS[form].type, text);
        announce(`Saved ${name}`);
      }
      on.taken(form, selected);
    });
  }

  /** @param {[string, string]} file */
  function row([form, what]) {
    const model = about.model();
    const name = fileName(form, model?.result.keys ?? [], Boolean(model?.options.oneLine));
    const button = (/** @type {string} */ text, /** @type {string} */ picture, /** @type {boolean} */ copy) => {
      const element = make("button", { type: "button", class: "button", "aria-label": `${text} ${name}` }, icon(picture), make("span", {}, text));
      element.addEventListener("click", () => void take(form, copy, element));
      return element;
    };
    const actions = isSealed(form) && !model?.options.encrypt
      ? [passphraseFirst(form, name)]
      : [button("Copy", "copy", true), button("Download", "download", false)];
    if (form === "certificate" && model?.result.keys.length === 1) {
      const der = make("button", { type: "button", class: "button", title: "The bytes between the lines of this PEM", "aria-label": `Download ${name} as DER` }, "DER");
      der.addEventListener("click", () => on.der(model.result.keys[0], form));
      actions.push(der);
    }
    return make("li", { "data-form": form }, make("p", { class: "what" }, make("code", {}, name), make("span", { class: "fine" }, what)), ...actions);
  }

  /** @param {string} form @param {string} name */
  function passphraseFirst(form, name) {
    const element = make("button", { type: "button", class: "button", "aria-label": `Set a passphrase for ${name}` }, icon("lock"), make("span", {}, "Set a passphrase"));
    element.addEventListener("click", () => on.encrypt(form));
    return element;
  }

  return {
    take,
    /** @param {Model | null} next */
    update(next) {
      about.update(next);
      // A key made here is wanted whole; of one that was brought, the private half comes out only when asked for.
      const secret = Boolean(next && (next.generated || next.options.private));
      const has = new Set(next?.result.keys.flatMap((key) => key.forms));
      const several = (next?.result.keys.length ?? 0) > 1;
      const vendor = on.vendor();
      const files = [...wanted(vendor), ...FILES.map((file) => fitting(file, vendor))].filter(([form]) => has.has(form) && (secret || !FORMS[form].secret) &&
        !(several && form === "jwk") && !(form.startsWith("jwk_") && has.has("pkcs8") && !next?.options.private));
      byId("take").hidden = files.length === 0;
      zip.hidden = !secret || !next?.result.keys.some((key) => key.private);
      const what = files.join() + next?.options.oneLine + several + next?.sample + Boolean(next?.options.encrypt);
      if (what === shown) return;
      shown = what;
      list.replaceChildren(...files.map(row));
    },
  };
}

/** Of a JWK for a system that is not given one: whom it is for. @param {[string, string]} file @param {import("../../protocol.js").Vendor | null} vendor @returns {[string, string]} */
function fitting([form, what], vendor) {
  return form === "jwk" && vendor && !vendor.forms.some((taken) => taken.form === form) ? [form, "public: for systems that take a JWK"] : [form, what];
}

/** What a system is given, where it is not in the list anyway. @param {import("../../protocol.js").Vendor | null} vendor @returns {[string, string][]} */
function wanted(vendor) {
  const forms = (vendor?.forms ?? []).filter(({ form }) => !FILES.some(([name]) => name === form));
  return forms.map(({ form }) => [form, `public: what ${vendor?.name} is given`]);
}
