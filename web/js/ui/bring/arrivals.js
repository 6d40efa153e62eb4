// @ts-check
/** Keys that come in beside the text field: samples, what is dropped or pasted anywhere, and what the page was opened with. */

import { byId, touched } from "../parts/dom.js";
import { mountDrop } from "./drop.js";
import { mountLaunch } from "./launch.js";
import { forPassphrase, mountPaste } from "./paste.js";
import { mountSamples } from "./samples.js";

/**
 * @param {ReturnType<import("../tabs.js").mountTabs>} tabs
 * @param {ReturnType<import("./input.js").mountInput>} input
 */
export function mountArrivals(tabs, input) {
  const take = (/** @type {string} */ text) => {
    tabs.open("convert");
    input.takeText(text);
  };
  mountSamples((text) => {
    take(text);
    if (!touched()) byId("key-input").focus(); // the button is hidden together with the words around it
  });
  const takeFiles = (/** @type {FileList | File[]} */ files) => {
    tabs.open("convert");
    void input.takeFiles(files);
  };
  mountDrop({ text: take, files: takeFiles });
  mountLaunch(takeFiles);
  mountPaste({
    files: takeFiles,
    text: (text) => {
      const strayed = forPassphrase(document.activeElement); // it will be hidden
      take(text);
      if (strayed && !touched()) byId("key-input").focus();
    },
  });
}
