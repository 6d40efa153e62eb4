package ssh

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"math/big"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	xssh "golang.org/x/crypto/ssh"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// standard is a key of the standard library, and what it is here.
type standard struct {
	private crypto.PrivateKey
	want    key.Material
}

func standardKeys(t *testing.T) map[string]standard {
	t.Helper()
	list := map[string]standard{}
	for name, curve := range map[string]elliptic.Curve{key.P256: elliptic.P256(), key.P384: elliptic.P384(), key.P521: elliptic.P521()} {
		k, err := ecdsa.GenerateKey(curve, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		point, err1 := k.PublicKey.Bytes()
		d, err2 := k.Bytes()
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		size := len(point) / 2
		list[name] = standard{k, &key.EC{Curve: name, X: point[1 : 1+size], Y: point[1+size:], D: d}}
	}
	public, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	list[key.Ed25519] = standard{ed, &key.OKP{Curve: key.Ed25519, X: public, D: ed.Seed()}}
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	list["RSA"] = standard{r, &key.RSA{N: r.N, E: big.NewInt(int64(r.E)), D: r.D, P: r.Primes[0], Q: r.Primes[1],
		DP: r.Precomputed.Dp, DQ: r.Precomputed.Dq, QI: r.Precomputed.Qinv}}
	return list
}

// TestStandardKeys reads what golang.org/x/crypto/ssh writes, encrypted and not,
// and lets it read what is written here.
func TestStandardKeys(t *testing.T) {
	for name, k := range standardKeys(t) {
		for _, pass := range []string{"", "secret"} {
			block, err := xssh.MarshalPrivateKey(k.private, "a comment")
			if pass != "" {
				block, err = xssh.MarshalPrivateKeyWithPassphrase(k.private, "a comment", []byte(pass))
			}
			if err != nil {
				t.Fatal(name, err)
			}
			keys, skipped, err := ParseOpenSSH(block.Bytes, []byte(pass), &unlock.Effort{})
			if err != nil || len(keys) != 1 || len(skipped) > 0 || keys[0].Comment != "a comment" || !reflect.DeepEqual(keys[0].Material, k.want) {
				t.Errorf("%s, passphrase %q: %+v, %v", name, pass, keys, err)
			}
		}
		text, ok := Write(&key.Key{Material: k.want, Comment: "a comment"}, 7)
		raw, err := xssh.ParseRawPrivateKey([]byte(text))
		if p, isPointer := raw.(*ed25519.PrivateKey); isPointer {
			raw = *p
		}
		if own, comparable := k.private.(interface{ Equal(crypto.PrivateKey) bool }); !ok || err != nil || !comparable || !own.Equal(raw) {
			t.Errorf("%s: x/crypto/ssh reads another key, or %v", name, err)
		}
	}
}

// TestOpenSSHRests: what stands behind the private part is the tag of a cipher
// that has one, and of no other length.
func TestOpenSSHRests(t *testing.T) {
	for file, tag := range map[string]int{"ed.key": 0, "ed-aes256-ctr.key": 0, "ed-aes256-gcm.key": 16, "ed-chacha20-poly1305.key": 16} {
		blob := opensshBlob(t, file)
		read := func(blob []byte) fault.Code {
			if _, _, err := ParseOpenSSH(blob, []byte("correct horse"), &unlock.Effort{}); err != nil {
				return fault.CodeOf(err)
			}
			return ""
		}
		if code := read(blob); code != "" {
			t.Errorf("%s: %s", file, code)
		}
		if code := read(append(bytes.Clone(blob), 0)); code != fault.TrailingData {
			t.Errorf("%s, an octet more: %q", file, code)
		}
		if tag > 0 {
			if code := read(blob[:len(blob)-1]); code != fault.Truncated {
				t.Errorf("%s, an octet less: %q", file, code)
			}
		}
	}
}

func opensshBlob(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(testkit.Vectors + "/openssh/" + file)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	return block.Bytes
}

// TestRijndael: the name by which OpenSSH knew AES-256-CBC before RFC 4344 opens
// what ssh-keygen encrypted by the name of today. Nothing proves the name.
func TestRijndael(t *testing.T) {
	blob := opensshBlob(t, "ed-aes256-cbc.key")
	rest := bytes.TrimPrefix(blob, append([]byte(OpenSSHMagic), fields([]byte("aes256-cbc"))...))
	old := slices.Concat([]byte(OpenSSHMagic), fields([]byte("rijndael-cbc@lysator.liu.se")), rest)
	want, _, err1 := ParseOpenSSH(blob, []byte("correct horse"), &unlock.Effort{})
	got, _, err2 := ParseOpenSSH(old, []byte("correct horse"), &unlock.Effort{})
	if err1 != nil || err2 != nil || len(got) != 1 || !reflect.DeepEqual(got[0].Material, want[0].Material) {
		t.Errorf("%v, %v, %v", got, err1, err2)
	}
}

// TestWire reads public keys as golang.org/x/crypto/ssh writes them, and nothing
// of another length.
func TestWire(t *testing.T) {
	for name, k := range standardKeys(t) {
		signer, err := xssh.NewSignerFromKey(k.private)
		if err != nil {
			t.Fatal(err)
		}
		wire := signer.PublicKey().Marshal()
		got, err := ParseWire(wire)
		if err != nil || len(got.Notes) > 0 || !reflect.DeepEqual(got.Material, k.want.Public()) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if _, err := ParseWire(append(bytes.Clone(wire), 0)); fault.CodeOf(err) != fault.TrailingData {
			t.Errorf("%s, an octet more: %v", name, err)
		}
		for size := range len(wire) {
			if _, err := ParseWire(wire[:size]); fault.CodeOf(err) != fault.Malformed && fault.CodeOf(err) != fault.UnsupportedAlgorithm {
				t.Errorf("%s, %d octets: %v", name, size, err)
			}
		}
		if name == "RSA" {
			continue
		}
		// The last field is the point: one of another length, and of another form.
		fieldsOf := &sshReader{rest: wire}
		var all [][]byte
		for !fieldsOf.atEnd() {
			all = append(all, fieldsOf.string())
		}
		point := all[len(all)-1]
		for about, bad := range map[string][]byte{
			"empty": {}, "shorter": point[:len(point)-1], "longer": append(bytes.Clone(point), 1), "of another form": append([]byte{6}, point[1:]...),
		} {
			if name == key.Ed25519 && about == "of another form" {
				continue
			}
			all[len(all)-1] = bad
			if _, err := ParseWire(fields(all...)); fault.CodeOf(err) != fault.Malformed {
				t.Errorf("%s, a point that is %s: %v", name, about, err)
			}
		}
	}
}

// TestPrivateNumberRange: a private number is as long as its curve's order, or
// shorter.
func TestPrivateNumberRange(t *testing.T) {
	public := &key.EC{Curve: key.P256, X: make([]byte, 32), Y: make([]byte, 32)}
	top := new(big.Int).Lsh(big.NewInt(1), 256)
	below := new(big.Int).Sub(top, big.NewInt(1))
	if k, err := ecPrivate(public, below); err != nil || !bytes.Equal(k.D, below.Bytes()) {
		t.Errorf("2^256-1: %v", err)
	}
	if k, err := ecPrivate(public, big.NewInt(1)); err != nil || len(k.D) != 32 || k.D[31] != 1 {
		t.Errorf("1: %v", err)
	}
	if _, err := ecPrivate(public, top); fault.CodeOf(err) != fault.InvalidKey {
		t.Errorf("2^256: %v", err)
	}
}

// TestOneLine: a comment is one line, and not longer than maxComment characters.
func TestOneLine(t *testing.T) {
	long := strings.Repeat("é", maxComment)
	for text, want := range map[string]string{
		"":           "",
		" a\nb\tc ":  "a b c",
		"a\u202eb":   "a b",
		"a\u2028b":   "a b",
		"a\x00b\x7f": "a b",
		"a\xffb":     "a\ufffdb",
		long:         long,
		long + "é":   long,
		strings.Repeat("é", maxComment-1) + " é": strings.Repeat("é", maxComment-1),
	} {
		if got := OneLine(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestUnquote: RFC 4716 section 3.3.2 takes quotes off that stand at both ends.
func TestUnquote(t *testing.T) {
	for text, want := range map[string]string{
		`"a b"`: "a b", `a b`: "a b", `"a b`: `"a b`, `a b"`: `a b"`, `""`: "", `"`: `"`, ``: "", `""a""`: `"a"`,
	} {
		if got := unquote(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
