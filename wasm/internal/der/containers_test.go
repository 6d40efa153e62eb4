package der

import (
	"encoding/pem"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// spaced is hexadecimal with spaces in it.
func spaced(t *testing.T, text string) []byte {
	t.Helper()
	return testkit.Hex(t, strings.ReplaceAll(text, " ", ""))
}

// TestElements: of a list in BER what is broken is left, and what is behind it read,
// as far as its length is known.
func TestElements(t *testing.T) {
	for ber, want := range map[string]string{
		"3000":                        "",
		"3006 020101 020102":          "020101 020102",
		"3080 020101 020102 0000":     "020101 020102",
		"3080 020101":                 "020101",                   // its end is not there
		"3007 2405 0403aabbcc":        "0403aabbcc",               // in pieces
		"3008 3003020201 020102":      "!3003020201020102 020102", // too long inside: left, and its own length counts
		"3006 3080020101 04":          "!308002010104",            // where it ends is not known
		"3005 020101 0480":            "020101 !0480",             // indefinite and no list
		"3008 020101 30800000 02":     "020101 3000 !02",          // cut
		"300c 2480020100 0000 020101": "error",                    // longer than there is
		"3108 020101":                 "error",                    // no SEQUENCE
		"30":                          "error",
	} {
		list, err := Elements(spaced(t, ber))
		var got []string
		for _, e := range list {
			mark := ""
			if e.Err != nil {
				mark = "!"
			}
			got = append(got, fmt.Sprintf("%s%x", mark, []byte(e.DER)))
		}
		text := strings.Join(got, " ")
		if err != nil {
			text = "error"
		}
		if text != want {
			t.Errorf("%s: %s, want %s", ber, text, want)
		}
	}
}

// TestHeaders: the tag's first byte, the length or -1, and what is behind.
func TestHeaders(t *testing.T) {
	for ber, want := range map[string]string{
		"3003020101": "30 3 020101", "3080 0000": "30 -1 0000", "bf8f7f01ff": "bf 1 ff", "30": "error", "3002ff": "error", "": "error", "0480aa": "04 -1 aa",
	} {
		tag, size, rest, err := HeaderBER(spaced(t, ber))
		got := fmt.Sprintf("%02x %d %x", tag, size, rest)
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", ber, got, want)
		}
	}
	for ber, want := range map[string]int{"3003020101 ffff": 5, "3080 0000 30": 4, "3080 0203": -1, "020100": 3} {
		if size, err := SizeBER(spaced(t, ber)); err == nil && size != want || (err == nil) != (want > 0) {
			t.Errorf("%s: %d, %v, want %d", ber, size, err, want)
		}
	}
}

// TestBeginnings: what begins as a PKCS#12 file does, in DER or BER, and what as a
// container in BER.
func TestBeginnings(t *testing.T) {
	for ber, want := range map[string][2]bool{ // PKCS#12, BER
		"3009 020103 3004 06022a03":            {true, false},
		"3080 020103 3080 06022a03":            {true, true},
		"3009 020102 3004 06022a03":            {false, false},
		"3009 020103 3104 06022a03":            {false, false},
		"3009 020103 3004 02022a03":            {false, false},
		"3005 020103 3000":                     {false, false},
		"3105 020103 3004 0602":                {false, false},
		"3003 020103":                          {false, false},
		"30 82 0009 020103 3082 0004 06022a03": {true, false},
		"3080 06092a":                          {false, true},
		"3080 06082a":                          {false, false},
		"3080 0201":                            {false, false},
		"":                                     {false, false},
	} {
		data := spaced(t, ber)
		if got := [2]bool{IsPKCS12(data), IsBER(data)}; got != want {
			t.Errorf("%s: %v, want %v", ber, got, want)
		}
	}
}

// TestPKCS7 takes the certificates out of what openssl wrote, and names what has
// none.
func TestPKCS7(t *testing.T) {
	for name, want := range map[string]int{"pkcs7.pem": 3, "pkcs7-signed-data.pem": 1, "cms.pem": 1, "pkcs7-empty.pem": 0, "pkcs7-enveloped.pem": 0} {
		data, err := os.ReadFile(testkit.Vectors + "/cert/" + name)
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(data)
		list, err := PKCS7Certificates(block.Bytes)
		if len(list) != want || want == 0 && fault.CodeOf(err) != fault.NotAKey {
			t.Errorf("%s: %d certificates, %v", name, len(list), err)
		}
		for _, raw := range list {
			if _, _, err := ParseCertificate(raw); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for oid, want := range map[string]string{
		"2a864886f70d010701": "PKCS#7 data", "2a864886f70d010703": "encrypted message", "2a864886f70d0109100109": "compressed", "2a0304": "unknown type",
	} {
		der := build(t, func(b *cryptobyte.Builder) {
			b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(asn1.OBJECT_IDENTIFIER, func(b *cryptobyte.Builder) { b.AddBytes(testkit.Hex(t, oid)) })
			})
		})
		if _, err := PKCS7Certificates(der); fault.CodeOf(err) != fault.NotAKey || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", oid, err, want)
		}
	}
}

// TestPKCS7Damages: SignedData has its parts in order. Obsolete kinds of certificate
// are passed over.
func TestPKCS7Damages(t *testing.T) {
	whole := spaced(t, "3020 06092a864886f70d010702 a013 3011 020101 3100 3002 0500 a006 3000 a100 3000")
	if list, err := PKCS7Certificates(whole); err != nil || len(list) != 2 {
		t.Fatalf("%x, %v", list, err)
	}
	accepted := map[string]int{
		"0.1.0.2 and more": 2, "0.1.0.2.0 lost": 2, "0.1.0.2.0 of another kind": 2, "0.1.0.3.0 lost": 1, "0.1.0.3.0 of another kind": 1, "0.1.0.3.1 lost": 2,
		"0.1.0.3.1 of another kind": 2, "0.1.0.3.2 lost": 1, "0.1.0.3.2 of another kind": 1, "0.1.0.3 and more": 2, "0.1.0 and more": 2, "0.1 and more": 2, "0 and more": 2,
	}
	for name, der := range testkit.Damages(t, whole) {
		list, err := PKCS7Certificates(der)
		want := fault.Malformed
		if name == "0.1.0.3 lost" || name == "0.1.0.3 of another kind" {
			want = fault.NotAKey // none
		}
		if n := accepted[name]; n > 0 && (err != nil || len(list) != n) || n == 0 && fault.CodeOf(err) != want {
			t.Errorf("%s: %d certificates, %v", name, len(list), err)
		}
	}
}

// TestCurveBeside: a SEC 1 key that names no curve takes the one beside it, else that of its
// point, and one that names its own does neither.
func TestCurveBeside(t *testing.T) {
	named := vectorDER(t, "pem/p256-sec1.pem")
	bare := testkit.Damages(t, named)["0.2 lost"]
	alone := testkit.Damages(t, bare)["0.2 lost"] // without its point
	want, err := ParseSEC1(named, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		der   []byte
		curve string
		code  fault.Code
	}{
		{named, "", ""}, {named, key.P384, ""}, {bare, key.P256, ""}, {bare, "", ""}, {alone, key.P256, ""}, {alone, "", fault.Malformed}, {bare, key.P521, fault.InvalidKey},
	} {
		k, err := ParseSEC1(c.der, c.curve)
		if c.code != "" {
			if fault.CodeOf(err) != c.code {
				t.Errorf("%d bytes, %q: %v, want %s", len(c.der), c.curve, err, c.code)
			}
		} else if err != nil || !key.SamePublic(k.Material, want.Material) || (len(k.Notes) > 0) != (len(c.der) == len(bare) && c.curve == "") {
			t.Errorf("%d bytes, %q: %+v, %v", len(c.der), c.curve, k, err)
		}
	}
}

// name is a Name of one attribute in each RDN, each given as OID, tag and value.
func name(t *testing.T, attributes ...[3]string) cryptobyte.String {
	t.Helper()
	return build(t, func(b *cryptobyte.Builder) {
		b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
			for _, a := range attributes {
				b.AddASN1(asn1.SET, func(b *cryptobyte.Builder) {
					b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1(asn1.OBJECT_IDENTIFIER, func(b *cryptobyte.Builder) { b.AddBytes(testkit.Hex(t, a[0])) })
						b.AddASN1(asn1.Tag(testkit.Hex(t, a[1])[0]), func(b *cryptobyte.Builder) { b.AddBytes([]byte(a[2])) })
					})
				})
			}
		})
	})
}

// TestNameKeys: names are one by RFC 5280 section 7.1 whatever their string types,
// capitals and spaces; and other names are others.
func TestNameKeys(t *testing.T) {
	const cn, o = "550403", "55040a"
	base := nameKey(name(t, [3]string{cn, "0c", "Az CA"}))
	for about, c := range map[string]struct {
		der  cryptobyte.String
		same bool
	}{
		"the same":              {name(t, [3]string{cn, "0c", "Az CA"}), true},
		"PrintableString":       {name(t, [3]string{cn, "13", "Az CA"}), true},
		"BMPString":             {name(t, [3]string{cn, "1e", "\x00A\x00z\x00 \x00C\x00A"}), true},
		"other capitals":        {name(t, [3]string{cn, "0c", "aZ ca"}), true},
		"more spaces":           {name(t, [3]string{cn, "0c", "  Az \t CA\n"}), true},
		"no space":              {name(t, [3]string{cn, "0c", "AzCA"}), false},
		"another letter":        {name(t, [3]string{cn, "0c", "By CA"}), false},
		"another attribute":     {name(t, [3]string{o, "0c", "Az CA"}), false},
		"twice":                 {name(t, [3]string{cn, "0c", "Az CA"}, [3]string{cn, "0c", "Az CA"}), false},
		"NumericString":         {name(t, [3]string{cn, "12", "Az CA"}), false},
		"bytes":                 {name(t, [3]string{cn, "04", "Az CA"}), false},
		"with something behind": {append(name(t, [3]string{cn, "0c", "Az CA"}), 5, 0), false},
		"nothing":               {nil, false},
	} {
		if got := nameKey(c.der) == base; got != c.same {
			t.Errorf("%s: the same: %v", about, got)
		}
	}
	if nameKey(name(t, [3]string{cn, "0c", "@[`{"})) != nameKey(name(t, [3]string{cn, "13", "@[`{"})) || nameKey(name(t, [3]string{cn, "0c", "@"})) == nameKey(name(t, [3]string{cn, "0c", "`"})) {
		t.Error("only letters have capitals")
	}
	// A name that cannot be read is its own bytes.
	whole := name(t, [3]string{cn, "0c", "x"}, [3]string{o, "0c", "y"})
	for about, der := range testkit.Damages(t, whole) {
		readable := about == "0.0 lost" || about == "0.1 lost" || strings.HasSuffix(about, ".0.1 of another kind")
		if got := nameKey(der); (got == string(der)) == readable && about != "0.0.0 lost" && about != "0.1.0 lost" {
			t.Errorf("%s: %q", about, got)
		}
	}
}

// TestNameTexts: RFC 4514 section 2.4, with control characters escaped as well.
func TestNameTexts(t *testing.T) {
	for text, want := range map[string]string{
		"a": "a", " a ": `\ a\ `, "a b": "a b", " ": `\ `, "#a#": `\#a#`, `a"b`: `a\"b`, "a+b,c;d<e>f\\": `a\+b\,c\;d\<e\>f\\`, "a\x00b": `a\00b`, "a\x1fb": `a\1fb`, "a\x7fb": `a\7fb`, "é ": `é\ `, "": "",
	} {
		if got := escapeName(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := UTF16([]byte("\x00a\x01b\x00"), true); got != "aŢ" {
		t.Errorf("%q", got)
	}
	if got := UTF16([]byte("a\x00b\x01"), false); got != "aŢ" {
		t.Errorf("%q", got)
	}
}
