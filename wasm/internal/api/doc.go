// Package api is the one door between the page and Go.
//
//	reply := api.Handle(ctx, request)
//
// Both are JSON. A request has one op and its params. It is read strictly:
// an unknown member, a member twice, null, a value of another type, and
// anything after the object are refused (bad_request); absent members have
// their default. A reply is {"ok":true,"result":…} or
// {"ok":false,"error":{"code","message","hint"}}; see package fault for the
// codes. No reply ever quotes input in an error, and a panic becomes
// "internal". Outputs are finished text: the page formats nothing.
//
// Requests are answered one after another, in the order they come. Only the
// start of an op looks at ctx, and generate between two keys.
//
// # hello
//
//	{"op":"hello","params":{"protocol":1}}
//	→ {"version":"…","protocol":1,"go":"go1.26.8","subtle":true}
//
// The first request of every worker. A protocol number that is not ours is
// refused with bad_request.
//
// # convert
//
//	{"op":"convert","params":{
//	   "input":"<base64 of the bytes>",   // at most 16 MiB of bytes
//	   "name":"server.pfx",               // file name, may be empty; only a hint
//	   "passphrase":"",                   // at most 65,536 bytes; "" is none given
//	   "noPassphrase":false,              // it is said to have none: the empty one is tried, whatever that costs
//	   "options":{…see Options…},
//	   "forms":["jwk"]}}                  // which outputs to make; default ["jwk","spki"]
//	→ {"keys":[Key…],"outputs":{form:text},"skipped":[{"label","code","reason","hint"}],"notes":[Warning…]}
//
// "outputs" at the top is the whole result in one document. Keys with one and
// the same public half are one in it: the first of them that has the form
// stands for all. Of one key it is that key's output; of several, a JWK Set
// for the JWK forms, and the texts one after another for the others (each
// certificate once). Keys that lack the form are left out and named in notes
// (code form_missing). Two keys in a set with the same key ID are refused
// with duplicate_kid; no key ID at all is no duplicate.
//
// A passphrase is tried as UTF-8, with its accents composed and decomposed, and
// as Windows-1252 and Latin-1, each once and the usual one first. The empty one
// is tried by itself where that is nearly free (about half a second), and beside
// the one given. What all derivations of an input cost together is bounded:
// kdf_too_costly.
//
// Go remembers the keys of the last convert or generate for as long as input,
// name and passphrase stay the same, so that a changed option or form needs
// no second decoding and no second key derivation. They are forgotten before
// the next input is looked at, also when that gives no key. A refused form or
// option does not cost them: render can ask again.
//
// # Options
//
//	{"use":"sig",          // "sig", "enc", "none"; "" (default): "sig" where the key can sign, else "enc"
//	 "alg":"",             // "" the usual one for key and use, "none" for no member, or a JWA name
//	 "kid":{"mode":"thumbprint","value":""},
//	                       // mode: thumbprint (default), text (value; "" is none), uuid, date,
//	                       // keep (what a JWK brought, else thumbprint), none; value at most 1,024 characters
//	 "kids":{"2":"own"},   // per-key IDs by key number, over kid; "" and numbers without a key count for nothing
//	 "private":false,      // allow private forms
//	 "keyOps":false,       // write key_ops instead of use, where the key has an operation to name
//	 "x5c":false,          // write x5c and x5t#S256 when a certificate came along
//	 "compact":false,      // JSON on one line
//	 "oneLine":false,      // every form as one line, newlines escaped as \n, for .env and JSON
//	 "encrypt":""}         // passphrase for the form pkcs8_encrypted, at most 1,024 bytes
//
// An alg or use that does not fit a key is not forced on it: the key gets
// its usual one and a warning says so (alg_unfit, use_unfit). With use "none"
// alg can be any that the key has for either use. A uuid or date is made once
// per public half and kept while the keys are remembered, so that it does not
// change with every keystroke. A date is the UTC time
// "2026-11-23T08-15-00Z"; from the second key of a result on its number
// follows ("…Z-2").
//
// # Forms
//
//	jwk, jwks                     public JWK, public JWK Set
//	spki, pkcs1_public, ssh       PEM, PEM (RSA), OpenSSH line (not secp256k1, X*, Ed448)
//	certificate                   the certificates that came along, PEM
//	jwk_private, jwks_private     with options.private only, like all below
//	pkcs8, traditional            PEM; traditional is PKCS#1 or SEC 1
//	pkcs8_encrypted               PEM; needs options.encrypt
//	openssh_private               PEM, not encrypted; RSA of two primes, EC P-*, Ed25519;
//	                              its comment is the key's, or else its key ID
//
// An oct key has only the private JWK forms. A private form without
// options.private is refused with bad_option. A form that was asked for and
// that no key of the result has is refused with no_such_form; of the default
// ones, those are made that can be. "forms":[] makes none.
//
// A JWK's members come in the order kty, use or key_ops, alg, kid, public
// numbers, private numbers, x5c, x5t#S256, and it is laid out as
// JSON.stringify(jwk, null, 2) does. JSON has no newline at its end; PEM and
// SSH lines have exactly one. On one line, JSON is compact, PEM ends with
// an escaped newline and SSH lines end without. What has random parts
// (pkcs8_encrypted, openssh_private) is made once and stays the same while
// the keys are remembered and the passphrase, or the comment, is the same.
//
// # Key
//
//	{"id":1,                       // from 1, in input order
//	 "kty":"RSA","crv":"","bits":4096,
//	 "title":"RSA 4096",           // short name: "RSA 4096", "EC P-256", "Ed25519"
//	 "private":true,               // private numbers are present in the input
//	 "source":"PKCS#8 private key","comment":"","engine":"",   // engine: "SubtleCrypto" or "Go" for a new key
//	 "thumbprint":"…",             // RFC 7638, SHA-256, base64url
//	 "thumbprintURI":"urn:ietf:params:oauth:jwk-thumbprint:sha-256:…", // RFC 9278
//	 "ssh":"SHA256:…",             // OpenSSH fingerprint or ""
//	 "art":"+---[RSA 4096]----+\n…", // randomart of the thumbprint, 11 lines
//	 "use":"sig","alg":"RS256","kid":"…",   // as written in the JWK; "" where absent (use: when key_ops stands for it)
//	 "givenKid":"",                // what a pasted JWK called it
//	 "uses":["sig","enc"],"algs":["RS256",…], // what the key can do; algs for the use in force
//	 "certificates":[{"subject","issuer","serial","notBefore","notAfter","state":"valid|expired|future","sha256":"<x5t#S256>","odd":false}],
//	 "warnings":[{"code","message","action"}],
//	 "sameAs":0,                   // id of an earlier key with the same public half, else 0
//	 "forms":["jwk",…],            // what it can be written as, private forms included
//	 "outputs":{"jwk":"…"}}        // the asked forms that it has; a set is of this key alone
//
// "state" and the dates (RFC 3339, UTC) are "" where a certificate is too odd
// to tell. The input's own words (comment, givenKid, subject, issuer, label)
// have control and bidirectional characters replaced by U+FFFD; they are text
// and nothing else. Warnings are those of the key itself (package key), how
// it was read, and: alg_unfit, use_unfit, given_differs (a pasted JWK named
// another use or alg, or its key_ops are for another use),
// rsa_restriction_lost (RSASSA-PSS written as plain RSA), private_shown (a
// private form was asked for).
//
// # generate
//
//	{"op":"generate","params":{"type":"RSA","size":4096,"count":1,"engine":"auto",
//	   "options":{…},"forms":[…]}}
//	→ as convert, with "engine" in each key and "ms" (whole milliseconds spent making them)
//
// type: "RSA" (size 2048-8192, even), "EC" with curve in "curve"
// ("P-256", "P-384", "P-521", "secp256k1"), "OKP" with curve "Ed25519" or
// "X25519", "oct" (size 128-512 bits; where it is absent or 0, alg in options
// sets it).
// engine: "auto", "subtle" (engine_unavailable where it is not there), "go".
// count: 1-20. "again" (form or option changes) is op render.
//
// # render
//
//	{"op":"render","params":{"options":{…},"forms":[…]}}
//	→ as convert, of the keys remembered; bad_request when there are none
//
// # compare
//
//	{"op":"compare","params":{"with":"<base64 of a JWK, a JWK Set, a JWT, a kid, or any key>"}}
//	→ {"same":true,"summary":"…","rows":[{"member","yours","theirs","same":true}],"id":1}
//
// Compares the remembered keys with what was registered, by the use, alg and
// kid of the last answer. "summary" is a sentence or two to show. Private
// members are never in rows; nor are kid, use and alg where the other side
// has none. Of several keys on either side, the pair that is the same is
// taken, else the pair most alike; "id" is the key on this side.
//
// Of a JWT (also after "Authorization: Bearer") the header is compared, and
// the signature is verified by every key that can: "same" is then whether
// this key signed it, and the row "signature" says "valid" or "not valid".
// Where no key can, and for a JWE or a bare header, "same" is whether kid
// is. A text that is no key is taken for a kid; it may also be a thumbprint,
// an OpenSSH fingerprint or an x5t#S256. An encrypted key is refused with
// passphrase_required.
//
// # archive
//
//	{"op":"archive","params":{"options":{…}}}
//	→ {"name":"jwkmint-<kid>.zip","data":"<base64>","files":["private.key",…]}
//
// The guide's files of the remembered keys: private.key (PKCS#8, encrypted
// when options.encrypt is set; only with options.private), public.key,
// jwk.json, and jwks.json with all. When there are several keys they are
// numbered: private-1.key, public-1.key, jwk-1.json, private-2.key, … An oct
// key has just secret.json, its private JWK; without options.private there is
// nothing to pack (no_such_form). Private files unpack with mode 0600. Times
// are UTC. The name holds the first key's ID as far as it is safe in a file
// name.
package api
