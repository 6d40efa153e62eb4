// @ts-check
/** The output: which form, its text, copy and download. */

import { availableForms, fileName, FORMS, isSealed, shownKeys, shownText } from "../options/formats.js";
import { copyExactly, selectWithin } from "../parts/copy.js";
import { confirmCopied, copyBy } from "../parts/copying.js";
import { announce, byId, explain, make } from "../parts/dom.js";
import { saveFile } from "../parts/download.js";
import { textField } from "../parts/renew.js";
import { guidance } from "./guide.js";
import { paint } from "./paint.js";

const PRIVATE = "This is the secret half. Whoever has it can sign and decrypt as you: keep it out of chats, tickets and repositories.";
const SECRET = "Whoever has this secret can do all that you can do with it: keep it out of chats, tickets and repositories.";

/**
 * @typedef {import("../types.js").Model} Model
 * @param {object} on
 * @param {() => boolean} on.typing whether the passphrase for a new file is still being typed
 * @param {() => import("../../protocol.js").Vendor | null} on.vendor whom the key is for
 * @param {(format: string) => void} on.format the person chose another form
 * @param {(format: string) => void} on.taken the output was copied or saved
 * @param {(copy: boolean, button: HTMLElement, id: number) => void} on.unseen copies or saves a secret that is not shown
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
  let unseen = false; // the new key is secret as a whole, and can be copied without being shown
  let scrolled = false; // asking the output would have the browser lay out a page that is half drawn

  output.addEventListener("scroll", () => (scrolled = output.scrollTop > 0), { passive: true });
  select.addEventListener("change", () => on.format(select.value));
  copy.addEventListener("click", () => void copyFrom(copy));
  download.addEventListener("click", () => {
    if (!model) return;
    if (unseen) return on.unseen(false, download, one(model));
    if (!text) return;
    const { format, options, sample } = model;
    const name = fileName(format, shownKeys(model), options.oneLine);
    saveFile((sample ? "sample-" : "") + name, FORMS[format].type, text);
    on.taken(format);
    announce(`Saved ${name}`);
  });
  textField("encrypt").on("input", () => isSealed(model?.format) && outdated());
  selectWithin(output);
  copyExactly(output, () => (copy.disabled || unseen ? "" : text), (unasked) => {
    if (!model) return;
    on.taken(model.format);
    if (unasked) confirmCopied(copy, FORMS[model.format].label);
  });
  if (/Mac|iPhone|iPad/.test(navigator.platform)) byId("copy-keys").textContent = "⌘ C";

  /** The key that is shown alone, though there are others; 0 is none. @param {Model} of */
  const one = (of) => (of.result.keys.length > 1 ? of.selected : 0);

  /** @param {HTMLElement} button */
  async function copyFrom(button) {
    if (!model || copy.disabled) return;
    if (unseen) return on.unseen(true, button, one(model));
    const { format } = model;
    if (await copyBy(button, text, { name: FORMS[format].label, shown: output }) && model) on.taken(format);
  }

  /** The output is out of date until the next update: it cannot be copied or saved. */
  function outdated() {
    output.setAttribute("aria-busy", "true");
    copy.disabled = download.disabled = true;
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
    copyFrom: (/** @type {HTMLElement} */ button) => void copyFrom(button),

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
      unseen = Boolean(next && next.generated && !availableForms(next).length);
      copy.disabled = download.disabled = !text && !unseen;
      if (isSealed(next?.format) && on.typing()) outdated();
      if (!next) {
        listed = null;
        select.replaceChildren();
        return;
      }
      const { format, options } = next;
      const keys = shownKeys(next);
      const forms = availableForms(next);
      list(forms, format);
      select.disabled = forms.length === 0;
      const secret = Boolean(FORMS[format]?.secret && text);
      output.classList.toggle("secret", secret);
      output.classList.toggle("lines", (text.startsWith("-----") || format === "spki_base64_lines") && !options.oneLine); // PEM has line ends of its own
      output.setAttribute("aria-label", FORMS[format] ? `Output: ${FORMS[format].label}` : "Output");
      output.dataset.empty = isSealed(format) && !options.encrypt
        ? "Type a passphrase for the new file above."
        : forms.length ? ""
        : `${keys.length > 1 ? "Secrets have" : "A secret has"} no public half. ${unseen ? "Copy takes it unseen, or tick" : "Tick"} “Include private key” to see it.`;
      explain(byId("include-private"), byId("private-why"), secret);
      byId("private-words").textContent = keys.every((key) => key.kty === "oct") ? SECRET : PRIVATE;
      byId("private-tick").hidden = !keys.some((key) => key.private);
      byId("guide").textContent = text || unseen ? guidance(next, on.vendor()) : "";
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
