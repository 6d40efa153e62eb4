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
import { mountAddress } from "./options/address.js";
import { sameKeys } from "./options/formats.js";
import { mountOptions } from "./options/options.js";
import { readPreset } from "./options/preset.js";
import { announce, byId } from "./parts/dom.js";
import { mountResult } from "./result/result.js";
import { createView } from "./result/view.js";
import { createSession } from "./session.js";
import { mountShortcuts } from "./shortcuts.js";
import { mountTabs } from "./tabs.js";
import { tellGivenKid, tellResult, watchEngine } from "./tell.js";

/** @param {{engine: import("./types.js").Engine, env: import("./types.js").Env}} given */
export function start({ engine, env }) {
  let sample = false;
  let again = () => {}; // what failed, tried once more
  let held = () => {}; // says what is wrong with what is being typed

  const view = createView({ options: () => options.read(), refresh: () => session.refresh() });
  const options = mountOptions(() => session.refresh(), env.kinds);
  const session = createSession(engine, { options: options.read, forms: view.forms, busy: showBusy, idle, result: showResult, failed });
  const error = mountError(() => again());
  const busy = mountBusy(session.cancel, () => byId(tabs.current() === "generate" ? "generate" : "key-input"));
  const leave = mountLeave(forgetAll);
  const passphrase = mountPassphrase(session.unlock);
  const generate = mountGenerate({ generate: makeKey, change: offer }, env.subtle);
  const input = mountInput({ read, refused, emptied: forgetInput, rested: () => held(), clear });
  const tabs = mountTabs(offer);
  const result = mountResult({ view, options, session, leave }, error.update);

  /** @param {import("./session.js").Kind} kind */
  function showBusy(kind) {
    if (kind === "render") return;
    const making = kind === "generate";
    notice("");
    generate.busy(making);
    if (making) view.blank();
    const { short, slow } = making ? generate.estimate() : { short: "", slow: Infinity };
    busy.start(making ? "Making the key" : "Reading the key", short, making, slow);
  }

  function idle() {
    busy.stop();
    generate.busy(false);
  }

  /** @param {import("./types.js").Result} fresh @param {import("./session.js").Kind} kind */
  function showResult(fresh, kind) {
    held = () => {};
    const before = view.model();
    if (kind === "convert" && before && options.follow(before.result.keys, fresh.keys)) session.refresh();
    const generated = kind === "generate" || (kind === "render" && Boolean(before?.generated));
    error.update(null);
    view.show({ result: fresh, selected: before && sameKeys(before.result.keys, fresh.keys) ? before.selected : 0, format: "", options: options.read(), generated, sample });
    if (!generated) passphrase.update(fresh.skipped.map((part) => part.code), true);
    if (kind === "render") return tellGivenKid(fresh.keys);
    generate.done(generated);
    if (generated && fresh.keys.some((key) => key.private)) leave.made();
    else leave.safe();
    tellResult(fresh, generated);
  }

  /** @param {import("./types.js").Fault} fault @param {import("./session.js").Kind} kind */
  function failed(fault, kind) {
    again = kind === "generate" ? generate.go : session.refresh;
    if (kind !== "render") view.show(null);
    if (!view.model()) leave.safe(); // there is nothing to save
    if (fault.code === "crashed") notice(""); // it says the same
    held = () => error.update(fault, kind === "render" ? undefined : kind);
    if (kind === "convert" && input.typing() && fault.code !== "passphrase_required") error.update(null);
    else held();
    if (kind === "convert") passphrase.update([fault.code], false);
  }

  /** @param {Uint8Array} bytes @param {string} name */
  function read(bytes, name) {
    // What is secret in the last result goes with the leave to show it, however long the next takes.
    const before = view.model();
    if (before?.generated || before?.options.private) view.blank();
    sample = isSample(bytes);
    passphrase.reset();
    session.forgetPassphrase();
    options.forget(); // the tick was for another key
    session.read(bytes, name);
  }

  /** @param {import("./types.js").Recipe} recipe */
  function makeKey(recipe) {
    sample = false;
    input.reset();
    passphrase.reset();
    options.forget();
    error.update(null);
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
    held = () => {};
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
    view.choose(readPreset(location.hash).format);
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
