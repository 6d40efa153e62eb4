// @ts-check
/** What one key is: where it came from, its fingerprints, its picture, its certificates. */

import { trimmedNote } from "../options/kid.js";
import { copyable } from "../parts/copying.js";
import { byId, make } from "../parts/dom.js";
import { certificateCard } from "./certs.js";
import { mountDigests } from "./digests.js";

/**
 * @typedef {import("../types.js").Key} Key
 * @param {object} on
 * @param {(id: number, kid: string) => void} on.kid a key ID for this key alone
 * @param {(id: number) => string} on.readKid
 * @param {(op: string, params: object) => Promise<any>} on.ask
 */
export function mountCard(on) {
  const box = byId("about");
  const kid = byId("own-kid");
  const digests = mountDigests(on.ask);
  let id = 0;

  kid.addEventListener("input", () => {
    on.kid(id, kid.value);
    byId("own-kid-note").textContent = trimmedNote(kid.value);
  });

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const keys = model?.result.keys ?? [];
      const key = keys.length === 1 ? keys[0] : keys.find((each) => each.id === model?.selected);
      box.hidden = !key;
      digests.update(key);
      if (!key) {
        id = 0;
        kid.value = kid.placeholder = "";
        byId("facts").replaceChildren();
        byId("certs").replaceChildren();
        byId("art").textContent = "";
        byId("art").removeAttribute("aria-label");
        return;
      }
      byId("facts").replaceChildren(...facts(key));
      const art = byId("art");
      art.textContent = key.art;
      art.setAttribute("aria-label", `Picture of the thumbprint of ${key.title}, to compare keys by eye`);
      byId("certs").replaceChildren(...key.certificates.map(certificateCard));
      byId("own-kid-field").hidden = keys.length < 2;
      if (id !== key.id) {
        kid.value = on.readKid(key.id);
        byId("own-kid-note").textContent = "";
      }
      id = key.id;
      kid.placeholder = key.kid;
    },
  };
}

/** @param {Key} key */
function facts(key) {
  /** @type {[string, string, boolean][]} name, value, whether it is code */
  const all = [
    ["Came as", key.source, false],
    ["Made by", key.engine && (key.engine === "Go" ? "Go, in this page" : `the browser (${key.engine})`), false],
    ["Comment", key.comment, false],
    ["Key ID", key.kid, true],
    ["Key ID it had", key.givenKid === key.kid ? "" : key.givenKid, true],
    ["Thumbprint", key.thumbprint, true],
    ["SSH fingerprint", key.ssh, true],
    ["Can be used for", key.uses.map((use) => (use === "sig" ? "signing" : "encryption")).join(", "), false],
    ["Same key as", key.sameAs ? `key ${key.sameAs}` : "", false],
  ];
  return all.filter(([, value]) => value).map(([name, value, code]) =>
    make("div", {}, make("dt", {}, name), make("dd", code ? { class: "code" } : {}, ...(code ? copyable(name, value) : [value]))));
}
