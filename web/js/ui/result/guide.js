// @ts-check
/** One sentence on what to do with what is shown. */

import { FORMS, isSealed, shownKeys } from "../options/formats.js";
import { canCertify, signingKey } from "../token/blocks.js";

/** @typedef {import("../../protocol.js").Vendor} Vendor */

/** @param {import("../types.js").Model} model @param {Vendor | null} vendor whom the key is for */
export function guidance(model, vendor) {
  const { format, options } = model;
  const keys = shownKeys(model);
  if (model.sample) return "This is a sample: look at it, and register it nowhere.";
  if (keys.every((key) => key.kty === "oct")) {
    return keys.length > 1 ? "Secrets that both sides share: give each to those two alone." : "One secret that both sides share: give it to those two alone.";
  }
  if (options.oneLine) {
    return FORMS[format].type.endsWith("json") || format === "ssh" ? "On one line, for a .env file or a setting."
      : "On one line, with \\n for each line break: for a .env file, or a value inside JSON.";
  }
  if (FORMS[format].secret) {
    if (isSealed(format)) return "Without its passphrase this file is of no use to a thief, so choose a long one.";
    return format === "jwk_private" || format === "jwks_private"
      ? "Register the public JWK, never this one: this one holds the private key."
      : "Keep it where your application signs, and let nothing else read it.";
  }
  if (vendor) return forWhom(model, vendor);
  if (format === "jwk" || format === "jwks") {
    const register = keys.length > 1 || format === "jwks"
      ? "Publish this set as your jwks.json, or register it."
      : model.generated ? "Register this JWK, and keep private.key secret."
      : "Register this JWK. Your private key stays where it is.";
    return keys.some((key) => key.kid) ? `${register} The kid goes into the header of ${whatHasKid(keys)}.` : register;
  }
  if (format === "ssh") return "One line for authorized_keys, or for whoever asks for your SSH public key.";
  if (format === "certificate") return "The key's certificates. Nothing in them is secret.";
  return "Public, and safe to hand out.";
}

/** @param {import("../types.js").Key[]} keys */
function whatHasKid(keys) {
  if (keys.every((key) => key.use === "enc")) return "what others encrypt with it";
  return keys.some((key) => key.use === "enc") ? "what is signed or encrypted with each" : "your JWTs";
}

/** What this system is given, and whether that is shown. @param {import("../types.js").Model} model @param {Vendor} vendor */
function forWhom(model, { name, forms, where, keyId, algs, encryption }) {
  const { format, generated } = model;
  if (!forms.length) return `${name} makes the keys that it takes${generated ? `: not this one, then. ${where}` : ", and has their public halves already."}`;
  const fits = [...algs, ...encryption];
  const given = shownKeys(model).filter((key) => key.forms.includes(format));
  if (algs.length && given.length && given.every(({ alg }) => alg && !fits.includes(alg))) return ""; // a warning says so
  const shown = forms.filter(({ form, binary }) => form === format && !binary);
  if (lacksCertificate(model, forms)) {
    return `${name} is given a certificate, and there is none yet. ${signingKey(model, canCertify) ? "Make one below, or give" : "Give"} the one that you have.`;
  }
  const what = inner(handedOver(shown.length ? shown : forms));
  if (!shown.length) return `This is not what ${name} is given. For it, ${what}.`;
  return [`For ${name}: ${what}.`, where, format.startsWith("jwk") ? keyId : ""].filter(Boolean).join(" ");
}

/** @param {string} sentence as it goes on within another */
const inner = (sentence) => sentence[0].toLowerCase() + sentence.slice(1);

/** What a system is given, the best first: a sentence without its dot. @param {Vendor["forms"]} forms */
export const handedOver = (forms) => forms.map(({ label }, i) => i ? inner(label) : label).join("; or ");

/**
 * Whether what a system is given best is a certificate, and none came along.
 *
 * @param {import("../types.js").Model} model @param {Vendor["forms"]} forms
 */
export const lacksCertificate = (model, forms) =>
  forms[0]?.form === "certificate" && !shownKeys(model).some((key) => key.certificates.length);
