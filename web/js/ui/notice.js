// @ts-check
/** A short word above the result, which goes by itself. */

import { byId } from "./parts/dom.js";

/** How long it stays, in ms. */
export const STAYS = 4000;

let timer = 0;

/**
 * @param {string} text empty takes it away
 * @param {{warn?: boolean, stays?: boolean}} how
 */
export function notice(text, { warn = false, stays = false } = {}) {
  const box = byId("notice");
  clearTimeout(timer);
  box.textContent = text;
  box.hidden = !text;
  box.className = warn ? "notice warn" : "notice";
  if (text && !stays) timer = window.setTimeout(() => notice(""), STAYS);
}
