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
//	                       // value at most 1,024 characters; of a uuid or date for a single key, that which it
//	                       // had in another worker ("kidModes"): it has that again
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
// somebody who does not take it, or not a key of that size; vendor_kid says that a JWK
// lacks the key ID that they look for. With use "none" or keyOps alg can be any that
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
package api
