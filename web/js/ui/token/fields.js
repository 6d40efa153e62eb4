// @ts-check
/** The fields of the token, as each system has them. What is typed for one system stays with it: no other is sent it. */

import { byId, make } from "../parts/dom.js";
import { textField } from "../parts/renew.js";

const NAMES = /** @type {const} */ (["client", "other", "audience", "endpoint", "scope", "lifetime"]);
const TICKS = /** @type {const} */ (["x5t", "x5tS256", "x5c"]);

/** @type {Record<string, string>} on who wants which audience */
const WHO = {
  "": "Newer servers want their issuer as aud, alone and as one string; Okta, Entra and SMART servers want the token endpoint. Both stand in the server's discovery document.",
  issuer: "Here aud is the issuer of the server.",
  endpoint: "Here aud is the token endpoint.",
  fixed: "Here aud is fixed for each environment.",
  none: "There is no aud here.",
};

/**
 * @typedef {import("../../protocol.js").Vendor} Vendor
 * @typedef {{typed: string[], choice: number, ticked: boolean[]}} Held
 * @param {{vendor: () => Vendor | null}} whom
 */
export function mountFields(whom) {
  const fields = NAMES.map((name) => textField(`token-${name}`));
  const [client, other, audience, endpoint, , lifetime] = fields;
  const choice = byId("token-choice");
  const ticks = [byId("token-x5t"), byId("token-x5t-s256"), byId("token-x5c")];
  /** @type {Map<string, Held>} by the ID of a system */
  const held = new Map();
  /** @type {string | null} */
  let shown = null;
  /** @type {import("../parts/renew.js").TextField | null} */
  let marked = null;

  byId("token-swap").addEventListener("click", () => {
    audience.element.value = endpoint.value;
    audience.element.focus();
  });
  choice.addEventListener("change", () => {
    const chosen = whom.vendor()?.choices[choice.selectedIndex];
    if (chosen) [audience.element.value, endpoint.element.value] = [chosen.audience, chosen.endpoint];
  });
  for (const field of fields) field.on("input", () => field === marked && mark(null));

  /** @returns {Held} */
  const current = () => ({ typed: fields.map(({ value }) => value), choice: choice.selectedIndex, ticked: ticks.map(({ checked }) => checked) });

  /** @param {Vendor | null} vendor @returns {Held} */
  const usual = (vendor) => ({
    typed: ["", "", vendor?.choices[0]?.audience ?? "", vendor?.choices[0]?.endpoint ?? "", "", String(vendor?.lifetime ?? 300)],
    choice: 0, ticked: TICKS.map(() => false),
  });

  /** @param {Held} values */
  function fill({ typed, choice: chosen, ticked }) {
    mark(null);
    fields.forEach((field, i) => field.renew(typed[i]));
    choice.selectedIndex = chosen;
    ticks.forEach((tick, i) => (tick.checked = ticked[i]));
  }

  /** Says which field is missing, and which is no more. @param {import("../parts/renew.js").TextField | null} field */
  function mark(field) {
    marked?.element.removeAttribute("aria-invalid");
    marked?.element.removeAttribute("aria-describedby");
    marked = field;
    field?.element.setAttribute("aria-invalid", "true");
    field?.element.setAttribute("aria-describedby", "token-refusal");
    field?.element.focus();
  }

  /** What has to be typed, and is not: in the order in which Go asks for it. */
  function lacking() {
    const vendor = whom.vendor();
    const wanted = [client, ...(vendor?.other && !vendor.otherOptional ? [other] : []), vendor?.audience === "endpoint" ? endpoint : audience];
    return wanted.find((field) => !field.value.trim()) ?? null;
  }

  return {
    /** Which system they are for. */
    whose: () => shown,

    /** @param {boolean} certified whether the key has a certificate to name */
    update(certified) {
      const vendor = whom.vendor();
      const id = vendor?.id ?? "";
      if (shown !== id) {
        if (shown !== null) held.set(shown, current());
        shown = id;
        label(vendor);
        choice.replaceChildren(...(vendor?.choices ?? []).map(({ name }) => make("option", {}, name)));
        fill(held.get(id) ?? usual(vendor));
      }
      byId("token-thumbprints").hidden = !certified;
      TICKS.forEach((name, i) => {
        const always = Boolean(vendor?.thumbprints.includes(name));
        ticks[i].checked = certified && (always || ticks[i].checked);
        ticks[i].disabled = always;
      });
    },

    read: () => ({
      ...Object.fromEntries(NAMES.map((name, i) => [name, fields[i].value])), lifetime: Math.trunc(Number(lifetime.value)) || 0,
      ...Object.fromEntries(TICKS.map((name, i) => [name, ticks[i].checked])),
    }),

    /** Leads to what is missing, or to nothing. @param {string} [code] of the refusal */
    refused: (code) => mark(code === "missing" ? lacking() : null),

    /** Nobody's values are kept. */
    reset() {
      held.clear();
      fill(usual(whom.vendor()));
    },
  };
}

/** The words of this system. @param {Vendor | null} vendor */
function label(vendor) {
  byId("token-client-label").textContent = vendor?.client ?? "Client ID";
  byId("token-other-label").textContent = vendor?.other ? vendor.other + (vendor.otherOptional ? " (optional)" : "") : "";
  byId("token-other-field").hidden = !vendor?.other;
  byId("token-scope-field").hidden = vendor?.scope === false;
  byId("token-audience-field").hidden = byId("token-swap").hidden = vendor?.audience === "none" || vendor?.audience === "fixed";
  byId("token-audience").placeholder = vendor?.audience === "endpoint" ? "the same as the token endpoint" : "";
  byId("token-who").textContent = WHO[vendor?.audience ?? ""];
  byId("token-endpoint-label").textContent = vendor?.bearer ? "Address to call" : "Token endpoint";
  byId("token-endpoint").placeholder = vendor?.endpoint || "address of the token endpoint";
  byId("token-choice-field").hidden = (vendor?.choices.length ?? 0) < 2;
}
