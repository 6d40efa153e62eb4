// @ts-check
/**
 * Options by the address: #use=sig&alg=RS256&kid=my-key&format=jwks&tab=generate
 * A guide can link to the page as its readers need it. Unknown names and
 * values are ignored. Key material never goes in or out this way, and
 * "include private key" is never ticked by a link: whoever made the link must
 * not decide what the person who follows it shows on the screen.
 */

import { FORMS } from "./formats.js";

/**
 * @typedef {object} Preset every member is "" when absent
 * @property {string} use
 * @property {string} alg
 * @property {string} kid
 * @property {string} kidMode
 * @property {string} format
 * @property {string} tab
 * @property {string} genType
 * @property {string} genSize
 * @property {string} genCount
 * @property {string} genEngine
 * @property {string} keyOps "true", like the next ones
 * @property {string} x5c
 * @property {string} compact
 * @property {string} oneLine
 * @property {string} for whom the key is for
 * @property {string} theme
 */

/** @type {Record<string, RegExp>} */
const ALLOWED = {
  use: /^(sig|enc|none)$/,
  alg: /^[A-Za-z0-9+-]{1,40}$/, // the options know which of them exist
  kid: /^.{1,200}$/su,
  kidMode: /^(thumbprint|text|uuid|date|keep|none|x5t|x5tS256|x5tHex|x5tS256Hex|spkiS256)$/,
  format: new RegExp(`^(${Object.keys(FORMS).filter((name) => !FORMS[name].secret).join("|")})$`),
  tab: /^(convert|generate)$/,
  genType: /^(RSA|EC|Ed25519|X25519|ML-DSA|oct)$/,
  genSize: /^(custom|[0-9]{3,4}|P-(256|384|521)|secp256k1|ML-DSA-(44|65|87))$/,
  genCount: /^([1-9]|1[0-9]|20)$/,
  genEngine: /^(auto|subtle|go)$/,
  keyOps: /^true$/,
  x5c: /^true$/,
  compact: /^true$/,
  oneLine: /^true$/,
  for: /^[a-z0-9-]{1,20}$/, // the list of systems knows which of them exist
  theme: /^(light|dark)$/,
};

/** The name in the address of each member. @param {string} member */
const inAddress = (member) => member.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());

/** A + in the address is a plus, as in ECDH-ES+A256KW, and not a space. @param {string} hash with or without # */
const parameters = (hash) => new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"));

/** @param {URLSearchParams} given */
function address(given) {
  const hash = String(given).replaceAll("+", "%20");
  return location.href.split("#")[0] + (hash ? "#" + hash : "");
}

/** @param {string} hash with or without # @returns {Preset} */
export function readPreset(hash) {
  const given = parameters(hash);
  /** @type {any} */
  const preset = {};
  for (const [member, pattern] of Object.entries(ALLOWED)) {
    const value = given.get(inAddress(member)) ?? "";
    preset[member] = pattern.test(value) ? value : "";
  }
  if (preset.kid && !preset.kidMode) preset.kidMode = "text";
  return preset;
}

/**
 * The address of this page with these options, the usual ones left out.
 * @param {Partial<Preset>} preset
 */
export function presetLink(preset) {
  /** @type {Record<string, string>} */
  const usual = { use: "", alg: "", kid: "", kidMode: "", format: "jwk", tab: "convert", genCount: "1", genEngine: "auto", theme: "" };
  const out = new URLSearchParams();
  for (const member of Object.keys(ALLOWED)) {
    const value = preset[/** @type {keyof Preset} */ (member)] ?? "";
    if (!value || value === usual[member]) continue;
    if (member === "kidMode" && value === "text" && preset.kid) continue; // implied by kid
    if (ALLOWED[member].test(value)) out.set(inAddress(member), value);
  }
  return address(out);
}

/** The address of this page as it is, but with another theme. @param {string} theme "" is the system's */
export function linkWithTheme(theme) {
  const given = parameters(location.hash);
  given.delete("theme");
  if (theme) given.set("theme", theme);
  return address(given);
}
