// @ts-check
/**
 * The address as a way to configure the page, both ways: followed, and made.
 * Back and Forward lead to what an address says, and to the usual where it
 * says nothing.
 */

import { readPreset } from "./preset.js";
import { mountSetup } from "./setup.js";

/** A tick in the address. @param {boolean} on */
const flag = (on) => (on ? "true" : "");

/**
 * @param {object} parts
 * @param {ReturnType<import("./options.js").mountOptions>} parts.options
 * @param {ReturnType<import("../make/generate.js").mountGenerate>} parts.generate
 * @param {ReturnType<import("../tabs.js").mountTabs>} parts.tabs
 * @param {ReturnType<import("../result/view.js").createView>} parts.view
 * @param {ReturnType<import("../theme.js").mountTheme>} parts.theme
 * @param {() => void} refresh
 */
export function mountAddress({ options, generate, tabs, view, theme }, refresh) {
  function follow() {
    const preset = readPreset(location.hash);
    options.preset(preset);
    generate.preset(preset);
    generate.suit(options.whom.vendor());
    theme.show(preset.theme);
    tabs.open(preset.tab || "convert");
    view.choose(preset.format || options.whom.form());
    refresh();
  }

  mountSetup(() => {
    const { for: whom, use, alg, kid, keyOps, x5c, compact, oneLine } = options.read();
    return {
      for: whom, use, alg, kid: kid.mode === "text" ? kid.value : "", kidMode: kid.mode,
      keyOps: flag(keyOps), x5c: flag(x5c), compact: flag(compact), oneLine: flag(oneLine),
      format: view.wanted(), tab: tabs.current(), theme: theme.current(),
      ...(tabs.current() === "generate" && generate.read()),
    };
  });
  addEventListener("hashchange", follow);
  follow();
}
