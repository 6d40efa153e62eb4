// @ts-check
/** The certificates that issued others here: they belong to chains, and are keys only where somebody wants them so. */

import { byId, make } from "../parts/dom.js";

/**
 * @typedef {import("../types.js").Issuer} Issuer
 * @param {(id: number, on: boolean) => void} onadd
 */
export function mountIssuers(onadd) {
  const box = byId("issuers");
  const list = byId("issuers-list");
  let shown = "";

  /** @param {Issuer} issuer @param {boolean} several whether it must be said whose chain it is in */
  function item({ id, title, of, added, certificates }, several) {
    const subject = certificates[0]?.subject || "no subject";
    const button = make("button", { type: "button", class: "button small", "aria-pressed": added, "aria-label": `${added ? "Take out of the keys" : "Add as a key"}: ${subject}` },
      added ? "Take out of the keys" : "Add as a key");
    button.addEventListener("click", () => onadd(id, !added));
    const chain = several && of.length ? `issuer of ${of.length > 1 ? "keys" : "key"} ${of.slice(0, 8).join(", ")}${of.length > 8 ? ", …" : ""}` : "";
    return make("li", { "data-issuer": id }, make("p", {}, make("strong", {}, subject), make("span", { class: "fine" }, [title, chain].filter(Boolean).join(" · "))), button);
  }

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const issuers = model?.result.issuers ?? [];
      box.hidden = !issuers.length;
      const several = (model?.result.keys.length ?? 0) > 1;
      const now = JSON.stringify([issuers, several]);
      if (now === shown) return;
      shown = now;
      const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-issuer]"))?.dataset.issuer;
      list.replaceChildren(...issuers.map((issuer) => item(issuer, several)));
      if (focused) list.querySelector(`[data-issuer="${focused}"] button`)?.focus();
    },
  };
}
