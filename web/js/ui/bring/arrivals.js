// @ts-check
/** Keys that come in beside the text field: samples, and what is dropped on the page. */

import { byId, touched } from "../parts/dom.js";
import { mountDrop } from "./drop.js";
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
    if (!touched()) byId("key-input").focus(); // the button goes with the words around it
  });
  mountDrop({
    text: take,
    files: (files) => {
      tabs.open("convert");
      void input.takeFiles(files);
    },
  });
}
