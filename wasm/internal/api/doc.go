// Package api is the one door between the page and Go.
//
//	reply := session.Handle(ctx, request)
//
// Both are JSON, and bytes beside it: attachments, which the JSON names by
// their number, from 0. A request has one op and its params. It is read strictly:
// an unknown member, a member twice, null, a value of another type, and
// anything after the object are refused (bad_request), and so is an attachment
// that is not there, that is named twice or not at all; absent members have
// their default. A request's JSON has at most 1 MiB, an attachment 16 MiB. A reply is {"ok":true,"result":…} or
// {"ok":false,"error":{"code","message","hint"}}; see package fault for the
// codes. "choices" is there when a person can say what an input is that does
// not say it: [{"as","label"}], of which as goes into convert. No reply ever quotes input in an error, and a panic becomes
// "internal". Outputs are finished text: the page formats nothing.
//
// Requests are answered one after another, in the order they come. Only the
// start of an op looks at ctx, and generate between two keys.
//
// # hello
//
//	{"op":"hello","params":{"protocol":2}}
//	→ {"version":"…","protocol":2,"go":"go1.26.8","subtle":true,
//	   "kinds":[{"name":"P-256","sig":["ES256"],"enc":["ECDH-ES",…]},…],"vendors":[…]}
//
// The first request of every worker. A protocol number that is not ours is
// refused with bad_request. "kinds" is every type ("RSA", "oct") or curve of
// keys, with the algorithms for either use, the usual one first: what to offer
// before there is a key that says itself what it can do. "vendors" is the systems
// that keys are registered with, and what they want to be given (package vendors):
//
//	{"id":"entra","name":"Microsoft Entra ID",
//	 "forms":[{"form":"certificate","label":"Upload the certificate (.cer)","binary":true}], // best first
//	 "algs":["PS256"],"encryption":[],         // none: any
//	 "keyId":"<the rule>","kidMode":"",        // "text" where the key ID is theirs to give
//	 "client":"Application (client) ID","other":"",  // what they call the parties
//	 "audience":"issuer|endpoint|fixed|none","choices":[{"name","audience","endpoint"}],
//	 "endpoint":"https://…/{tenantId}/…",      // how it looks
//	 "scope":true,"lifetime":300,"notes":["…"],"sources":["<page> (<date>)"]}
//
// # selftest
//
//	{"op":"selftest","params":{"step":0}}
//	→ {"kind":"RSA","left":9}
//
// Converts one known key, of each kind in turn, and compares it with what
// another program makes of it; "left" is how many steps there are after this
// one. If it differs, the reply is internal, and nothing that this engine says
// can be relied on. What is remembered stays.
//
// # convert
//
//	{"op":"convert","params":{
//	   "input":0,                         // the attachment to read
//	   "name":"server.pfx",               // file name, may be empty; only a hint
//	   "as":"",                           // what bytes are that do not say it: one of the choices of which_key
//	   "passphrase":"",                   // at most 65,536 bytes; "" is none given
//	   "noPassphrase":false,              // it is said to have none: the empty one is tried, whatever that costs
//	   "options":{…see Options…},
//	   "forms":["jwk"]}}                  // which outputs to make; default ["jwk","spki"]
//	→ {"keys":[Key…],"issuers":[Issuer…],"outputs":{form:text},"skipped":[{"label","code","reason","hint"}],"notes":[Warning…]}
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
// Where there is no key, but a token, an address or a digest, the hint says what
// can be done with that.
//
// # Issuers
//
// A certificate that issued another one in the input belongs to its chain: a
// PFX, or a pasted leaf, intermediate and root, is one key. The issuers are
// listed beside the keys and are in nothing else (no output, file or
// comparison), until options.issuers names them: then they are keys like the
// others, after them and with the same numbers. A CA's certificate is a key,
// and no issuer, where it issued nothing else here, and where its own private
// or public key is in the input too.
//
//	{"id":2,"title":"RSA 4096","thumbprint":"…",
//	 "of":[1],             // the keys that have it in their chain
//	 "added":false,        // whether options.issuers named it
//	 "certificates":[…]}   // itself and its own chain, as in Key
//
// Which certificate issued which is told by names, key identifiers, what each
// may issue, and the signature. Of several certificates of one key or issuer,
// the one valid now comes first. What could not be decided is a warning of the
// key: chain_unproven, chain_undecided, chain_other_issuer, chain_not_ca,
// chain_self_named, chain_cut.
//
// # Options
//
//	{"use":"sig",          // "sig", "enc", "none"; "" (default): "sig" where the key can sign, else "enc"
//	 "alg":"",             // "" the usual one for key and use, "none" for no member, or a JWA name
//	 "kid":{"mode":"thumbprint","value":""},
//	                       // mode: thumbprint (default), text (value; "" is none), uuid, date,
//	                       // keep (what a JWK brought, else thumbprint), none; value at most 1,024 characters
//	 "kids":{"2":"own"},   // per-key IDs by key number, over kid; "" and numbers without a key count for nothing
//	 "issuers":[],         // numbers of the issuers to add to the keys; those without an issuer count for nothing
//	 "private":false,      // allow private forms
//	 "keyOps":false,       // write key_ops instead of use, where the key has an operation to name
//	 "x5c":false,          // write x5c and x5t#S256 when a certificate came along
//	 "compact":false,      // JSON on one line
//	 "for":"",             // whom the key is for, an ID of hello's vendors; its usual alg is theirs
//	 "oneLine":false,      // every form as one line, newlines escaped as \n, for .env and JSON
//	 "encrypt":""}         // passphrase for the form pkcs8_encrypted, at most 1,024 bytes
//
// An alg or use that does not fit a key is not forced on it: the key gets
// its usual one and a warning says so (alg_unfit, use_unfit), and so one does
// (vendor_unfit) where "for" is somebody who does not take it. With use "none"
// or keyOps alg can be any that the key has for either use: the operations
// are those of the algorithm. A uuid or date is made once
// per public half and kept while the keys are remembered, so that it does not
// change with every keystroke. A date is the UTC time
// "2026-11-23T08-15-00Z"; from the second key of a result on its number
// follows ("…Z-2").
//
// # Forms
//
//	jwk, jwks                     public JWK, public JWK Set
//	spki, pkcs1_public, ssh       PEM, PEM (RSA), OpenSSH line (not secp256k1, X*, Ed448)
//	spki_base64                   what spki has between its lines, on one
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
// JSON.stringify(jwk, null, 2) does. JSON and spki_base64 have no newline at
// their end; PEM and SSH lines have exactly one. On one line, JSON is compact, PEM ends with
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
// to tell. The input's own words (comment, givenKid, the kid where it is that,
// subject, issuer, label) have control and bidirectional characters replaced by U+FFFD; they are text
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
//	{"op":"compare","params":{"with":0}}  // a JWK, a JWK Set, a token, a kid, a digest, or any key
//	→ {"same":true,"unknown":false,"summary":"…","rows":[{"member","yours","theirs","same":true}],"id":1}
//
// Compares the remembered keys with what was registered, by the use, alg and
// kid of the last answer. "summary" is a sentence or more to show. Private
// members are never in rows; nor are kid, use and alg where the other side
// has none. Of several keys on either side, the pair that is the same is
// taken, else the pair most alike; "id" is the key on this side.
//
// Tokens are found wherever they stand (package token). "same" is then whether
// this key made the signature, also where it made it in a way that will be
// refused: in DER, by another algorithm than the header names, or over text with
// padding; the summary says so, and the row "signature" is not the same. The
// header's kid, alg, x5t, x5t#S256, x5c, jwk and jku each have a row. A token
// whose signature no key here could have made is not the same, whatever it
// names. Of a JWE, a bare header and a token without a signature, "same" is
// whether the header names the key. Of several tokens the one is answered for
// that has most to do with the keys.
//
// A text that is neither is taken for a digest of a key or certificate, however
// it is spelled and whatever a tool printed around it (package digest), and for
// a kid. "summary" says which digest of what it is; the row is called "digest".
// One that was made of the key by a known mistake is the same, but its row is
// not: "yours" is what it should be. One that matches nothing is "unknown": it
// can be another key's, or a digest of something else, and the summary says so.
// So are a JWE and a header that name another key, and a signature that cannot
// be verified here. An encrypted key is refused with passphrase_required.
//
// # digests
//
//	{"op":"digests","params":{"id":1}}  // number of a key, or of an issuer
//	→ {"rows":[{"certificate":0,"name":"JWK thumbprint","value":"…","where":"RFC 7638: the usual key ID"}]}
//
// The digests of one remembered key, and of the certificates of its chain
// ("certificate" is the number in it, from 1; 0 is the key): each a value to
// copy, with the name of it and the systems that show it or ask for it ("" for
// none in particular). A secret has its thumbprints alone.
//
// # assert
//
//	{"op":"assert","params":{"id":0,         // the key that signs; 0 is the first that can
//	   "client":"…","other":"",              // the parties; other where the vendor has one
//	   "audience":"","endpoint":"",          // aud as it shall be; where it goes
//	   "scope":"","lifetime":0,              // seconds; 0 is the vendor's
//	   "x5t":false,"x5tS256":false,"x5c":false}}
//	→ {"header":"{…}","claims":"{…}","assertion":"…","body":"grant_type=…","curl":"…","powershell":"…",
//	   "snippets":[{"name":"Node.js, jose","file":"assertion.mjs","text":"…"}],"notes":[Warning…],"id":1}
//
// Makes the token by which a client shows that it has a remembered private key
// (RFC 7523), with the alg, kid and "for" of the last answer, and all that is
// needed to send it. Without an audience the endpoint is aud, without an
// endpoint there are no commands. What cannot be seen, or is no address, is
// refused with bad_option; a key that does not sign with cannot_sign. Notes are
// alg_not_taken, no_certificate, kid_theirs, lifetime_long, aud_is_endpoint,
// endpoint_open, needs_code.
//
// # certify
//
//	{"op":"certify","params":{"id":0,"kind":"certificate","subject":"CN=my-client, O=Example","days":365}}
//	→ {"id":1,"name":"certificate","pem":"…","der":0,"base64":"…",       // der: the attachment
//	   "x5t":"…","x5tS256":"…","sha1":"0A1B…","certificate":{…as in Key…},"replaced":false}
//
// Makes a self-signed certificate for a remembered private key; or, with kind
// "request", a certification request, which has no digests. The certificate is
// then the key's own, and that of all keys with its public half, in place of
// any that came along ("replaced"). It is for the use of the last answer.
//
// # diagnose
//
//	{"op":"diagnose","params":{"token":0,"registered":1,   // attachments; registered may be absent
//	   "error":"","client":"","issuer":"","endpoint":"","for":""}}
//	→ {"header":"{…}","claims":"{…}","findings":[{"code","message","action","grave":true}],
//	   "unchecked":["…"],"signer":"<thumbprint>"}
//
// Says why a server refuses a token (package doctor), beside the keys that are
// registered there: a JWK, a JWK Set, a certificate, any key; where they are
// absent, the remembered ones as the last answer writes them. A finding is a
// sentence and its mend; grave ones are what every server refuses.
// "unchecked" says what could not be looked at. Where there is no token, the
// code is not_a_key.
//
// # archive
//
//	{"op":"archive","params":{"options":{…}}}
//	→ {"name":"jwkmint-<kid>.zip","data":0,"files":["private.key",…]}   // data: the attachment that is the zip
//
// The guide's files of the remembered keys: private.key (PKCS#8, encrypted
// when options.encrypt is set; only with options.private), public.key,
// jwk.json, and jwks.json with all. When there are several keys they are
// numbered: private-1.key, public-1.key, jwk-1.json, private-2.key, … An oct
// key has just secret.json, its private JWK; without options.private there is
// nothing to pack (no_such_form). README.txt says which file goes where.
// Private files unpack with mode 0600. Times
// are UTC. The name holds the first key's ID as far as it is safe in a file
// name.
package api
