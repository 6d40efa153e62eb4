package decode

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// No edit of one character gives another key without a word: every character
// of a text is deleted, replaced by every other and has every one put before
// it, and what comes out must be the right key, a fault, or a key with a note
// or beside a skipped part that names the damage.
//
// One thing nobody can see, and the test allows just that: a character that is
// replaced by another where the DER stays whole and the bits that it carries
// are free. They are free where nothing else in the key depends on them: in
// the 32 bytes of an Ed25519 or X25519 key or seed, in the last arc of their
// OIDs, which makes one of the two the other, in an ML-DSA public key, in an
// ML-DSA seed that stands alone and the last arc of its OID, and in the modulus
// and exponent of an RSA public key. Points of P-256 must lie on the curve,
// private numbers must fit the public ones, and what is lost or added shows in the lengths.
//
// EDITS=all tries every position of every text: some fifteen million edits, and
// half an hour of one core. EDITS=1, 2, … is another sample each, of which those of the
// first key are most; without it half such a sample is tried.
func TestEdits(t *testing.T) {
	for _, k := range editKeys(t) {
		right, err := Decode(Input{Data: k.der})
		if err != nil || len(right.Keys) != 1 {
			t.Fatalf("%s: %v", k.name, err)
		}
		for _, f := range editForms {
			if f.only != "" && !strings.HasPrefix(k.name, f.only) {
				continue
			}
			text := f.write(k)
			t.Run(k.name+"/"+f.name, func(t *testing.T) {
				t.Parallel()
				e := &editor{t: t, right: right.Keys[0].Material, free: k.free, bits: 6}
				if f.name == "base64 of PEM" {
					e.bits = 16 // two characters of the PEM may share one
				}
				e.try(text, true, text)
				if e.refused > 0 || e.warned > 0 {
					t.Fatalf("the text itself is not read: %q", text)
				}
				e.some(text, f.alphabet, k.most)
			})
		}
	}
}

// The same of formats that are no DER, and hold most numbers twice or under a
// checksum.
func TestEditsOfOtherFormats(t *testing.T) {
	for _, f := range []struct {
		name string
		edit func(text string) string
		free bool
	}{
		{"openssh/ed.key", nil, false},
		{"openssh/p256.key", nil, false},
		{"openssh/ed.key", func(text string) string { text, _, _ = strings.Cut(text, "-----END"); return text }, false},
		{"openssh/ed.key", func(text string) string {
			block, _ := pem.Decode([]byte(text))
			return base64.StdEncoding.EncodeToString(block.Bytes)
		}, false},
		{"sshpub/ed-rfc4716.pub", nil, true},
		{"sshpub/p521-rfc4716.pub", nil, false},
		{"sshpub/ed.pub", func(text string) string { return strings.Fields(text)[1] + "\n" }, true},
		{"ppk/v3-ed25519.ppk", nil, false},
	} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, f.name))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if f.edit != nil {
			text = f.edit(text)
		}
		right, err := Decode(Input{Data: []byte(text)})
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		e := &editor{t: t, right: right.Keys[0].Material, free: f.free, bits: 6}
		t.Log(f.name)
		e.some(text, base64Edits, 2000)
	}
}

type editKey struct {
	name  string
	label string
	der   []byte
	free  bool // replaced characters may give another key
	most  int  // about how many edits are tried of each text, where not all are
}

func editKeys(t *testing.T) []editKey {
	t.Helper()
	okp := func(prefix string, tail ...byte) []byte {
		head, err := hex.DecodeString(prefix)
		if err != nil {
			t.Fatal(err)
		}
		number := bytes.Repeat([]byte("\x9b\x3e\xc5\x72"), 8)
		copy(number[32-len(tail):], tail)
		return append(head, number...)
	}
	file := func(name string) []byte {
		data, err := os.ReadFile(vectorsDir + "/der/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	parsed, err := x509.ParsePKCS8PrivateKey(readBlock(t, "pasted/rsa-1024.pem"))
	if err != nil {
		t.Fatal(err)
	}
	private := parsed.(*rsa.PrivateKey)
	public, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	const spki, pkcs8, x25519 = "302a300506032b6570032100", "302e020100300506032b657004220420", "302e020100300506032b656e04220420"
	return []editKey{
		{"Ed25519 public", "PUBLIC KEY", okp(spki, 0x5a), true, 6000},
		// Shifted by one character these end with a zero or a line break, which
		// may follow DER.
		{"Ed25519 public that ends in zeros", "PUBLIC KEY", okp(spki, 0, 0), true, 1200},
		{"Ed25519 public that ends in line breaks", "PUBLIC KEY", okp(spki, 0x0a, 0x0a), true, 1200},
		{"Ed25519 private", "PRIVATE KEY", okp(pkcs8, 0xf7), true, 3000},
		{"X25519 private", "PRIVATE KEY", okp(x25519, 0x28, 0), true, 1200},
		{"P-256 public", "PUBLIC KEY", file("p256-spki.der"), false, 1200},
		{"P-256 private", "PRIVATE KEY", file("p256-pkcs8.der"), false, 800},
		{"P-256 private, SEC 1", "EC PRIVATE KEY", file("p256-sec1.der"), false, 800},
		{"RSA public", "PUBLIC KEY", public, true, 1200},
		{"RSA public, PKCS#1", "RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&private.PublicKey), true, 1200},
		{"ML-DSA-44 public", "PUBLIC KEY", readBlock(t, "mldsa/44-spki.pem"), true, 200},
		{"ML-DSA-44 private", "PRIVATE KEY", readBlock(t, "mldsa/44-seed.pem"), true, 800},
		{"ML-DSA-44 private, both forms", "PRIVATE KEY", readBlock(t, "mldsa/44-both.pem"), false, 100},
		{"RSA private", "PRIVATE KEY", readBlock(t, "pasted/rsa-1024.pem"), false, 200},
		{"RSA private, PKCS#1", "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(private), false, 200},
	}
}

const (
	base64Edits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=" + otherEdits
	hexEdits    = "0123456789abcdefABCDEFxX+/" + otherEdits
	otherEdits  = " \n\t\"'\\,.:;%&{}<>#|*\x00\xff"
)

// wrap breaks text into lines.
func wrap(text string, width int) string {
	var lines []string
	for ; len(text) > width; text = text[width:] {
		lines = append(lines, text[:width])
	}
	return strings.Join(append(lines, text), "\n")
}

// editForms are the ways in which people have a key in a text.
var editForms = func() []editForm {
	b64 := func(k editKey) string { return base64.StdEncoding.EncodeToString(k.der) }
	raw := func(k editKey) string { return base64.RawStdEncoding.EncodeToString(k.der) }
	armor := func(k editKey) string { return string(pem.EncodeToMemory(&pem.Block{Type: k.label, Bytes: k.der})) }
	open := func(k editKey) string { text, _, _ := strings.Cut(armor(k), "-----END"); return text }
	digits := func(k editKey) string { return hex.EncodeToString(k.der) }
	return []editForm{
		{"base64", base64Edits, "", b64},
		{"base64 without padding", base64Edits, "", raw},
		{"base64url", base64Edits, "", func(k editKey) string { return base64.RawURLEncoding.EncodeToString(k.der) }},
		{"base64 in lines", base64Edits, "", func(k editKey) string { return wrap(b64(k), 64) + "\n" }},
		{"base64 in lines, one character in the last", base64Edits, "", func(k editKey) string { return wrap(raw(k), len(raw(k))-1) + "\n" }},
		{"base64 before words", base64Edits, "", func(k editKey) string { return raw(k) + "\nI know a key\nA\n" }},
		{"base64 in lines before words", base64Edits, "", func(k editKey) string { return wrap(raw(k), 48) + "\n\nI know a key\nA\n" }},
		{"base64 after a word", base64Edits, "", func(k editKey) string { return "key " + raw(k) + " A\n" }},
		{"hexadecimal", hexEdits, "", digits},
		{"hexadecimal, colons", hexEdits, "", func(k editKey) string { return strings.ReplaceAll(fmt.Sprintf("% x", k.der), " ", ":") + "\n" }},
		{"array", hexEdits, "", func(k editKey) string {
			return "k[] = {" + strings.ReplaceAll(fmt.Sprintf("%# x", k.der), " ", ", ") + "};\n"
		}},
		{"xxd", hexEdits, "", func(k editKey) string { return dumpOf(k.der, "%08x: ", "%-41s  %s\n", 2) }},
		{"hexdump -C", hexEdits, "", func(k editKey) string { return hex.Dump(k.der) + fmt.Sprintf("%08x\n", len(k.der)) }},
		{"JSON", base64Edits, "", func(k editKey) string { return `{"a":"x","key":"` + b64(k) + `","b":"A","c":1}` }},
		{"JSON without padding", base64Edits, "", func(k editKey) string { return `{"a":"x","key":"` + raw(k) + `","b":"A","c":1}` }},
		{"JSON with PEM", base64Edits, "", func(k editKey) string {
			return `{"a":"x","key":"` + strings.ReplaceAll(armor(k), "\n", `\n`) + `","b":"A"}`
		}},
		{".env", base64Edits, "", func(k editKey) string { return "A=1\nMY_KEY=" + b64(k) + "\nA=1\n" }},
		{".env without padding", base64Edits, "", func(k editKey) string { return "A=1\nMY_KEY=\"" + raw(k) + "\"\nB=\"x\"\n" }},
		{".env with PEM", base64Edits, "", func(k editKey) string {
			return "A=1\nMY_KEY=\"" + strings.ReplaceAll(armor(k), "\n", `\n`) + "\"\nA=1\n"
		}},
		{"PEM", base64Edits, "", armor},
		{"PEM without END", base64Edits, "", open},
		{"PEM without END before words", base64Edits, "", func(k editKey) string { return strings.ReplaceAll(open(k), "=", "") + "\nI know a key\n" }},
		{"base64 of PEM", base64Edits, "", func(k editKey) string { return base64.StdEncoding.EncodeToString([]byte(armor(k))) }},
		{"authorized_keys", base64Edits, "Ed25519 public", sshLineOf},
		{"authorized_keys", base64Edits, "P-256 public", sshLineOf},
		{"authorized_keys", base64Edits, "RSA public", sshLineOf},
		{"XML", base64Edits, "RSA public, PKCS#1", func(k editKey) string {
			public, err := x509.ParsePKCS1PublicKey(k.der)
			if err != nil {
				panic(err)
			}
			return "<RSAKeyValue><Modulus>" + base64.StdEncoding.EncodeToString(public.N.Bytes()) + "</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>"
		}},
	}
}()

type editForm struct {
	name     string
	alphabet string
	only     string // the key that has this form
	write    func(editKey) string
}

// sshLineOf writes the line of authorized_keys with a public key.
func sshLineOf(k editKey) string {
	var public any
	public, err := x509.ParsePKIXPublicKey(k.der)
	if err != nil {
		public, err = x509.ParsePKCS1PublicKey(k.der)
	}
	if err != nil {
		panic(err)
	}
	line, err := ssh.NewPublicKey(public)
	if err != nil {
		panic(err)
	}
	return "no-pty " + strings.TrimSpace(string(ssh.MarshalAuthorizedKey(line))) + " A key of ann@example\n"
}

// dumpOf writes what xxd does.
func dumpOf(data []byte, offset, line string, group int) string {
	var out strings.Builder
	for i := 0; i < len(data); i += 16 {
		row := data[i:min(i+16, len(data))]
		var groups []string
		for g := range slices.Chunk(row, group) {
			groups = append(groups, hex.EncodeToString(g))
		}
		shown := bytes.Map(func(r rune) rune {
			if r < ' ' || r > '~' {
				return '.'
			}
			return r
		}, []byte(string([]rune(latin1(row)))))
		fmt.Fprintf(&out, offset, i)
		fmt.Fprintf(&out, line, strings.Join(groups, " "), shown)
	}
	return out.String()
}

func latin1(data []byte) string {
	var runes []rune
	for _, b := range data {
		runes = append(runes, rune(b))
	}
	return string(runes)
}

// editor counts what edits of the text of one key give.
type editor struct {
	t     *testing.T
	right key.Material
	free  bool
	bits  int  // that one character of the text carries
	any   bool // all of a key hangs on each character, and no length or checksum tells
	loose bool // characters that are added or lost change a byte, too
	pass  []byte

	edits, same, refused, warned, limit, wrong int
}

// some makes about so many edits of a text, with all characters at all positions in turn,
// and most at the last ones; with EDITS=all, every one, and half as many without EDITS.
func (e *editor) some(text, alphabet string, edits int) {
	const last, most = 4, 5
	each := 2*len(alphabet) + 1 // at one position
	if os.Getenv("EDITS") == "" {
		edits /= 2
	}
	step := max(len(text)*each/edits, 1)
	// Where the two have no factor in common, no character is left out.
	for new(big.Int).GCD(nil, nil, big.NewInt(int64(step)), big.NewInt(int64(each))).Int64() > 1 {
		step++
	}
	if os.Getenv("EDITS") == "all" {
		step = 1
	}
	n, _ := strconv.Atoi(os.Getenv("EDITS"))
	for pos := range len(text) + 1 {
		before, after := text[:pos], text[pos:]
		step := step
		if pos >= len(text)-last {
			step = min(step, most)
		}
		turn := func() bool { n++; return n%step == 0 }
		for _, c := range []byte(alphabet) {
			if turn() {
				e.try(before+string([]byte{c})+after, false, text)
			}
			if turn() && after != "" && c != after[0] {
				e.try(before+string([]byte{c})+after[1:], e.free, text)
			}
		}
		if turn() && after != "" {
			e.try(before+after[1:], false, text)
		}
	}
	e.t.Logf("%d edits: %d right, %d refused, %d warned of, %d free bits", e.edits, e.same, e.refused, e.warned, e.limit)
}

// try reads an edited text. Where free is true, the edit replaced a character,
// and may have given a key that differs in the bits of that one alone.
func (e *editor) try(edited string, free bool, text string) {
	e.edits++
	result, err := Decode(Input{Data: []byte(edited), Passphrase: e.pass})
	switch {
	case fault.CodeOf(err) == fault.Internal && err != nil:
		e.t.Fatalf("%q: %v", edited, err)
	case err != nil:
		e.refused++
		return
	}
	warned := slices.ContainsFunc(result.Skipped, func(s key.Skipped) bool { return namesDamage(fault.CodeOf(s.Err)) })
	for _, k := range result.Keys {
		switch {
		case sameMaterial(k.Material, e.right):
			e.same++
		case warned || len(k.Notes) > 0 && k.Notes[0].Code != "pem_end_missing" || strangeExponent(k):
			e.warned++
		case (free || e.loose) && e.any:
			e.limit++
		case (free || e.loose) && differInBits(freeBits(k.Material, e.right), freeBits(e.right, e.right), e.bits):
			e.limit++
		default:
			if e.wrong++; e.wrong <= 5 {
				e.t.Errorf("%s gives another key: notes %v, skipped %v", edit(text, edited), k.Notes, result.Skipped)
			}
		}
	}
}

// edit shows where a text was edited.
func edit(text, edited string) string {
	at := 0
	for at < min(len(text), len(edited)) && text[at] == edited[at] {
		at++
	}
	around := func(t string) string { return t[max(0, at-24):min(len(t), at+24)] }
	return fmt.Sprintf("at %d, %q for %q", at, around(edited), around(text))
}

// strangeExponent reports whether key.Health warns of the public exponent.
func strangeExponent(k *key.Key) bool {
	return slices.ContainsFunc(key.Health(k, time.Time{}), func(w key.Warning) bool { return strings.HasPrefix(w.Code, "rsa_exponent_") })
}

func namesDamage(code fault.Code) bool {
	return code == fault.Malformed || code == fault.Truncated || code == fault.TrailingData || code == fault.InvalidKey
}

func sameMaterial(a, b key.Material) bool {
	return digestOf(jwkMembers(a)) == digestOf(jwkMembers(b))
}

// freeBits are the numbers of a key at the widths that they have in like; nil when
// they do not fit, or the key is of a kind whose numbers depend on one another.
func freeBits(m, like key.Material) []byte {
	switch m := m.(type) {
	case *key.OKP:
		like, ok := like.(*key.OKP)
		number := m.X
		if m.D != nil {
			number = m.D
		}
		oid := mldsa.OID(m.Curve)
		switch {
		case !ok || (m.D == nil) != (like.D == nil):
			return nil
		case oid != nil && m.D == nil:
			return m.X
		case oid != nil:
			return append([]byte{byte(oid[8]), 0x04, 0x22, 0x80, 0x20}, m.D...) // its OID tells the sets apart
		case len(m.X) != len(like.X):
			return nil
		}
		arc := byte(0x70) // the last of its OID
		if m.Curve == key.X25519 {
			arc = 0x6e
		}
		return append([]byte{arc, 0x03, 0x21}, number...)
	case *key.Oct:
		return m.K
	case *key.RSA:
		like, ok := like.(*key.RSA)
		if !ok || m.D != nil || like.D != nil || m.N.BitLen() > like.N.BitLen()+8 || m.E.BitLen() > 24 {
			return nil
		}
		return append(m.N.FillBytes(make([]byte, like.N.BitLen()/8+1)), m.E.FillBytes(make([]byte, 3))...)
	}
	return nil
}

// differInBits reports whether a and b are equal but for most bits in a row.
func differInBits(a, b []byte, most int) bool {
	if a == nil || len(a) != len(b) {
		return false
	}
	first, last := -1, -1
	for i := range 8 * len(a) {
		if (a[i/8]^b[i/8])>>(7-i%8)&1 == 1 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	return last-first < most
}
