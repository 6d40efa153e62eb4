// @ts-check
/** What a person begins with keys: reading, opening, making, adding and bringing back. It says what of the last ones ends with it. */

import { isSample } from "./bring/samples.js";
import { byId } from "./parts/dom.js";

/**
 * @param {object} parts
 * @param {ReturnType<import("./result/view.js").createView>} parts.view
 * @param {ReturnType<import("./options/options.js").mountOptions>} parts.options
 * @param {ReturnType<import("./session.js").createSession>} parts.session
 * @param {ReturnType<import("./error.js").mountError>} parts.error
 * @param {ReturnType<import("./bring/passphrase.js").mountPassphrase>} parts.passphrase
 * @param {ReturnType<import("./make/generate.js").mountGenerate>} parts.generate
 * @param {ReturnType<import("./bring/adding.js").mountAdding>} parts.adding
 * @param {ReturnType<import("./bring/input.js").mountInput>} parts.input
 * @param {ReturnType<import("./outcome.js").createOutcome>} parts.outcome
 * @param {ReturnType<import("./clearing.js").createClearing>} parts.clearing
 */
export function createBeginning({ view, options, session, error, passphrase, generate, adding, input, outcome, clearing }) {
  let sample = false; // what is in the field is a sample

  return {
    sample: () => sample,

    /** @param {{bytes: Uint8Array, name: string}[]} parts */
    read(parts) {
      const added = adding.open();
      // Permission to show the private half ends now, and what it showed goes with it, however long the next result takes.
      const before = view.model();
      if (!added && (before?.generated || before?.options.private)) view.blank();
      sample = parts.length === 1 && isSample(parts[0].bytes);
      passphrase.reset();
      if (added) options.hide();
      else options.forget(); // the box was ticked for another key
      if (!input.typing()) outcome.attempt();
      session.read(parts, added);
    },

    /** @param {string} text @param {number} [id] the input that it is for */
    unlock(text, id) {
      outcome.attempt();
      session.unlock(text, id);
    },

    /** @param {import("./types.js").Recipe} recipe */
    make(recipe) {
      const added = adding.open();
      sample = false;
      passphrase.reset();
      if (added) options.hide();
      else {
        input.reset();
        options.forget();
      }
      error.update(null);
      outcome.attempt();
      session.generate(recipe, added);
      byId("clear").hidden = false;
    },

    /** Another key is about to be added, or no more. @param {boolean} on */
    add(on) {
      input.adding(on);
      passphrase.reset();
      error.update(null);
      generate.adding(on);
    },

    /** Keys that others replaced come back. */
    back() {
      adding.close();
      input.reset();
      passphrase.reset();
      options.hide();
      error.update(null);
      byId("clear").hidden = false;
      session.undo();
    },

    /** Nothing of it can be read: what is there is of another input; null takes back what was wrong. @param {import("./types.js").Fault | null} fault */
    refused(fault) {
      if (!adding.open()) clearing.field();
      outcome.forget();
      error.update(fault, "convert");
    },
  };
}
