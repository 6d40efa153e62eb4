// @ts-check
/** The two tabs of the left pane. */

import { byId } from "./parts/dom.js";
import { roving } from "./parts/roving.js";

/** @param {() => void} onopen */
export function mountTabs(onopen) {
  const group = roving(byId("tabs"), open);

  /** @param {string} name convert or generate */
  function open(name) {
    for (const tab of ["convert", "generate"]) {
      byId(`panel-${tab}`).hidden = byId(`empty-${tab}`).hidden = tab !== name;
    }
    byId(`${name}-row`).append(byId("clear")); // within reach on both
    group.show(name);
    onopen();
  }

  return {
    open,
    current: () => (byId("panel-convert").hidden ? "generate" : "convert"),
  };
}
