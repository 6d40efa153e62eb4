// @ts-check
/** Copying a link that opens the page with these options. */

import { copyBy } from "../parts/copying.js";
import { byId } from "../parts/dom.js";
import { presetLink } from "./preset.js";

/** @param {() => Partial<import("./preset.js").Preset>} read the options as they are */
export function mountSetup(read) {
  const button = byId("copy-link");
  button.addEventListener("click", async () => {
    const link = presetLink(read());
    const copied = await copyBy(button, link, { name: "the link", instead: "The link is in the address bar: copy it there." });
    if (!copied) location.hash = new URL(link).hash;
  });
}
