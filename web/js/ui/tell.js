// @ts-check
/** Announces results and changes to screen readers, and easily overlooked facts to everyone, once each. */

import { brief, notice } from "./notice.js";
import { FORMS, manyKeys, placeOf, sameKeys, shownKeys, shownText } from "./options/formats.js";
import { announce, byId, settled } from "./parts/dom.js";
import { skippedTitle } from "./result/skipped.js";
import { spokenWarnings } from "./result/warnings.js";

/** @typedef {import("./types.js").Model} Model */

/** How long typing a key ID rests before it is read out, in ms. */
const REST = 1000;

/** @type {{text: string, keys: string} | null} */
let done = null;

/**
 * What a person did to the list. It is announced in place of the new list, once it is done.
 * @param {string} text @param {number[]} keys those of the list then
 */
export function tellDone(text, keys) {
  done = { text, keys: keys.join() };
}

/** @param {import("./types.js").Key[]} keys of the list now */
function takeDone(keys) {
  if (done?.keys !== keys.map(({ id }) => id).join()) return "";
  const { text } = done;
  done = null;
  return text;
}

export function createTeller() {
  /** @type {Model | null} */
  let told = null; // the result that was announced last
  /** @type {Model | null} */
  let model = null;
  let given = ""; // what the notice says of the key ID that a JWK came with
  let fresh = false;

  const later = settled(say, REST);

  function say() {
    later.never();
    if (!model) return;
    const other = fresh || !told || !sameKeys(told.result.keys, model.result.keys);
    const about = tellGivenKid(model);
    const did = takeDone(model.result.keys);
    const words = did ? [did, about] : other ? [what(model), about] : [...changes(/** @type {Model} */ (told), model), about];
    const warned = spokenWarnings(model);
    if (warned && (other || warned !== spokenWarnings(told))) words.push(warned);
    told = model;
    fresh = false;
    const text = words.filter(Boolean).join(" ");
    if (text) announce(text);
  }

  /**
   * A JWK that came with a key ID is registered under it: say that it gets another one here, as long as it does.
   * @param {Model} model
   */
  function tellGivenKid({ result, options }) {
    const other = result.keys.find((key) => key.givenKid && key.givenKid !== key.kid && !options.keys[key.id]?.kid);
    const text = other ? `This JWK came with the key ID “${other.givenKid}”. To keep it, choose “Keep the one it has” under Key ID.` : "";
    if (text === given && !fresh) return "";
    given = text;
    notice(text);
    return text;
  }

  return {
    /** The next result is of another input, or another try. */
    expect: () => void (fresh = true),

    /** @param {Model | null} next */
    update(next) {
      model = next;
      if (!next) {
        told = null;
        given = "";
        later.never();
        const did = takeDone([]);
        if (did) announce(did);
      } else if (shownText(next) !== undefined || fresh) {
        if (["kid", "own-kid"].includes(document.activeElement?.id ?? "") && !fresh) later.later();
        else say();
      }
    },
  };
}

/** What the result is. @param {Model} model */
function what({ result, generated }) {
  const { keys, skipped } = result;
  const name = keys.length === 1 ? `${keys[0].title}, ${generated ? "made" : "read"}.` : `${keys.length} keys.`;
  return skipped.length ? `${name} ${skippedTitle(skipped)}.` : name;
}

/** What is another than it was. @param {Model} before @param {Model} now */
function changes(before, now) {
  const [key, several] = shownKeys(now);
  const [old] = shownKeys(before);
  const words = [];
  if (before.selected !== now.selected) words.push(now.selected ? `Key ${placeOf(now.result.keys, key.id)}, ${key.title}.` : `${manyKeys(now.result.keys)}.`);
  else if (before.options.use !== now.options.use || before.options.alg !== now.options.alg || key.alg !== old.alg || key.use !== old.use) {
    const { use, alg } = several ? now.options : key;
    const olds = shownKeys(before);
    if (several && shownKeys(now).every((each, i) => each.alg === olds[i]?.alg && each.use === olds[i]?.use)) words.push("No key has another use or algorithm by that.");
    else words.push([use && `Use ${use}`, alg && `algorithm ${alg}`].filter(Boolean).join(", ") || "No use and no algorithm.");
    words[0] = words[0].replace(/[^.]$/, "$&.");
  }
  if (before.selected === now.selected && shownKeys(now).some((each, i) => each.kid !== shownKeys(before)[i]?.kid)) {
    words.push(several ? "The key IDs have changed." : key.kid ? `Key ID ${key.kid}.` : "No key ID.");
  }
  if (before.format !== now.format) words.push(`Shown as ${FORMS[now.format]?.label}${FORMS[now.format]?.secret ? ": the private key is shown" : ""}.`);
  if (!words.length && shownText(before) !== undefined && shownText(before) !== shownText(now)) words.push("The output is written anew.");
  return words;
}

/**
 * Tells of an engine that died.
 * @param {import("./types.js").Engine} engine
 * @param {(fault: import("./types.js").Fault) => void} onfailed
 */
export function watchEngine(engine, onfailed) {
  engine.observe((state, why) => {
    if (why === "crashed" && state !== "ready") {
      const text = "The key engine stopped unexpectedly and was started afresh. What you typed is untouched.";
      brief(text, { warn: true });
      setTimeout(() => byId("brief").textContent === text && announce(text)); // if a request was lost with it, the error says so
    }
    if (why === "failed") onfailed({ code: "failed", message: "The key engine stopped and cannot be started again.", hint: "Reload the page; copy what you still need first." });
  });
}
