// Package jose speaks JWK: the members of a key, its thumbprint, the
// algorithms it can be used with, and the reading of a JWK or JWK Set.
//
// It is the only importer of github.com/lestrrat-go/jwx. Version 2 of it is
// the project owner's choice; upstream declared v2 deprecated with v2.1.7, but
// v3 adds about 180 kB to what every visitor downloads and v4 needs a newer
// Go. Kept in one package, moving to another version is a change here only.
//
// jwx decodes RSA, EC, OKP and oct keys. What it lacks, or does too slowly or
// in too many bytes for a browser, is written here: secp256k1 (in jwx behind a
// build tag), members in a readable order, multi-prime RSA, RSA exponents over
// 63 bits, thumbprints of thousands of keys, the verifying of signatures, and
// strictness: jwx takes the last of duplicate members and base64 with stray
// bits, and does not look whether the numbers make a key.
package jose
