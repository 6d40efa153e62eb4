// @ts-check
/** Why a server refuses a token, in one sentence each. */

import { takeDrops } from "../bring/dropinto.js";
import { announce, byId, make } from "../parts/dom.js";
import { textField } from "../parts/renew.js";
import { makeBlock, onEnter, refuse, warning } from "./blocks.js";

/**
 * @param {(op: string, params: object) => Promise<any>} ask
 * @param {{read: () => string}} whom
 */
export function mountDoctor(ask, whom) {
  const result = byId("doctor-result");
  const fields = ["token", "error", "registered", "client", "issuer", "endpoint"].map((name) => textField(`doctor-${name}`));
  const [token, error, registered, client, issuer, endpoint] = fields;
  let of = "";
  let turn = 0;

  byId("doctor-go").addEventListener("click", go);
  byId("doctor").addEventListener("toggle", take);
  onEnter(byId("doctor"), go);
  for (const field of fields) field.on("input", forget); // the verdict was about what stood there
  const dropStale = takeDrops(byId("doctor"), {
    meant: (target) => fields.find(({ element }) => element === target.closest(".field")?.querySelector("textarea")) ?? null,
    taken: forget,
    refused(fault) {
      forget();
      refuse("doctor-refusal", fault);
    },
  });

  /** @type {Map<import("../parts/renew.js").TextField, string>} what came from the token's fields */
  const taken = new Map();

  /** What is typed for a token is likely what is expected, as long as nobody types anything else. */
  function take() {
    if (!byId("doctor").open) return;
    for (const [field, from] of /** @type {const} */ ([[client, "client"], [issuer, "audience"], [endpoint, "endpoint"]])) {
      const text = byId(`token-${from}`).value;
      if (field.value === text || (field.value && field.value !== taken.get(field))) continue;
      forget();
      field.renew(text);
      taken.set(field, text);
    }
  }

  async function go() {
    const mine = ++turn;
    refuse("doctor-refusal", null);
    const bytes = (/** @type {import("../parts/renew.js").TextField} */ field) => new TextEncoder().encode(field.value);
    try {
      const found = await ask("diagnose", {
        token: bytes(token), ...(registered.value.trim() && { registered: bytes(registered) }),
        error: error.value.slice(0, 10_000), client: client.value, issuer: issuer.value, endpoint: endpoint.value, for: whom.read(),
      });
      if (mine !== turn) return;
      show(found);
      announce(found.findings.map((/** @type {import("../types.js").Finding} */ { message }) => message).join(" "));
    } catch (fault) {
      if (mine !== turn) return;
      result.replaceChildren();
      refuse("doctor-refusal", /** @type {import("../types.js").Fault} */ (fault));
    }
  }

  /** @param {{findings: import("../types.js").Finding[], unchecked: string[], header: string, claims: string}} found */
  function show({ findings, unchecked, header, claims }) {
    const grave = findings.filter((finding) => finding.grave).length;
    const verdict = grave === 0 ? "No fault found in the token itself" : grave === 1 ? "1 fault" : `${grave} faults`;
    const list = make("ul", { class: "warnings" }, ...findings.map((finding) => {
      const item = warning(finding);
      item.dataset.code = finding.code;
      if (finding.grave) item.classList.add("grave");
      return item;
    }));
    const not = make("ul", { class: "fine" }, ...unchecked.map((text) => make("li", {}, text)));
    result.replaceChildren(
      make("p", { class: "verdict" }, make("span", { class: grave ? "chip bad" : "chip good" }, verdict)), list,
      ...(unchecked.length ? [make("h3", {}, "Not looked at"), not] : []), makeBlock("Header of the token", header), makeBlock("Claims of the token", claims));
  }

  function forget() {
    turn++;
    result.replaceChildren();
    refuse("doctor-refusal", null);
  }

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const now = JSON.stringify([whom.read(), model?.result.keys.map((key) => [key.thumbprint, key.kid, key.alg])]);
      if (now !== of) forget(); // the verdict was about other keys, or another system
      of = now;
      take(); // they may be those of another system
    },
    reset() {
      dropStale();
      forget();
      for (const field of fields) field.renew();
      taken.clear();
      byId("doctor").open = false;
    },
  };
}
