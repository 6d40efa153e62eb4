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
//	 "kidModes":[{"mode":"x5t","label":"SHA-1 of the certificate (x5t)","value":"…"}],  // suggested key IDs that have a value now, and a uuid or date that was made
//	 "uses":["sig","enc"],"algs":["RS256",…], // what the key can do; algs for the use in force
//	 "certificates":[{"subject","issuer","serial","notBefore","notAfter","state":"valid|expired|future","sha256":"<x5t#S256>","odd":false}],
//	 "warnings":[{"code","message","action","grave":true}],   // grave: to be shown in red; absent where it is not
//	 "sameAs":0,                   // id of an earlier key with the same public half, with which it is one in the set; else 0
//	 "forms":["jwk",…],            // what it can be written as, private forms included
//	 "outputs":{"jwk":"…"},        // the asked forms that it has; a set is of this key alone
//	 "register":{"title","text"}}  // what registers it with options.for, to copy; absent where there is no such text, or it takes another key
//
// "state" and the dates (RFC 3339, UTC) are "" where a certificate is too odd to
// tell. The input's own words (comment, givenKid, the kid where it is that,
// subject, issuer, label) have control and bidirectional characters replaced by
// U+FFFD; they are text and nothing else. Warnings are those of the key itself
// (package key), how it was read, and: alg_unfit, use_unfit, given_differs
// (another use or alg than what came was chosen), given_alg_unfit (the alg that
// came is not one of this key), jwk_contradicts_itself (use, alg and key_ops are of
// different uses), key_ops_private (a public JWK has operations of a private key),
// key_ops_twice, private_member (a public JWK came with a member that holds
// something private; grave), rsa_restriction_lost (RSASSA-PSS written as plain RSA),
// private_shown (a private form was asked for).
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
// grave), key_twice (one key under two IDs), key_merged (one key that came twice, with
// another ID, use or algorithm, and is in the set once).
package api
