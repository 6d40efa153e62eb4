// @ts-check
/** The text field, the file picker, and the card that stands for a file. */

import { byId, settled, sizeText } from "../parts/dom.js";
import { fromText, readFiles, tooLongToShow } from "./files.js";

/** How long typing rests before it counts, in ms. */
const PAUSE = 150;

/**
 * @typedef {import("./files.js").Given} Given
 * @param {object} on
 * @param {(bytes: Uint8Array, name: string) => void} on.read something to convert
 * @param {() => void} on.emptied
 * @param {() => void} on.clear the person wants everything gone
 */
export function mountInput(on) {
  /** @type {HTMLTextAreaElement} */
  const field = byId("key-input");
  /** @type {HTMLInputElement} */
  const picker = byId("key-file");
  const card = byId("file-card");
  let name = ""; // of the file whose text is in the field, while it is unchanged
  let reading = 0;
  let given = false; // something was read from here

  const typed = settled(() => {
    const text = field.value;
    if (!text.trim()) return emptied();
    given = true;
    on.read(new TextEncoder().encode(text), name);
  }, PAUSE);

  function emptied() {
    name = "";
    note("");
    if (!given) return; // a key made here is not lost by a space in an empty field
    given = false;
    byId("clear").hidden = true;
    on.emptied();
  }

  /** @param {string} text */
  function note(text) {
    byId("input-note").textContent = text;
  }

  /** Shows what was given and converts it. @param {Given} what */
  function take(what) {
    typed.never();
    note(what.note);
    if (what.kind === "none") return;
    byId("clear").hidden = false;
    name = what.name;
    card.hidden = what.text !== null;
    field.hidden = what.text === null;
    field.value = what.text ?? "";
    if (what.text === null) {
      byId("file-name").textContent = name || "Pasted text";
      byId("file-info").textContent = `${sizeText(what.bytes.length)}, ${what.kind}`;
    } else if (name) {
      note([name, what.note].filter(Boolean).join(". "));
    }
    given = true;
    on.read(what.bytes, name);
  }

  /** @param {FileList | File[]} files */
  async function takeFiles(files) {
    if (!files.length) return;
    const mine = ++reading;
    const what = await readFiles([...files]);
    if (mine === reading) take(what);
  }

  function reset() {
    typed.never();
    reading++;
    given = false;
    field.value = "";
    field.hidden = false;
    card.hidden = true;
    picker.value = "";
    name = "";
    note("");
    byId("clear").hidden = true;
  }

  field.addEventListener("input", (event) => {
    byId("clear").hidden = !field.value && !given && byId("result").hidden && byId("busy").hidden;
    reading++;
    name = "";
    note("");
    const how = /** @type {InputEvent} */ (event).inputType ?? "";
    if (how.startsWith("insertFrom") || !field.value.trim()) typed.now();
    else typed.later();
  });
  picker.addEventListener("change", async () => {
    const files = [...(picker.files ?? [])];
    picker.value = ""; // choosing the same file again counts
    await takeFiles(files);
  });
  byId("file-remove").addEventListener("click", () => {
    reset();
    on.emptied();
    field.focus();
  });
  byId("clear").addEventListener("click", on.clear);

  // A paste is the input wherever it lands, except in another text field.
  document.addEventListener("paste", (event) => {
    const target = /** @type {Element} */ (event.target);
    const elsewhere = target !== field && target.matches?.("input:not([type=checkbox]):not([type=file]), textarea");
    const data = event.clipboardData;
    if (elsewhere || !data || byId("main").inert || byId("panel-convert").hidden) return;
    if (data.files.length) {
      event.preventDefault();
      void takeFiles(data.files);
      return;
    }
    const text = data.getData("text/plain");
    if (!text || (target === field && !tooLongToShow(text))) return; // the field takes it itself
    event.preventDefault();
    take(fromText(text));
  });

  return { take, takeFiles, reset, takeText: (/** @type {string} */ text) => take(fromText(text)) };
}
