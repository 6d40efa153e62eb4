// @ts-check
/** The page at work. Each widget draws itself; this file only connects them. */

import { createBeginning } from "./beginning.js";
import { mountAdding } from "./bring/adding.js";
import { mountArrivals } from "./bring/arrivals.js";
import { mountInput } from "./bring/input.js";
import { mountInputs } from "./bring/inputs.js";
import { mountPassphrase } from "./bring/passphrase.js";
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
    moved: options.follow,
  });
  const error = mountError(() => outcome.again(), session.readAs);
  const busy = mountBusy(session.cancel, home);
  const leave = mountLeave(() => clearing.everything());
  const passphrase = mountPassphrase((text, id) => begin.unlock(text, id));
  const generate = mountGenerate({ generate: (recipe) => begin.make(recipe), change: offer });
  const adding = mountAdding({ change: (on) => begin.add(on), home });
  const input = mountInput({
    read: (parts) => begin.read(parts), adding: adding.open, refused: (fault) => begin.refused(fault),
    emptied: () => clearing.field(), rested: () => outcome.rested(), clear: () => void clearing.ask(),
  });
  const inputs = mountInputs({ unlock: (text, id) => begin.unlock(text, id), readAs: session.readAs });
  const tabs = mountTabs(offer);
  const teller = createTeller();
  const undo = mountUndo(() => begin.back());
  const result = mountResult({ view, options, session, saved: (keys) => (vault.saved(keys), vault.unsaved() || leave.safe()), tell: [adding.update, inputs.update, teller.update] }, error.update);
  const outcome = createOutcome({
    view, options, session, error, busy, leave, passphrase, generate, input, teller, undo, vault, sample: () => begin.sample(), emptied: () => clearing.shown(),
  });

  const clearing = createClearing({ view, options, session, error, leave, passphrase, generate, adding, input, undo, vault, result, outcome, home });
  const begin = createBeginning({ view, options, session, error, passphrase, generate, adding, input, outcome, clearing });

  /** What the person is most likely to do next. */
  function home() {
    return byId(tabs.current() === "generate" ? "generate" : "key-input");
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
