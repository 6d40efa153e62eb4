// @ts-check
/**
 * The private keys that were made here, which are nowhere else. They are kept
 * until Clear, so that none is lost when a worker ends or another key replaces it.
 *
 * @typedef {import("./types.js").Key} Key
 */

export function createVault() {
  /** @type {Map<string, string>} private JWKs by thumbprint */
  const made = new Map();
  /** @type {Set<string>} thumbprints of those that were copied or saved */
  const saved = new Set();

  return {
    /** @param {Key[]} keys with their private JWKs among the outputs, those that were made here and others */
    keep(keys) {
      for (const key of keys) if (key.made && key.outputs.jwk_private) made.set(key.thumbprint, key.outputs.jwk_private);
    },

    /** The private JWK of a key that was made here, "" of another. @param {string} thumbprint */
    jwk: (thumbprint) => made.get(thumbprint) ?? "",

    /** Those that are not among these keys. @param {Key[]} keys */
    without: (keys) => [...made].filter(([thumbprint]) => !keys.some((key) => key.thumbprint === thumbprint)).map(([, jwk]) => jwk),

    /** These were copied or saved. @param {Key[]} keys */
    saved(keys) {
      for (const { thumbprint } of keys) saved.add(thumbprint);
    },

    /** How many would be lost. */
    unsaved: () => [...made.keys()].filter((thumbprint) => !saved.has(thumbprint)).length,

    forget() {
      made.clear();
      saved.clear();
    },
  };
}

/**
 * How new keys are kept: their private JWKs without the members that the options set, since a key that comes back follows
 * the options of that time. A UUID or a date is made only once. They come with the keys, since the worker may end.
 * @param {import("./types.js").Options} options
 */
export function asKept(options) {
  const kid = ["uuid", "date"].includes(options.kid.mode) ? options.kid : { mode: "none", value: "" };
  const whole = { ...options, use: "none", alg: "none", kid, keys: {}, rewrite: false, keyOps: false, x5c: false, for: "", private: true, oneLine: false, compact: true, encrypt: "" };
  return { options: whole, forms: ["jwk_private"] };
}

/** What a button says that brings so many back. @param {number} count */
export const bringBackWords = (count) => (count > 1 ? `Bring back the ${count} keys that were made here` : count ? "Bring back the key that was made here" : "");
