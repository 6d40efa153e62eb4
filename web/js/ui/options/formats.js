// @ts-check
/** The output forms of package api: their names, files and types. */

/**
 * @typedef {object} Form
 * @property {string} label
 * @property {boolean} secret
 * @property {string} file name to save it under
 * @property {string} type MIME type
 * @property {string} open of a private form: the public one that goes with it
 */

const JSON_KEY = "application/jwk+json";
const JSON_SET = "application/jwk-set+json";
const PEM = "application/x-pem-file";

/** @type {Record<string, Form>} in the order of the list that is offered */
export const FORMS = {
  jwk: { label: "JWK", secret: false, file: "jwk.json", type: JSON_KEY, open: "" },
  jwks: { label: "JWK Set", secret: false, file: "jwks.json", type: JSON_SET, open: "" },
  spki: { label: "Public PEM (SPKI)", secret: false, file: "public.key", type: PEM, open: "" },
  spki_base64: { label: "Public base64, one line", secret: false, file: "public-base64.txt", type: "text/plain", open: "" },
  spki_base64_lines: { label: "Public base64, in lines", secret: false, file: "public-base64-lines.txt", type: "text/plain", open: "" },
  pkcs1_public: { label: "Public PEM (PKCS#1)", secret: false, file: "public-pkcs1.key", type: PEM, open: "" },
  ssh: { label: "OpenSSH public line", secret: false, file: "id.pub", type: "text/plain", open: "" },
  certificate: { label: "Certificate PEM", secret: false, file: "certificate.pem", type: "application/pem-certificate-chain", open: "" },
  jwk_private: { label: "Private JWK", secret: true, file: "private-jwk.json", type: JSON_KEY, open: "jwk" },
  jwks_private: { label: "Private JWK Set", secret: true, file: "private-jwks.json", type: JSON_SET, open: "jwks" },
  pkcs8: { label: "Private PEM (PKCS#8)", secret: true, file: "private.key", type: PEM, open: "spki" },
  pkcs8_base64: { label: "Private base64, one line", secret: true, file: "private-base64.txt", type: "text/plain", open: "spki_base64" },
  traditional: { label: "Private PEM (traditional)", secret: true, file: "private-traditional.key", type: PEM, open: "spki" },
  pkcs8_encrypted: { label: "Private PEM, encrypted", secret: true, file: "private-encrypted.key", type: PEM, open: "spki" },
  jwk_encrypted: { label: "Private JWK, as JWE", secret: true, file: "private-jwk-encrypted.json", type: "application/jose+json", open: "jwk" },
  openssh_private: { label: "OpenSSH private key", secret: true, file: "id", type: PEM, open: "ssh" },
};

/** Whether a form is PEM of standard DER, which can be saved without its lines. @param {string} format */
export const isDER = (format) => ["spki", "pkcs1_public", "certificate", "pkcs8", "traditional", "pkcs8_encrypted"].includes(format);

/** Whether a form is encrypted: it needs a passphrase first. @param {string} [format] */
export const isSealed = (format) => format === "pkcs8_encrypted" || format === "jwk_encrypted";

/**
 * @typedef {import("../types.js").Model} Model
 * @typedef {import("../types.js").Key} Key
 */

/** The keys that the model shows: one, or all. @param {Model} model */
export function shownKeys({ result, selected }) {
  return selected ? result.keys.filter((key) => key.id === selected) : result.keys;
}

/** A key's place in the list, from 1, by which people and Go's words call it. @param {Key[]} keys @param {number} id */
export const placeOf = (keys, id) => keys.findIndex((key) => key.id === id) + 1;

/** How many keys are in a set of these: each public half is there once. @param {Key[]} keys */
export const distinct = (keys) => keys.filter((key) => !key.sameAs).length;

/** Several keys as a title. @param {Key[]} keys */
export const manyKeys = (keys) => (distinct(keys) > 1 ? `All ${distinct(keys)} keys` : keys[0].title);

/** Whether these are the same keys under the same numbers. @param {Key[]} some @param {Key[]} others */
export function sameKeys(some, others) {
  return some.length === others.length &&
    some.every((key, i) => key.id === others[i].id && key.thumbprint === others[i].thumbprint && key.private === others[i].private);
}

/** The forms that can be shown now, in order. @param {Model} model */
export function availableForms(model) {
  const has = new Set(shownKeys(model).flatMap((key) => key.forms));
  return Object.keys(FORMS).filter((name) => has.has(name) && (model.options.private || !FORMS[name].secret));
}

/** The text to show, or undefined when it has not been made yet. @param {Model} model */
export function shownText(model) {
  if (!model.selected || model.result.keys.length === 1) return model.result.outputs[model.format];
  return shownKeys(model)[0]?.outputs[model.format];
}

/** The private form that goes with a public one, of those the keys have. @param {string} format @param {string[]} has */
export function privateFor(format, has) {
  const names = Object.keys(FORMS).filter((name) => FORMS[name].secret && has.includes(name));
  return names.find((name) => FORMS[name].open === format) ?? names.find((name) => name === "pkcs8") ?? names[0] ?? format;
}

/**
 * The file name for a form.
 * @param {string} format
 * @param {Key[]} keys those in the file
 * @param {boolean} oneLine
 */
export function fileName(format, keys, oneLine) {
  let name = FORMS[format].file;
  if (keys.length > 1 && format === "jwk") name = FORMS.jwks.file;
  if (keys.length > 1 && format === "jwk_private") name = FORMS.jwks_private.file;
  if (keys.length > 1 && format === "jwk_encrypted") name = name.replace("jwk", "jwks");
  if (format === "ssh" || format === "openssh_private") name = name.replace("id", sshName(keys));
  // An extension is what follows a dot: id_rsa has none.
  return oneLine ? name.replace(/(\.[^.]*)?$/, (end) => `-one-line${end === ".json" ? end : ".txt"}`) : name;
}

/** What ssh-keygen would call it. @param {Key[]} keys */
function sshName(keys) {
  if (keys.length > 1) return "keys";
  return { RSA: "id_rsa", EC: "id_ecdsa", OKP: "id_ed25519" }[keys[0]?.kty] ?? "id";
}
