// @ts-check
/** What the page shows of work: that it goes on, what came out, and what went wrong. */

import { notice } from "./notice.js";
import { sameKeys } from "./options/formats.js";
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
 * @param {() => boolean} parts.sample whether a sample was given
 */
export function createOutcome({ view, options, session, error, busy, leave, passphrase, generate, input, teller, sample }) {
  let held = () => {}; // says what is wrong with what is being typed
  let attempted = false;
  let again = session.refresh; // what failed, tried once more

  return {
    /** @param {Kind} kind */
    busy(kind) {
      if (kind === "render") return;
      const making = kind === "generate";
      notice("");
      generate.busy(making);
      if (making) view.blank();
      const { short, slow } = making ? generate.estimate() : { short: "", slow: Infinity };
      busy.start(making ? "Making the key" : "Reading the key", short, making, slow);
    },

    idle() {
      busy.stop();
      generate.busy(false);
    },

    /** @param {Result} fresh @param {Kind} kind */
    result(fresh, kind) {
      attempted = false;
      held = () => {};
      const before = view.model();
      if (kind === "convert" && before && options.follow(before.result.keys, fresh.keys)) session.refresh();
      const generated = kind === "generate" || (kind === "render" && Boolean(before?.generated));
      const selected = before && sameKeys(before.result.keys, fresh.keys) ? before.selected : 0;
      error.update(null);
      if (kind !== "render") teller.expect();
      view.show({ result: fresh, selected, format: "", options: options.read(), generated, sample: sample() });
      if (!generated) passphrase.update(fresh.skipped.map((part) => part.code), true);
      if (kind === "render") return;
      generate.done(generated);
      if (generated && fresh.keys.some((key) => key.private)) leave.made();
      else leave.safe();
    },

    /** @param {Fault} fault @param {Kind} kind */
    failed(fault, kind) {
      again = kind === "generate" ? generate.go : session.refresh;
      if (kind !== "render") view.show(null);
      if (!view.model()) leave.safe(); // there is nothing to save
      if (fault.code === "crashed") notice(""); // it says the same
      const repeated = attempted; // of another try, the same is news to those who listen
      attempted = false;
      held = () => void (!error.update(fault, kind === "render" ? undefined : kind) && repeated && announce(`Again: ${fault.message}`));
      if (kind === "convert" && input.typing() && fault.code !== "passphrase_required") error.update(null);
      else held();
      if (kind === "convert") passphrase.update([fault.code], false);
    },

    /** The person gave something new, or tried another passphrase. */
    attempt: () => void (attempted = true),

    /** Typing has ceased: what is wrong with it may be said. */
    rested: () => held(),
    again: () => again(),
    forget: () => void (held = () => {}),
  };
}
