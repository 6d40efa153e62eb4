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
    // not allowed here; the old way may be
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
 * Ctrl+C. A selection copied by hand from the output is the text itself:
 * browsers would add line breaks between blocks. Where nothing is selected,
 * it is the whole output.
 * @param {HTMLElement} output
 * @param {() => string} whole
 * @param {(unasked: boolean) => void} oncopy the whole is copied; unasked when nothing was selected
 */
export function copyExactly(output, whole, oncopy) {
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!event.clipboardData) return;
    if (nothingSelected(selection)) {
      if (!whole()) return;
      event.clipboardData.setData("text/plain", whole());
      event.preventDefault();
      return oncopy(true);
    }
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || range.collapsed || !output.contains(range.commonAncestorContainer)) return;
    event.clipboardData.setData("text/plain", range.cloneContents().textContent ?? "");
    event.preventDefault();
    if (range.toString() === output.textContent) oncopy(false); // a part of the text is not the key
  });
}

/** Of the fields only the key's own counts: in others Ctrl+C may be meant for them. @param {Selection | null} selection */
function nothingSelected(selection) {
  const active = document.activeElement;
  if (active instanceof HTMLTextAreaElement && active.id === "key-input") return active.selectionStart === active.selectionEnd;
  return !(active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) && (!selection || selection.isCollapsed);
}

/** Ctrl+A in the output selects the output, and not the page. @param {HTMLElement} output */
export function selectWithin(output) {
  output.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "a" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    getSelection()?.selectAllChildren(output);
  });
}
