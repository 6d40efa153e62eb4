// @ts-check
/** The text field, the file picker, and the card that stands for a file. */

import { byId, settled, sizeText, touched } from "../parts/dom.js";
import { textField } from "../parts/renew.js";
import { fromText, readFiles } from "./files.js";

/** How long typing rests before it counts, in ms. */
const PAUSE = 150;

/** How long it rests before what is wrong with it is said: nobody wants to hear it of half a key. */
const REST = 1500;

/** Text that ends like this is whole. */
const WHOLE = /-----END [^-\n]+-----$|\}$/;

/**
 * @typedef {import("./files.js").Given} Given
 * @param {object} on
 * @param {(bytes: Uint8Array, name: string) => void} on.read something to convert
 * @param {(fault: import("../types.js").Fault) => void} on.refused nothing of what was given can be read
 * @param {() => void} on.emptied
 * @param {() => void} on.rested typing has ceased, or what was typed is whole
 * @param {() => void} on.clear the person wants everything gone
 */
export function mountInput(on) {
  const field = textField("key-input");
  /** @type {HTMLInputElement} */
  const picker = byId("key-file");
  const card = byId("file-card");
  let name = ""; // of the file whose text is in the field, while it is unchanged
  let reading = 0;
  let given = false; // something was read from here

  let typing = false;

  const rested = settled(() => {
    if (!typing) return;
    typing = false;
    on.rested();
  }, REST);

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
    typing = false;
    if (what.fault) return on.refused(what.fault);
    note(what.note);
    byId("clear").hidden = false;
    name = what.name;
    card.hidden = what.text !== null;
    field.renew(what.text ?? "");
    field.element.hidden = what.text === null;
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
    typing = false;
    reading++;
    given = false;
    field.renew();
    field.element.hidden = false;
    card.hidden = true;
    picker.value = "";
    name = "";
    note("");
    byId("clear").hidden = true;
  }

  field.on("input", (event) => {
    byId("clear").hidden = !field.value && !given && byId("result").hidden && byId("busy").hidden;
    reading++;
    name = "";
    note("");
    const how = /** @type {InputEvent} */ (event).inputType ?? "";
    typing = !how.startsWith("insertFrom") && !WHOLE.test(field.value.trimEnd());
    rested.later();
    if (how.startsWith("insertFrom") || !field.value.trim()) typed.now();
    else typed.later();
    if (how.startsWith("insertFrom") && touched()) field.element.blur(); // the keyboard would lie over what comes
  });
  field.on("blur", rested.now);
  picker.addEventListener("change", async () => {
    const files = [...(picker.files ?? [])];
    picker.value = ""; // choosing the same file again counts
    await takeFiles(files);
  });
  byId("file-remove").addEventListener("click", () => {
    reset();
    on.emptied();
    field.element.focus();
  });
  byId("clear").addEventListener("click", on.clear);

  return { takeFiles, reset, typing: () => typing, takeText: (/** @type {string} */ text) => take(fromText(text)) };
}
