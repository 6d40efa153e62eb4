// @ts-check
/**
 * How long making a key takes, said honestly. RSA looks for random primes, so
 * nobody can know how long one search takes, and this page does not know how
 * fast the device is. So it says a range: from what is usual on a fast laptop
 * to what bad luck (one search in twenty) costs on a small virtual machine.
 * Times are in seconds, and grow with the power 3.5 of the size.
 */

const AT_4096 = {
  go: { quick: 2, slow: 15 },
  browser: { quick: 0.4, slow: 2 },
};

/** How much longer bad luck makes one search. */
const BAD_LUCK = 2.2;

/**
 * @param {import("../types.js").OneKind} recipe
 * @param {boolean} subtle whether the browser's own generator is there
 * @param {boolean} waiting whether the browser is still at a search that was ended
 * @returns {{text: string, short: string, slow: number}} a sentence; while it runs, a short one or none; after how many
 *   seconds it takes longer than was said
 */
export function estimate(recipe, subtle, waiting) {
  if (recipe.type !== "RSA") return { text: "Made in an instant.", short: "", slow: Infinity };
  const go = recipe.engine === "go" || (recipe.engine === "auto" && !subtle);
  if (!go && waiting) {
    return {
      text: "The browser is still at the search that was ended: nothing can stop it. A new key of its making comes after that. Go does not wait.",
      short: "It begins when the browser is through with the search that was ended",
      slow: Infinity,
    };
  }
  const who = go ? "Go" : "the browser";
  const factor = ((recipe.size ?? 4096) / 4096) ** 3.5 * recipe.count;
  const base = go ? AT_4096.go : AT_4096.browser;
  const quick = base.quick * factor;
  // Several searches even each other out.
  const slow = (base.slow * factor) / BAD_LUCK * (1 + (BAD_LUCK - 1) / Math.sqrt(recipe.count));
  if (slow <= 2) return { text: `Made by ${who}, usually in a second or two.`, short: "", slow: Infinity };
  const times = `usually ${range(quick, slow)}`;
  return {
    text: `Made by ${who}: ${times}. It is a search for random primes, so it depends on luck, and on this device.`,
    short: times[0].toUpperCase() + times.slice(1),
    slow,
  };
}

/** @param {number} from @param {number} to seconds */
function range(from, to) {
  const [a, b] = [from, to].map(round);
  if (b < 90) return a < 2 ? `up to ${b} seconds` : `${a} to ${b} seconds`;
  const [m, n] = [a, b].map((seconds) => Math.round(seconds / 60));
  return m < 1 ? `up to ${n} minutes` : m === n ? `about ${n} minutes` : `${m} to ${n} minutes`;
}

/** To what a person would say. @param {number} seconds */
function round(seconds) {
  return seconds < 10 ? Math.round(seconds) : Math.round(seconds / 5) * 5;
}
