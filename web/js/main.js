// @ts-check
/**
 * Wiring: load, lock, work.
 *
 *  1. Ask for all that comes by the network, the Go program above all.
 *  2. Lock: from here the browser refuses every connection. What was asked for may still arrive.
 *  3. Start the worker, which inherits the lock.
 *  4. Check the program, hand it to the worker, and the worker to the page.
 *
 * The script stands in the page's head: what needs the network is begun while
 * the browser still reads the rest.
 *
 * <html data-state> is "loading", "ready", "busy" or "failed"; data-locked is
 * present from the moment the lock is set. A page that cannot come this far
 * says why, and takes no key.
 */

import { version, wasm } from "jwkmint:build";
import { tryAllowlist } from "./allowlist.js";
import { createEngine } from "./engine.js";
import { checkedByRequest, download, hosted, load, LoadError } from "./load.js";
import { lock, LockError, tryLock } from "./lock.js";
import { keep, register } from "./offline.js";
import { hashOfPage } from "./own.js";
import { mount } from "./ui/app.js";
import { mountLock, showTested } from "./ui/lockinfo.js";
import { readPreset } from "./ui/options/preset.js";
import { showFatal, showFirst, showLoading, showOffline, showPage, unlessReady } from "./ui/status.js";
import { mountTheme } from "./ui/theme.js";

/**
 * What is known before anything is loaded.
 * @typedef {object} About
 * @property {boolean} standalone opened from the one file rather than from a site
 * @property {string} version of this page
 * @property {boolean} closed every way to another server is closed, navigation and WebRTC included; it was tried
 * @property {string} wasmHash SHA-256 of the Go program, hexadecimal
 * @property {() => void} saveStandalone asks the browser to save jwkmint.html, the whole tool in one file
 * @property {() => Promise<boolean>} tryLock tries to reach the network; whether the browser refused. For a person who
 *   asks: the refusal is written to the console
 */

const root = document.documentElement;

async function boot() {
  root.dataset.state = "loading";
  const begun = hosted ? begin() : null;
  await parsed();
  /** @type {About} */
  const about = { standalone: !hosted, closed: false, version, wasmHash: wasm.sha256, saveStandalone, tryLock };
  showFirst(about);
  unlessReady(bringTexts); // the browser has the page wait for their addresses
  const theme = mountTheme(readPreset(location.hash).theme);
  refuseWithout();
  const engine = createEngine({
    onstate: (state, why) => {
      root.dataset.state = state;
      if (why === "faulty") showFatal(FAULTY);
    },
    ontested: showTested,
  });
  const open = mount({ engine, theme });
  const loading = load(begun && begun.program, showLoading);
  loading.catch(() => {}); // it is asked below
  about.closed = begun ? await begun.closed : false;
  await begun?.registered;
  await begun?.program.answered;
  if (checkedByRequest) await loading;
  lock();
  root.dataset.locked = "";
  engine.start(loading.then((program) => program.compiling));
  const tellLocked = unlessReady(() => mountLock(about));
  let bytes;
  try {
    bytes = await started(engine, loading);
    open(/** @type {import("./protocol.js").Hello} */ (engine.hello));
  } finally {
    tellLocked();
  }
  if (!hosted) return;
  await rest(engine);
  if (!(await keep(bytes))) return;
  showOffline();
  showPage(await hashOfPage());
}

/**
 * Waits until the worker has answered.
 * @param {import("./protocol.js").Engine} engine
 * @param {Promise<import("./load.js").Program>} loading
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the program
 */
async function started(engine, loading) {
  const { bytes, compiling } = await loading;
  await new Promise((resolve) => {
    const settled = () => engine.state !== "loading" && resolve(undefined);
    engine.observe(settled);
    settled();
  });
  if (engine.hello) return bytes;
  await compiling; // a program that cannot be compiled has words of its own
  throw new LoadError("The key engine cannot be started in this browser.", "Reload the page. If that does not help, try another browser.");
}

/** Nothing that was shown stays, and no key is taken any more. */
const FAULTY = {
  title: "The key engine does not compute right here, so this page takes no keys.",
  text: "It made something else of a key whose JWK is known. Rely on nothing that this page showed. Reload it; if that does not help, try another browser or device.",
};

/** Begins all that needs the network. */
function begin() {
  const program = download();
  program.arriving.catch(() => {}); // load is who asks
  const closed = tryAllowlist();
  // After the trial's workers are on their way: one that starts under a
  // service worker makes the browser look for a newer one a second later,
  // which is after the lock.
  return { program, closed, registered: register() };
}

/** Waits until the browser has read the whole page. */
function parsed() {
  return new Promise((resolve) => {
    if (document.readyState !== "loading") resolve(undefined);
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
}

/** How long nothing is asked of the engine when it rests, in ms. */
const REST = 1000;

/**
 * Waits until the engine rests: what the page does for the next visit must
 * not slow down the first key.
 * @param {import("./protocol.js").Engine} engine
 */
function rest(engine) {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, REST);
    engine.observe(() => {
      clearTimeout(timer);
      timer = setTimeout(resolve, REST);
    });
  });
}

/** Says in words what an old or restricted browser lacks. */
function refuseWithout() {
  if (typeof WebAssembly !== "object" || !WebAssembly.compile) {
    throw new LoadError("This browser cannot run WebAssembly.",
      "jwkmint is a WebAssembly program. Update the browser, or switch WebAssembly on (some strict security modes turn it off).");
  }
  if (typeof Worker !== "function") {
    throw new LoadError("This browser cannot start workers.",
      "jwkmint works in a background worker, to keep the page quick and your keys apart from it. Update the browser, or try another one.");
  }
  if (!hosted && typeof DecompressionStream !== "function") {
    throw new LoadError("This browser cannot unpack this file.", "Update the browser, or open jwkmint from its site.");
  }
}

/**
 * The licences, and what to read about trust, travel in the page, and links
 * save them: a file beside it would be one more document of this site that
 * does not lock itself.
 */
function bringTexts() {
  for (const name of ["licenses", "trust"]) {
    const text = document.getElementById("jwkmint-" + name);
    const link = document.getElementById(name);
    if (!text || !(link instanceof HTMLAnchorElement)) continue;
    link.href = URL.createObjectURL(new Blob([text.textContent ?? ""], { type: "text/plain" }));
    text.remove();
  }
}

/** A download, which is the browser's doing and not the page's: the lock stays. */
function saveStandalone() {
  const link = document.createElement("a");
  link.href = "jwkmint.html";
  link.download = "jwkmint.html";
  link.click();
}

boot().catch((error) => {
  root.dataset.state = "failed";
  if (error instanceof LoadError) {
    showFatal({ title: error.title, text: error.text });
  } else if (error instanceof LockError) {
    showFatal({
      title: "This page could not lock itself, so it takes no keys.",
      text: `${error.message} Without the lock, jwkmint cannot promise that nothing leaves the page. Switch off what changes pages in this browser, or try another one.`,
    });
  } else {
    showFatal({ title: "jwkmint could not start.", text: "Reload the page. If that does not help, try another browser." });
  }
});
