// @ts-check
/** Shows work in progress, its result, and what went wrong. */

import { ASKING } from "./bring/passphrase.js";
import { brief, notice } from "./notice.js";
import { sameKeys } from "./options/formats.js";
import { renumbered } from "./numbers.js";
import { announce } from "./parts/dom.js";

/**
 * @typedef {import("./session.js").Kind} Kind
 * @typedef {import("./types.js").Fault} Fault
 * @typedef {import("./types.js").Result} Result
 *
 * @param {object} parts
 * @param {ReturnType<import("./result/view.js").createView>} parts.view
 * @param {ReturnType<import("./options/options.js").mountOptions>} parts.options
 * @param {ReturnType<import("./session.js").createSession>} parts.session
 * @param {ReturnType<import("./error.js").mountError>} parts.error
 * @param {ReturnType<import("./busy.js").mountBusy>} parts.busy
 * @param {ReturnType<import("./leave.js").mountLeave>} parts.leave
 * @param {ReturnType<import("./bring/passphrase.js").mountPassphrase>} parts.passphrase
 * @param {ReturnType<import("./make/generate.js").mountGenerate>} parts.generate
 * @param {ReturnType<import("./bring/input.js").mountInput>} parts.input
 * @param {ReturnType<import("./tell.js").createTeller>} parts.teller
 * @param {ReturnType<import("./undo.js").mountUndo>} parts.undo
 * @param {ReturnType<import("./vault.js").createVault>} parts.vault
 * @param {() => boolean} parts.sample whether a sample was given
 * @param {() => void} parts.emptied the last key was taken out of the list
 */
export function createOutcome({ view, options, session, error, busy, leave, passphrase, generate, input, teller, undo, vault, sample, emptied }) {
  /** @type {import("./types.js").Model | null} */
  let before = null; // what was shown when a key began to be made
  let held = () => {}; // shows the error about what is being typed
  let attempted = false;
  let again = session.refresh; // what failed, tried once more

  return {
    /** @param {Kind} kind @param {boolean} added */
    busy(kind, added) {
      if (kind === "render" || kind === "arrange") return;
      const making = kind === "generate";
      notice("");
      brief("");
      generate.busy(making);
      if (making && !added) {
        before = view.model() ?? before;
        view.blank();
      }
      const { short, slow } = making ? generate.estimate() : { short: "", slow: Infinity };
      busy.start(making ? generate.what() : "Reading the key", short, making, slow);
    },

    /** @param {boolean} whole what was asked came to its end */
    idle(whole) {
      busy.stop();
      generate.busy(false, whole);
    },

    /** @param {Result} fresh @param {Kind} kind @param {boolean} added */
    result(fresh, kind, added) {
      attempted = false;
      held = () => {};
      const old = view.model() ?? before;
      before = null;
      error.update(null);
      if (kind !== "render") teller.expect();
      undo.update(fresh.undo);
      if (!fresh.keys.length) return emptied();
      const generated = fresh.keys.some((key) => key.made || vault.jwk(key.thumbprint));
      view.show({ result: fresh, selected: choose(old, fresh, kind, added), format: "", options: options.read(), generated, sample: sample() });
      passphrase.update(fresh.skipped.map((part) => part.code), { part: true, input: fresh.skipped.find((part) => ASKING.includes(part.code))?.input });
      if (kind === "render") return;
      if (kind === "generate" || kind === "convert") input.done(added);
      generate.done(kind === "generate");
      if (kind === "generate" && fresh.keys.some((key) => key.private && key.made)) leave.made();
      else if (!vault.unsaved()) leave.safe();
    },

    /** @param {Fault} fault @param {Kind} kind @param {boolean} added */
    failed(fault, kind, added) {
      again = kind === "generate" ? generate.again : session.refresh;
      if (kind === "convert" && !added) view.show(null);
      else if (kind === "generate" && !view.model()) view.show(before); // nothing replaced it
      before = null;
      if (fault.undo) undo.update(fault.undo);
      if (!view.model() && !vault.unsaved()) leave.safe(); // there is nothing to save
      if (fault.code === "crashed") brief(""); // the error says the same
      const repeated = attempted; // of another try, the same is news to those who listen
      attempted = false;
      held = () => void (!error.update(fault, kind === "convert" || kind === "generate" ? kind : undefined) && repeated && announce(`Again: ${fault.message}`));
      if (kind === "convert" && input.typing() && fault.code !== "passphrase_required") error.update(null);
      else held();
      if (kind === "convert") passphrase.update([fault.code], { part: false, input: 0, name: input.name() });
    },

    /** There is new input, or another passphrase. */
    attempt: () => void (attempted = true),

    /** Typing has stopped, so errors about it may be shown. */
    rested: () => held(),
    again: () => again(),
    forget: () => void (held = () => {}),
  };
}

/**
 * Which key is shown after this: the one that was, where it is the same list.
 * @param {import("./types.js").Model | null} old
 * @param {Result} fresh
 * @param {Kind} kind
 * @param {boolean} added
 */
function choose(old, fresh, kind, added) {
  if (!old || added || kind === "undo" || kind === "generate") return 0;
  if ((kind === "convert" || kind === "open") && !sameKeys(old.result.keys, fresh.keys)) return 0;
  return renumbered(old.result, fresh).get(old.selected) ?? 0;
}
