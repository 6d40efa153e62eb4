// @ts-check
/**
 * The page at work: which keys there are, what is shown of them, and which
 * widget hears of what. Each widget draws itself; this file only connects.
 */

import { mountBusy } from "./busy.js";
import { mountCard } from "./card.js";
import { mountCompare } from "./compare.js";
import { announce, byId } from "./dom.js";
import { mountDrop } from "./drop.js";
import { mountError } from "./error.js";
import { availableForms, FORMS, shownKeys, shownText } from "./formats.js";
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
import { roving } from "./roving.js";
import { isSample, mountSamples } from "./samples.js";
import { createSession } from "./session.js";
import { mountSetup } from "./setup.js";
import { mountShortcuts } from "./shortcuts.js";
import { updateSkipped } from "./skipped.js";
import { mountTakeaway } from "./takeaway.js";
import { mountTheme } from "./theme.js";
import { updateWarnings } from "./warnings.js";

/**
 * @typedef {import("./types.js").Model} Model
 * @typedef {import("./types.js").Fault} Fault
 * @param {{engine: import("./types.js").Engine, env: import("./types.js").Env}} given
 */
export function start({ engine, env }) {
  /** @type {Model | null} */
  let model = null;
  let wanted = ""; // the form that the person or the address chose
  let sample = false;

  const theme = mountTheme(readPreset(location.hash).theme);
  const error = mountError(() => (byId("panel-convert").hidden ? makeKey() : session.refresh()));
  const options = mountOptions(() => session.refresh());
  const busy = mountBusy(() => session.cancel());

  const session = createSession(engine, {
    options: options.read,
    forms: () => {
      const format = formNow();
      // A new file's passphrase comes first: until then there is nothing to write.
      return format === "pkcs8_encrypted" && !options.read().encrypt ? [] : [format];
    },
    busy(kind) {
      if (kind === "render") return;
      notice("");
      generate.busy(kind === "generate");
      if (kind === "generate") show(null);
      busy.start(kind === "generate" ? "Making the key" : "Reading the key", kind === "generate" ? generate.estimate().text : "", kind === "generate");
    },
    idle() {
      busy.stop();
      generate.busy(false);
    },
    result(result, kind) {
      const generated = kind === "generate" || (kind === "render" && Boolean(model?.generated));
      const selected = kind === "render" && model ? model.selected : 0;
      error.update(null);
      show({ result, selected, format: "", options: options.read(), generated, sample });
      if (kind !== "generate") passphrase.update(result.skipped.map((part) => part.code));
      if (kind === "generate") {
        generate.done();
        if (result.keys.some((key) => key.private)) leave.made();
      } else if (kind === "convert") {
        leave.safe();
      }
      if (kind === "render") return;
      tellGivenKid();
      announce(result.keys.length === 1 ? `${result.keys[0].title}, ${generated ? "made" : "read"}.` : `${result.keys.length} keys.`);
    },
    failed(fault, kind) {
      if (kind !== "render") show(null);
      error.update(fault);
      if (kind === "convert") passphrase.update([fault.code]);
    },
  });

  const also = session.also;
  const taken = (/** @type {string} */ format) => FORMS[format]?.secret && leave.safe();
  const leave = mountLeave(() => {
    input.reset();
    forgetInput();
  });
  const passphrase = mountPassphrase((text) => session.unlock(text));
  const output = mountOutput({ format: choose, taken });
  const takeaway = mountTakeaway({ ask: also, options: options.read, taken, failed: error.update });
  const card = mountCard({ kid: options.setOwnKid, readKid: options.ownKid });
  const keys = mountKeys((id) => model && show({ ...model, selected: id }));
  const compare = mountCompare(also);
  const generate = mountGenerate({ generate: makeKey, change: () => {} }, env.subtle);
  const input = mountInput({ read, emptied: forgetInput, clear });
  const tabs = roving(/** @type {HTMLElement} */ (document.querySelector("[role=tablist]")), openTab);

  /** The form to show: the one wanted, or the nearest that these keys have. */
  function formNow() {
    const several = (model?.result.keys.length ?? 0) > 1 && !model?.selected;
    const secret = options.read().private;
    let name = wanted || (several ? "jwks" : "jwk");
    if (FORMS[name]?.secret && !secret) name = FORMS[name].open;
    if (!model) return name;
    const names = availableForms({ ...model, options: options.read() });
    return names.includes(name) ? name : names[0] ?? name;
  }

  /** @param {Model | null} next */
  function show(next) {
    model = next;
    if (model) {
      model = { ...model, options: options.read() };
      model.format = formNow();
    }
    byId("empty").hidden = Boolean(model);
    byId("result").hidden = !model;
    showTitle();
    options.update(model);
    output.update(model);
    updateWarnings(model);
    updateSkipped(model?.result.skipped ?? []);
    keys.update(model);
    card.update(model);
    takeaway.update(model);
    if (model) compare.again();
    if (!model) return;
    // What is to be shown has not been made yet, because only now is it known what keys there are.
    const waits = model.format === "pkcs8_encrypted" && !model.options.encrypt;
    if (shownText(model) === undefined && !waits && availableForms(model).includes(model.format)) session.refresh();
  }

  /** @param {string} name */
  function choose(name) {
    wanted = name;
    if (model) show(model);
  }

  /** @param {Uint8Array} bytes @param {string} name */
  function read(bytes, name) {
    sample = isSample(bytes);
    passphrase.reset();
    session.forgetPassphrase();
    options.forgetKids();
    session.read(bytes, name);
  }

  /** @param {import("./types.js").Recipe} [recipe] */
  function makeKey(recipe) {
    if (!recipe) return generate.go();
    sample = false;
    input.reset();
    passphrase.reset();
    options.forgetKids();
    session.generate(recipe);
    byId("clear").hidden = false;
  }

  /** The field is empty: so is the result. */
  function forgetInput() {
    passphrase.reset();
    session.clear();
    reset();
  }

  function clear() {
    input.reset();
    forgetInput();
    announce("Everything is cleared.");
    byId(byId("panel-convert").hidden ? "generate" : "key-input").focus();
  }

  function reset() {
    leave.safe();
    options.forget();
    compare.reset();
    error.update(null);
    notice("");
    sample = false;
    wanted = readPreset(location.hash).format;
    show(null);
  }

  /** @param {string} name */
  function openTab(name) {
    for (const tab of ["convert", "generate"]) byId(`panel-${tab}`).hidden = tab !== name;
    tabs.show(name);
  }

  /** A JWK that came with a key ID is registered under it: say that it gets another one here. */
  function tellGivenKid() {
    const given = model?.result.keys.find((key) => key.givenKid && key.givenKid !== key.kid);
    if (given) notice(`This JWK came with the key ID “${given.givenKid}”. To keep it, choose “Keep the one it has” under Key ID.`, { stays: true });
  }

  function showTitle() {
    const keys = model ? shownKeys(model) : [];
    byId("result-title").textContent = keys.length > 1 ? `${keys.length} keys` : keys[0]?.title ?? "";
    byId("result-source").textContent = keys.length === 1 ? [keys[0].source, keys[0].comment].filter(Boolean).join(" · ") : "";
  }

  function applyAddress() {
    const preset = readPreset(location.hash);
    options.preset(preset);
    generate.preset(preset);
    if (preset.format) wanted = preset.format;
    if (preset.tab) openTab(preset.tab);
    if (model) session.refresh();
  }

  mountSamples((text) => {
    openTab("convert");
    input.takeText(text);
  });
  mountDrop({
    files: (files) => {
      openTab("convert");
      void input.takeFiles(files);
    },
    text: (text) => {
      openTab("convert");
      input.takeText(text);
    },
  });
  mountSetup(() => {
    const { use, alg, kid } = options.read();
    const tab = byId("panel-generate").hidden ? "convert" : "generate";
    return {
      use, alg, kid: kid.mode === "text" ? kid.value : "", kidMode: kid.mode, format: wanted, tab, theme: theme.current(),
      ...(tab === "generate" && generate.read()),
    };
  });
  mountShortcuts({
    generate: () => !byId("panel-generate").hidden && generate.go(),
    cancel: () => !byId("busy").hidden && (session.cancel(), true),
    filled: () => !byId("clear").hidden,
    clear,
    say: (text) => notice(text),
  });
  mountAbout(env);

  engine.observe((_, why) => {
    if (why === "crashed") notice("The key engine stopped unexpectedly and was started afresh. Your input is untouched.", { warn: true });
    if (why === "failed") error.update({ code: "failed", message: "The key engine stopped and cannot be started again.", hint: "Reload the page; copy what you still need first." });
  });
  addEventListener("hashchange", applyAddress);
  applyAddress();
  byId("main").inert = false;
}
