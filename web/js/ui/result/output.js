// @ts-check
/** The output: which form, its text, copy and download. */

import { availableForms, fileName, FORMS, shownKeys, shownText } from "../options/formats.js";
import { copyExactly, copyText } from "../parts/copy.js";
import { announce, byId, icon, make } from "../parts/dom.js";
import { saveFile } from "../parts/download.js";
import { guidance } from "./guide.js";
import { paint } from "./paint.js";

/** How long "Copied" stays, in ms. */
const CONFIRMED = 1600;

/**
 * @typedef {import("../types.js").Model} Model
 * @param {object} on
 * @param {(format: string) => void} on.format the person chose another form
 * @param {(format: string) => void} on.taken the output was copied or saved
 */
export function mountOutput(on) {
  const output = byId("output");
  const select = byId("format");
  const copy = byId("copy");
  const download = byId("download");
  /** @type {Model | null} */
  let model = null;
  let text = "";
  /** @type {string | null} */
  let listed = null; // the forms in the list
  let confirmed = 0;
  let scrolled = false; // asking the output would have the browser lay out a page that is half drawn

  output.addEventListener("scroll", () => (scrolled = output.scrollTop > 0), { passive: true });
  select.addEventListener("change", () => on.format(select.value));
  copy.addEventListener("click", async () => {
    const done = await copyText(text, output);
    if (!model) return;
    if (done === "copied") on.taken(model.format);
    const words = { copied: "Copied", selected: "Press Ctrl+C", failed: "Select it by hand" }[done];
    confirm(words, done === "copied");
    announce(done === "copied" ? `Copied ${FORMS[model.format].label}` : words);
  });
  download.addEventListener("click", () => {
    if (!model || !text) return;
    const { format, options, sample } = model;
    const name = fileName(format, shownKeys(model), options.oneLine);
    saveFile((sample ? "sample-" : "") + name, FORMS[format].type, text);
    on.taken(format);
    announce(`Saved ${name}`);
  });
  byId("encrypt").addEventListener("input", () => model?.format === "pkcs8_encrypted" && outdated());
  copyExactly(output, () => model && on.taken(model.format));

  /** What is shown is no longer right, until the next update: nobody takes it away. */
  function outdated() {
    output.setAttribute("aria-busy", "true");
    copy.disabled = download.disabled = true;
  }

  /** @param {string} words @param {boolean} good */
  function confirm(words, good) {
    clearTimeout(confirmed);
    byId("copy-text").textContent = words;
    copy.querySelector(".icon")?.replaceWith(icon(good ? "check" : "copy"));
    confirmed = window.setTimeout(() => {
      byId("copy-text").textContent = "Copy";
      copy.querySelector(".icon")?.replaceWith(icon("copy"));
    }, CONFIRMED);
  }

  /** @param {string[]} forms @param {string} chosen */
  function list(forms, chosen) {
    if (forms.join() !== listed) {
      listed = forms.join();
      select.replaceChildren(...choices(forms));
    }
    select.value = forms.length ? chosen : "";
  }

  return {
    /** @param {Model | null} next */
    update(next) {
      model = next;
      output.removeAttribute("aria-busy");
      const fresh = next ? shownText(next) ?? "" : "";
      if (fresh !== text) {
        text = fresh;
        paint(output, text);
        if (scrolled) output.scrollTop = 0;
      }
      copy.disabled = download.disabled = !text;
      if (!next) {
        listed = null;
        select.replaceChildren();
        return;
      }
      const { format, options, result } = next;
      const forms = availableForms(next);
      list(forms, format);
      select.disabled = forms.length === 0;
      const secret = Boolean(FORMS[format]?.secret && text);
      output.classList.toggle("secret", secret);
      output.setAttribute("aria-label", FORMS[format] ? `Output: ${FORMS[format].label}` : "Output");
      output.dataset.empty = format === "pkcs8_encrypted" && !options.encrypt
        ? "Type a passphrase for the new file above."
        : forms.length ? "" : "Tick “Include private key” to see this key: it has no public half.";
      byId("private-why").hidden = !secret;
      byId("private-tick").hidden = !result.keys.some((key) => key.private);
      byId("encrypt-field").hidden = format !== "pkcs8_encrypted";
      byId("guide").textContent = text ? guidance(next) : "";
    },
  };
}

/** What the list of forms offers, in groups where there are both. @param {string[]} forms */
function choices(forms) {
  if (!forms.length) return [make("option", { value: "" }, "No public form")];
  const option = (/** @type {string} */ name) => make("option", { value: name }, FORMS[name].label);
  const open = forms.filter((name) => !FORMS[name].secret);
  const secret = forms.filter((name) => FORMS[name].secret);
  if (!open.length || !secret.length) return forms.map(option);
  return [make("optgroup", { label: "Public" }, ...open.map(option)), make("optgroup", { label: "Private: keep secret" }, ...secret.map(option))];
}
