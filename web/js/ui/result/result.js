// @ts-check
/** What you get: every widget that draws a result, and hears of it from the view. */

import { FORMS, shownKeys } from "../options/formats.js";
import { byId } from "../parts/dom.js";
import { mountArrived } from "./arrived.js";
import { mountCard } from "./card.js";
import { mountCompare } from "./compare.js";
import { mountDERFile } from "./derfile.js";
import { mountEncrypt } from "./encrypt.js";
import { mountIssuers } from "./issuers.js";
import { mountKeys } from "./keys.js";
import { mountOutput } from "./output.js";
import { mountCertify } from "../token/certify.js";
import { mountDoctor } from "../token/doctor.js";
import { mountPublish } from "../token/publish.js";
import { mountToken } from "../token/token.js";
import { mountRegister } from "./register.js";
import { updateRotation } from "./rotation.js";
import { updateSkipped } from "./skipped.js";
import { mountTakeaway } from "./takeaway.js";
import { updateWarnings } from "./warnings.js";

/**
 * @param {object} parts
 * @param {ReturnType<import("./view.js").createView>} parts.view
 * @param {ReturnType<import("../options/options.js").mountOptions>} parts.options
 * @param {ReturnType<import("../session.js").createSession>} parts.session
 * @param {(keys: import("../types.js").Key[]) => void} parts.saved their private halves were copied or saved
 * @param {((model: import("../types.js").Model | null) => void)[]} parts.tell who else hears of what is shown
 * @param {(fault: import("../types.js").Fault) => void} failed
 */
export function mountResult({ view, options, session, saved, tell }, failed) {
  const compare = mountCompare(session.also);
  const token = mountToken(session.also, options.whom);
  const certify = mountCertify(session.also, session.refresh);
  const doctor = mountDoctor(session.also, options.whom);
  /** @type {(format: string, id?: number) => void} */
  const taken = (format, id = 0) => {
    const model = view.model();
    if (model && FORMS[format]?.secret) saved(shownKeys({ ...model, selected: id }));
  };
  const takenShown = (/** @type {string} */ format) => taken(format, view.model()?.selected);
  const der = mountDERFile({ ask: session.also, options: options.read, taken: takenShown, failed });
  const takeaway = mountTakeaway({ ask: session.also, options: options.read, vendor: options.whom.vendor, der: der.save, encrypt, taken, failed });
  /** @type {(copy: boolean, button: HTMLElement, id: number) => void} */
  const unseen = (copy, button, id) => void takeaway.take("jwk_private", copy, button, id);

  /** Shows where the passphrase for an encrypted file is set. @param {string} format */
  function encrypt(format) {
    const tick = byId("include-private");
    if (!tick.checked) tick.click();
    view.choose(format);
    byId("encrypt").focus();
  }

  const output = mountOutput({ typing: options.typing, vendor: options.whom.vendor, format: view.choose, taken: takenShown, unseen });
  view.tell([
    options.update,
    output.update,
    mountRegister().update,
    der.update,
    mountArrived(output.copyFrom).update,
    mountEncrypt().update,
    updateWarnings,
    (model) => updateSkipped(model?.result.skipped ?? []),
    mountKeys(view.select, session.arrange).update,
    mountIssuers(options.setIssuer).update,
    updateRotation,
    mountCard(session.also).update,
    takeaway.update,
    token.update,
    certify.update,
    doctor.update,
    mountPublish().update,
    (model) => model && compare.again(),
    ...tell,
  ]);
  return {
    reset() {
      for (const widget of [compare, token, certify, doctor]) widget.reset();
    },
    /** What was typed for the next key as well goes, too. */
    clear: token.clear,
  };
}
