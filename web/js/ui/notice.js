// @ts-check
/** Words above the result, which stay as long as they hold, and short ones that lie over the page and go by themselves. */

import { byId } from "./parts/dom.js";

/** How long the short ones stay, in ms. */
export const STAYS = 4000;

let timer = 0;

/** @param {string} text empty takes it away */
export function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = !text;
}

/** Seen wherever the page is scrolled to. @param {string} text empty takes it away @param {{warn?: boolean}} how */
export function brief(text, { warn = false } = {}) {
  const box = byId("brief");
  clearTimeout(timer);
  box.textContent = text;
  box.hidden = !text;
  box.className = warn ? "brief notice warn" : "brief notice";
  if (text) timer = window.setTimeout(() => brief(""), STAYS);
}
