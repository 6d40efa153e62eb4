// @ts-check
/** What the page and the engine agreed on. */

/** The protocol number of package api; the worker must speak the same. */
export const PROTOCOL = 3;

/** @typedef {"loading" | "ready" | "busy" | "failed"} State */

/**
 * Why the state changed.
 *   started    the first worker is ready
 *   work       a request began or the last one ended
 *   cancelled, superseded, restarted  a worker was ended on purpose and a fresh one is starting or ready
 *   crashed    a worker died by itself; a fresh one is starting: tell the person
 *   failed     nothing works any more
 *   faulty     the same: the engine made something else of a known key
 * @typedef {"started" | "work" | "cancelled" | "superseded" | "restarted" | "crashed" | "failed" | "faulty"} Why
 */

/**
 * A type or curve of keys, and the algorithms that keys of it can have.
 * @typedef {{name: string, sig: string[], enc: string[]}} Kind
 */

/**
 * A key that somebody wants in a set; its size, of RSA alone, in bits.
 * @typedef {{alg: string, title: string, type: string, size: number}} Wanted
 */

/**
 * A system that keys are registered with, and what it wants to be given.
 * @typedef {object} Vendor
 * @property {string} id
 * @property {string} name
 * @property {{form: string, label: string, binary: boolean}[]} forms how the key is handed over, best first
 * @property {string} where in the system keys are registered or made, "" where that is not known
 * @property {string[]} algs best first; none is any
 * @property {string[]} encryption
 * @property {Wanted[]} set the keys of one set, where they want several
 * @property {string} keyId the rule for key IDs
 * @property {string} kidMode "text" where the key ID is theirs to give
 * @property {string} client what they call the client
 * @property {string} other what they call the other party, "" where there is none
 * @property {boolean} otherOptional whether it can be left out
 * @property {"issuer" | "endpoint" | "fixed" | "none"} audience
 * @property {{name: string, audience: string, endpoint: string}[]} choices
 * @property {string} endpoint how it looks
 * @property {boolean} bearer whether that is called with the token itself, and not with an access token
 * @property {string[]} thumbprints of the certificate that their header always has
 * @property {boolean} scope whether there is one to ask for
 * @property {number} lifetime in seconds
 * @property {string[]} notes
 * @property {string[]} sources
 */

/**
 * What the worker said in answer to hello.
 * @typedef {{version: string, protocol: number, go: string, subtle: boolean, kinds: Kind[], vendors: Vendor[]}} Hello
 */

/**
 * @typedef {object} RequestOptions
 * @property {string} [lane] the latest request of a lane wins: an older one that waits is dropped, one that
 *   runs gets 150 ms from the first newer request to end, and then its worker is replaced; either is rejected with "superseded"
 */

/**
 * @typedef {object} Engine
 * @property {(op: string, params: object, options?: RequestOptions) => Promise<any>} request
 *   Asks Go (package api says what ops there are) and gives the reply's result. A Uint8Array in params goes beside the
 *   JSON as an attachment. Where the reply has attachments, they are in the result's member "attachments", an array of
 *   Uint8Arrays that the other members name by number. Rejects with an EngineError only.
 * @property {(arriving: Promise<WebAssembly.Module>) => void} start starts the first worker, once; it runs that program as
 *   soon as it is there, and what is asked before waits for it
 * @property {() => void} cancel ends what runs and what waits, rejected with "cancelled"; ready again in about 100 ms
 * @property {() => void} restart the same for "Clear": forgets every key that Go remembers, even when nothing runs
 * @property {(listener: (state: State, why: Why) => void) => void} observe calls listener after every change of state
 * @property {State} state "busy" also while a worker that was ended is being replaced
 * @property {Hello | null} hello null until the first worker is ready
 */
