// @ts-check
/** How the output is laid out: readable, compact, or as one line, which is compact too. */

import { byId } from "../parts/dom.js";

/** @param {() => void} onchange */
export function mountLayout(onchange) {
  const compact = byId("compact");
  const oneLine = byId("one-line");
  let wanted = false; // compact, whether or not one line makes it so

  function show() {
    compact.disabled = oneLine.checked;
    compact.checked = oneLine.checked || wanted;
  }

  compact.addEventListener("change", () => {
    wanted = compact.checked;
    onchange();
  });
  oneLine.addEventListener("change", () => {
    show();
    onchange();
  });

  return {
    read: () => ({ compact: wanted, oneLine: oneLine.checked }),

    /** @param {import("./preset.js").Preset} preset */
    preset(preset) {
      wanted = Boolean(preset.compact);
      oneLine.checked = Boolean(preset.oneLine);
      show();
    },
  };
}
