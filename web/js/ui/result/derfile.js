// @ts-check
/** The bytes of what is shown as PEM, as a file: for those who import DER. */

import { fileName, isDER, shownKeys } from "../options/formats.js";
import { announce, byId } from "../parts/dom.js";
import { saveFile } from "../parts/download.js";
import { createAbout } from "./about.js";

/** By form, where it is not application/octet-stream. @type {Record<string, string>} */
const TYPES = { certificate: "application/pkix-cert", pkcs8: "application/pkcs8", pkcs8_encrypted: "application/pkcs8-encrypted" };

/**
 * @typedef {import("../types.js").Model} Model
 * @param {object} on
 * @param {(op: string, params: object) => Promise<any>} on.ask
 * @param {() => import("../types.js").Options} on.options
 * @param {(format: string) => void} on.taken
 * @param {(error: any) => void} on.failed
 */
export function mountDERFile(on) {
  const button = byId("download-der");
  const about = createAbout(on);

  button.addEventListener("click", () => {
    const model = about.model();
    if (model) save(shownKeys(model)[0], model.format);
  });

  /** @param {import("../types.js").Key} key @param {string} format */
  function save(key, format) {
    void about.ask("der", { key: key.id, forms: [format], options: { ...on.options(), oneLine: false } }, (made, of) => {
      const name = (of.sample ? "sample-" : "") + fileName(format, [key], false).replace(/\.\w+$/, format === "certificate" ? ".cer" : ".der");
      saveFile(name, TYPES[format] ?? "application/octet-stream", made.attachments[made.data]);
      on.taken(format);
      announce(`Saved ${name}`);
    });
  }

  return {
    save,
    /** @param {Model | null} next */
    update(next) {
      about.update(next);
      button.hidden = !next || !isDER(next.format) || shownKeys(next).length !== 1 || byId("download").disabled;
    },
  };
}
