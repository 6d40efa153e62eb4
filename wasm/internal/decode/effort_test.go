package decode

import (
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math"
	"os"
	"strings"
	"testing"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/sealed"
	"jwkmint/wasm/internal/ssh"
	"jwkmint/wasm/internal/unlock"
)

// An input that has had its share of derivations gets no more.
func TestEffortIsShared(t *testing.T) {
	pass := []byte("correct horse")
	read := func(name string) []byte {
		data, err := os.ReadFile(vectorsDir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if block, _ := pem.Decode(data); block != nil {
			return block.Bytes
		}
		return data
	}
	for name, open := range map[string]func(data []byte, spent *unlock.Effort) error{
		"pbes/default.pem":          func(d []byte, e *unlock.Effort) error { _, _, err := sealed.DecryptPKCS8(d, pass, e); return err },
		"pbes/scrypt.pem":           func(d []byte, e *unlock.Effort) error { _, _, err := sealed.DecryptPKCS8(d, pass, e); return err },
		"pbes/pbe-MD5-DES.pem":      func(d []byte, e *unlock.Effort) error { _, _, err := sealed.DecryptPKCS8(d, pass, e); return err },
		"openssh/ed-aes256-ctr.key": func(d []byte, e *unlock.Effort) error { _, _, err := ssh.ParseOpenSSH(d, pass, e); return err },
		"ppk/v3-default.ppk":        func(d []byte, e *unlock.Effort) error { _, err := ssh.ParsePPK(d, pass, e); return err },
		"pkcs12/default.p12":        func(d []byte, e *unlock.Effort) error { _, err := sealed.ParsePKCS12(d, pass, e); return err },
		"pkcs12/no-mac.p12":         func(d []byte, e *unlock.Effort) error { _, err := sealed.ParsePKCS12(d, pass, e); return err },
	} {
		data := read(name)
		var spent unlock.Effort
		if err := open(data, &spent); err != nil || spent.Spend(unlock.MaxCost) == nil {
			t.Errorf("%s: %v, or it cost nothing", name, err)
		}
		var all unlock.Effort
		if err := all.Spend(unlock.MaxCost); err != nil {
			t.Fatal(err)
		}
		if err := open(data, &all); fault.CodeOf(err) != fault.KDFTooCostly {
			t.Errorf("%s: with nothing left to spend: %v", name, err)
		}
	}
}

// What begins like JSON and is none is read once more, as text. A key in it is
// not decrypted twice for that.
func TestNothingIsDerivedTwice(t *testing.T) {
	sealed, err := os.ReadFile(vectorsDir + "/pbes/default.pem")
	if err != nil {
		t.Fatal(err)
	}
	line := strings.ReplaceAll(string(sealed), "\n", `\n`)
	block, _ := pem.Decode(sealed)
	bare := base64.StdEncoding.EncodeToString(block.Bytes)
	lines, err := json.Marshal(strings.Split(strings.TrimSpace(string(sealed)), "\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, pass := range []string{"correct horse", "wrong"} {
		once := effortOf(t, string(sealed), pass)
		if once == 0 {
			t.Fatal("it cost nothing")
		}
		for name, text := range map[string]string{
			"JSON":                       `{"key":"` + line + `"}`,
			"a setting":                  `KEY="` + line + `"`,
			"a log":                      eachLine(string(sealed), "10:00 app: "),
			"a page":                     "<pre>" + string(sealed) + "</pre>",
			"JSON without an end":        `{"key":"` + line + `","b":`,
			"JSON with a comma too many": `{"key":"` + line + `",}`,
			"an array without an end":    `["` + line + `"`,
			"JSON, then words":           `{"key":"` + line + `"} is the key`,
			"JSON, then many values":     `{"key":"` + line + `"}` + strings.Repeat(" 1", der.MaxParts+1),
			"JSON nested too deep":       `{"key":"` + line + `","b":` + strings.Repeat("[", maxJSONDepth) + strings.Repeat("]", maxJSONDepth) + "}",
			"an array of its lines":      string(lines),
			"base64":                     bare,
			"base64 in JSON":             `{"key":"` + bare + `"}`,
			"base64 in broken JSON":      `{"key":"` + bare + `",}`,
			"base64 before words":        bare + "\nis the key\n",
			"in a set":                   `{"keys":[{"pem":"` + line + `"}]}`,
			"beside a JWK":               `{"keys":[{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAA"}],"pem":"` + line + `"}`,
			"beside a broken JWK":        `{"kty":"oct","k":} ` + string(sealed),
		} {
			if got := effortOf(t, text, pass); got > once {
				t.Errorf("%s, passphrase %q: it cost %v, and the key alone %v", name, pass, got, once)
			}
		}
	}
}

// effortOf returns what reading text takes of what an input may spend.
func effortOf(t *testing.T, text, pass string) unlock.Cost {
	t.Helper()
	r := &reader{pass: []byte(pass), rescans: newRescanBudget(len(text))}
	r.bytes([]byte(text))
	if !r.found() {
		t.Fatalf("nothing was found in %.80q", text)
	}
	return costOf(r)
}

// costOf returns what a reader took of what an input may spend, to what halving
// can tell.
func costOf(r *reader) unlock.Cost {
	left, step := unlock.Cost(0), unlock.MaxCost
	for range 40 {
		step /= 2
		probe := r.spent
		if probe.Spend(left+step) == nil {
			left += step
		}
	}
	return unlock.Cost(math.Round(float64(unlock.MaxCost-left)*1e6)) / 1e6
}
