// @ts-check
/**
 * The algorithms to offer before there is a key that says itself what it can
 * do. With a key, its own list (algs) counts. The table comes from Go.
 *
 * @typedef {import("../../protocol.js").Kind} Kind
 */

/** @param {Kind[]} kinds */
export function createAlgs(kinds) {
  /**
   * @param {string} name a type or curve, or "" for all of them
   * @param {string} use sig, enc or none
   */
  function fitting(name, use) {
    const names = kinds.filter((kind) => !name || kind.name === name)
      .flatMap(({ sig, enc }) => (use === "sig" ? sig : use === "enc" ? enc : [...sig, ...enc]));
    return [...new Set(names)];
  }

  return {
    fitting,
    /** What an algorithm is for, or "". @param {string} alg */
    useOf: (alg) => (fitting("", "sig").includes(alg) ? "sig" : fitting("", "enc").includes(alg) ? "enc" : ""),
    /** Whether there is such an algorithm, for any key. @param {string} alg */
    known: (alg) => alg === "none" || fitting("", "none").includes(alg),
  };
}
