// @ts-check
/** Copying a link that opens the page with these options. */

import { copyText } from "../parts/copy.js";
import { announce, byId } from "../parts/dom.js";
import { presetLink } from "./preset.js";

/** @param {() => Partial<import("./preset.js").Preset>} read the options as they are */
export function mountSetup(read) {
  const button = byId("copy-link");
  const label = button.querySelector("span");
  const usual = label.textContent;
  let timer = 0;

  button.addEventListener("click", async () => {
    const link = presetLink(read());
    const how = await copyText(link);
    if (how !== "copied") location.hash = new URL(link).hash; // at least it can be copied from the address bar
    label.textContent = how === "copied" ? "Link copied" : "See the address bar";
    announce(how === "copied" ? "The link is copied." : "The link is in the address bar.");
    clearTimeout(timer);
    timer = window.setTimeout(() => (label.textContent = usual), 1600);
  });
}
