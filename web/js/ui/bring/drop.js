// @ts-check
/** Dropping a file, or text, anywhere on the page. */

import { byId } from "../parts/dom.js";
import { strayed } from "./paste.js";

/**
 * @param {object} on
 * @param {(files: File[]) => void} on.files
 * @param {(text: string) => void} on.text
 */
export function mountDrop(on) {
  const veil = byId("drop");
  let depth = 0; // dragenter and dragleave come for every element on the way

  let own = false; // the dragged text comes from this page

  const wanted = (/** @type {DragEvent} */ event) =>
    Boolean(event.dataTransfer?.types.some((type) => type === "Files" || (type === "text/plain" && !own)));
  const show = (/** @type {boolean} */ on) => {
    veil.hidden = !on;
    if (!on) depth = 0;
  };

  window.addEventListener("dragstart", () => (own = true));
  window.addEventListener("pointerdown", () => (own = false)); // no dragend comes when its source has been removed
  window.addEventListener("dragenter", (event) => {
    if (!wanted(event)) return;
    event.preventDefault();
    depth++;
    const files = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === "file").length;
    byId("drop-text").textContent = files > 1 ? `Drop ${files} files` : "Drop the file here";
    show(Boolean(event.dataTransfer?.types.includes("Files")));
  });
  window.addEventListener("dragleave", () => {
    if (--depth <= 0) show(false);
  });
  window.addEventListener("dragover", (event) => {
    if (!wanted(event)) return;
    event.preventDefault(); // or else the browser opens the file and leaves the page
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  });
  window.addEventListener("drop", (event) => {
    show(false);
    const data = event.dataTransfer;
    if (!data || event.defaultPrevented || !wanted(event)) return;
    const files = [...data.files];
    const target = /** @type {Element} */ (event.target);
    const text = data.getData("text/plain");
    if (!files.length && target.matches?.("input, textarea") && !strayed(target, text, 0)) return; // text dropped on a field: the browser's own way
    event.preventDefault();
    if (files.length) on.files(files);
    else if (text.trim()) on.text(text);
  });
  window.addEventListener("dragend", () => {
    own = false;
    show(false);
  });
}
