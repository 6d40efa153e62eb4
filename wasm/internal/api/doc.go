// Package api is the one door between the page and Go.
//
//	reply := session.Handle(ctx, request)
//
// Both are JSON, and bytes beside it: attachments, which the JSON names by their
// number, from 0. A request has one op and its params. It is read strictly: an
// unknown member, a member twice, null, a value of another type, and anything
// after the object are refused (bad_request), and so is an attachment that is
// not there, that is named twice or not at all; absent members have their
// default. A request's JSON has at most 1 MiB, an attachment 16 MiB. A reply is
// {"ok":true,"result":…} or {"ok":false,"error":{"code","message","hint"}}; see
// package fault for the codes. "choices" is there when a person can say what an
// input is that does not say it: [{"as","label"}], of which as goes into
// convert. No reply ever quotes input in an error, and a panic becomes
// "internal". Outputs are finished text: the page formats nothing.
//
// Requests are answered one after another, in the order they come. Only the
// start of an op looks at ctx, and generate between two keys.
//
// # hello
//
//	{"op":"hello","params":{"protocol":3}}
//	→ {"version":"…","protocol":3,"go":"go1.26.8","subtle":true,
//	   "kinds":[{"name":"P-256","sig":["ES256"],"enc":["ECDH-ES",…]},…],"vendors":[…]}
//
// The first request of every worker. A protocol number that is not ours is
// refused with bad_request. "kinds" is every type ("RSA", "oct"), curve, or parameter set of
// ML-DSA, with the algorithms for either use, the usual one first: what to offer
// before there is a key that says itself what it can do. "vendors" is the systems
// that keys are registered with, and what they want to be given (package vendors):
//
//	{"id":"entra","name":"Microsoft Entra ID",
//	 "forms":[{"form":"certificate","label":"Upload the certificate (.cer)","binary":true}], // best first
//	 "algs":["PS256"],"encryption":[],         // none: any
//	 "set":[],                                 // the keys of one set, where it wants several:
//	                                           // {"alg":"RS384","title":"RSA 4096","type":"RSA","size":4096}
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
// # The list
//
// Go holds one list of inputs and one list of keys; the page shows both. A
// number, of an input or of a key, is given once: no other has it while the page
// is open. A key that comes again has its number again, until forget, so that
// what was chosen for it counts; but a copy of one that is in the list has
// another. To a person a key's number is its place in the list, as in notes.
// "keys" in a reply come in the order of the list. All ops of this section and
// the next three reply as convert does.
//
// # convert
//
//	{"op":"convert","params":{
//	   "inputs":[{
//	     "input":0,                       // the attachment to read
//	     "name":"server.pfx",             // file name, may be empty; shown, and names files in the archive
//	     "as":"",                         // what bytes are that do not say it: one of the choices of which_key
//	     "passphrase":"",                 // at most 65,536 bytes; "" is none given
//	     "noPassphrase":false}],          // it is said to have none: the empty one is tried, whatever that costs
//	   "add":false,                       // append to the list, rather than replace it
//	   "options":{…see Options…},
//	   "forms":["jwk"]}}                  // which outputs to make; default ["jwk","spki"]
//	→ {"keys":[Key…],"issuers":[Issuer…],"count":2,"outputs":{form:text},"skipped":[{"label","code","reason","hint","input":1}],
//	   "notes":[Warning…],"inputs":[Input…],"published":Published,"undo":""}
//
// One input may also be given by the members of its object beside "add", without
// "inputs". Each is read by itself, with its own passphrase; then certificates
// are given to the keys that they belong to, also across inputs. At most 200
// inputs at a time, and 64 MiB.
//
// An input that fails alone is an error; with add the list is as it was before,
// without add it is empty. Of several, those that fail are listed with the
// others; where all fail, the error is that of the first that a passphrase may
// open, else of the first. Input:
//
//	{"id":1,"name":"server.pfx","keys":[1,2],    // the keys that it gave and that are in the list
//	 "error":{"code","message","hint","choices"}} // absent where it was read
//
// "outputs" at the top is the whole result in one document. Keys with one and
// the same public half are one in it, but for those that one JWK Set lists twice
// with a different use, alg or kid. "count" is how many there are then: the keys
// whose sameAs is 0. For the JWK forms the one that came as a JWK stands for
// all, else the first that has the form. Of one key it is that key's output; of
// several, a JWK Set for the JWK forms, and the texts one after another for the
// others (each certificate once). A JWK Set keeps the members that the first one
// in the list had beside "keys". Keys that lack the form are left out and named
// in notes (code form_missing).
//
// "undo" is the words of a button that brings keys back, "" where there is
// nothing to bring back; an error reply has it in "error" as well, where there is.
//
// # generate
//
//	{"op":"generate","params":{"type":"RSA","size":4096,"count":1,"engine":"auto","add":false,"set":false,
//	   "options":{…},"forms":[…]}}
//	→ as convert, with "engine" in each key and "ms" (whole milliseconds spent making them)
//
// type: "RSA" (size 2048-8192, even), "EC" with curve in "curve"
// ("P-256", "P-384", "P-521", "secp256k1"), "OKP" with curve "Ed25519" or
// "X25519", "AKP" with "ML-DSA-44", "ML-DSA-65" or "ML-DSA-87" in "alg", "oct" (size 128-512 bits; where it is absent or 0, alg in options
// sets it).
// engine: "auto", "subtle" (engine_unavailable where it is not there), "go".
// count: 1-20. "set" makes, in place of all these, the keys that "for" in options
// wants in one set ("set" of hello's vendors), each with its use and algorithm.
// "again" (form or option changes) is op render. A request that is refused leaves
// the list as it was.
//
// # open, arrange, undo, forget
//
//	{"op":"open","params":{"input":1,"as":"","passphrase":"","noPassphrase":false,"options":{…},"forms":[…]}}
//	{"op":"arrange","params":{"keys":[3,1],"options":{…},"forms":[…]}}
//	{"op":"undo","params":{"options":{…},"forms":[…]}}
//	{"op":"forget","params":{}}
//
// open tries an input again that failed and is listed: Go keeps its bytes for
// that. It is an error where it fails again; the list then stays.
//
// arrange says which keys stay, in which order. Keys with one public half that
// are not named go too; an issuer's number counts for nothing, and issuers stay
// while a key has them in its chain. With "keys":[] the list is empty, and undo
// can bring it back.
//
// undo brings back the list as it was before the last op that took a private
// or secret key out of it. The list that it takes the place of is kept at the
// other end of what can be brought back, so that undo, over and over, shows
// all. 20 lists are kept.
//
// forget (Clear) drops everything, also what undo has. Its result has no keys.
//
// # Remembering
//
// A passphrase is tried as UTF-8, with its accents composed and decomposed, and
// as Windows-1252 and Latin-1, each once and the usual one first. The empty one
// is tried by itself where that is nearly free (about half a second), and beside
// the one given. What all derivations of an input cost together is bounded:
// kdf_too_costly.
//
// An input that comes again, with the same name and passphrase, is not decoded
// a second time while it is in the list; options and forms alone are for
// render. A refused form or option does not cost the keys.
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
// # The rule for what a JWK says beside its numbers
//
// What came with a key stays: use, alg, key_ops, kid, x5c, x5t, x5t#S256 and
// members that nobody here knows, in their order; or the use, algorithm and key
// ID that stood beside it in what a cloud or an identity provider prints. A
// public JWK stays wholly as it came: it gets no member that it lacks until one
// is chosen; but one by itself that says no use, algorithm, operation or key ID is
// taken for bare numbers, as a PEM is. Other keys have the usual values for what they did not bring. What
// is chosen for all keys applies to those that brought none, and where it fits,
// silently; with "rewrite" also to those that brought one. Of one key alone
// "all" is that key: then what is chosen for all wins, and a warning says where
// it does not fit. What is chosen for one key wins over all else. "" and absent
// members are no choice, so the page sends "" until the person has chosen. None
// of this refuses an input. Key IDs that would be equal because one text was
// chosen for several keys are numbered (text-1, text-2, note kid_numbered);
// those that came equal, or were chosen for single keys, stay, with the grave
// note duplicate_kid.
//
// # Options
//
//	{"use":"",             // "sig", "enc", "none" for no member; "": what came, else "sig" where the key can sign, else "enc"
//	 "alg":"",             // "": what came, else the usual one for key and use; "none" for no member; or a JWA name
//	 "kid":{"mode":"","value":""},
//	                       // mode: "" and keep: what came, else thumbprint (of a public JWK "" adds none);
//	                       // thumbprint, text (value; "" is none), uuid, date, none; and of the certificate, or
//	                       // the thumbprint where there is none: x5t, x5tS256 (base64url), x5tHex (upper case),
//	                       // x5tS256Hex (lower case); spkiS256 (base64url of the SHA-256 of the public key's DER)
//	                       // value at most 1,024 characters
//	 "rewrite":false,      // what is chosen for all also replaces what came
//	 "keys":{"2":{"use":"enc","alg":"","kid":{"mode":"text","value":"b"},"keyOps":true,"x5c":false}},
//	                       // for single keys, by number, each member optional; a text that is "" and numbers
//	                       // without a key count for nothing; keyOps and x5c may also be false, over all
//	 "issuers":[],         // numbers of the issuers to add to the keys; those without an issuer count for nothing
//	 "private":false,      // allow private forms
//	 "keyOps":false,       // write key_ops instead of use, where the key has an operation to name
//	 "x5c":false,          // write x5c and x5t#S256 when a certificate came along
//	 "compact":false,      // JSON on one line
//	 "for":"",             // whom the key is for, an ID of hello's vendors; its usual alg is theirs
//	 "oneLine":false,      // every form as one line, newlines escaped as \n, for .env and JSON
//	 "encrypt":""}         // passphrase for the forms pkcs8_encrypted and jwk_encrypted, at most 1,024 bytes
//
// An alg or use that does not fit a key is not forced on it: the key gets what
// it would have without, and where it was chosen for this key alone a warning
// says so (alg_unfit, use_unfit), and so one does (vendor_unfit) where "for" is
// somebody who does not take it. With use "none" or keyOps alg can be any that
// the key has for either use: the operations are those of the algorithm. A uuid
// or date is made once per public half and kept while the keys are remembered,
// so that it does not change with every keystroke. A date is the UTC time
// "2026-11-23T08-15-00Z"; from the second key of a result on its number follows
// ("…Z-2").
//
// # Forms
//
//	jwk, jwks                     public JWK, public JWK Set
//	spki, pkcs1_public, ssh       PEM, PEM (RSA), OpenSSH line (not secp256k1, X*, Ed448, ML-DSA)
//	spki_base64                   what spki has between its lines, on one
//	spki_base64_lines             the same in its lines
//	certificate                   the certificates that came along, PEM
//	jwk_private, jwks_private     with options.private only, like all below
//	pkcs8, traditional            PEM; traditional is PKCS#1 or SEC 1
//	pkcs8_base64                  what pkcs8 has between its lines, on one
//	pkcs8_encrypted               PEM; needs options.encrypt
//	jwk_encrypted                 JWE, flattened JSON, as step writes it; needs options.encrypt;
//	                              of several keys, one of their JWK Set
//	openssh_private               PEM, not encrypted; RSA of two primes, EC P-*, Ed25519;
//	                              its comment is the key's, or else its key ID
//
// An oct key has only the private JWK forms, of which one is encrypted. A
// private form without options.private is refused with bad_option. A form that
// was asked for and that no key of the result has is refused with no_such_form;
// of the default ones, those are made that can be. "forms":[] makes none.
//
// An AKP key (ML-DSA) has its alg whatever the options say: "none" is warned of
// (alg_unfit). Its PKCS#8 holds the seed (RFC 9881 section 6). One that came
// expanded, without its seed, has only public forms.
//
// A JWK's members come in the order kty, use or key_ops, alg, kid, public
// numbers, private numbers, x5c, x5t#S256, and it is laid out as
// JSON.stringify(jwk, null, 2) does. JSON and base64 on one line have no newline
// at their end; PEM, base64 in lines and SSH lines have exactly one. On one
// line, JSON is compact, PEM ends with an escaped newline and SSH lines end
// without. What has random parts (pkcs8_encrypted, jwk_encrypted,
// openssh_private) is made once and stays the same while the keys are remembered
// and the passphrase, or the comment, or the JWK inside and its layout, is the
// same.
//
// # Key
//
//	{"id":1,                       // from 1, in input order
//	 "kty":"RSA","crv":"","bits":4096,
//	 "title":"RSA 4096",           // short name: "RSA 4096", "EC P-256", "Ed25519", "ML-DSA-65"
//	 "private":true,               // private numbers are present in the input
//	 "source":"PKCS#8 private key","comment":"","engine":"",   // engine: "SubtleCrypto" or "Go" for a new key
//	 "thumbprint":"…",             // RFC 7638, SHA-256, base64url
//	 "thumbprintURI":"urn:ietf:params:oauth:jwk-thumbprint:sha-256:…", // RFC 9278
//	 "ssh":"SHA256:…",             // OpenSSH fingerprint or ""
//	 "art":"+---[RSA 4096]----+\n…", // randomart of the thumbprint, 11 lines
//	 "use":"sig","alg":"RS256","kid":"…",   // as written in the JWK; "" where absent (use: when key_ops stands for it)
//	 "givenKid":"",                // what it was called where it came from
//	 "given":{"kid":"","use":"","alg":"","members":["exp","ext"],   // what came with it and stays; members: those of no RFC
//	          "leftOut":["d"]},       // what came and the public form lacks, to be said: private numbers, and what holds a secret
//	 "input":1,"file":"server.pfx",  // where it came from; 0 and "" for a new one
//	 "made":false,                  // made here
//	 "kidModes":[{"mode":"x5t","label":"SHA-1 of the certificate (x5t)","value":"…"}],  // suggested key IDs that have a value now
//	 "uses":["sig","enc"],"algs":["RS256",…], // what the key can do; algs for the use in force
//	 "certificates":[{"subject","issuer","serial","notBefore","notAfter","state":"valid|expired|future","sha256":"<x5t#S256>","odd":false}],
//	 "warnings":[{"code","message","action","grave":true}],   // grave: to be shown in red; absent where it is not
//	 "sameAs":0,                   // id of an earlier key with the same public half, with which it is one in the set; else 0
//	 "forms":["jwk",…],            // what it can be written as, private forms included
//	 "outputs":{"jwk":"…"}}        // the asked forms that it has; a set is of this key alone
//
// "state" and the dates (RFC 3339, UTC) are "" where a certificate is too odd to
// tell. The input's own words (comment, givenKid, the kid where it is that,
// subject, issuer, label) have control and bidirectional characters replaced by
// U+FFFD; they are text and nothing else. Warnings are those of the key itself
// (package key), how it was read, and: alg_unfit, use_unfit, given_differs
// (another use or alg than what came was chosen), given_alg_unfit (the alg that
// came is not one of this key), private_member (a public JWK came with a member
// that holds something private; grave), rsa_restriction_lost (RSASSA-PSS written
// as plain RSA), private_shown (a private form was asked for).
//
// # Published
//
// Where an input is a public JWK Set, or where the list began with a public
// JWK, and the list is another than that, "published" says what is to be done with
// it; else it is absent:
//
//	{"added":1,"unchanged":2,"changed":0,"removed":0,
//	 "sentence":"1 added, 2 unchanged. …"}        // with what to do with the old keys, and when
//
// Notes that go with a set: duplicate_kid (grave), kid_numbered, private_in_set
// (a JWK Set that has public keys came with a private or secret one; grave),
// private_published (a private form of what is to be published was asked for;
// grave), key_twice (one key under two IDs).
//
// # render
//
//	{"op":"render","params":{"options":{…},"forms":[…]}}
//	→ as convert, of the keys remembered; bad_request when there are none
//
// # compare
//
//	{"op":"compare","params":{"with":0}}  // a JWK, a JWK Set, a token, a kid, a digest, or any key
//	→ {"same":true,"unknown":false,"partly":false,"summary":"…","rows":[{"member","yours","theirs","same":true}],"id":1}
//
// Compares the remembered keys with what was registered, by the use, alg and
// kid of the last answer. "summary" is a sentence or more to show. Private
// members are never in rows; nor are kid, use and alg where the other side
// has none. Of several keys on either side, the pair that is the same is
// taken, else the pair most alike; "id" is the key on this side. Of several on
// both sides the summary is about all, and "partly" says that some are missing
// on either side, or have another kid, use or alg there.
//
// Tokens are found wherever they stand (package token). "same" is then whether
// this key made the signature, also where it made it in a way that will be
// refused: in DER, by another algorithm than the header names, over text with
// padding, with a salt or digest of its own, or by the text of a secret; the summary
// says so, and the row "signature" is not the same. The
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
// be verified here, or that was cut. An encrypted key is refused with passphrase_required.
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
// refused with bad_option; a client, an audience or another party that has to be
// there and is not with missing; a key that does not sign with cannot_sign. Notes are
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
// The guide's files of the remembered keys: private.key (PKCS#8, encrypted when
// options.encrypt is set; only with options.private), public.key, jwk.json, and
// jwks.json with all. When there are several keys they are numbered:
// private-1.key, public-1.key, jwk-1.json, private-2.key, …; where their inputs
// have file names, by these instead: private-server.key. An oct key has just
// secret.json, its private JWK, encrypted likewise; without options.private
// there is nothing to pack (no_such_form). README.txt says which file goes
// where. Private files unpack with mode 0600. Times are UTC. The name holds the
// first key's ID as far as it is safe in a file name.
//
// # der
//
//	{"op":"der","params":{"key":1,"forms":["spki"],"options":{…}}}
//	→ {"data":0}   // data: the attachment that is the DER
//
// What is between the lines of a remembered key's PEM: of spki, pkcs1_public,
// pkcs8, traditional, pkcs8_encrypted, and of certificate the first. Other forms
// are refused with no_such_form.
package api
