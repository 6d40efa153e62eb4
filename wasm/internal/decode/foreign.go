package decode

import (
	"bytes"
	"encoding/base64"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
)

// foreignFormat is a format that is recognised by how it begins, or by words
// in it, and not read.
type foreignFormat struct {
	magic  string // how the bytes begin
	offset int    // where magic stands
	words  string // or text that is in it
	err    *fault.Error
}

const (
	unpackHint  = "Unpack it first, and give the key file inside."
	ageFileHint = "Decrypt it first, with your identity (AGE-SECRET-KEY-…) in IDENTITY: age -d -i IDENTITY FILE"
	// age refuses -i for a file under a passphrase.
	agePassHint = "Decrypt it first, with its passphrase: age -d FILE"
	ageKeyHint  = "Its keys encrypt files for age alone. Make a new key."
	// An encrypted PVK is in RC4, which OpenSSL 3 has in its legacy provider.
	pvkHint = "Convert it: openssl pkey -provider legacy -provider default -in FILE -out key.pem"
	xmlHint = "Export the key as PEM: in .NET, rsa.ExportPkcs8PrivateKeyPem() or rsa.ExportSubjectPublicKeyInfoPem()"
)

var (
	gpgAgent    = foreignFile("a private key of GnuPG", gpgAgentHint)
	errPacked   = foreignFile("a packed file", unpackHint)
	errWindows  = foreignFile("a Windows key blob that is cut, or of a kind that JWK does not have", "Take the whole file again; if it is of DSA, make a new key.")
	errDropbear = foreignFile("a private key of Dropbear", "Convert it: dropbearconvert dropbear openssh FILE key.pem")
	// The key is whole behind the 22 octets of a header that is always the same.
	errPythonJose = foreignFile("a private key as old versions of python-jose wrote it, which lacks a part of PKCS#8",
		"Take the key out of it: grep -v -- ---- FILE | base64 -d | tail -c +23 | openssl rsa -inform DER -out key.pem")
)

// isPythonJose reports whether der is what python-jose wrote before version 3
// with its backend of pure Python: PKCS#8 whose key is not in an OCTET STRING,
// and whose length is right for keys of 2048 bits alone.
func isPythonJose(der []byte) bool {
	const header = "\x02\x01\x00\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x30\x82"
	return len(der) > 4 && der[0] == 0x30 && der[1] == 0x82 && bytes.HasPrefix(der[4:], []byte(header))
}

func foreignFile(name, hint string) *fault.Error {
	return fault.New(fault.UnsupportedFormat, name).WithHint(hint)
}

// foreignFormats are looked for in this order when an input gave nothing.
var foreignFormats = []foreignFormat{
	{magic: "PK\x03\x04", err: foreignFile("a ZIP archive", unpackHint)},
	{magic: "\x1f\x8b", err: foreignFile("a file packed with gzip", unpackHint)},
	{magic: "\xfd7zXZ\x00", err: errPacked},
	{magic: "\x28\xb5\x2f\xfd", err: errPacked}, // zstd
	{magic: "BZh91AY&SY", err: errPacked},
	{magic: "7z\xbc\xaf\x27\x1c", err: errPacked},
	{magic: "Rar!\x1a", err: errPacked},
	{magic: "Cr24", err: foreignFile("an extension of Chrome", "Its key is the .pem file that was written when it was packed.")},
	{magic: "== ed25519v1-", err: foreignFile("a key of a Tor onion service", "It is for Tor alone. Make a new key.")},
	{magic: "KBXf", offset: 8, err: foreignFile("a GnuPG key box", gpgHint)},
	{magic: "\x1e\xf1\xb5\xb0", err: foreignFile("a Windows PVK file", pvkHint)},
	{magic: "\x07\x02\x00\x00", err: errWindows},
	{magic: "\x06\x02\x00\x00", err: errWindows},
	{magic: "SQLite format 3\x00", err: foreignFile("a database", "If it is one of NSS: pk12util -o key.p12 -n NAME -d DIRECTORY")},
	{magic: "untrusted comment:", err: foreignFile("a key or signature of minisign or signify", "Its keys are for that program alone. Make a new key.")},
	{magic: "Private-key-format:", err: foreignFile("a private key for DNSSEC", "Its keys are for a name server. Make a new key.")},
	{words: "AGE-SECRET-KEY-", err: foreignFile("an identity of age", ageKeyHint)},
	{magic: ageMagic + agePass, err: foreignFile("a file encrypted with age", agePassHint)},
	{magic: ageMagic, err: foreignFile("a file encrypted with age", ageFileHint)},
	{magic: "SSH PRIVATE KEY FILE FORMAT 1.1", err: foreignFile("a private key for SSH-1", "Its keys are for a protocol that is given up. Make a new key.")},
	{magic: "(11:private-key", err: gpgAgent},
	{magic: "(21:protected-private-key", err: gpgAgent},
	{magic: "(20:shadowed-private-key", err: gpgAgent},
	{words: "Key: (private-key", err: gpgAgent},
	{words: "Key: (protected-private-key", err: gpgAgent},
	{words: "Key: (shadowed-private-key", err: gpgAgent},
	{words: "RSAKeyValue", err: foreignFile("an XML key", xmlHint)},
	{words: "Private-Lines:", err: foreignFile("a damaged PuTTY key", "Save it again with PuTTYgen.")},
}

// How a file of age begins, and how its first recipient is written where a
// passphrase opens it (age-encryption.org/v1, "scrypt recipient stanza").
const (
	ageMagic = "age-encryption.org/v1\n"
	agePass  = "-> scrypt "
)

// ageArmor names a PEM block of age by what opens it.
func ageArmor(body []byte) *fault.Error {
	err := fault.New(fault.UnsupportedFormat, "a file encrypted with age")
	start := base64.StdEncoding.EncodeToString([]byte(ageMagic + agePass))[:len(ageMagic+agePass)*4/3]
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte(start)) {
		return err.WithHint(agePassHint)
	}
	return err.WithHint(ageFileHint)
}

// foreign names, as a fault, what an input is when nothing else was found in it;
// nil when it is nothing known.
func foreign(data []byte) error {
	// A JWS (RFC 7515 section 7.1) whose header was written with white space.
	if token := bytes.TrimSpace(data); isJWS(token) {
		return errToken
	}
	if err := openPGP(data); err != nil {
		return err
	}
	for _, f := range foreignFormats {
		switch {
		case f.words != "" && bytes.Contains(data, []byte(f.words)):
			return f.err
		case f.magic != "" && len(data) > f.offset && bytes.HasPrefix(data[f.offset:], []byte(f.magic)):
			return f.err
		}
	}
	if err := foreignLine(data); err != nil {
		return err
	}
	return damagedHead(data)
}

// foreignLine recognises what one line of a text tells: a recipient of age.
func foreignLine(text []byte) error {
	const ageRecipient = 62
	for line, rest := plain.NextLine(text); len(line) > 0; line, rest = plain.NextLine(rest) {
		if line = bytes.TrimSpace(line); len(line) == ageRecipient && bytes.HasPrefix(line, []byte("age1")) {
			return foreignFile("a recipient of age", ageKeyHint)
		}
	}
	return nil
}

var (
	pgpPublic  = foreignFile("an OpenPGP public key", gpgHint)
	pgpPrivate = foreignFile("an OpenPGP private key", gpgPrivateHint)
)

// openPGP recognises the key packet with which an exported key begins (RFC
// 9580 sections 4.2 and 5.5): a header of the old or the new form, a version,
// a time, and one of the algorithms. The header alone would say too little.
func openPGP(data []byte) error {
	const oldest, newest, algorithms = 4, 6, 28
	if len(data) < 12 {
		return nil
	}
	err, header := pgpPublic, 2
	switch data[0] {
	case 0x94, 0x95, 0xc5:
		err = pgpPrivate
	case 0x98, 0x99, 0xc6:
	default:
		return nil
	}
	switch {
	case data[0] == 0x95, data[0] == 0x99, data[0] >= 0xc0 && data[1] >= 192 && data[1] < 255:
		header = 3
	case data[0] >= 0xc0 && data[1] == 255:
		header = 6
	}
	version, algorithm := data[header], data[header+5]
	if version < oldest || version > newest || algorithm == 0 || algorithm > algorithms {
		return nil
	}
	return err
}

// isJWS reports whether text is a JWS in compact form and nothing else.
func isJWS(text []byte) bool {
	size, dots := compact(text)
	return size == len(text) && dots == 2
}
