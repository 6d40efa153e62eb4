package decode

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"jwkmint/wasm/internal/plain"
)

// TestGunzip: all that one input packs may unpack to no more than an input may be.
func TestGunzip(t *testing.T) {
	pack := func(n int) []byte {
		var out bytes.Buffer
		z := gzip.NewWriter(&out)
		z.Write(make([]byte, n))
		z.Close()
		return out.Bytes()
	}
	r := &reader{}
	if got := r.gunzip(pack(1000)); len(got) != 1000 || r.unpacked != 1000 {
		t.Errorf("%d bytes, %d in all", len(got), r.unpacked)
	}
	r.unpacked = MaxInput - 1000
	if got := r.gunzip(pack(1000)); len(got) != 1000 {
		t.Errorf("up to the bound: %d bytes", len(got))
	}
	r.unpacked = MaxInput - 999
	if got := r.gunzip(pack(1000)); got != nil {
		t.Errorf("over the bound: %d bytes", len(got))
	}
	r.unpacked = 0
	if r.gunzip([]byte("\x1f\x8b\x08")) != nil || r.gunzip(pack(1000)[:20]) != nil {
		t.Error("what is broken is unpacked")
	}
}

// What is read apart counts too: many small ones would fill the memory as one does.
func TestGunzipApart(t *testing.T) {
	r := &reader{rescans: newRescanBudget(1 << 10)}
	sub := r.anew(nil, func(sub *reader, _ []byte) { sub.unpacked += 1000 })
	if sub.unpacked != 1000 || r.unpacked != 1000 {
		t.Errorf("%d bytes are counted, %d apart", r.unpacked, sub.unpacked)
	}
}

// TestPEMHeaders: RFC 1421's headers, whole or run into one line.
func TestPEMHeaders(t *testing.T) {
	iv := "0123456789ABCDEF"
	for body, want := range map[string]string{
		"Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC," + iv + "\n\nAAAA": "4,ENCRYPTED|DES-EDE3-CBC," + iv + "|\n\nAAAA",
		"Proc-Type: 4,ENCRYPTED DEK-Info: DES-EDE3-CBC," + iv + "AAAA":      "4,ENCRYPTED|DES-EDE3-CBC," + iv + "|AAAA",
		"Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC, " + iv + iv + "AA":  "4,ENCRYPTED|AES-128-CBC," + iv + iv + "|AA",
		"DEK-Info: SEED-CBC," + iv + iv + "\nAA":                            "|SEED-CBC," + iv + iv + "|\nAA",
		"DEK-Info: AES-128-CBC\nAA,AA":                                      "|AES-128-CBC|\nAA,AA",
		"DEK-Info: DES-CBC,0123\nAA":                                        "|DES-CBC,0123|\nAA",
		"Comment: x\nOther: y\n\nAAAA":                                      "||AAAA",
		"AAAA\nBBBB":                                                        "||AAAA\nBBBB",
		"":                                                                  "||",
		"X: y":                                                              "||",
		strings.Repeat("A", 1024) + "DEK-Info: AES-128-CBC,00":              "||" + strings.Repeat("A", 1024) + "DEK-Info: AES-128-CBC,00",
	} {
		procType, dekInfo, rest := cutHeaders([]byte(body))
		if got := procType + "|" + dekInfo + "|" + string(rest); got != want && !strings.Contains(body, "DEK-Info: AES-128-CBC,00") {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

// TestLabels: a BEGIN line has its label, as long as one may be, and dashes or its end.
func TestLabels(t *testing.T) {
	long := strings.Repeat("A", plain.MaxLabel)
	for text, want := range map[string]string{
		"RSA KEY-----\nx": "RSA KEY|12", "KEY--": "KEY|5", "KEY\n": "KEY|3", "KEY\\n": "KEY|3", `KEY"`: "KEY|3", "KEY": "KEY|3", "KEY:": "|-1", "-----": "|-1", "  --": "|-1", long + "--": long + fmt.Sprint("|", plain.MaxLabel+2), long + "A--": "|-1",
	} {
		label, at := readLabel([]byte(text), 0)
		if got := fmt.Sprint(label, "|", at); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]bool{"": true, "a\n": true, "a\n > | # * \t\"'`": true, "a\n x": false, `a\n`: true, `a\r`: true, "an": false, "n": false} {
		if got := startsLine([]byte(text+"END"), len(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestOnlyToken: a token by itself or in a header; what is longer than any header is
// none.
func TestOnlyToken(t *testing.T) {
	jws, jwe := "eyJ.e30.AA-_", "eyJ.AA.AA.AA.AA"
	for text, want := range map[string]error{
		jws: errToken, "Authorization: Bearer " + jws: errToken, "bearer " + jws: errToken, `"token": ` + jws: errToken, `"` + jws + `",`: errToken, "eyJ.\ne30.\nAA==": errToken,
		jwe: nil, "Authorization: Bearer " + jwe: errJWE, "DPoP " + jwe: errJWE, "eyJ.e30": nil, "x " + jws: nil, "eyJ.e30.A!": nil, "ewo.e30.AA": nil, "": nil,
		"eyJ.e30." + strings.Repeat("A", 64<<10-8): errToken, "eyJ.e30." + strings.Repeat("A", 64<<10-7): nil,
	} {
		if got := onlyToken([]byte(text)); got != want {
			t.Errorf("%.40q: %v, want %v", text, got, want)
		}
	}
}

// TestAssignment: what joins string literals over statements, up to the quote that
// goes on; base64 may itself end in +=.
func TestAssignment(t *testing.T) {
	for text, want := range map[string]int{
		`; $k .= "A`: 8, `$k .= 'A`: 6, `; k += "A`: 7, ";\n  key += `A": 11, `k += "A`: 5, `k+="A`: 0, `; k+="A`: 5, `; k -= "A`: 0, `; k + "A`: 0, `; .= "A`: 0, `; k .= A`: 0, `; k .=`: 0, `; k .`: 0, `k`: 0, `-k .= "A`: 0, `;`: 0,
	} {
		if got := assignment([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
