package chain

import (
	"crypto"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/mldsa"
)

// algorithm is how a certificate was signed.
type algorithm struct {
	oid    string
	scheme scheme
	hash   crypto.Hash // 0 for Ed25519 and ML-DSA
	salt   int         // of RSASSA-PSS, in bytes
}

type scheme int

const (
	pkcs1v15 scheme = iota + 1
	pss
	dsa // ECDSA
	eddsa
	akp // ML-DSA
)

// algorithms are those that certificates are signed with (RFC 3279 section
// 2.2, RFC 4055 section 5, RFC 5758 section 3, RFC 8410 section 3);
// those of ML-DSA (RFC 9881 section 3) stand in package mldsa.
var algorithms = []algorithm{
	{oid: "1.2.840.113549.1.1.4", scheme: pkcs1v15, hash: crypto.MD5},
	{oid: "1.2.840.113549.1.1.5", scheme: pkcs1v15, hash: crypto.SHA1},
	{oid: "1.3.14.3.2.29", scheme: pkcs1v15, hash: crypto.SHA1}, // as old Microsoft tools name it
	{oid: "1.2.840.113549.1.1.14", scheme: pkcs1v15, hash: crypto.SHA224},
	{oid: "1.2.840.113549.1.1.11", scheme: pkcs1v15, hash: crypto.SHA256},
	{oid: "1.2.840.113549.1.1.12", scheme: pkcs1v15, hash: crypto.SHA384},
	{oid: "1.2.840.113549.1.1.13", scheme: pkcs1v15, hash: crypto.SHA512},
	{oid: "1.2.840.10045.4.1", scheme: dsa, hash: crypto.SHA1},
	{oid: "1.2.840.10045.4.3.1", scheme: dsa, hash: crypto.SHA224},
	{oid: "1.2.840.10045.4.3.2", scheme: dsa, hash: crypto.SHA256},
	{oid: "1.2.840.10045.4.3.3", scheme: dsa, hash: crypto.SHA384},
	{oid: "1.2.840.10045.4.3.4", scheme: dsa, hash: crypto.SHA512},
	{oid: "1.3.101.112", scheme: eddsa},
}

const (
	oidPSS  = "1.2.840.113549.1.1.10"
	oidMGF1 = "1.2.840.113549.1.1.8"
)

// pssHashes are the hashes of RSASSA-PSS-params.
var pssHashes = map[string]crypto.Hash{
	"1.3.14.3.2.26":          crypto.SHA1,
	"2.16.840.1.101.3.4.2.4": crypto.SHA224,
	"2.16.840.1.101.3.4.2.1": crypto.SHA256,
	"2.16.840.1.101.3.4.2.2": crypto.SHA384,
	"2.16.840.1.101.3.4.2.3": crypto.SHA512,
}

// readAlgorithm reads an AlgorithmIdentifier. It reports false for what is not
// verified here.
func readAlgorithm(text []byte) (algorithm, bool) {
	input := cryptobyte.String(text)
	name, params, ok := identifier(&input)
	if !ok {
		return algorithm{}, false
	}
	if name == oidPSS {
		return readPSS(params)
	}
	for _, a := range algorithms {
		if a.oid == name {
			return a, true
		}
	}
	return algorithm{oid: name, scheme: akp}, mldsa.ByOID(name) != ""
}

// identifier reads an AlgorithmIdentifier into its name and parameters.
func identifier(input *cryptobyte.String) (name string, params cryptobyte.String, ok bool) {
	var oid asn1.ObjectIdentifier
	if !input.ReadASN1(&params, der.SEQUENCE) || !params.ReadASN1ObjectIdentifier(&oid) {
		return "", nil, false
	}
	return oid.String(), params, true
}

// readPSS reads RSASSA-PSS-params (RFC 4055 section 3.1), in which every field
// has a default. It reports false also where the mask has another hash than
// the message: crypto/rsa has one for both.
func readPSS(input cryptobyte.String) (algorithm, bool) {
	a := algorithm{scheme: pss, hash: crypto.SHA1, salt: 20}
	maskHash := crypto.SHA1
	var params cryptobyte.String
	if !input.ReadASN1(&params, der.SEQUENCE) {
		return a, false
	}
	trailer := 1
	for n, read := range []func(cryptobyte.String) bool{
		func(s cryptobyte.String) bool { return readHash(s, &a.hash) },
		func(s cryptobyte.String) bool {
			name, inner, ok := identifier(&s)
			return ok && name == oidMGF1 && readHash(inner, &maskHash)
		},
		func(s cryptobyte.String) bool { return s.ReadASN1Integer(&a.salt) },
		func(s cryptobyte.String) bool { return s.ReadASN1Integer(&trailer) },
	} {
		var field cryptobyte.String
		var present bool
		if !params.ReadOptionalASN1(&field, &present, der.Tag(n).ContextSpecific().Constructed()) || present && !read(field) {
			return a, false
		}
	}
	return a, params.Empty() && a.salt >= 0 && trailer == 1 && maskHash == a.hash
}

func readHash(s cryptobyte.String, hash *crypto.Hash) bool {
	name, _, ok := identifier(&s)
	if ok {
		*hash, ok = pssHashes[name]
	}
	return ok
}
