// @ts-check
/** The system that the key is for, and what it wants to be given. */

import { byId, make } from "../parts/dom.js";
import { handedOver, lacksCertificate } from "../result/guide.js";
import { canCertify, signingKey } from "./blocks.js";

/**
 * @typedef {import("../../protocol.js").Vendor} Vendor
 * @typedef {import("../types.js").Model} Model
 */

/** Those that have a button of their own. */
const COMMON = ["entra", "okta", "auth0", "epic", "keycloak", "salesforce", "snowflake", "google"];

/**
 * @param {object} on
 * @param {() => void} on.changed
 * @param {(form: string) => void} on.choose shows the form that they want
 * @param {(vendor: Vendor | null) => void} on.whom another one is chosen
 * @param {(set: Vendor["set"]) => void} on.makeSet makes the keys that they want in one set
 */
export function mountWhom(on) {
  const select = byId("for");
  const wants = byId("for-wants");
  const buttons = new Map();
  /** @type {Vendor[]} */
  let vendors = [];
  /** @type {Model | null} */
  let model = null;

  select.addEventListener("change", () => choose(select.value));

  const current = () => vendors.find(({ id }) => id === select.value) ?? null;
  const form = () => current()?.forms[0]?.form ?? "";

  /** @param {string} id */
  function choose(id) {
    select.value = id;
    show();
    on.whom(current());
    on.choose(form());
    on.changed();
  }

  function show() {
    const vendor = current();
    byId("for-short").textContent = vendor?.name ?? "";
    for (const [id, button] of buttons) button.setAttribute("aria-pressed", String(id === vendor?.id));
    wants.replaceChildren(...(vendor ? described(vendor, model, on.makeSet) : []));
  }

  return {
    read: () => select.value,
    vendor: current,
    form,
    /** @param {Vendor[]} all of them */
    know(all) {
      vendors = all;
      select.append(...vendors.map(({ id, name }) => make("option", { value: id }, name)));
      for (const { id, name } of vendors.filter((vendor) => COMMON.includes(vendor.id))) {
        const button = make("button", { type: "button", class: "button small", "data-for": id, "aria-pressed": "false" }, name);
        button.addEventListener("click", () => choose(select.value === id ? "" : id));
        buttons.set(id, button);
      }
      byId("for-common").append(...buttons.values());
    },
    /** @param {import("../options/preset.js").Preset} preset */
    preset(preset) {
      select.value = vendors.some(({ id }) => id === preset.for) ? preset.for : "";
      if (select.value) byId("for-card").open = true;
      show();
    },
    /** @param {Model | null} next */
    update(next) {
      model = next;
      show();
    },
  };
}

/** @param {Vendor} vendor @param {Model | null} model @param {(set: Vendor["set"]) => void} makeSet */
function described(vendor, model, makeSet) {
  const lacks = model && lacksCertificate(model, vendor.forms);
  /** @type {[string, string][]} */
  const facts = [
    ["Hand over", vendor.forms.length ? handedOver(vendor.forms) + "." : "Nothing: they have the public half already."],
    ...(vendor.where ? [/** @type {[string, string]} */ (["Where", vendor.where])] : []),
    ["Algorithm", [vendor.algs.join(", ") || "any that is registered", vendor.encryption.length ? `for encryption ${vendor.encryption.join(", ")}` : ""].filter(Boolean).join("; ")],
    ["Key ID", vendor.keyId],
  ];
  const list = make("dl", { class: "facts" }, ...facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  const notes = make("ul", { class: "fine" }, ...vendor.notes.map((note) => make("li", {}, note)));
  const sources = make("p", { class: "fine" }, "From: " + vendor.sources.join("; ") + ".");
  const set = make("button", { type: "button", class: "button small", id: "make-set" }, "Make these keys");
  set.addEventListener("click", () => makeSet(vendor.set));
  const wanted = make("p", { class: "row wrap" }, `In one set: ${vendor.set.map(({ alg, title }) => `${alg} (${title})`).join(", ")}.`, set);
  return [list, ...(vendor.set.length ? [wanted] : []), ...(lacks ? [missing(model)] : []), notes, sources];
}

/** There is no certificate yet: how to get one. @param {Model} model */
function missing(model) {
  if (!signingKey(model, canCertify)) {
    return make("p", {}, "There is no certificate yet. Give the one that you have. Or give a private key that signs: one can be made with it.");
  }
  const button = make("button", { type: "button", class: "button small", id: "for-certify" }, "Make one");
  button.addEventListener("click", () => {
    byId("certify").open = true;
    byId("certify-subject").focus();
  });
  return make("p", { class: "row wrap" }, "There is no certificate yet.", button);
}
