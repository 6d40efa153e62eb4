// @ts-check
/** The box that says what went wrong and what to do. Screen readers read it once. */

import { copyable } from "./parts/copying.js";
import { byId, make } from "./parts/dom.js";

/** Finds the command in a hint, so that it can be shown apart and copied. */
const COMMAND = /^(.*?)\s*\b((?:openssl|ssh-keygen|keytool|puttygen|certtool|gpg|step|p11tool)\s.*)$/s;

/** Faults that are not errors: something is still missing. They are shown in a calm colour. */
const GENTLE = ["passphrase_required", "which_key", "cancelled"];

/** Faults where trying again without a change may help. */
const AGAIN = ["internal", "crashed", "generation_failed"];

/**
 * @param {() => void} onagain
 * @param {(as: string) => void} onchoose the person says what the input is
 */
export function mountError(onagain, onchoose) {
  const box = byId("error");
  let shown = "";

  return {
    /**
     * @param {import("./types.js").Fault | null} fault
     * @param {string} [tab] where it belongs; both when left out
     * @returns {boolean} whether the text changed, and so is read out
     */
    update(fault, tab = "") {
      const next = fault ? [fault.code, fault.message, fault.hint].join("\n") : "";
      box.dataset.tab = tab;
      if (next === shown) return false; // said already
      shown = next;
      box.hidden = !fault;
      if (!fault) {
        box.replaceChildren();
        return true;
      }
      box.className = GENTLE.includes(fault.code) ? "error gentle" : "error";
      box.dataset.code = fault.code;
      const hint = make("p", {});
      const [, words, command] = COMMAND.exec(fault.hint) ?? [];
      hint.append(command ? words + " " : fault.hint);
      if (command) hint.append(make("code", {}, ...copyable("the command", command)));
      box.replaceChildren(make("strong", {}, fault.message), hint);
      if (fault.choices?.length) box.append(choices(fault.choices, onchoose));
      if (AGAIN.includes(fault.code)) {
        const button = make("button", { type: "button", class: "button" }, "Try again");
        button.addEventListener("click", onagain);
        box.append(button);
      }
      return true;
    },
  };
}

/**
 * A button for each kind that the input may be.
 * @param {{as: string, label: string}[]} list
 * @param {(as: string) => void} onchoose
 */
function choices(list, onchoose) {
  const buttons = list.map(({ as, label }) => {
    const button = make("button", { type: "button", class: "button", "data-as": as }, label);
    button.addEventListener("click", () => onchoose(as));
    return button;
  });
  return make("div", { class: "choices", role: "group", "aria-label": "It is" }, make("span", {}, "It is"), ...buttons);
}
