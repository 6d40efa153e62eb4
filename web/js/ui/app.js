// @ts-check
/** The page at work. Each widget draws itself; this file only connects them. */

import { mountAdding } from "./bring/adding.js";
import { mountArrivals } from "./bring/arrivals.js";
import { mountInput } from "./bring/input.js";
import { mountInputs } from "./bring/inputs.js";
import { mountPassphrase } from "./bring/passphrase.js";
import { isSample } from "./bring/samples.js";
import { mountBusy } from "./busy.js";
import { createClearing } from "./clearing.js";
import { mountError } from "./error.js";
import { mountLeave } from "./leave.js";
import { mountGenerate } from "./make/generate.js";
import { brief } from "./notice.js";
import { createOutcome } from "./outcome.js";
import { mountAddress } from "./options/address.js";
import { mountOptions } from "./options/options.js";
import { byId } from "./parts/dom.js";
import { mountSure } from "./parts/sure.js";
import { mountResult } from "./result/result.js";
import { createView } from "./result/view.js";
import { createSession } from "./session.js";
import { mountShortcuts } from "./shortcuts.js";
import { mountTabs } from "./tabs.js";
import { createTeller, watchEngine } from "./tell.js";
import { mountUndo } from "./undo.js";
import { createVault } from "./vault.js";

/**
 * Mounts the page, while the program is on its way. Its main element is inert,
 * and nothing takes a key, until the engine is up and what is returned is told
 * what it can do.
 * @param {{engine: import("./types.js").Engine, theme: import("./types.js").Theme}} given
 * @returns {(hello: import("../protocol.js").Hello) => void}
 */
export function mount({ engine, theme }) {
  let sample = false; // what is in the field is a sample

  const vault = createVault();
  const view = createView({ options: () => options.read(), refresh: () => session.refresh() });
  const options = mountOptions(() => session.refresh(), { choose: view.choose, whom: (vendor) => generate.suit(vendor), makeSet: (set) => generate.goSet(set) });
  const session = createSession(engine, vault, {
    options: options.read,
    forms: view.forms,
    busy: (kind, added) => outcome.busy(kind, added),
    idle: (whole) => outcome.idle(whole),
    result: (fresh, kind, added) => outcome.result(fresh, kind, added),
    failed: (fault, kind, added, which) => (which ? inputs.failed(which, fault) : outcome.failed(fault, kind, added)),
    moved: (before, now) => void options.follow(before, now),
  });
  const error = mountError(() => outcome.again(), session.readAs);
  const busy = mountBusy(session.cancel, home);
  const leave = mountLeave(() => clearing.everything());
  const passphrase = mountPassphrase(unlock);
  const generate = mountGenerate({ generate: makeKey, change: offer });
  const adding = mountAdding({ change: add, home });
  const input = mountInput({ read, adding: adding.open, refused, emptied: () => clearing.field(), rested: () => outcome.rested(), clear: () => void clearing.ask() });
  const inputs = mountInputs({ unlock: (text, id) => unlock(text, id), readAs: session.readAs });
  const tabs = mountTabs(offer);
  const teller = createTeller();
  const undo = mountUndo(bringBack);
  const result = mountResult({ view, options, session, saved: (keys) => (vault.saved(keys), vault.unsaved() || leave.safe()), tell: [adding.update, inputs.update, teller.update] }, error.update);
  const outcome = createOutcome({
    view, options, session, error, busy, leave, passphrase, generate, input, teller, undo, vault, sample: () => sample, emptied: () => clearing.shown(),
  });

  const clearing = createClearing({ view, options, session, error, leave, passphrase, generate, adding, input, undo, vault, result, outcome, home });

  /** What the person is most likely to do next. */
  function home() {
    return byId(tabs.current() === "generate" ? "generate" : "key-input");
  }

  /** @param {{bytes: Uint8Array, name: string}[]} parts */
  function read(parts) {
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
  }

  /** @param {string} text @param {number} [id] the input that it is for */
  function unlock(text, id) {
    outcome.attempt();
    session.unlock(text, id);
  }

  /** @param {import("./types.js").Recipe} recipe */
  function makeKey(recipe) {
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
  }

  /** Another key is about to be added, or no more. @param {boolean} on */
  function add(on) {
    input.adding(on);
    passphrase.reset();
    error.update(null);
    generate.adding(on);
  }

  function bringBack() {
    adding.close();
    input.reset();
    passphrase.reset();
    options.hide();
    error.update(null);
    byId("clear").hidden = false;
    session.undo();
  }

  /** Nothing of it can be read: what is there is of another input; null takes back what was wrong. @param {import("./types.js").Fault | null} fault */
  function refused(fault) {
    if (!adding.open()) clearing.field();
    outcome.forget();
    error.update(fault, "convert");
  }

  /** The algorithms that fit what is about to be made. */
  function offer() {
    options.offerFor(tabs.current() === "generate" ? generate.kind() : "", view.model());
  }

  /** @param {import("../protocol.js").Hello} hello */
  function open({ subtle, kinds, vendors }) {
    options.know(kinds, vendors);
    generate.know(subtle, kinds);
    mountArrivals(tabs, input);
    mountShortcuts({
      generate: () => tabs.current() === "generate" && generate.go(),
      cancel: () => !byId("busy").hidden && (session.cancel(), true),
      close: () => adding.open() && (adding.close(), byId("add-key").focus(), true),
      filled: () => !byId("clear").hidden,
      clear: () => void clearing.ask(),
      say: brief,
    });
    watchEngine(engine, error.update);
    mountAddress({ options, generate, tabs, view, theme }, session.refresh);
    byId("main").inert = false;
  }

  mountSure();
  return open;
}
