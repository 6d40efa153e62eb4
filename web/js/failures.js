// @ts-check
/** How asking the engine can fail, in words for a person. */

/**
 * A failure that has words for a person. The codes are those of package
 * fault, and these, which only the page can know:
 *
 *   cancelled   the person cancelled, or cleared
 *   superseded  a newer request in the same lane took its place: say nothing
 *   crashed     the worker died; a fresh one is starting, the input is untouched
 *   failed      no worker can be started at all
 *   lost        a key that was made here went with its worker, and is nowhere else
 *   changed     what was asked is about keys that are no longer those of the list
 */
export class EngineError extends Error {
  /**
   * @param {string} code
   * @param {string} message a sentence to show
   * @param {string} hint what to do next
   * @param {{as: string, label: string}[]} [choices] what the input can be said to be
   * @param {string} [undo] the words of a button that brings keys back
   */
  constructor(code, message, hint, choices = [], undo = "") {
    super(message);
    this.name = "EngineError";
    this.code = code;
    this.hint = hint;
    this.choices = choices;
    this.undo = undo;
  }
}

export const cancelled = () => new EngineError("cancelled", "Cancelled.", "Nothing of it was kept. Start again when you like.");
export const superseded = () => new EngineError("superseded", "A newer request took the place of this one.", "");
export const crashed = () =>
  new EngineError("crashed", "The key engine stopped unexpectedly and was started afresh.",
    "Your input is untouched: try again. If it happens again, the input may be more than this device can hold.");
export const failed = () =>
  new EngineError("failed", "The key engine cannot be started in this browser.",
    "Reload the page. If that does not help, try another browser.");
export const lost = () =>
  new EngineError("lost", "The generated key is gone from the engine's memory.",
    "What is shown is still right. For other forms, paste the private key, or generate another one.");
export const changed = () =>
  new EngineError("changed", "The keys have changed since this was asked.", "Look at the keys that are shown now, and try again.");
