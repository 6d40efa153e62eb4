// Package jose speaks JOSE: the members of a JWK, its thumbprint, the
// algorithms it can be used with, the reading of a JWK or JWK Set, and the
// signing and verifying of a JWS.
//
// It is the only importer of github.com/lestrrat-go/jwx. Version 2 of it is
// the project owner's choice; upstream declared v2 deprecated with v2.1.7, but
// v3 adds about 180 kB to what every visitor downloads and v4 needs a newer
// Go. Kept in one package, moving to another version is a change here only.
//
// # What is jwx's
//
// Package jwk decodes the numbers of a JWK (ParseKey), and holds a key for its
// members (FromRaw), of which thumbprints are made: jwx.go converts both ways. Package jwa has
// the names of the algorithms, and jws makes and verifies signatures.
//
// # What is our own, and why
//
//   - secp256k1, which jwx has behind a build tag with half a megabyte of
//     tables, and Ed448 and X448, which it knows by name only.
//   - RSA keys of more than two primes ("oth"), and exponents over 63 bits.
//   - AKP keys and their signatures (RFC 9964), which jwx does not know: akp.go
//     and package mldsa.
//   - ES256K, given to jws in own.go, and PS256 and its kin by the letter: jws
//     verifies signatures with a salt of any length.
//   - The order of members, which jwx sorts by name; and with it JWK Sets: a
//     jwk.Set holds no key that jwx lacks, compares each key that is added with
//     all before it, and cannot name those of a set that it does not read.
//   - Hashing the members for a thumbprint: jwx fills a key of Go's library by
//     reflection first, which in the browser takes ten times as long as the hash, and
//     a tenth of a whole conversion. Tests hold ours against jwx's.
//   - Strictness on input. jwx takes the last of members with one name, stray
//     bits and line breaks in base64, and does not look whether the numbers
//     make a key. It is given texts that are right, each member once.
//   - What is read although it is written wrongly: repairs.go, names.go,
//     texts.go, whole.go, wrapped.go and x5c.go.
//
// # What it costs
//
// With brotli, jwk takes about 105 kB of the download, and jws about 40 kB, most
// of that the signers of crypto/ecdsa, crypto/rsa and crypto/ed25519. The build
// leaves out the network, certificates and ASN.1 that jwx would bring
// (web/build/overlay). A key of jwx takes about a microsecond to make, of the
// fifty or more that the smallest conversion takes.
package jose
