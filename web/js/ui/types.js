// @ts-check
/**
 * The protocol of package api in JSDoc types. The page formats nothing: every
 * output is finished text.
 *
 * @typedef {{code: string, message: string, hint: string, choices?: {as: string, label: string}[], undo?: string}} Fault
 * @typedef {{code: string, message: string, action: string, grave?: boolean}} Warning grave: to be shown in red
 * @typedef {{label: string, code: string, reason: string, hint: string, input: number}} Skipped
 *
 * @typedef {object} Input one of the list
 * @property {number} id
 * @property {string} name
 * @property {number[]} keys what it gave, as far as that is in the list
 * @property {Fault} [error] op open tries it again
 *
 * @typedef {object} KeyOptions what is chosen for a single key; what is absent is not
 * @property {string} [use]
 * @property {string} [alg]
 * @property {{mode: string, value: string}} [kid]
 * @property {boolean} [keyOps]
 * @property {boolean} [x5c]
 *
 * @typedef {{mode: string, label: string, value: string}} KidMode a key ID that is suggested, or that was made once
 *
 * @typedef {object} Published how the list differs from a set that came in
 * @property {number} added
 * @property {number} unchanged
 * @property {number} changed
 * @property {number} removed
 * @property {string} sentence
 *
 * @typedef {object} Issuer a certificate that issued another one here
 * @property {number} id
 * @property {string} title
 * @property {string} thumbprint
 * @property {number[]} of the keys that have it in their chain
 * @property {boolean} added whether it is one of the keys, too
 * @property {Certificate[]} certificates
 *
 * @typedef {object} Options
 * @property {string} use sig, enc, none, or "" for what came, else the usual one
 * @property {string} alg "" for what came, else the usual one
 * @property {{mode: string, value: string}} kid mode "" for what came, else the thumbprint
 * @property {boolean} [rewrite] whether what is chosen for all also replaces what came
 * @property {Record<string, KeyOptions>} keys by key number
 * @property {number[]} issuers those that shall be keys too
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
 * @property {{kid: string, use: string, alg: string, members: string[], leftOut: string[]}} given what came with it
 * @property {number} input 0 for one that was made here
 * @property {string} file
 * @property {boolean} made
 * @property {KidMode[]} kidModes
 * @property {string[]} uses
 * @property {string[]} algs
 * @property {Certificate[]} certificates
 * @property {Warning[]} warnings
 * @property {number} sameAs
 * @property {string[]} forms
 * @property {Record<string, string>} outputs
 * @property {Register} [register]
 *
 * @typedef {{title: string, text: string}} Register a text that registers keys with the system that they are for
 *
 * @typedef {object} Result
 * @property {Key[]} keys
 * @property {number} count how many keys there are in the set
 * @property {Input[]} inputs
 * @property {number[]} [read] of op convert: the numbers of the inputs that it was given
 * @property {Issuer[]} issuers
 * @property {Published} [published]
 * @property {Register} [register]
 * @property {string} undo the words of a button that brings keys back, "" for none
 * @property {Record<string, string>} outputs
 * @property {Skipped[]} skipped
 * @property {Warning[]} notes
 * @property {number} [ms]
 * @property {Key[]} [kept] the keys, as the page keeps those that were made
 *
 * @typedef {object} Comparison
 * @property {boolean} same
 * @property {boolean} partly of two sets some are the same, and not all
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
 * @typedef {{type: string, curve?: string, alg?: string, size?: number, count: number, engine: string}} OneKind
 * @typedef {OneKind | {set: true, engine: string}} Recipe what to generate: keys of one kind, or the set that "for" wants
 *
 * What the page shows of a result.
 * @typedef {object} Model
 * @property {Result} result
 * @property {number} selected a key's id, or 0 for all of them together
 * @property {string} format
 * @property {Options} options
 * @property {boolean} generated keys were made here, and not only read
 * @property {boolean} sample one of the published samples
 *
 * @typedef {import("../engine.js").Engine} Engine
 * @typedef {import("../main.js").About} About
 * @typedef {ReturnType<import("./theme.js").mountTheme>} Theme
 */
export {};
