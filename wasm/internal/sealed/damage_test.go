package sealed

import (
	"bytes"
	"encoding/pem"
	"os"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
	"jwkmint/wasm/testkit"
)

// TestPKCS8Damages loses, changes and adds each element of an encrypted key. None
// of its parameters may be missing, of another kind or too many but where the
// standards have it so.
func TestPKCS8Damages(t *testing.T) {
	for name, outcomes := range map[string]map[string][]string{
		"pbes/aes-128-cbc.pem": {
			"same":             {"0.0.1.0.1.2 and more", "0.0.1.0.1.2.1 lost", "0.0.1.0.1.2.1 of another kind"},
			"wrong_passphrase": {"0.0.1.0.1.2 lost"},
		},
		"pbes/aes-128-gcm.pem": {
			"same":             {"0.0.1.0.1.2 and more", "0.0.1.0.1.2.1 lost", "0.0.1.0.1.2.1 of another kind"},
			"wrong_passphrase": {"0.0.1.0.1.2 lost", "0.0.1.1.1.1 lost"},
		},
		"pbes/scrypt.pem": {},
		"pbes/default.pem": {
			"same":             {"0.0.1.0.1.2 and more", "0.0.1.0.1.2.1 lost", "0.0.1.0.1.2.1 of another kind"},
			"wrong_passphrase": {"0.0.1.0.1.2 lost"},
		},
		"unlock/composed-pbes1.pem": {},
		"pbes/rc2-64-cbc.pem": {
			"same":             {"0.0.1.0.1.2 lost", "0.0.1.0.1.3 and more", "0.0.1.0.1.3.1 lost", "0.0.1.0.1.3.1 of another kind"},
			"wrong_passphrase": {"0.0.1.0.1.1 lost", "0.0.1.0.1.3 lost", "0.0.1.1.1.0 lost"},
		},
	} {
		data, err := os.ReadFile(testkit.Vectors + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		area, file, _ := strings.Cut(name, "/")
		v := testkit.ReadVectors(t, area)[file]
		block, _ := pem.Decode(data)
		t.Run(name, func(t *testing.T) {
			testkit.CheckDamages(t, block.Bytes, func(encoded []byte) (*key.Key, error) {
				plain, _, err := DecryptPKCS8(encoded, v.Pass(), new(unlock.Effort))
				if err != nil {
					return nil, err
				}
				return der.ParsePKCS8(plain)
			}, outcomes)
		})
	}
}

// TestMACDamages does the same with what protects a store, by the derivation of
// RFC 7292 and by PBMAC1.
func TestMACDamages(t *testing.T) {
	pbmac1 := []any{".1.2.840.113549.1.5.14", []any{[]any{".1.2.840.113549.1.5.12", []any{"salt", 1, 32, []any{oidHMACSHA256}}}, []any{oidHMACSHA256}}}
	for name, c := range map[string]struct {
		der    []byte
		faults map[string]fault.Code // of what is not malformed; "" where it is read all the same
	}{
		"RFC 7292": {testkit.DER(t, []any{[]any{[]any{oidSHA256}, "sum"}, "salt", 2}), map[string]fault.Code{
			"0.0.0 and more": "", "0.2 lost": "",
		}},
		"PBMAC1": {testkit.DER(t, []any{[]any{pbmac1, "sum"}, "salt", 2}), map[string]fault.Code{
			"0.2 lost": "", "0.0.0.1.0.1.3 lost": "", "0.0.0.1.0.1.3 and more": "", "0.0.0.1.1 and more": "",
		}},
	} {
		for damage, der := range testkit.Damages(t, c.der) {
			input := cryptobyte.String(der)
			var contents cryptobyte.String
			if !input.ReadASN1(&contents, asn1.SEQUENCE) {
				continue
			}
			_, err := parseMACData(contents)
			want, ok := c.faults[damage]
			if !ok {
				want = fault.Malformed
			}
			if want == "" && err != nil || want != "" && fault.CodeOf(err) != want {
				t.Errorf("%s, %s: %v, want %s", name, damage, err, want)
			}
		}
	}
}

// TestPFXVersion: RFC 7292 section 4 has version 3 alone.
func TestPFXVersion(t *testing.T) {
	data, err := os.ReadFile(testkit.Vectors + "/pkcs12/default.p12")
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte{2, 1, 3})
	for _, version := range []byte{0, 1, 2, 4, 0x83} {
		data[at+2] = version
		if _, err := ParsePKCS12(data, []byte("correct horse"), new(unlock.Effort)); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("version %d: %v", version, err)
		}
	}
}

// TestPKCS12Damages does the same with stores whose MAC was taken off. What of them is
// skipped is a note here.
func TestPKCS12Damages(t *testing.T) {
	for name, outcomes := range map[string]map[string][]string{
		// 0.1.1.0.0.0 holds the certificate and 0.1.1.0.0.1 the key, each in a bag with
		// a name.
		"nothing-encrypted.p12": {
			"same": {
				"0.1 and more", "0.1.1.0 and more", "0.1.1.0.0.0 and more", "0.1.1.0.0.0 lost", "0.1.1.0.0.0.1 and more", "0.1.1.0.0.0.1.0 and more",
				"0.1.1.0.0.0.1.0.0.0 and more", "0.1.1.0.0.0.1.0.0.0 lost", "0.1.1.0.0.0.1.0.0.0.1 and more", "0.1.1.0.0.0.1.0.0.0.1.0 and more",
				"0.1.1.0.0.0.1.0.0.0.1.0.1 and more", "0.1.1.0.0.0.1.0.0.0.1.0.1.0.*", "0.1.1.0.0.0.1.0.0.0.2*",
				"0.1.1.0.0.1 and more", "0.1.1.0.0.1.1 and more", "0.1.1.0.0.1.1.0 and more", "0.1.1.0.0.1.1.0.0.0 and more", "0.1.1.0.0.1.1.0.0.0.2*",
			},
			"same PKCS#12 part: malformed":        {"0.1.1.0.0 and more", "0.1.1.0.0.0*"},
			"same PKCS#12 bags: malformed":        {"0.1.1.0.0.0.1.0.0 of another kind"},
			"same PKCS#12 bags: truncated":        {"0.1.1.0.0.0.1.0.0 lost"},
			"same PKCS#12 bag: malformed":         {"0.1.1.0.0.0.1.0.0*", "0.1.1.0.0.1.1.0.0 and more"},
			"same PKCS#12 certificate: malformed": {"0.1.1.0.0.0.1.0.0.0.1*"},
			"same CERTIFICATE: trailing_data":     {"0.1.1.0.0.0.1.0.0.0.1.0.1.0 and more"},
			"same algorithm_parameters_odd":       {"0.1.1.0.0.1.1.0.0.0.1.0.1 and more", "0.1.1.0.0.1.1.0.0.0.1.0.1.1*"},
			"same trailing_inside":                {"0.1.1.0.0.1.1.0.0.0.1.0.2 and more"},
			"truncated":                           {"0.1.1.0.0 lost"},
		},
		// 0.1.1.0.0.0 holds the encrypted certificate. The key is found where the other
		// is, which holds it encrypted, is whole: else the first is the certificate's.
		"default.p12": {
			"other": {"0.1.1.0.0.1*"},
			"same": {
				"0.1 and more", "0.1.1.0 and more", "0.1.1.0.0.0 lost", "0.1.1.0.0.0 and more", "0.1.1.0.0.0.1 and more", "0.1.1.0.0.0.1.0 and more",
				"0.1.1.0.0.0.1.0.1 and more", "0.1.1.0.0.0.1.0.1.1.1.0.1.2 and more", "0.1.1.0.0.0.1.0.1.1.1.0.1.2.1*",
				"0.1.1.0.0.1 and more", "0.1.1.0.0.1.1 and more", "0.1.1.0.0.1.1.0 and more", "0.1.1.0.0.1.1.0.0.0 and more",
				"0.1.1.0.0.1.1.0.0.0.1.0.0.1.0.1.2 and more", "0.1.1.0.0.1.1.0.0.0.1.0.0.1.0.1.2.1*", "0.1.1.0.0.1.1.0.0.0.2*",
			},
			"same PKCS#12 part: malformed":                  {"0.1.1.0.0 and more", "0.1.1.0.0.0*"},
			"same PKCS#12 encrypted part: malformed":        {"0.1.1.0.0.0.1.0.1.1 and more", "0.1.1.0.0.0.1.0.1.1.*"},
			"same PKCS#12 encrypted part: wrong_passphrase": {"0.1.1.0.0.0.1.0.1.1.1.0.1.2 lost"},
			"same PKCS#12 bag: malformed":                   {"0.1.1.0.0.1.1.0.0 and more"},
			"truncated":                                     {"0.1.1.0.0 lost"},
		},
	} {
		data, err := os.ReadFile(testkit.Vectors + "/pkcs12/" + name)
		if err != nil {
			t.Fatal(err)
		}
		v := testkit.ReadVectors(t, "pkcs12")[name]
		t.Run(name, func(t *testing.T) {
			testkit.CheckDamages(t, testkit.Damages(t, data)["0.2 lost"], func(encoded []byte) (*key.Key, error) {
				store, err := ParsePKCS12(encoded, v.Pass(), new(unlock.Effort))
				if err != nil {
					return nil, err
				}
				k := store.Parts[0].Key
				for _, s := range store.Skipped {
					k.Notes = append(k.Notes, key.Warning{Code: s.Label + ": " + string(fault.CodeOf(s.Err))})
				}
				return k, nil
			}, outcomes)
		})
	}
}
