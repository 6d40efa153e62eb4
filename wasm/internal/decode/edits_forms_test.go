package decode

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// The same of what has no form of its own: raw keys, literals of programming
// languages, numbers as tools print them, Multikeys, COSE, keysets of Tink. Every
// vector of one key is edited.
func TestEditsOfForms(t *testing.T) {
	for _, area := range []string{"forms", "mldsatext", "tink", "python", "printed", "records", "mail", "wrapped", "dumped", "written", "pairs", "numbers", "named", "columns"} {
		for name, v := range readIndex(t, vectorsDir+"/"+area+"/expect.json") {
			if len(v.Keys) != 1 || v.Passphrase != nil || area == "mldsatext" && !strings.Contains(name, "44") ||
				area == "printed" && (strings.Contains(name, "digit-lost") || strings.Contains(name, "p521") || strings.Contains(name, "-type")) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(vectorsDir, area, name))
			if err != nil {
				t.Fatal(err)
			}
			text := string(data)
			right, err := Decode(Input{Data: data})
			if err != nil || len(right.Keys) != 1 || strings.ContainsRune(text, 0) {
				continue
			}
			m := right.Keys[0].Material
			e := &editor{t: t, right: m, free: isFree(m), bits: 8}
			// Each character of base58 changes all that come before it, and half of all
			// numbers are an x on a curve.
			e.any = strings.Contains(name, "did-") || strings.Contains(name, "multikey-")
			// So does each digit of a decimal number.
			e.any = e.any || area == "printed" && !strings.HasPrefix(name, "net-") && !strings.HasPrefix(name, "powershell") || strings.HasPrefix(name, "java-rsa") || name == "did-relative.json"
			e.free = e.free || e.any
			// Where no length is said, a digit more or less is another number, too. A list of
			// numbers has it in one of them.
			e.loose = e.any && area == "printed" || name == "did-relative.json" || slices.Contains([]string{"java-bytes.txt", "signed.txt", "powershell.txt", "powershell-private.txt", "buffer.json"}, name)
			t.Run(area+"/"+name, func(t *testing.T) {
				t.Parallel()
				e.t = t
				e.some(text, base64Edits, 300)
			})
		}
	}
}

// isFree reports whether nothing in a key depends on its numbers.
func isFree(m key.Material) bool {
	switch m := m.(type) {
	case *key.Oct:
		return true
	case *key.RSA:
		return m.D == nil
	case *key.OKP:
		return m.D == nil || m.Kty() == key.KtyOKP
	}
	return false
}

// A short exponent in XML has free bits and padding: with another character in the
// place of an equals sign it is another number, and no length tells.
func TestEditsOfShortExponents(t *testing.T) {
	for _, exponent := range []string{"EQ==", "Aw==", "AQE=", "AQAB"} {
		text := "<RSAKeyValue><Modulus>" + xmlModulus(t) + "</Modulus><Exponent>" + exponent + "</Exponent></RSAKeyValue>"
		right, err := Decode(Input{Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		e := &editor{t: t, right: right.Keys[0].Material, bits: 6}
		at := strings.Index(text, "<Exponent>") + len("<Exponent>")
		for pos := at; pos < at+len(exponent); pos++ {
			for _, c := range []byte(base64Edits) {
				e.try(text[:pos]+string([]byte{c})+text[pos:], false, text)
				e.try(text[:pos]+string([]byte{c})+text[pos+1:], false, text)
			}
			e.try(text[:pos]+text[pos+1:], false, text)
		}
		t.Logf("%s: %d edits: %d right, %d refused, %d warned of", exponent, e.edits, e.same, e.refused, e.warned)
	}
}

func xmlModulus(t *testing.T) string {
	t.Helper()
	result, err := Decode(Input{Data: readBlock(t, "pasted/rsa-1024.pem")})
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(result.Keys[0].Material.(*key.RSA).N.Bytes())
}
