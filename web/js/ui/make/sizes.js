// @ts-check
/** The sizes, curves and parameter sets that each type of key has. */

/** [value, label] of each size. @type {Record<string, string[][]>} */
export const SIZES = {
  RSA: [["2048", "2048 bits"], ["3072", "3072 bits"], ["4096", "4096 bits"], ["custom", "Another size"]],
  EC: [["P-256", "P-256"], ["P-384", "P-384"], ["P-521", "P-521"], ["secp256k1", "secp256k1"]],
  Ed25519: [["256", "256 bits, always"]],
  X25519: [["256", "256 bits, always"]],
  "ML-DSA": [["ML-DSA-44", "ML-DSA-44"], ["ML-DSA-65", "ML-DSA-65"], ["ML-DSA-87", "ML-DSA-87"]],
  oct: [["128", "128 bits"], ["192", "192 bits"], ["256", "256 bits"], ["384", "384 bits"], ["512", "512 bits"]],
};

/** The type and the size of a type, curve or parameter set. @param {string} kind */
export function typeOf(kind) {
  const type = Object.keys(SIZES).find((each) => each === kind || SIZES[each].some(([value]) => value === kind)) ?? "RSA";
  return { type, size: type === kind ? "" : kind };
}

/** The usual one. @type {Record<string, string>} */
export const DEFAULTS = { RSA: "4096", EC: "P-256", "ML-DSA": "ML-DSA-65", oct: "256" };
