// @ts-check
/** A certificate that came along with a key. */

import { copyable } from "../parts/copying.js";
import { make } from "../parts/dom.js";

/** @type {Record<string, [string, string]>} class, text */
const STATES = {
  valid: ["chip good", "valid now"],
  expired: ["chip bad", "expired"],
  future: ["chip warn", "not valid yet"],
};

/**
 * @param {import("../types.js").Certificate} certificate
 * @param {number} index 0 is the key's own, the others are above it
 */
export function certificateCard(certificate, index) {
  const card = make("article", { class: "cert" });
  const [look, text] = STATES[certificate.state] ?? ["chip", certificate.state];
  card.append(make("h3", { title: certificate.subject }, (index ? "Issued by: " : "Certificate: ") + (certificate.subject || "no subject")));
  if (certificate.odd) {
    card.append(make("p", {}, "It is written in an unusual way, so only its key was read."));
  } else {
    const from = day(certificate.notBefore);
    const to = day(certificate.notAfter);
    card.append(make("p", {}, make("span", { class: look }, text), ` from ${from} to ${to}`));
    if (certificate.issuer === certificate.subject) card.append(make("p", {}, "Signed by itself"));
    else card.append(make("p", {}, `Issuer: ${certificate.issuer}`));
    card.append(make("p", {}, "Serial: ", make("code", {}, ...copyable("the serial number", certificate.serial))));
  }
  card.append(make("p", {}, "x5t#S256: ", make("code", {}, ...copyable("x5t#S256", certificate.sha256))));
  return card;
}

/** The day of an RFC 3339 time, as it stands: no time zone is guessed. @param {string} time */
const day = (time) => time.slice(0, 10);
