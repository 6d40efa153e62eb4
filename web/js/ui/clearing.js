// @ts-check
/** Forgetting: what the field held, and everything. A private key that was made here goes only when the person means it. */

import { brief, notice } from "./notice.js";
import { readPreset } from "./options/preset.js";
import { announce } from "./parts/dom.js";
import { forgetFiles } from "./parts/download.js";
import { sure } from "./parts/sure.js";

/**
 * @param {object} parts
 * @param {ReturnType<import("./result/view.js").createView>} parts.view
 * @param {ReturnType<import("./options/options.js").mountOptions>} parts.options
 * @param {ReturnType<import("./session.js").createSession>} parts.session
 * @param {ReturnType<import("./error.js").mountError>} parts.error
 * @param {ReturnType<import("./leave.js").mountLeave>} parts.leave
 * @param {ReturnType<import("./bring/passphrase.js").mountPassphrase>} parts.passphrase
 * @param {ReturnType<import("./make/generate.js").mountGenerate>} parts.generate
 * @param {ReturnType<import("./bring/adding.js").mountAdding>} parts.adding
 * @param {ReturnType<import("./bring/input.js").mountInput>} parts.input
 * @param {ReturnType<import("./undo.js").mountUndo>} parts.undo
 * @param {ReturnType<import("./vault.js").createVault>} parts.vault
 * @param {ReturnType<import("./result/result.js").mountResult>} parts.result
 * @param {ReturnType<import("./outcome.js").createOutcome>} parts.outcome
 * @param {() => HTMLElement} parts.home who gets the focus
 */
export function createClearing({ view, options, session, error, leave, passphrase, generate, adding, input, undo, vault, result, outcome, home }) {
  /** Nothing is shown any more. */
  function shown() {
    outcome.forget();
    adding.close();
    input.reset();
    passphrase.reset();
    options.forget();
    generate.done(false);
    result.reset();
    error.update(null);
    notice("");
    brief("");
    view.show(null);
    view.choose(readPreset(location.hash).format || options.whom.form());
  }

  function memory() {
    session.clear();
    forgetFiles();
    undo.update("");
    leave.safe();
  }

  function everything() {
    memory();
    shown();
    result.clear();
    options.clear(readPreset(location.hash));
  }

  return {
    shown,
    everything,

    /** The field is empty: so is the result. A key that was made here can be brought back. */
    field() {
      if (vault.unsaved()) session.arrange([]);
      else memory();
      shown();
    },

    /** The person wants everything gone. */
    async ask() {
      const left = vault.unsaved();
      const [were, it] = left === 1 ? ["The private key that was made here was", "it"] : [`${left} private keys that were made here were`, "they"];
      if (left && !(await sure({ title: "Forget what was made here?", text: `${were} neither copied nor saved. After this ${it} cannot be brought back.`, yes: "Forget everything" }))) return;
      everything();
      announce("Everything is cleared.");
      home().focus();
    },
  };
}
