// @ts-check
/**
 * The numbers of keys, issuers and inputs. In a list that was made again the same
 * ones have others. What the page asks is by the numbers of the list that it
 * shows, and must never be answered with another key.
 *
 * @typedef {import("./types.js").Key} Key
 * @typedef {import("./types.js").Result} Result
 * @typedef {{id: number, name: string}} Named
 */

import { changed } from "../failures.js";

/** What a key is, whatever its number. @param {Key} key */
const nameOf = (key) => key.thumbprint + key.private;

/** Whether these are the same keys in the same order, whatever their numbers. @param {Key[]} some @param {Key[]} others */
export const alike = (some, others) => some.length === others.length && some.every((key, i) => nameOf(key) === nameOf(others[i]));

/**
 * What number each has now. Of several with one name, one keeps its number where it can.
 * @param {Named[]} before @param {Named[]} now
 */
function paired(before, now) {
  /** @type {Map<string, number[]>} */
  const left = new Map();
  for (const { id, name } of now) {
    const ids = left.get(name);
    if (ids) ids.push(id);
    else left.set(name, [id]);
  }
  /** @type {Map<number, number>} */
  const numbers = new Map();
  for (const { id, name } of before) {
    const ids = left.get(name) ?? [];
    const [taken] = ids.splice(Math.max(0, ids.indexOf(id)), 1);
    if (taken !== undefined) numbers.set(id, taken);
  }
  return numbers;
}

/**
 * What number each key and each issuer has now.
 * @param {Result} before @param {Result} now
 * @returns {Map<number, number>}
 */
export function renumbered(before, now) {
  const keys = (/** @type {Result} */ list) => list.keys.map((key) => ({ id: key.id, name: nameOf(key) }));
  const issuers = (/** @type {Result} */ list) => list.issuers.map(({ id, certificates }) => ({ id, name: certificates[0]?.sha256 ?? "" }));
  return new Map([...paired(keys(before), keys(now)), ...paired(issuers(before), issuers(now))]);
}

/**
 * A request's params by the numbers of another list. Throws if a key or input
 * that it names is not there; what was chosen for one that is not there is left out.
 * @param {any} params
 * @param {Result | null} from
 * @param {Result | null} to
 * @param {(list: Result, input: number) => number | undefined} inputOf the number that an input of from has in to
 */
export function renumber(params, from, to, inputOf) {
  if (from === to || !from || !to) return params;
  const numbers = renumbered(from, to);
  const of = (/** @type {number | undefined} */ id) => {
    if (id === undefined) throw changed();
    return id;
  };
  const next = { ...params };
  for (const name of ["id", "key"]) if (params[name]) next[name] = of(numbers.get(params[name]));
  if (params.keys) next.keys = params.keys.map((/** @type {number} */ id) => of(numbers.get(id)));
  if (typeof params.input === "number") next.input = of(inputOf(from, params.input));
  if (params.options) {
    const { keys, issuers } = params.options;
    const own = Object.entries(keys).flatMap(([id, chosen]) => (numbers.has(Number(id)) ? [[numbers.get(Number(id)), chosen]] : []));
    const added = issuers.flatMap((/** @type {number} */ id) => numbers.get(id) ?? []);
    next.options = { ...params.options, keys: Object.fromEntries(own), issuers: added };
  }
  return next;
}
