// @ts-check
/** A self-signed certificate for the key, or a request for one. */

import { copyable } from "../parts/copying.js";
import { announce, byId, make } from "../parts/dom.js";
import { saveFile } from "../parts/download.js";
import { textField } from "../parts/renew.js";
import { canCertify, fillBlock, mountCopies, onEnter, refuse, signingKey } from "./blocks.js";

/**
 * @param {(op: string, params: object) => Promise<any>} ask
 * @param {() => void} refresh the key has its certificate: write it anew
 */
export function mountCertify(ask, refresh) {
  const section = byId("certify");
  const [subject, days] = [textField("certify-subject"), textField("certify-days")];
  /** @type {import("../types.js").Key | undefined} */
  let key;
  /** @type {any} */
  let made = null;
  let turn = 0;

  mountCopies(section);
  byId("certify-make").addEventListener("click", () => void go("certificate"));
  onEnter(section, () => void go("certificate"));
  byId("certify-request").addEventListener("click", () => void go("request"));
  byId("certify-save-pem").addEventListener("click", () => save(made?.certificate ? ".pem" : ".csr", "application/x-pem-file", made?.pem));
  byId("certify-save-der").addEventListener("click", () =>
    save(made?.certificate ? ".cer" : ".der", made?.certificate ? "application/pkix-cert" : "application/pkcs10", made?.attachments[made.der]));

  /** @param {string} end @param {string} type @param {string | Uint8Array<ArrayBuffer>} content */
  function save(end, type, content) {
    if (!made) return;
    saveFile(made.name + end, type, content);
    announce(`Saved ${made.name}${end}`);
  }

  /** @param {string} kind */
  async function go(kind) {
    const mine = ++turn;
    refuse("certify-refusal", null);
    mark(false);
    try {
      const reply = await ask("certify", {
        id: key?.id ?? 0, kind, subject: subject.value, days: Math.trunc(Number(days.value)) || 0,
      });
      if (mine !== turn) return;
      made = reply;
      show();
      announce(made.certificate ? `The certificate is made, and is in the key's x5c${made.replaced ? ", in the place of the one that the key had" : ""}.` : "The request is made.");
      if (!made.certificate) return;
      if (byId("x5c").checked) refresh();
      else byId("x5c").click(); // so that the person sees that it is chosen
    } catch (error) {
      if (mine !== turn) return;
      forget(/** @type {import("../types.js").Fault} */ (error));
      mark(/** @type {import("../types.js").Fault} */ (error).code === "missing");
    }
  }

  /** Leads to the name, which was not typed. @param {boolean} on */
  function mark(on) {
    subject.element.setAttribute("aria-invalid", String(on));
    if (on) subject.element.focus();
  }
  subject.on("input", () => mark(false));

  function show() {
    fillBlock("certify-pem", made.pem);
    /** @type {[string, string][]} */
    const facts = [
      ["x5t#S256", made.x5tS256], ["x5t", made.x5t], ["SHA-1, as portals show it", made.sha1], ["One line of base64", made.base64],
    ];
    byId("certify-facts").replaceChildren(...facts.filter(([, value]) => value).map(([name, value]) =>
      make("div", {}, make("dt", {}, name), make("dd", { class: "code" }, ...copyable(name, value)))));
    byId("certify-replaced").hidden = !made.replaced;
    byId("certify-made").hidden = false;
  }

  /** @param {import("../types.js").Fault | null} fault */
  function forget(fault) {
    turn++;
    made = null;
    byId("certify-made").hidden = true;
    byId("certify-facts").replaceChildren();
    fillBlock("certify-pem", "");
    refuse("certify-refusal", fault);
  }

  return {
    /** @param {import("../types.js").Model | null} model */
    update(model) {
      const before = key?.thumbprint;
      key = signingKey(model, canCertify);
      section.hidden = !key;
      // The shown certificate is removed with its key, or when the key has another certificate.
      const gone = made?.certificate && key && !key.certificates.some(({ sha256 }) => sha256 === made.x5tS256);
      if (key?.thumbprint !== before || (gone && model && !fresh())) forget(null);
    },
    reset() {
      forget(null);
      subject.renew();
      days.renew("365");
      section.open = false;
    },
  };

  /** Whether the answer with the new certificate is still on its way. */
  function fresh() {
    return byId("output").getAttribute("aria-busy") === "true";
  }
}
