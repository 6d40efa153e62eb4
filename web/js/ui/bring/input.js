// @ts-check
/** What comes in by the text field and the file picker, and when it counts. */

import { byId, settled, touched } from "../parts/dom.js";
import { isWhole, mountField } from "./field.js";
import { fromText, oneOf, readFiles } from "./files.js";

/** How long typing rests before it counts, in ms. */
const PAUSE = 150;

/** How long typing rests before errors are shown: half a key is always wrong. */
const REST = 1500;

/**
 * @typedef {import("./files.js").Given} Given
 * @param {object} on
 * @param {(parts: {bytes: Uint8Array, name: string}[]) => void} on.read something to convert
 * @param {() => boolean} on.adding whether that is added to what is there
 * @param {(fault: import("../types.js").Fault | null) => void} on.refused nothing of what was given can be read; null: there is nothing more to say of it
 * @param {() => void} on.emptied
 * @param {() => void} on.rested typing has ceased, or what was typed is whole
 * @param {() => void} on.clear the person wants everything gone
 */
export function mountInput(on) {
  const { field, fill, note } = mountField({ files: (files) => void takeFiles(files), removed });
  let name = ""; // of the file whose text is in the field, while it is unchanged
  let reading = 0;
  let given = false; // the field's text is what was read last
  let aside = ""; // what was in the field before another key was to be added
  let typing = false;

  const rested = settled(() => {
    if (!typing) return;
    typing = false;
    on.rested();
  }, REST);

  function readField() {
    slowly.never();
    typed.never();
    const text = field.value;
    if (!text.trim()) return emptied();
    given = !on.adding();
    on.read([{ bytes: new TextEncoder().encode(text), name }]);
  }
  const typed = settled(readField, PAUSE);
  const slowly = settled(() => field.value.trim() && readField(), REST); // half a key is not added

  function emptied() {
    name = "";
    note("");
    if (on.adding()) on.refused(null); // the error was about the former text
    if (!given) return; // a space in an empty field must not cost a key that was made here
    given = false;
    byId("clear").hidden = true;
    on.emptied();
  }

  /** Shows what was given and converts it. @param {import("./files.js").Read} what */
  function take({ parts, note: left, fault }) {
    typed.never();
    slowly.never();
    typing = false;
    if (fault) return on.refused(fault);
    byId("clear").hidden = false;
    const [only] = parts.length === 1 ? parts : [];
    name = only ? only.name : oneOf(parts.map((part) => part.name));
    fill(only);
    note([only && only.text !== null ? name : "", left].filter(Boolean).join(". "));
    given = Boolean(only) && !on.adding();
    on.read(parts);
  }

  /** @param {FileList | File[]} files */
  async function takeFiles(files) {
    if (!files.length) return;
    const mine = ++reading;
    const what = await readFiles([...files]);
    if (mine === reading || on.adding()) take(what); // when several are added, all of them count
  }

  /** An empty field, for what comes next. */
  function blank() {
    typed.never();
    slowly.never();
    typing = false;
    fill();
    name = "";
    given = false;
  }

  function reset() {
    blank();
    reading++;
    aside = "";
    note("");
    byId("clear").hidden = true;
  }

  /** The file is taken away again. */
  function removed() {
    if (on.adding()) return blank();
    reset();
    on.emptied();
  }

  field.on("input", (event) => {
    byId("clear").hidden = !field.value && !given && byId("result").hidden && byId("busy").hidden;
    reading++;
    name = "";
    note("");
    const how = /** @type {InputEvent} */ (event).inputType ?? "";
    typing = !how.startsWith("insertFrom") && !isWhole(field.value);
    rested.later();
    if (how.startsWith("insertFrom") || !field.value.trim()) readField();
    else if (on.adding() && typing) slowly.later();
    else typed.later();
    if (how.startsWith("insertFrom") && touched()) field.element.blur(); // the phone's keyboard would cover the result
  });
  field.on("blur", rested.now);
  byId("clear").addEventListener("click", on.clear);

  return {
    takeFiles,
    reset,
    typing: () => typing,
    name: () => name,
    takeText: (/** @type {string} */ text) => take({ parts: [fromText(text)], note: "" }),

    /** It is read. @param {boolean} added to what was there: the field is for the next one */
    done(added) {
      if (!added) return;
      blank();
      aside = "";
      note("");
    },

    /** Another key is about to be added, or no more. @param {boolean} on */
    adding(on) {
      const before = field.value;
      const kept = aside;
      blank();
      aside = on ? before : "";
      if (!on && kept) {
        field.renew(kept);
        given = true;
      }
    },
  };
}
