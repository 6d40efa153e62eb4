// @ts-check
/**
 * The numbers that the page shows, and those that the same keys and inputs
 * have in Go now. They differ after a worker ended and the list was made again. A
 * request by a shown number must never be answered with another key.
 */

import { lost } from "../failures.js";

export function createNumbers() {
  /** @type {{keys: Map<number, number>, inputs: Map<number, number>} | null} by what is shown; null where they are the same */
  let now = null;

  /** @param {Map<number, number>} first @param {Map<number, number>} second */
  const after = (first, second) => new Map([...first].flatMap(([shown, was]) => {
    const id = second.get(was);
    return id === undefined ? [] : [/** @type {[number, number]} */ ([shown, id])];
  }));

  /** @param {Map<number, number>} numbers @param {number} id */
  function of(numbers, id) {
    const found = numbers.get(id);
    if (found === undefined) throw lost();
    return found;
  }

  return {
    /** The list was made again. @param {Map<number, number>} keys @param {Map<number, number>} inputs */
    moved(keys, inputs) {
      now = now ? { keys: after(now.keys, keys), inputs: after(now.inputs, inputs) } : { keys, inputs };
    },

    /** The page shows a new answer, or nothing. */
    shown: () => void (now = null),

    /** Whether the page shows old numbers. */
    stale: () => Boolean(now),

    /**
     * A request's params with the numbers that are valid now. Throws if a key is no longer there.
     * @param {any} params
     */
    current(params) {
      if (!now) return params;
      const { keys, inputs } = now;
      const next = { ...params };
      for (const name of ["id", "key"]) if (params[name]) next[name] = of(keys, params[name]);
      if (params.keys) next.keys = params.keys.map((/** @type {number} */ id) => of(keys, id));
      if (typeof params.input === "number") next.input = of(inputs, params.input);
      return next;
    },
  };
}
