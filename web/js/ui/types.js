// @ts-check
/**
 * The protocol of package api in JSDoc types. The page formats nothing: every
 * output is finished text.
 *
 * @typedef {{code: string, message: string, hint: string, choices?: {as: string, label: string}[]}} Fault
 * @typedef {{code: string, message: string, action: string}} Warning
 * @typedef {{label: string, code: string, reason: string, hint: string}} Skipped
 *
 * @typedef {object} Options
 * @property {string} use sig, enc, none, or "" for the usual one
 * @property {string} alg "" is the usual one
 * @property {{mode: string, value: string}} kid
 * @property {Record<string, string>} kids by key number
 * @property {boolean} private
 * @property {boolean} keyOps
 * @property {boolean} x5c
 * @property {boolean} compact
 * @property {boolean} oneLine
 * @property {string} encrypt
 * @property {string} for whom the key is for, "" for nobody in particular
 *
 * @typedef {object} Certificate
 * @property {string} subject
 * @property {string} issuer
 * @property {string} serial
 * @property {string} notBefore
 * @property {string} notAfter
 * @property {string} state "valid", "expired" or "future"
 * @property {string} sha256
 * @property {boolean} odd
 *
 * @typedef {object} Key
 * @property {number} id
 * @property {string} kty
 * @property {string} crv
 * @property {number} bits
 * @property {string} title
 * @property {boolean} private
 * @property {string} source
 * @property {string} comment
 * @property {string} engine
 * @property {string} thumbprint
 * @property {string} thumbprintURI
 * @property {string} ssh
 * @property {string} art
 * @property {string} use
 * @property {string} alg
 * @property {string} kid
 * @property {string} givenKid
 * @property {string[]} uses
 * @property {string[]} algs
 * @property {Certificate[]} certificates
 * @property {Warning[]} warnings
 * @property {number} sameAs
 * @property {string[]} forms
 * @property {Record<string, string>} outputs
 *
 * @typedef {object} Result
 * @property {Key[]} keys
 * @property {Record<string, string>} outputs
 * @property {Skipped[]} skipped
 * @property {Warning[]} notes
 * @property {number} [ms]
 *
 * @typedef {object} Comparison
 * @property {boolean} same
 * @property {boolean} unknown neither the same nor another, as far as can be told
 * @property {string} summary
 * @property {{member: string, yours: string, theirs: string, same: boolean}[]} rows
 * @property {number} id
 *
 * @typedef {object} Assertion what op assert gives
 * @property {string} header
 * @property {string} claims
 * @property {string} assertion
 * @property {string} body
 * @property {string} curl
 * @property {string} powershell
 * @property {{name: string, file: string, text: string}[]} snippets
 * @property {Warning[]} notes
 *
 * @typedef {{certificate: number, name: string, value: string, where: string}} Digest certificate 0 is the key itself
 *
 * @typedef {{code: string, message: string, action: string, grave: boolean}} Finding
 *
 * @typedef {{type: string, curve?: string, size?: number, count: number, engine: string}} Recipe what to generate
 *
 * What the page shows of a result.
 * @typedef {object} Model
 * @property {Result} result
 * @property {number} selected a key's id, or 0 for all of them together
 * @property {string} format
 * @property {Options} options
 * @property {boolean} generated made here, rather than read
 * @property {boolean} sample one of the published samples
 *
 * @typedef {import("../engine.js").Engine} Engine
 * @typedef {import("../main.js").About} About
 * @typedef {import("../main.js").Env} Env
 */
export {};
