// @ts-check
/** What one key is: where it came from, its fingerprints, its picture, its certificates. */

import { placeOf } from "../options/formats.js";
import { copyable } from "../parts/copying.js";
import { byId, make } from "../parts/dom.js";
import { certificateCard } from "./certs.js";
import { mountDigests } from "./digests.js";

/**
 * @typedef {import("../types.js").Key} Key
 * @param {(op: string, params: object) => Promise<any>} ask
 */
export function mountCard(ask) {
  const box = byId("about");
  const digests = mountDigests(ask);

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const keys = model?.result.keys ?? [];
      const key = keys.length === 1 ? keys[0] : keys.find((each) => each.id === model?.selected);
      box.hidden = !key;
      digests.update(key);
      if (!key) {
        byId("facts").replaceChildren();
        byId("certs").replaceChildren();
        byId("art").textContent = "";
        byId("art").removeAttribute("aria-label");
        return;
      }
      byId("facts").replaceChildren(...facts(key, keys));
      const art = byId("art");
      art.textContent = key.art;
      art.setAttribute("aria-label", `Picture of the thumbprint of ${key.title}, to compare keys by eye`);
      byId("certs").replaceChildren(...key.certificates.map(certificateCard));
    },
  };
}

/** @param {Key} key @param {Key[]} keys all of the list */
function facts(key, keys) {
  /** @type {[string, string, boolean][]} name, value, whether it is code */
  const all = [
    ["Came as", key.source, false],
    ["File", key.file, false],
    ["Made by", key.engine && (key.engine === "Go" ? "Go, in this page" : `the browser (${key.engine})`), false],
    ["Comment", key.comment, false],
    ["Key ID", key.kid, true],
    ["Key ID it had", key.givenKid === key.kid ? "" : key.givenKid, true],
    ["Thumbprint", key.thumbprint, true],
    ["SSH fingerprint", key.ssh, true],
    ["Came with it, and stays", given(key), false],
    ["Left out of the public key", (key.given?.leftOut ?? []).join(", "), false],
    ["Can be used for", key.uses.map((use) => (use === "sig" ? "signing" : "encryption")).join(", "), false],
    ["Same key as", key.sameAs ? `key ${placeOf(keys, key.sameAs)}` : "", false],
  ];
  return all.filter(([, value]) => value).map(([name, value, code]) =>
    make("div", {}, make("dt", {}, name), make("dd", code ? { class: "code" } : {}, ...(code ? copyable(name, value) : [value]))));
}

/** What the JWK had that nobody here knows, or chose. @param {Key} key */
function given({ given }) {
  if (!given) return "";
  const { kid, use, alg, members } = given;
  return [kid && "kid", use && "use", alg && "alg", ...members].filter(Boolean).join(", ");
}
