// @ts-check
/** Tries a registration: makes the token that proves that the client has the key, and shows how to send it. */

import { announce, byId } from "../parts/dom.js";
import { fillBlock, makeBlock, mountCopies, onEnter, refuse, signingKey, warning } from "./blocks.js";
import { mountFields } from "./fields.js";

/** @typedef {import("../types.js").Model} Model */

const BLOCKS = /** @type {const} */ (["header", "claims", "assertion", "curl", "powershell", "body"]);

/**
 * @param {(op: string, params: object) => Promise<any>} ask
 * @param {{vendor: () => import("../../protocol.js").Vendor | null}} whom
 */
export function mountToken(ask, whom) {
  const section = byId("token");
  const fields = mountFields(whom);
  /** @type {import("../types.js").Key | undefined} */
  let key;
  let of = ""; // what the shown token was made from
  let turn = 0;

  mountCopies(section);
  byId("token-make").addEventListener("click", go);
  onEnter(section, go);
  section.addEventListener("input", outdate);
  byId("token-swap").addEventListener("click", outdate);

  async function go() {
    const mine = ++turn;
    refuse("token-refusal", null);
    fields.refused();
    try {
      /** @type {import("../types.js").Assertion} */
      const made = await ask("assert", { id: key?.id ?? 0, ...fields.read() });
      if (mine !== turn) return;
      show(made);
      announce(["The token is made.", ...made.notes.map(({ message }) => message)].join(" "));
    } catch (error) {
      if (mine !== turn) return;
      byId("token-made").hidden = true;
      refuse("token-refusal", /** @type {import("../types.js").Fault} */ (error));
      fields.refused(/** @type {import("../types.js").Fault} */ (error).code);
    }
  }

  /** @param {import("../types.js").Assertion} made */
  function show(made) {
    for (const name of BLOCKS) fillBlock(`token-${name}`, made[name]);
    byId("token-notes").replaceChildren(...made.notes.map(warning));
    byId("token-notes").hidden = made.notes.length === 0;
    byId("token-snippets").replaceChildren(...made.snippets.map(({ name, file, text }) => makeBlock(`${name} (${file})`, text)));
    byId("token-made").hidden = false;
  }

  /** What was made does not say what is asked for now. */
  function outdate() {
    if (byId("token-made").hidden) turn++; // what is on its way would not, either
    else forget();
  }

  function forget() {
    turn++;
    byId("token-made").hidden = true;
    refuse("token-refusal", null);
    fields.refused();
    byId("token-snippets").replaceChildren();
    for (const name of BLOCKS) fillBlock(`token-${name}`, "");
  }

  return {
    /** @param {Model | null} model */
    update(model) {
      key = signingKey(model);
      section.hidden = !key;
      fields.update(Boolean(key?.certificates.length));
      const now = key ? JSON.stringify([key.thumbprint, key.alg, key.kid, key.certificates[0]?.sha256, fields.whose()]) : "";
      if (now !== of) forget(); // it was signed by another key, or names another key ID
      of = now;
    },
    reset: forget,

    /** What was typed goes, too. */
    clear() {
      forget();
      fields.reset();
      section.open = false;
    },
  };
}
