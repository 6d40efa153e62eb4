// @ts-check
/** The page at work. Each widget draws itself; this file only connects them. */

import { mountAddress } from "./address.js";
import { mountArrivals } from "./arrivals.js";
import { mountBusy } from "./busy.js";
import { mountCard } from "./card.js";
import { mountCompare } from "./compare.js";
import { announce, byId } from "./dom.js";
import { mountError } from "./error.js";
import { FORMS } from "./formats.js";
import { mountGenerate } from "./generate.js";
import { mountInput } from "./input.js";
import { mountKeys } from "./keys.js";
import { mountLeave } from "./leave.js";
import { mountAbout } from "./lockinfo.js";
import { notice } from "./notice.js";
import { mountOptions } from "./options.js";
import { mountOutput } from "./output.js";
import { mountPassphrase } from "./passphrase.js";
import { readPreset } from "./preset.js";
import { isSample } from "./samples.js";
import { createSession } from "./session.js";
import { mountShortcuts } from "./shortcuts.js";
import { updateSkipped } from "./skipped.js";
import { mountTabs } from "./tabs.js";
import { mountTakeaway } from "./takeaway.js";
import { tellGivenKid, tellResult, watchEngine } from "./tell.js";
import { mountTheme } from "./theme.js";
import { createView } from "./view.js";
import { updateWarnings } from "./warnings.js";

/** @param {{engine: import("./types.js").Engine, env: import("./types.js").Env}} given */
export function start({ engine, env }) {
  let sample = false;

  const view = createView({ options: () => options.read(), refresh: () => session.refresh() });
  const options = mountOptions(() => session.refresh());
  const session = createSession(engine, { options: options.read, forms: view.forms, busy: showBusy, idle, result: showResult, failed });
  const error = mountError(() => (tabs.current() === "generate" ? generate.go() : session.refresh()));
  const busy = mountBusy(session.cancel);
  const theme = mountTheme(readPreset(location.hash).theme);
  const leave = mountLeave(forgetAll);
  const passphrase = mountPassphrase(session.unlock);
  const generate = mountGenerate({ generate: makeKey, change: offer }, env.subtle);
  const input = mountInput({ read, emptied: forgetInput, clear });
  const tabs = mountTabs(offer);
  const compare = mountCompare(session.also);

  const taken = (/** @type {string} */ format) => FORMS[format]?.secret && leave.safe();
  view.tell([
    options.update,
    mountOutput({ format: view.choose, taken }).update,
    updateWarnings,
    (model) => updateSkipped(model?.result.skipped ?? []),
    mountKeys(view.select).update,
    mountCard({ kid: options.setOwnKid, readKid: options.ownKid }).update,
    mountTakeaway({ ask: session.also, options: options.read, taken, failed: error.update }).update,
    (model) => model && compare.again(),
  ]);

  /** @param {import("./session.js").Kind} kind */
  function showBusy(kind) {
    if (kind === "render") return;
    const making = kind === "generate";
    notice("");
    generate.busy(making);
    if (making) view.show(null);
    byId("empty").hidden ||= making;
    busy.start(making ? "Making the key" : "Reading the key", making ? generate.estimate().short : "", making);
  }

  function idle() {
    busy.stop();
    generate.busy(false);
  }

  /** @param {import("./types.js").Result} result @param {import("./session.js").Kind} kind */
  function showResult(result, kind) {
    const before = view.model();
    const generated = kind === "generate" || (kind === "render" && Boolean(before?.generated));
    error.update(null);
    view.show({ result, selected: kind === "render" && before ? before.selected : 0, format: "", options: options.read(), generated, sample });
    if (!generated) passphrase.update(result.skipped.map((part) => part.code), true);
    if (kind === "render") return;
    if (!generated) leave.safe();
    else if (result.keys.some((key) => key.private)) leave.made();
    if (generated) generate.done();
    tellGivenKid(result.keys);
    tellResult(result, generated);
  }

  /** @param {import("./types.js").Fault} fault @param {import("./session.js").Kind} kind */
  function failed(fault, kind) {
    if (kind !== "render") view.show(null);
    error.update(fault);
    if (kind === "convert") passphrase.update([fault.code], false);
  }

  /** @param {Uint8Array} bytes @param {string} name */
  function read(bytes, name) {
    sample = isSample(bytes);
    passphrase.reset();
    session.forgetPassphrase();
    options.forgetKids();
    session.read(bytes, name);
  }

  /** @param {import("./types.js").Recipe} recipe */
  function makeKey(recipe) {
    sample = false;
    input.reset();
    passphrase.reset();
    options.forgetKids();
    error.update(null);
    session.generate(recipe);
    byId("clear").hidden = false;
  }

  /** The field is empty: so is the result. */
  function forgetInput() {
    passphrase.reset();
    session.clear();
    leave.safe();
    options.forget();
    compare.reset();
    error.update(null);
    notice("");
    sample = false;
    view.show(null);
    view.choose(readPreset(location.hash).format);
  }

  function forgetAll() {
    input.reset();
    forgetInput();
  }

  function clear() {
    forgetAll();
    announce("Everything is cleared.");
    byId(tabs.current() === "generate" ? "generate" : "key-input").focus();
  }

  /** The algorithms that fit what is about to be made. */
  function offer() {
    options.offerFor(tabs.current() === "generate" ? generate.kind() : "");
  }

  mountArrivals(tabs, input);
  mountShortcuts({
    generate: () => tabs.current() === "generate" && generate.go(),
    cancel: () => !byId("busy").hidden && (session.cancel(), true),
    filled: () => !byId("clear").hidden,
    clear,
    say: notice,
  });
  mountAbout(env);
  watchEngine(engine, error.update);
  mountAddress({ options, generate, tabs, view, theme }, session.refresh);
  byId("options").open = !matchMedia("(max-width: 60rem)").matches; // else the result comes first
  byId("main").inert = false;
}
