// @ts-check
/** Whether the key here is the one that was registered, and if not, what differs. */

import { takeDrops } from "../bring/dropinto.js";
import { byId, make, settled } from "../parts/dom.js";
import { textField } from "../parts/renew.js";

/** How long a verdict may stand beside what it is not about, in ms, while the engine is at work. */
const PATIENCE = 300;

/**
 * @param {(op: string, params: object) => Promise<any>} ask
 */
export function mountCompare(ask) {
  const field = textField("compare-input");
  const place = byId("compare-result");
  let turn = 0;

  const compare = settled(async () => {
    const mine = ++turn;
    if (!field.value.trim()) {
      place.replaceChildren();
      return;
    }
    const slow = setTimeout(() => mine === turn && place.replaceChildren(), PATIENCE);
    let nodes;
    try {
      nodes = verdict(await ask("compare", { with: new TextEncoder().encode(field.value) }));
    } catch (error) {
      nodes = refusal(/** @type {import("../types.js").Fault} */ (error));
    }
    clearTimeout(slow);
    if (mine !== turn) return;
    const same = nodes.length === place.childNodes.length && nodes.every((node, i) => node.isEqualNode(place.childNodes[i]));
    if (!same) place.replaceChildren(...nodes); // what is said already is not read out again
  }, 150);

  field.on("input", compare.later);
  const dropStale = takeDrops(byId("compare"), {
    meant: () => field,
    taken: compare.now,
    refused(fault) {
      turn++;
      compare.never();
      place.replaceChildren(...refusal(fault));
    },
  });
  byId("compare").addEventListener("toggle", () => byId("compare").open && field.value && compare.now());

  return {
    /** The keys have changed. */
    again() {
      if (!field.value) return;
      if (byId("compare").open) return compare.now();
      turn++; // the verdict was about other keys; it is asked for again when opened
      place.replaceChildren();
    },
    reset() {
      turn++;
      dropStale();
      compare.never();
      field.renew();
      place.replaceChildren();
      byId("compare").open = false;
    },
  };
}

/** @param {import("../types.js").Fault} fault */
const refusal = ({ message, hint }) => [make("p", { class: "verdict" }, message), make("p", { class: "fine" }, hint)];

/** What is said of the other side: a signature is checked and not compared. @param {import("../types.js").Comparison["rows"][number]} row */
function theirs({ member, yours, same, theirs }) {
  if (member === "signature") return "";
  return same && yours ? "the same" : theirs || "absent";
}

/** @param {import("../types.js").Comparison} result */
function verdict({ same, partly, unknown, summary, rows }) {
  const [tone, words] = partly ? ["warn", "Not all the same"] : same ? ["good", "Same key"] : unknown ? ["warn", "Cannot tell"] : ["bad", "Not the same"];
  const nodes = [make("p", { class: "verdict" }, make("span", { class: "chip " + tone }, words), " " + summary)];
  if (!rows.length) return nodes;
  const head = make("tr", {}, ...["Member", "Yours", "Compared with"].map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map((row) => make("tr", row.same ? {} : { class: "differs" },
    make("th", { scope: "row" }, row.member), make("td", {}, row.yours || "absent"), make("td", {}, theirs(row))));
  nodes.push(/** @type {any} */ (make("table", { class: "rows" }, make("thead", {}, head), make("tbody", {}, ...body))));
  return nodes;
}
