// @ts-check
/** Asking Go about what is shown. An answer, or a fault, counts only while the same keys are shown. */

import { alike } from "../numbers.js";

/**
 * @typedef {import("../types.js").Model} Model
 * @param {object} on
 * @param {(op: string, params: object) => Promise<any>} on.ask
 * @param {(error: any) => void} on.failed
 */
export function createAbout(on) {
  /** @type {Model | null} */
  let model = null;

  return {
    model: () => model,

    /** @param {Model | null} next what is shown now */
    update(next) {
      model = next;
    },

    /**
     * @param {string} op
     * @param {object} params
     * @param {(answer: any, of: Model) => void | Promise<void>} use hears what was shown when it was asked; the numbers in it may be old
     */
    async ask(op, params, use) {
      const of = model;
      if (!of) return;
      const still = () => model && alike(of.result.keys, model.result.keys);
      try {
        const answer = await on.ask(op, params);
        if (still()) await use(answer, of);
      } catch (error) {
        if (still()) on.failed(error);
      }
    },
  };
}
