package ssh

import (
	"bytes"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// TestPPKLines: the lines of a PuTTY file have an order and a form. What ends early
// is truncated, and what is otherwise is malformed.
func TestPPKLines(t *testing.T) {
	data, err := os.ReadFile(testkit.Vectors + "/ppk/v3-ed25519-encrypted.ppk")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	read := func(lines []string) fault.Code {
		_, err := ParsePPK([]byte(strings.Join(lines, "\n")), []byte("correct horse"), new(unlock.Effort))
		if err == nil {
			return ""
		}
		return fault.CodeOf(err)
	}
	if code := read(lines); code != "" {
		t.Fatal(code)
	}
	for i, line := range lines {
		if code := read(lines[:i]); i > 0 && code != fault.Truncated {
			t.Errorf("cut before %q: %q", line, code)
		}
		name, value, isHeader := strings.Cut(line, ": ")
		with := func(line string) fault.Code {
			changed := slices.Clone(lines)
			changed[i] = line
			return read(changed)
		}
		if !isHeader || i == 0 {
			continue
		}
		// In the last line nothing more can come.
		want := fault.Malformed
		if i == len(lines)-1 {
			want = fault.Truncated
		}
		if code := with("X" + line); code != want {
			t.Errorf("another name than %s: %q", name, code)
		}
		if code := with(name + ": " + value + "\r"); code != "" {
			t.Errorf("%s with the line break of Windows: %q", name, code)
		}
		switch name {
		case "Comment":
			if code := with(line + "!"); code != fault.Malformed { // it counts for the MAC, and the passphrase is right
				t.Errorf("another comment: %q", code)
			}
			continue
		case "Encryption":
			for _, other := range []string{"", "aes128-cbc", "aes256-ctr"} {
				if code := with(name + ": " + other); code != fault.UnsupportedEncryption {
					t.Errorf("encryption %q: %q", other, code)
				}
			}
			continue
		case "Key-Derivation":
			for _, other := range []string{"", "Argon2d", "Argon2", "bcrypt"} {
				if code := with(name + ": " + other); code != fault.UnsupportedEncryption {
					t.Errorf("derivation %q: %q", other, code)
				}
			}
			continue
		}
		if name == "Private-MAC" {
			if code := with(name + ": " + value[2:]); code != fault.Truncated {
				t.Errorf("a short MAC: %q", code)
			}
			if code := with(name + ": " + value + "00"); code != fault.Malformed {
				t.Errorf("a long MAC: %q", code)
			}
			if code := with(name + ": " + strings.Repeat("00", 32)); code != fault.Malformed {
				t.Errorf("another MAC: %q", code)
			}
		}
		for _, bad := range []string{"-1", "x", "1.5", "2147483648", "zz"} {
			if hexadecimal := name == "Argon2-Salt" || name == "Private-MAC"; hexadecimal && bad == "2147483648" {
				continue
			}
			if code := with(name + ": " + bad); code != fault.Malformed {
				t.Errorf("%s: %s gives %q", name, bad, code)
			}
		}
		if strings.HasSuffix(name, "-Lines") {
			if code := with(name + ": 1000"); code != fault.Truncated {
				t.Errorf("%s of a thousand: %q", name, code)
			}
		}
		if strings.HasPrefix(name, "Argon2-") && name != "Argon2-Salt" {
			if code := with(name + ": 0"); code != fault.Malformed {
				t.Errorf("%s: 0 gives %q", name, code)
			}
		}
	}
	for first, want := range map[string]fault.Code{
		"PuTTY-User-Key-File-1: ssh-ed25519": fault.UnsupportedFormat, "PuTTY-User-Key-File-4: ssh-ed25519": fault.Malformed, "": fault.Malformed,
		"PuTTY-User-Key-File-3: ssh-rsa": fault.Malformed, // the key inside is another
		"PuTTY-User-Key-File-3":          fault.Malformed,
	} {
		if code := read(append([]string{first}, lines[1:]...)); code != want {
			t.Errorf("first line %q: %q", first, code)
		}
	}
}

// TestPPKPrivateCut: what is encrypted holds whole numbers. After them random
// padding may come.
func TestPPKPrivateCut(t *testing.T) {
	for name, k := range standardKeys(t) {
		var numbers [][]byte
		switch m := k.want.(type) {
		case *key.RSA:
			for _, n := range []*big.Int{m.D, m.P, m.Q, m.QI} {
				numbers = append(numbers, mpint(n))
			}
		case *key.EC:
			numbers = [][]byte{mpint(new(big.Int).SetBytes(m.D))}
		case *key.OKP:
			numbers = [][]byte{m.D}
		}
		plain := fields(numbers...)
		for size := range len(plain) {
			if _, err := parsePPKPrivate(k.want.Public(), plain[:size]); fault.CodeOf(err) != fault.Malformed {
				t.Fatalf("%s, %d bytes of %d: %v", name, size, len(plain), err)
			}
		}
		if m, err := parsePPKPrivate(k.want.Public(), append(plain, 1, 2, 3)); err != nil || !key.SamePublic(m, k.want) || !m.IsPrivate() {
			t.Errorf("%s: %v", name, err)
		}
	}
	public := &key.OKP{Curve: key.Ed25519, X: make([]byte, 32)}
	for _, size := range []int{0, 31, 33} {
		if _, err := parsePPKPrivate(public, fields(make([]byte, size))); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("Ed25519 of %d bytes: %v", size, err)
		}
	}
}

// TestPPKBlocks: what is encrypted is whole blocks, and at least one, which shows
// before a passphrase is asked for.
func TestPPKBlocks(t *testing.T) {
	for size, want := range map[int]fault.Code{0: fault.Truncated, 15: fault.Truncated, 16: fault.PassphraseRequired, 17: fault.Truncated, 32: fault.PassphraseRequired} {
		f := &ppkFile{version: "2", encryption: "aes256-cbc", private: make([]byte, size), mac: make([]byte, 20)}
		if _, err := f.open(nil, new(unlock.Effort), nil); fault.CodeOf(err) != want {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

// TestOpenSSHCut cuts and changes a file that is not encrypted. Nothing of it can be
// missing, and the numbers at its beginning are what they say.
func TestOpenSSHCut(t *testing.T) {
	blob := opensshBlob(t, "ed.key")
	read := func(blob []byte) error {
		_, _, err := ParseOpenSSH(blob, nil, new(unlock.Effort))
		return err
	}
	for size := range len(blob) {
		want := fault.Truncated
		if size < len(OpenSSHMagic) {
			want = fault.Malformed
		}
		if code := fault.CodeOf(read(blob[:size])); code != want {
			t.Errorf("%d bytes: %s", size, code)
		}
	}
	rest := bytes.TrimPrefix(blob, append([]byte(OpenSSHMagic), fields([]byte("none"), []byte("none"), nil)...))
	for name, c := range map[string]struct {
		head []byte
		want fault.Code
	}{
		"as it was":                    {fields([]byte("none"), []byte("none"), nil), ""},
		"a derivation for no cipher":   {fields([]byte("none"), []byte("bcrypt"), nil), fault.Malformed},
		"options of no derivation":     {fields([]byte("none"), []byte("none"), []byte("x")), fault.Malformed},
		"a cipher without derivation":  {fields([]byte("aes256-ctr"), []byte("none"), nil), fault.UnsupportedEncryption},
		"a cipher with broken options": {fields([]byte("aes256-ctr"), []byte("bcrypt"), []byte("x")), fault.Malformed},
		"a cipher without salt":        {fields([]byte("aes256-ctr"), []byte("bcrypt"), append(fields(nil), 0, 0, 0, 1)), fault.Malformed},
		"more behind the rounds":       {fields([]byte("aes256-ctr"), []byte("bcrypt"), append(fields([]byte("salt")), 0, 0, 0, 1, 0)), fault.Malformed},
		"a cipher that is not known":   {fields([]byte("aes256-ocb"), []byte("bcrypt"), nil), fault.UnsupportedEncryption},
	} {
		err := read(slices.Concat([]byte(OpenSSHMagic), c.head, rest))
		if c.want == "" && err != nil || c.want != "" && fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	// How many keys there are: none, and more than are read.
	for count, want := range map[int]fault.Code{0: fault.Truncated, maxSSHKeys: fault.Truncated, maxSSHKeys + 1: fault.TooLarge} {
		head := append(fields([]byte("none"), []byte("none"), nil), byte(count>>24), byte(count>>16), byte(count>>8), byte(count))
		if err := read(slices.Concat([]byte(OpenSSHMagic), head, rest[4:])); fault.CodeOf(err) != want {
			t.Errorf("%d keys: %v", count, err)
		}
	}
}

// TestOpenSSHPadding: behind the keys come 1, 2, 3…, at most 255 of them.
func TestOpenSSHPadding(t *testing.T) {
	k := standardKeys(t)[key.Ed25519].want.(*key.OKP)
	kind := []byte("ssh-ed25519")
	public := fields(kind, k.X)
	one := fields(kind, k.X, slices.Concat(k.D, k.X), []byte("comment"))
	padding := func(n int) []byte {
		p := make([]byte, n)
		for i := range p {
			p[i] = byte(i + 1)
		}
		return p
	}
	for name, c := range map[string]struct {
		plain []byte
		want  fault.Code
	}{
		"none":                  {one, ""},
		"three":                 {slices.Concat(one, padding(3)), ""},
		"as much as can be":     {slices.Concat(one, padding(255)), ""},
		"more":                  {slices.Concat(one, padding(256)), fault.TrailingData},
		"of zeros":              {slices.Concat(one, make([]byte, 3)), fault.Malformed},
		"of ones":               {slices.Concat(one, []byte{1, 1}), fault.Malformed},
		"no comment":            {one[:len(one)-len("comment")-4], fault.Malformed},
		"a seed of another key": {fields(kind, k.X, slices.Concat(k.D, make([]byte, 32)), nil), fault.KeyMismatch},
		"half a seed":           {fields(kind, k.X, k.D, nil), fault.Malformed},
		"another public half":   {fields(kind, make([]byte, 32), slices.Concat(k.D, make([]byte, 32)), nil), fault.KeyMismatch},
		"nothing":               {nil, fault.Malformed},
	} {
		keys, _, err := parseOpenSSHKeys(slices.Concat([]byte("samesame"), c.plain), [][]byte{public}, "")
		if c.want == "" && (err != nil || len(keys) != 1) || c.want != "" && fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, numbers := range []string{"samesam", "samesome", ""} {
		if _, _, err := parseOpenSSHKeys([]byte(numbers), [][]byte{public}, ""); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("check numbers %q: %v", numbers, err)
		}
	}
}

// TestKeyTypes: a refusal names what was given, and nothing else is taken for the
// name of a key type.
func TestKeyTypes(t *testing.T) {
	for kind, want := range map[string]string{
		"ssh-dss": "DSA", "sk-ssh-ed25519@openssh.com": "FIDO", "sk-ecdsa-sha2-nistp256@openssh.com": "FIDO", "webauthn-sk-ecdsa-sha2-nistp256@openssh.com": "FIDO",
		"ssh-xmss@openssh.com": "XMSS", "ssh-mldsa-65": "ML-DSA", "x509v3-rsa2048-sha256": "X.509", "pgp-sign-rsa": "OpenPGP", "ssh-unknown": "not known",
	} {
		_, err := ParseWire(fields([]byte(kind), []byte("x")))
		if fault.CodeOf(err) != fault.UnsupportedAlgorithm || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", kind, err, want)
		}
	}
	for kind, want := range map[string]bool{
		"ssh-rsa": true, "ssh-ed25519-cert-v01@openssh.com": true, "ecdsa-sha2-nistp256": true, "sk-ssh-ed25519@openssh.com": true, "x509v3-ssh-rsa": true,
		"ssh-mldsa65": true, "ssh-rsa2": false, "rsa": false, "": false, "ssh-ed25519@example.com": false,
	} {
		if got := IsKeyType(kind); got != want {
			t.Errorf("%q is a key type: %v", kind, got)
		}
		if got := IsWire(fields([]byte(kind), []byte("x"))); got != want {
			t.Errorf("%q begins a public key: %v", kind, got)
		}
	}
	if IsWire([]byte("\x00\x00\x00\x08ssh-rsa")) || IsWire(nil) || IsWire(fields([]byte("ecdsa-sha2-"+strings.Repeat("x", 53)))) {
		t.Error("what is cut or too long begins a public key")
	}
	if !IsWire(fields([]byte("ecdsa-sha2-" + strings.Repeat("x", 52)))) {
		t.Error("a name of 63 characters begins none")
	}
}

// TestLine: a line has type, data and, where there is one, a comment; and it is read
// again wherever it ends.
func TestLine(t *testing.T) {
	k := &key.Key{Material: &key.OKP{Curve: key.Ed25519, X: bytes.Repeat([]byte{7}, 32)}, Comment: "me@host"}
	const data = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH"
	if line, ok := Line(k); !ok || line != data+" me@host\n" {
		t.Errorf("%q", line)
	}
	k.Comment = " \n"
	if line, ok := Line(k); !ok || line != data+"\n" {
		t.Errorf("without a comment: %q", line)
	}
	if line, ok := Line(&key.Key{Material: &key.Oct{K: []byte("secret")}}); ok {
		t.Errorf("a secret: %q", line)
	}
	for text, comment := range map[string]string{
		data: "", data + " me@host": "me@host", data + "\tme": "me", data + `" more`: "", data + `\n more`: "", data + "</key> more": "", data + "; more": "", data + "== me": "me",
		`command="echo \"a b\"",no-pty ` + data + " me": "me", "@cert-authority host,other " + data + " me": "me",
	} {
		got, err := ParseLine(text)
		if err != nil || got.Comment != comment || !key.SamePublic(got.Material, k.Material) {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for text, want := range map[string]fault.Code{
		"": fault.NoKey, "# " + data: fault.NoKey, "a b c d " + data: fault.NoKey, "ssh-ed25519": fault.Truncated, "ssh-ed25519 !": fault.Malformed, "ssh-ed25519 AAAA": fault.Malformed,
		strings.Replace(data, "ssh-ed25519", "ssh-rsa", 1): fault.Malformed, "x " + strings.TrimPrefix(data, "ssh-ed25519 ") + " ssh-ed25519 AAAA": fault.NoKey,
	} {
		if _, err := ParseLine(text); fault.CodeOf(err) != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestRSASize: the numbers of a modulus over the bound are not computed with.
func TestRSASize(t *testing.T) {
	one := big.NewInt(1)
	for bits, want := range map[uint]bool{key.MaxRSABits: false, key.MaxRSABits + 1: true} {
		n := new(big.Int).Lsh(one, bits-1)
		if _, err := rsaPrivate(&key.RSA{N: n, E: big.NewInt(3)}, one, one, one, one); (fault.CodeOf(err) == fault.TooLarge) != want {
			t.Errorf("%d bits: %v", bits, err)
		}
	}
}
