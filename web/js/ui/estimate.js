// @ts-check
/**
 * How long making a key takes, said honestly. RSA looks for random primes:
 * nobody can know how long one search takes, only what is typical and what is
 * long. Times are of an ordinary laptop, in seconds, and grow with the fourth
 * power of the size.
 */

const AT_4096 = {
  go: { typical: 8, long: 22 },
  browser: { typical: 0.7, long: 2 },
};

/**
 * @param {import("./types.js").Recipe} recipe
 * @param {boolean} subtle whether the browser's own generator is there
 */
export function estimate(recipe, subtle) {
  if (recipe.type !== "RSA") return { text: "Made in an instant.", short: "" };
  const go = recipe.engine === "go" || (recipe.engine === "auto" && !subtle);
  const base = go ? AT_4096.go : AT_4096.browser;
  const factor = ((recipe.size ?? 4096) / 4096) ** 4 * recipe.count;
  const typical = base.typical * factor;
  // Several searches even each other out.
  const long = typical + (base.long - base.typical) * factor / Math.sqrt(recipe.count);
  const who = go ? "Go" : "the browser";
  if (long < 2) return { text: `Made by ${who}, usually in about a second.`, short: "" };
  const times = `typically ${span(typical)}, sometimes ${span(long)}`;
  return {
    text: `Made by ${who}: ${times}. It is a search for random primes, so nobody can say exactly.`,
    short: times[0].toUpperCase() + times.slice(1),
  };
}

/** @param {number} seconds */
function span(seconds) {
  if (seconds < 1.5) return "a second";
  if (seconds < 90) return `${seconds < 30 ? Math.round(seconds) : Math.round(seconds / 5) * 5} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}
