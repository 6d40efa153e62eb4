// @ts-check
/** The certificates that issued others here. They belong to chains, and count as keys only if the person says so. */

import { placeOf } from "../options/formats.js";
import { byId, make } from "../parts/dom.js";

/**
 * @typedef {import("../types.js").Issuer} Issuer
 * @param {(id: number, on: boolean) => void} onadd
 */
export function mountIssuers(onadd) {
  const box = byId("issuers");
  const list = byId("issuers-list");
  let shown = "";

  /** @param {Issuer} issuer @param {import("../types.js").Key[]} keys all of the list */
  function item({ id, title, of, added, certificates }, keys) {
    const subject = certificates[0]?.subject || "no subject";
    const button = make("button", { type: "button", class: "button small", "aria-pressed": added, "aria-label": `${added ? "Take out of the keys" : "Add as a key"}: ${subject}` },
      added ? "Take out of the keys" : "Add as a key");
    button.addEventListener("click", () => onadd(id, !added));
    const places = keys.length > 1 ? of.map((each) => placeOf(keys, each)).filter(Boolean) : [];
    const chain = places.length ? `in the chain of ${places.length > 1 ? "keys" : "key"} ${places.slice(0, 8).join(", ")}${places.length > 8 ? ", …" : ""}` : "";
    return make("li", { "data-issuer": id }, make("p", {}, make("strong", {}, subject), make("span", { class: "fine" }, [title, issued(certificates[0]), chain].filter(Boolean).join(" · "))), button);
  }

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const issuers = model?.result.issuers ?? [];
      box.hidden = !issuers.length;
      const keys = model?.result.keys ?? [];
      const now = JSON.stringify([issuers, keys.map(({ id }) => id)]);
      if (now === shown) return;
      shown = now;
      const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-issuer]"))?.dataset.issuer;
      list.replaceChildren(...issuers.map((issuer) => item(issuer, keys)));
      if (focused) list.querySelector(`[data-issuer="${focused}"] button`)?.focus();
    },
  };
}

/** Who issued it: of one name there can be several. @param {import("../types.js").Certificate | undefined} certificate */
function issued(certificate) {
  if (!certificate?.issuer) return "";
  return certificate.issuer === certificate.subject ? "signed by itself" : `issued by ${certificate.issuer}`;
}
