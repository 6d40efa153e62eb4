// @ts-check
/**
 * The digests of one key and of its certificates, as other systems show them.
 * They are asked for when the list is opened: few people need them.
 *
 * @typedef {import("../types.js").Key} Key
 * @typedef {import("../types.js").Digest} Digest
 */

import { copyable } from "../parts/copying.js";
import { byId, make } from "../parts/dom.js";

/** @param {(op: string, params: object) => Promise<any>} ask */
export function mountDigests(ask) {
  const box = byId("digests");
  const list = byId("digests-list");
  /** @type {Key | undefined} */
  let key;
  let of = ""; // what the list was asked for, or is about to be
  let turn = 0;

  box.addEventListener("toggle", show);

  async function show() {
    const now = key ? [key.id, key.thumbprint, ...key.certificates.map(({ sha256 }) => sha256)].join() : "";
    if (now !== of) {
      turn++;
      list.replaceChildren();
      of = "";
    }
    if (!key || !box.open || now === of) return;
    of = now;
    const mine = ++turn;
    const { certificates } = key;
    try {
      const { rows } = await ask("digests", { id: key.id });
      if (mine === turn) list.replaceChildren(...groups(rows, certificates.map(({ subject }) => subject)));
    } catch (error) {
      if (mine !== turn) return;
      of = ""; // opening it again tries again
      list.replaceChildren(make("p", { class: "fine" }, /** @type {import("../types.js").Fault} */ (error).message));
    }
  }

  return {
    /** @param {Key | undefined} next the key that is shown alone */
    update(next) {
      key = next;
      box.hidden = !key;
      void show();
    },
  };
}

/** A list for the key, and one for each certificate. @param {Digest[]} rows @param {string[]} subjects */
function groups(rows, subjects) {
  const numbers = [...new Set(rows.map(({ certificate }) => certificate))];
  return numbers.flatMap((number) => {
    const whose = number ? `Certificate ${subjects.length > 1 ? `${number} of ${subjects.length}` : ""}`.trim() : "Key";
    const subject = number ? subjects[number - 1] : "";
    return [
      make("h3", {}, subject ? `${whose}: ${subject}` : whose),
      make("dl", { class: "digest-list" }, ...rows.filter(({ certificate }) => certificate === number).map((row) => item(row, number && whose))),
    ];
  });
}

/** @param {Digest} digest @param {string | 0} whose the certificate that it is of */
function item({ name, value, where }, whose) {
  return make("div", {}, make("dt", {}, name, ...(where ? [make("span", { class: "fine" }, where)] : [])),
    make("dd", { class: "code" }, ...copyable(whose ? `${name} of ${whose.toLowerCase()}` : name, value)));
}
