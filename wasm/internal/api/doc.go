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
//	 "where":"<the place for the key>",        // "" where that is not known
//	 "algs":["PS256"],"encryption":[],         // none: any
//	 "set":[],                                 // the keys of one set, where it wants several:
//	                                           // {"alg":"RS384","title":"RSA 4096","type":"RSA","size":4096}
//	 "keyId":"<the rule>","kidMode":"",        // "text" where the key ID is theirs to give
//	 "client":"Application (client) ID","other":"","otherOptional":false, // what they call the parties
//	 "audience":"issuer|endpoint|fixed|none","choices":[{"name","audience","endpoint"}],
//	 "endpoint":"https://…/{tenantId}/…",      // how it looks
//	 "bearer":false,                           // whether that is called with the token itself
//	 "thumbprints":["x5tS256"],                // of the certificate that the header always has
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
// number, of an input or of a key, is given once: no other has it while the worker
// lives. A key that comes again has its number again, so that what was chosen
// for it counts; but a copy of one that is in the list has another. To a person a key's number is its place in the list, as in notes.
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
//	   "notes":[Warning…],"inputs":[Input…],"published":Published,"register":{"title","text"},"undo":""}
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
// "read" is the numbers of the inputs of this request, in their order: one that
// is in the list already has its number there. Other ops have none.
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
// "register" is the text to copy that registers the keys with options.for, as in
// Key: of one key, or of all where one text can hold several; never with private
// parts. What the person has to fill in stands in <>.
//
// "undo" is the words of a button that brings keys back, "" where there is
// nothing to bring back; an error reply has it in "error" as well, where there is.
//
// # generate
//
//	{"op":"generate","params":{"type":"RSA","size":4096,"count":1,"engine":"auto","add":false,"set":false,
//	   "options":{…},"forms":[…],"keep":{"options":{…},"forms":[…]}}}
//	→ as convert, with "engine" in each key and "ms" (whole milliseconds spent making them)
//
// keep: "kept" in the reply is "keys" as render would give them for these options
// and forms. The page keeps what was made, and nothing is lost if the worker ends now.
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
// # open, arrange, undo
//
//	{"op":"open","params":{"input":1,"data":0,"as":"","passphrase":"","noPassphrase":false,"options":{…},"forms":[…]}}
//	{"op":"arrange","params":{"keys":[3,1],"options":{…},"forms":[…]}}
//	{"op":"undo","params":{"options":{…},"forms":[…]}}
//
// open reads an input of the list again: one that failed, whose bytes Go keeps for
// that, or one of which only a part is locked, whose bytes come as the attachment
// "data". Keys that were taken out of it stay out. It is an error where it fails;
// the list then stays.
//
// arrange says which keys stay, in which order. Keys with one public half that
// are not named go too; an issuer's number counts for nothing, and issuers stay
// while a key has them in its chain. With "keys":[] the list is empty, and undo
// can bring it back.
//
// undo brings back the list as it was before the last op that took a private
// or secret key out of it, or before arrange took any out and left others, until
// another input or key comes. The list that it takes the place of is kept at the
// other end of what can be brought back, if a private key is lost with it, so that
// undo, over and over, shows all. 20 lists are kept.
//
// No op drops everything: for Clear the page ends the worker.
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
package api
