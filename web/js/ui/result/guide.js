// @ts-check
/** One sentence on what to do with what is shown. */

import { FORMS, isSealed, shownKeys } from "../options/formats.js";

/** @param {import("../types.js").Model} model */
export function guidance(model) {
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
  if (format === "jwk" || format === "jwks") {
    const kid = keys.length === 1 ? keys[0].kid : "";
    const register = keys.length > 1 || format === "jwks"
      ? "Publish this set as your jwks.json, or register it."
      : model.generated ? "Register this JWK, and keep private.key secret."
      : "Register this JWK. Your private key stays where it is.";
    return kid || keys.some((key) => key.kid) ? `${register} The kid goes into the header of your JWTs.` : register;
  }
  if (format === "ssh") return "One line for authorized_keys, or for whoever asks for your SSH public key.";
  if (format === "certificate") return "The certificates that came with the key. Nothing in them is secret.";
  return "Public, and safe to hand out.";
}
