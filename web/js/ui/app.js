// @ts-check
/** The page at work. Each widget draws itself; this file only connects them. */

import { mountArrivals } from "./bring/arrivals.js";
import { mountInput } from "./bring/input.js";
import { mountPassphrase } from "./bring/passphrase.js";
import { isSample } from "./bring/samples.js";
import { mountBusy } from "./busy.js";
import { mountError } from "./error.js";
import { mountLeave } from "./leave.js";
import { mountGenerate } from "./make/generate.js";
import { notice } from "./notice.js";
import { createOutcome } from "./outcome.js";
import { mountAddress } from "./options/address.js";
import { mountOptions } from "./options/options.js";
import { readPreset } from "./options/preset.js";
import { announce, byId } from "./parts/dom.js";
import { mountResult } from "./result/result.js";
import { createView } from "./result/view.js";
import { createSession } from "./session.js";
import { mountShortcuts } from "./shortcuts.js";
import { mountTabs } from "./tabs.js";
import { createTeller, watchEngine } from "./tell.js";

/** @param {{engine: import("./types.js").Engine, env: import("./types.js").Env}} given */
export function start({ engine, env }) {
  let sample = false;

  const view = createView({ options: () => options.read(), refresh: () => session.refresh() });
  const options = mountOptions(() => session.refresh(), env.kinds, env.vendors, view.choose);
  const session = createSession(engine, {
    options: options.read,
    forms: view.forms,
    busy: (kind) => outcome.busy(kind),
    idle: () => outcome.idle(),
    result: (fresh, kind) => outcome.result(fresh, kind),
    failed: (fault, kind) => outcome.failed(fault, kind),
  });
  const error = mountError(() => outcome.again(), session.readAs);
  const busy = mountBusy(session.cancel, () => byId(tabs.current() === "generate" ? "generate" : "key-input"));
  const leave = mountLeave(forgetAll);
  const passphrase = mountPassphrase(unlock);
  const generate = mountGenerate({ generate: makeKey, change: offer }, env.subtle);
  const input = mountInput({ read, refused, emptied: forgetInput, rested: () => outcome.rested(), clear });
  const tabs = mountTabs(offer);
  const teller = createTeller();
  const result = mountResult({ view, options, session, leave, tell: teller.update }, error.update);
  const outcome = createOutcome({ view, options, session, error, busy, leave, passphrase, generate, input, teller, sample: () => sample });

  /** @param {Uint8Array} bytes @param {string} name */
  function read(bytes, name) {
    // What is secret in the last result goes with the leave to show it, however long the next takes.
    const before = view.model();
    if (before?.generated || before?.options.private) view.blank();
    sample = isSample(bytes);
    passphrase.reset();
    session.forgetPassphrase();
    options.forget(); // the tick was for another key
    if (!input.typing()) outcome.attempt();
    session.read(bytes, name);
  }

  /** @param {string} text */
  function unlock(text) {
    outcome.attempt();
    session.unlock(text);
  }

  /** @param {import("./types.js").Recipe} recipe */
  function makeKey(recipe) {
    sample = false;
    input.reset();
    passphrase.reset();
    options.forget();
    error.update(null);
    outcome.attempt();
    session.generate(recipe);
    byId("clear").hidden = false;
  }

  /** Nothing of it can be read: what is there is of another input. @param {import("./types.js").Fault} fault */
  function refused(fault) {
    forgetAll();
    error.update(fault, "convert");
  }

  /** The field is empty: so is the result. */
  function forgetInput() {
    outcome.forget();
    passphrase.reset();
    session.clear();
    leave.safe();
    options.forget();
    generate.done(false);
    result.reset();
    error.update(null);
    notice("");
    sample = false;
    view.show(null);
    view.choose(readPreset(location.hash).format || options.whom.form());
  }

  function forgetAll() {
    input.reset();
    forgetInput();
    options.clear(readPreset(location.hash));
  }

  function clear() {
    forgetAll();
    announce("Everything is cleared.");
    byId(tabs.current() === "generate" ? "generate" : "key-input").focus();
  }

  /** The algorithms that fit what is about to be made. */
  function offer() {
    options.offerFor(tabs.current() === "generate" ? generate.kind() : "", view.model());
  }

  mountArrivals(tabs, input);
  mountShortcuts({
    generate: () => tabs.current() === "generate" && generate.go(),
    cancel: () => !byId("busy").hidden && (session.cancel(), true),
    filled: () => !byId("clear").hidden,
    clear,
    say: notice,
  });
  watchEngine(engine, error.update);
  mountAddress({ options, generate, tabs, view, theme: env.theme }, session.refresh);
  byId("main").inert = false;
}
