// @ts-check
/** Tries a registration: makes the token that proves that the client has the key, and shows how to send it. */

import { announce, byId, make } from "../parts/dom.js";
import { fillBlock, makeBlock, mountCopies, refuse, signingKey, warning } from "./blocks.js";

/** @typedef {import("../types.js").Model} Model */

/** @type {Record<string, string>} on who wants which audience */
const WHO = {
  "": "Newer servers want their issuer as aud, alone and as one string; Okta, Entra and SMART servers want the token endpoint. Both stand in the server's discovery document.",
  issuer: "Here aud is the issuer of the server.",
  endpoint: "Here aud is the token endpoint.",
  fixed: "Here aud is fixed for each environment.",
  none: "There is no aud here.",
};

/**
 * @param {(op: string, params: object) => Promise<any>} ask
 * @param {{vendor: () => import("../../protocol.js").Vendor | null}} whom
 */
export function mountToken(ask, whom) {
  const section = byId("token");
  const [client, other, audience, endpoint, scope, lifetime, choice] =
    ["client", "other", "audience", "endpoint", "scope", "lifetime", "choice"].map((name) => byId(`token-${name}`));
  const ticks = { x5t: byId("token-x5t"), x5tS256: byId("token-x5t-s256"), x5c: byId("token-x5c") };
  /** @type {import("../types.js").Key | undefined} */
  let key;
  let of = ""; // what the shown token was made from
  let vendorShown = "?";
  let turn = 0;

  mountCopies(section);
  byId("token-make").addEventListener("click", go);
  byId("token-swap").addEventListener("click", () => {
    audience.value = endpoint.value;
    audience.focus();
  });
  choice.addEventListener("change", fixed);
  section.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type !== "checkbox") void go();
  });

  async function go() {
    const mine = ++turn;
    refuse("token-refusal", null);
    try {
      /** @type {import("../types.js").Assertion} */
      const made = await ask("assert", {
        id: key?.id ?? 0, client: client.value, other: other.value, audience: audience.value, endpoint: endpoint.value,
        scope: scope.value, lifetime: Math.trunc(Number(lifetime.value)) || 0,
        x5t: ticks.x5t.checked, x5tS256: ticks.x5tS256.checked, x5c: ticks.x5c.checked,
      });
      if (mine !== turn) return;
      show(made);
      announce(["The token is made.", ...made.notes.map(({ message }) => message)].join(" "));
    } catch (error) {
      if (mine === turn) {
        byId("token-made").hidden = true;
        refuse("token-refusal", /** @type {import("../types.js").Fault} */ (error));
      }
    }
  }

  /** @param {import("../types.js").Assertion} made */
  function show(made) {
    for (const name of /** @type {const} */ (["header", "claims", "assertion", "curl", "powershell", "body"])) fillBlock(`token-${name}`, made[name]);
    byId("token-notes").replaceChildren(...made.notes.map(warning));
    byId("token-notes").hidden = made.notes.length === 0;
    byId("token-snippets").replaceChildren(...made.snippets.map(({ name, file, text }) => makeBlock(`${name} (${file})`, text)));
    byId("token-made").hidden = false;
  }

  /** An environment was chosen, which fixes audience and endpoint. */
  function fixed() {
    const chosen = whom.vendor()?.choices[choice.selectedIndex];
    if (!chosen) return;
    audience.value = chosen.audience;
    endpoint.value = chosen.endpoint;
  }

  /** The fields as this system has them. */
  function fit() {
    const vendor = whom.vendor();
    if (vendorShown === (vendor?.id ?? "")) return;
    const before = vendorShown;
    vendorShown = vendor?.id ?? "";
    byId("token-client-label").textContent = vendor?.client ?? "Client ID";
    byId("token-other-label").textContent = vendor?.other ?? "";
    byId("token-other-field").hidden = !vendor?.other;
    byId("token-scope-field").hidden = vendor?.scope === false;
    byId("token-audience-field").hidden = byId("token-swap").hidden = vendor?.audience === "none" || vendor?.audience === "fixed";
    byId("token-who").textContent = WHO[vendor?.audience ?? ""];
    endpoint.placeholder = vendor?.endpoint || "address of the token endpoint";
    lifetime.value = String(vendor?.lifetime ?? 300);
    byId("token-choice-field").hidden = (vendor?.choices.length ?? 0) < 2;
    choice.replaceChildren(...(vendor?.choices ?? []).map(({ name }) => make("option", {}, name)));
    if (before !== "?") other.value = "";
    if (vendor?.choices.length) fixed();
    else if (vendor?.audience === "endpoint") audience.value = "";
  }

  function forget() {
    turn++;
    byId("token-made").hidden = true;
    refuse("token-refusal", null);
    byId("token-snippets").replaceChildren();
    for (const name of ["header", "claims", "assertion", "curl", "powershell", "body"]) fillBlock(`token-${name}`, "");
  }

  return {
    /** @param {Model | null} model */
    update(model) {
      key = signingKey(model);
      section.hidden = !key;
      fit();
      byId("token-thumbprints").hidden = !key?.certificates.length;
      if (!key?.certificates.length) for (const tick of Object.values(ticks)) tick.checked = false;
      const now = key ? JSON.stringify([key.thumbprint, key.alg, key.kid, key.certificates[0]?.sha256, vendorShown]) : "";
      if (now !== of) forget(); // it was signed by another key, or names another key ID
      of = now;
    },
    reset: forget,
  };
}
