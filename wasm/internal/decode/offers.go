package decode

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

// What a person can say of bytes that do not tell what they are.
const (
	AsText  = "text"  // the characters of the input are a secret
	AsValue = "value" // those after the name that it begins with
	AsOct   = "oct"   // the bytes that they encode are a secret
	// And the private and public keys of a curve: "Ed25519", "Ed25519 public".
	asPublic = " public"
)

// maxSecret bounds, in bytes, a text that is offered to be a secret: nobody types
// more, and a file that was dropped by mistake is not one.
const maxSecret = 1024

// offers lists what an input can be when nothing is known of it but its bytes, in
// hexadecimal, in base64, as a list of numbers or a string with escapes, that are as
// many as a key has; or one line. The length alone says too little to take it for one
// of them.
func offers(text []byte) []string {
	octets := rawFile(text)
	if octets == nil {
		text = bytes.TrimSpace(text)
		if len(text) == 0 || len(text) > maxSecret || !utf8.Valid(text) {
			return nil
		}
		octets = offered(text)
	}
	var list []string
	if octets != nil {
		for _, curve := range []string{key.Ed25519, key.X25519, key.P256, key.Secp256k1, key.P384, key.P521, key.Ed448, key.X448} {
			if _, err := raw.Private(curve, octets, ""); err == nil {
				list = append(list, curve)
			}
			if _, err := raw.Public(curve, octets, ""); err == nil {
				list = append(list, curve+asPublic)
			}
		}
		if len(list) > 0 || len(octets)%8 == 0 {
			list = append(list, AsOct)
		}
	}
	if !utf8.Valid(text) || bytes.ContainsAny(text, "\n\r") {
		return list
	}
	if _, named := afterName(text); named {
		list = append(list, AsValue)
	}
	return append(list, AsText)
}

// rawFile returns the bytes of a file that is as long as a private number, a seed, a
// point or a secret, and no text; nil for any other.
func rawFile(data []byte) []byte {
	if !slices.Contains([]int{32, 48, 56, 57, 64, 65, 66, 97, 133}, len(data)) || utf8.Valid(plain.UTF8(data)) {
		return nil
	}
	return data
}

// seemsCutDER reports whether bytes begin as DER of more than they are by chance alone. What was
// cut goes on with a SEQUENCE or an INTEGER, as every key and certificate does.
func seemsCutDER(data []byte) bool {
	size, err := der.Size(data)
	if data[0] != 0x30 || err == nil && size <= len(data) {
		return false
	}
	inner := data[2:]
	if more := int(data[1]) - 0x80; more > 0 && more < len(inner)-1 {
		inner = inner[more:]
	}
	sequence := inner[0] == 0x30 && inner[1] <= 0x82
	integer := inner[0] == 0x02 && (inner[1] == 1 || inner[1] == 0x81 || inner[1] == 0x82)
	return !sequence && !integer
}

// offered are the bytes of a text, or of its one paragraph that is nothing else.
func offered(text []byte) []byte {
	if octets := rawFile(text); octets != nil {
		return octets
	}
	octets := offeredBytes(text)
	if octets != nil {
		return octets
	}
	for _, p := range plain.Paragraphs(text) {
		some := offeredBytes(p)
		if some != nil && octets != nil {
			return nil
		}
		octets = slices.Concat(octets, some)
	}
	if octets == nil {
		octets = onlyBytes(text)
	}
	return octets
}

// onlyBytes are those of the one word of a text that has as many as a private key, in JSON
// or source code: where the text speaks of a key, and not of a digest.
func onlyBytes(text []byte) []byte {
	has := wordsOf(text)
	if !has("key", "seed", "secret", "private", "public") || has("print", "digest", "hash", "sha256", "sha-256", "-----") { // with dashes, it is a line of damaged PEM
		return nil
	}
	var only []byte
	for _, octets := range raw.Tokens(text) {
		if !slices.Contains([]int{32, 48, 56, 57, 66}, len(octets)) || bytes.Equal(octets, only) {
			continue
		}
		if only != nil {
			return nil
		}
		only = octets
	}
	return only
}

// wordsOf returns what reports whether a text has one of some words, which are in small
// letters.
func wordsOf(text []byte) (has func(words ...string) bool) {
	lower := bytes.ToLower(text)
	return func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return bytes.Contains(lower, []byte(word)) })
	}
}

// offeredBytes decodes a text that is nothing but bytes as many as a key of some kind
// has, with a name before them or without one.
func offeredBytes(text []byte) []byte {
	text = bytes.TrimSpace(text)
	value, _ := afterName(text)
	lists, _ := raw.Lists(value, 16)
	var octets []byte
	switch word := bytes.TrimRight(unwrapped(value), "="); {
	case len(lists) == 1:
		octets = lists[0]
	case len(word) > 0:
		octets = raw.Bare(word)
	}
	for _, read := range []func([]byte) []byte{dashedHex, hexGroups} {
		if octets == nil {
			octets = read(value)
		}
	}
	if octets == nil {
		octets = shownBytes(text)
	}
	if len(octets) < 16 || len(octets) > 133 {
		return nil
	}
	return octets
}

// afterName returns what follows a name and an equals sign or a colon, as settings have
// it, without its quotes: SECRET="…", seed: …. Without a name it is all of the text.
func afterName(text []byte) (value []byte, named bool) {
	i := max(bytes.IndexAny(text, "=:"), 0)
	name := bytes.Trim(text[:i], " \"'")
	value = bytes.Trim(text[min(i+1, len(text)):], " \"',;")
	named = len(name) > 0 && len(name) <= plain.MaxLabel && len(bytes.Trim(value, "=")) > 0
	for _, c := range name {
		named = named && isLabelChar(c) && c != '+' && c != '/'
	}
	if !named {
		value = bytes.Trim(text, `"'`)
	}
	return value, named
}

// unwrapped joins lines of the same length, the last of which may be shorter, as xxd -p
// and openssl rand write a word; nil for other lines.
func unwrapped(text []byte) []byte {
	var word []byte
	lines := bytes.Split(text, []byte("\n"))
	for i, line := range lines {
		line = bytes.TrimRight(line, "\r")
		if len(line) > len(lines[0]) || i+1 < len(lines) && len(line) < len(bytes.TrimRight(lines[0], "\r")) {
			return nil
		}
		word = append(word, line...)
	}
	return word
}

// shownBytes decodes a string with escapes, b'\x01\x02'; nil for anything else.
func shownBytes(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("b"))
	if len(text) == 0 || text[0] != '\'' && text[0] != '"' {
		return nil
	}
	if octets, escapes, size := plain.StringBytes(text); escapes > 0 && size == len(text) {
		return octets
	}
	return nil
}

// hexGroups decodes groups of hexadecimal digits, 0x before each or not: 01 02, or
// <Buffer 01 02> as Node has it; nil for anything else.
func hexGroups(text []byte) (octets []byte) {
	text = bytes.TrimSuffix(bytes.TrimPrefix(text, []byte("<Buffer ")), []byte(">"))
	for _, group := range bytes.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" \t\r\n,;", c) }) {
		some, err := hex.DecodeString(strings.TrimPrefix(strings.ToLower(string(group)), "0x"))
		if err != nil {
			return nil
		}
		octets = append(octets, some...)
	}
	return octets
}

// errWhich refuses bytes that could be several things, and names them.
func errWhich(text []byte, choices []string) *fault.Error {
	size := len(offered(text))
	if left := remains(text); left != nil && (size == 0 || left == errTokenPart) {
		return left
	}
	if !slices.Contains(choices, AsOct) {
		return fault.New(fault.NoKey, "").WithChoices(choices)
	}
	return fault.New(fault.WhichKey, strconv.Itoa(size)+" bytes").WithChoices(choices)
}

// readAs reads an input as what the person says that it is.
func readAs(text []byte, as string) (*Result, error) {
	if !slices.Contains(offers(text), as) {
		return nil, fault.New(fault.BadOption, "this input cannot be that")
	}
	return readChosen(text, as)
}

// readChosen reads a text as one of its offers.
func readChosen(text []byte, as string) (*Result, error) {
	octets := offered(text)
	var k *key.Key
	var err error
	switch curve, public := strings.CutSuffix(as, asPublic); {
	case as == AsText:
		k = &key.Key{Material: &key.Oct{K: bytes.Clone(bytes.TrimSpace(text))}, Source: "text, as a secret"}
	case as == AsValue:
		value, _ := afterName(bytes.TrimSpace(text))
		k = &key.Key{Material: &key.Oct{K: bytes.Clone(value)}, Source: "text after a name, as a secret"}
	case as == AsOct:
		k = &key.Key{Material: &key.Oct{K: octets}, Source: "bytes, as a secret"}
	case public:
		k, err = raw.Public(curve, octets, "bytes, as a public key of "+curve)
	default:
		k, err = raw.Private(curve, octets, "bytes, as a private key of "+curve)
	}
	if err != nil {
		return nil, err
	}
	return &Result{Keys: []*key.Key{k}, Parts: []der.Part{{Key: k}}, Joined: []Joined{{k, 0}}}, nil
}
