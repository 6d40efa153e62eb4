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
// padding, with a salt, mask or digest of its own, over a text with the end of a line, its
// JSON, a part of it or its digest, over a digest without its name, in hexadecimal, with its
// numbers in another order or without their zeros, or by the text of a secret; the summary
// says so, and the row "signature" is not the same. Where the text of a key was the
// secret of an HMAC the key did not sign, and the summary says which text it was. The
// header's kid, alg, x5t, x5t#S256, x5c, jwk and jku each have a row, but a kid that is not needed, and so has the key of its cnf. One that is in
// base64 is found too, but a key beside it comes first, unless one here signed it. A token
// whose signature no key here could have made is not the same, whatever it
// names, but for one that is bound to a key here by its cnf (RFC 7800), which its issuer
// signs: it is the same, and the summary says so. Of a JWE, a bare header and a token without a signature, "same" is
// whether the header names the key, and the summary says that no signature was checked. Of several tokens the one is answered for
// that has most to do with the keys.
//
// A text that is neither is taken for a digest of a key or certificate, however
// it is spelled and whatever a tool printed around it (package digest), and for
// a kid. "summary" says which digest of what it is; the row is called "digest".
// Of several digests of one thing the longest is answered for. The beginning of one, or its
// beginning and end with dots between them, of at least 8 characters, is the same, but its row is not. One in which characters were
// lost, added or changed is "unknown", with what it should be as "yours". One that was made
// of the key by a known mistake is the same, but its row is
// not: "yours" is what it should be. One that matches nothing is "unknown": it
// can be another key's, or a digest of something else, and the summary says so; where it
// may be a key that was cut or changed, the summary says that. What surely is a key, and
// cannot be read, is refused as convert refuses it. An RSA modulus is such a mistake. Bytes
// that do not say which key they are, as a point or a seed, are the same where one of the
// kinds that they can be is a key here. The serial number of a certificate is "unknown".
// Our kid on a JWK that cannot be read is "unknown" too, and so is a set with an
// entry that cannot be, where none of the others is ours. What holds no key and
// names none, as a web page, is an error that says what it is.
// So are a JWE and a header that name another key, and a signature that cannot
// be verified here, or that was cut, or whose content is elsewhere: JSON that stands
// beside a detached one is taken for that. An encrypted key is refused with passphrase_required.
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
// alg_not_taken, jwk_not_for_signing and jwk_other_alg (the JWK of the key says another
// use or alg, and the system takes JWKs), kid_missing, no_certificate, kid_theirs,
// lifetime_long, aud_is_endpoint, endpoint_open, needs_code.
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
// sentence and its mend; grave ones are what every server refuses. Of several
// tokens the one is taken that client_assertion, assertion or client_secret names,
// else the one most like an assertion by one of the keys.
// Without an "error" the server's answer is looked for beside the token.
// A DPoP proof is held against the key that it carries. Where the header and the claims of
// a token stand as JSON, and the token itself does not, they are looked at by themselves.
// "unchecked" says what could not be looked at. Where there is no token, the
// code is no_token, and the message says what stands there instead: a JWE, two parts,
// a payload that is not JSON.
//
// # archive
//
//	{"op":"archive","params":{"options":{…}}}
//	→ {"name":"jwkmint-<kid>.zip","data":0,"files":["private.key",…]}   // data: the attachment that is the zip
//
// The guide's files of the remembered keys: private.key (PKCS#8, encrypted when
// options.encrypt is set; only with options.private), public.key, jwk.json,
// certificate.pem and certificate.cer of those that have one, public-base64.txt where
// options.for wants that, and jwks.json with all. When there are several keys they are numbered:
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
