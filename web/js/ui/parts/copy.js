// @ts-check
/** Copying text, with the clipboard API or, where pages have none (plain http), the old way. */

/**
 * @param {string} text
 * @param {HTMLElement | null} shown the element that shows the text, to select it when all else fails
 * @returns {Promise<"copied" | "selected" | "failed">}
 */
export async function copyText(text, shown = null) {
  try {
    if (navigator.clipboard && isSecureContext) {
      await navigator.clipboard.writeText(text);
      return "copied";
    }
  } catch {
    // not allowed here: the old way may be
  }
  if (oldWay(text, shown)) return "copied";
  return shown && getSelection()?.toString() ? "selected" : "failed";
}

/** @param {string} text @param {HTMLElement | null} shown */
function oldWay(text, shown) {
  let copied = false;
  const fill = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = true;
  };
  if (shown) getSelection()?.selectAllChildren(shown); // some browsers copy only where something is selected
  document.addEventListener("copy", fill, { capture: true, once: true });
  try {
    copied = document.execCommand("copy") && copied;
  } catch {
    copied = false;
  }
  document.removeEventListener("copy", fill, { capture: true });
  return copied;
}

/**
 * A selection copied by hand from the output is the text itself: browsers
 * would add line breaks between blocks.
 * @param {HTMLElement} output
 * @param {() => void} oncopy
 */
export function copyExactly(output, oncopy) {
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection?.rangeCount || !event.clipboardData) return;
    const range = selection.getRangeAt(0);
    if (range.collapsed || !output.contains(range.commonAncestorContainer)) return;
    event.clipboardData.setData("text/plain", range.cloneContents().textContent ?? "");
    event.preventDefault();
    if (range.toString() === output.textContent) oncopy(); // a part is not the key
  });
}
