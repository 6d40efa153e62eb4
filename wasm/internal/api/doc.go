// Package api is the one door between the page and Go.
//
//	reply := api.Handle(ctx, request)
//
// Both are JSON. A request has one op and its params; unknown members are
// refused (bad_request). A reply is {"ok":true,"result":…} or
// {"ok":false,"error":{"code","message","hint"}}; see package fault for the
// codes. No reply ever quotes input in an error, and a panic becomes
// "internal". Outputs are finished text: the page formats nothing.
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
//	   "passphrase":"",
//	   "options":{…see Options…},
//	   "forms":["jwk"]}}                  // which outputs to make; default ["jwk","spki"]
//	→ {"keys":[Key…],"outputs":{form:text},"skipped":[{"label","code","reason","hint"}],"notes":[Warning…]}
//
// "outputs" at the top is the whole result in one document: for one key it
// is that key's output; for several, a JWK Set for the JWK forms, and the
// texts one after another for the others (keys that are "sameAs" an earlier
// one are left out; keys that lack the form are left out and named in notes).
// Go remembers the keys of the last convert or generate for as long as input
// and passphrase stay the same, so that a changed option or form needs no
// second decoding and no second key derivation.
//
// # Options
//
//	{"use":"sig",          // "sig" (default), "enc", "none"
//	 "alg":"",             // "" the usual one for key and use, "none" for no member, or a JWA name
//	 "kid":{"mode":"thumbprint","value":""},
//	                       // mode: thumbprint (default), text (value), uuid, date, keep (what a JWK brought, else thumbprint), none
//	 "kids":{"2":"own"},   // per-key IDs by key number, over kid
//	 "private":false,      // allow private forms
//	 "keyOps":false,       // write key_ops instead of use
//	 "x5c":false,          // write x5c and x5t#S256 when a certificate came along
//	 "compact":false,      // JSON on one line
//	 "oneLine":false,      // every form as one line, newlines escaped as \n, for .env and JSON
//	 "encrypt":""}         // passphrase for the form pkcs8_encrypted
//
// An alg or use that does not fit a key is not forced on it: the key gets
// its usual one and a warning says so. A uuid or date is made once per key
// and kept while the keys are remembered, so that it does not change with
// every keystroke.
//
// # Forms
//
//	jwk, jwks                     public JWK, public JWK Set
//	spki, pkcs1_public, ssh       PEM, PEM (RSA), OpenSSH line (not secp256k1, X*, Ed448)
//	certificate                   the certificates that came along, PEM
//	jwk_private, jwks_private     with options.private only, like all below
//	pkcs8, traditional            PEM; traditional is PKCS#1 or SEC 1
//	pkcs8_encrypted               PEM; needs options.encrypt
//	openssh_private               PEM; RSA, EC P-*, Ed25519
//
// An oct key has only the private JWK forms. A private form without
// options.private is refused with bad_option. A form that no key of the
// result has is refused with no_such_form.
//
// # Key
//
//	{"id":1,                       // from 1, in input order
//	 "kty":"RSA","crv":"","bits":4096,
//	 "title":"RSA 4096",           // short name: "RSA 4096", "EC P-256", "Ed25519"
//	 "private":true,               // private numbers are present in the input
//	 "source":"PKCS#8 private key","comment":"","engine":"",
//	 "thumbprint":"…",             // RFC 7638, SHA-256, base64url
//	 "thumbprintURI":"urn:ietf:params:oauth:jwk-thumbprint:sha-256:…", // RFC 9278
//	 "ssh":"SHA256:…",             // OpenSSH fingerprint or ""
//	 "art":"+---[RSA 4096]----+\n…", // randomart of the thumbprint
//	 "use":"sig","alg":"RS256","kid":"…",   // as written in the JWK; "" where absent
//	 "givenKid":"",                // what a pasted JWK called it
//	 "uses":["sig","enc"],"algs":["RS256",…], // what the key can do; algs for the use in force
//	 "certificates":[{"subject","issuer","serial","notBefore","notAfter","state":"valid|expired|future","sha256":"<x5t#S256>","odd":false}],
//	 "warnings":[{"code","message","action"}],
//	 "sameAs":0,                   // id of an earlier key with the same public half, else 0
//	 "forms":["jwk",…],            // what it can be written as, private forms included
//	 "outputs":{"jwk":"…"}}        // the asked forms that it has
//
// # generate
//
//	{"op":"generate","params":{"type":"RSA","size":4096,"count":1,"engine":"auto",
//	   "options":{…},"forms":[…]}}
//	→ as convert, with "engine" in each key and "ms" (whole milliseconds spent)
//
// type: "RSA" (size 2048-8192, even), "EC" with curve in "curve"
// ("P-256", "P-384", "P-521", "secp256k1"), "OKP" with curve "Ed25519" or
// "X25519", "oct" (size 128-512 bits, or alg in options sets it).
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
// Compares the remembered keys with what was registered. Private members
// are never in rows.
//
// # archive
//
//	{"op":"archive","params":{"options":{…}}}
//	→ {"name":"jwkmint-<kid>.zip","data":"<base64>","files":["private.key",…]}
//
// The guide's files of the remembered keys: private.key, public.key,
// jwk.json, jwks.json (numbered private-1.key … when there are several).
package api
