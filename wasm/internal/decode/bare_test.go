package decode

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// TestBareBlocks: the lines that stand around a key are called that where a template, an
// example or the source code of a program has them without one; a key that is damaged or
// cut is called so.
func TestBareBlocks(t *testing.T) {
	blocks := func(body string) []string {
		block := "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n"
		quoted, err := json.Marshal(block)
		if err != nil {
			t.Fatal(err)
		}
		return []string{block, "KEY=" + string(quoted) + "\nA=b\n", `{"key":` + string(quoted) + "}"}
	}
	armored := string(readVector(t, "pem/p256-pkcs8.pem"))
	_, rest, _ := strings.Cut(armored, "KEY-----\nM") // its M was lost
	rest = strings.TrimSuffix(rest, "\n-----END PRIVATE KEY-----\n")
	for body, want := range map[string]error{
		"YOUR_PRIVATE_KEY_HERE": errBare, "your private key": errBare, "test": errBare, "abc123": errBare, "AAAA": errBare,
		"${PRIVATE_KEY}": errBare, "{{ .Values.tls.key }}": errBare, "%s": errBare, "<a very long string>": errBare,
		"\" + key + \"": errBare, "$(cat key.pem)": errBare, "b64encodedkey==": errBare,
		"MIIEowIBAAKCAQEA": fault.New(fault.Truncated, ""), "": fault.New(fault.Truncated, ""), "MIIE!": fault.New(fault.Malformed, ""),
		rest: fault.New(fault.Malformed, ""), strings.Repeat("BQUF", 16): fault.New(fault.Malformed, ""),
		"b3BlbnNzaC1rZXktdjE!": fault.New(fault.Malformed, ""), "LS0tLS1CRUdJTi": fault.New(fault.Malformed, ""),
		strings.ToLower(rest): fault.New(fault.Malformed, ""), strings.ToUpper(rest): fault.New(fault.Malformed, ""),
	} {
		for _, text := range blocks(body) {
			_, err := Decode(Input{Data: []byte(text)})
			if want == error(errBare) && err != error(errBare) || fault.CodeOf(err) != fault.CodeOf(want) {
				t.Errorf("%q: %v, want %v", text, err, want)
			}
		}
	}
	for text, want := range map[string]fault.Code{
		"_START = b\"-----BEGIN OPENSSH PRIVATE KEY-----\"\n_END = b\"-----END OPENSSH PRIVATE KEY-----\"\nre.compile(_START + b\"(.*?)\" + _END)\n": fault.NotAKey,
		"what stands before '-----BEGIN PUBLIC KEY-----' and\nafter '-----END PUBLIC KEY-----' is left out\n":                                        fault.NotAKey,
		"const HEADER = '-----BEGIN PUBLIC KEY-----';\nexport function headerOf(key) { return HEADER }\n":                                            fault.NotAKey,
		"K=\"-----BEGIN EC PARAMETERS-----/nBggqhkjOPQMBBw=3D=3D/n-----END EC PARAMETERS-----\"\n":                                                   fault.Malformed,
		"A=1\nKEY=-----BEGIN PRIVATE KEY-----\nB=2\n":                                                                                                fault.Truncated,
	} {
		if _, err := Decode(Input{Data: []byte(text)}); fault.CodeOf(err) != want {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
}

// TestOtherDER: base64 of what is whole and no key is called what it is wherever it
// stands, and none of its lines a damaged key.
func TestOtherDER(t *testing.T) {
	files := map[string][]byte{"enveloped": readBlock(t, "cert/pkcs7-enveloped.pem")}
	for _, name := range []string{"crl.der", "other.der", "dsa-traditional.der"} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, "refused", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	for name, data := range files {
		_, want := Decode(Input{Data: data})
		lines := wrap(base64.StdEncoding.EncodeToString(data), 64)
		for _, text := range []string{"K = \"\"\"\n" + lines + "\n\"\"\"\n", "a: 1\nk: |\n  " + strings.ReplaceAll(lines, "\n", "\n  ") + "\n"} {
			if _, err := Decode(Input{Data: []byte(text)}); err == nil || err.Error() != want.Error() {
				t.Errorf("%s: %v, want %v", name, err, want)
			}
		}
	}
}

// TestChangedInDER: a key that names its algorithm is damaged, and no DER of another kind,
// where the character that was changed leaves its elements whole.
func TestChangedInDER(t *testing.T) {
	for _, name := range []string{"pem/p256-pkcs8.pem", "pem/ed25519-spki.pem"} {
		whole := base64.StdEncoding.EncodeToString(readBlock(t, name))
		for i := range 48 {
			for _, c := range "AWl0" {
				text := "key = '" + whole[:i] + string(c) + whole[i+1:] + "'\n"
				if _, err := Decode(Input{Data: []byte(text)}); fault.CodeOf(err) == fault.NotAKey {
					t.Errorf("%s, character %d: %v", name, i, err)
				}
			}
		}
	}
}

// TestByteKeys: keys among what languages, and routers, have around their bytes.
func TestByteKeys(t *testing.T) {
	data := readBlock(t, "pem/p256-pkcs8.pem")
	certificate := readBlock(t, "cert/certificate.pem")
	each := func(data []byte, format string) string {
		var out strings.Builder
		for i, b := range data {
			if i > 0 {
				out.WriteString(", ")
			}
			fmt.Fprintf(&out, format, b)
		}
		return out.String()
	}
	router := func(line int) string {
		var out strings.Builder
		out.WriteString("crypto pki certificate chain VPN\n certificate ca 02\n")
		for i := 0; i < len(certificate); i += line {
			row := certificate[i:min(i+line, len(certificate))]
			for len(row) > 4 {
				fmt.Fprintf(&out, " %X", row[:4])
				row = row[4:]
			}
			fmt.Fprintf(&out, " %X \n", row)
		}
		return out.String() + "  \tquit\n!\nlicense udi\n"
	}
	for name, c := range map[string]struct {
		text string
		data []byte
	}{
		"Kotlin":       {"val k = byteArrayOf(" + each(data, "0x%02x.toByte()") + ")\n", data},
		"Rust":         {"let k = [" + each(data, "0x%02xu8") + "];\n", data},
		"a router":     {router(32), certificate},
		"another line": {router(16), certificate},
	} {
		right, err := Decode(Input{Data: c.data})
		if err != nil {
			t.Fatal(err)
		}
		result, err := Decode(Input{Data: []byte(c.text)})
		if err != nil || len(result.Keys) != 1 || len(result.Keys[0].Notes) != 0 || !sameMaterial(result.Keys[0].Material, right.Keys[0].Material) {
			t.Errorf("%s: %v, %+v", name, err, result)
		}
	}
}

// TestBackticks: PowerShell writes line breaks as `n and `r, and JavaScript has literals
// in such quotes, which may begin with those letters.
func TestBackticks(t *testing.T) {
	const file = "pem/p384-spki.pem"
	armored := strings.TrimSpace(string(readVector(t, file)))
	right, err := Decode(Input{Data: []byte(armored)})
	if err != nil {
		t.Fatal(err)
	}
	body := base64.StdEncoding.EncodeToString(readBlock(t, file))
	at := strings.IndexAny(body[40:], "nr") + 40
	if at < 40 {
		t.Fatal("no chunk of this key can begin with n or r")
	}
	for name, text := range map[string]string{
		"PowerShell":          "$k = \"" + strings.ReplaceAll(armored, "\n", "`n") + "`n\"\n",
		"PowerShell, Windows": "$k = \"" + strings.ReplaceAll(armored, "\n", "`r`n") + "`r`n\"\n",
		"JavaScript":          "const k = `" + body[:at] + "`+`" + body[at:] + "`;\n",
		"JavaScript, lines":   "const k = `" + body[:at] + "` +\n  `" + body[at:] + "`;\n",
		"JavaScript, PEM":     "const k = `-----BEGIN PUBLIC KEY-----\\n` + `" + body[:at] + "` + `" + body[at:] + "\\n-----END PUBLIC KEY-----`;\n",
	} {
		result, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(result.Keys) != 1 || len(result.Keys[0].Notes) != 0 || !sameMaterial(result.Keys[0].Material, right.Keys[0].Material) {
			t.Errorf("%s: %v, %+v", name, err, result)
		}
	}
}

// TestLibP2PKeys: where IPFS and libp2p have their keys.
func TestLibP2PKeys(t *testing.T) {
	const private, public = "CAESQH4IMGF8Sn3oOSXfsmlFVrEpNsR3oOH+suFI7J2mD+59HtHo+uLEoUS4vo/UtHvz07NLhxw8rPYBDw5C1HT84n4=", "CAESIB7R6PrixKFEuL6P1LR789OzS4ccPKz2AQ8OQtR0/OJ+"
	for text, want := range map[string]bool{
		`{"Identity":{"PeerID":"12D3","PrivKey":"` + private + `"},"Datastore":{}}`: true,
		`{"id":"12D3","pubKey":"` + public + `"}`:                                   false,
		"KEY=" + private + "\nA=1\n":                                                true,
		private:                                                                     true,
	} {
		result, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(result.Keys) != 1 || result.Keys[0].Source != "libp2p key" || result.Keys[0].Material.IsPrivate() != want {
			t.Errorf("%s: %v, %+v", text, err, result)
		}
	}
}

// TestSSHInPieces: an SSH key that source code, a shell or YAML has over several lines.
func TestSSHInPieces(t *testing.T) {
	line := strings.Fields(string(readVector(t, "sshpub/rsa.pub")))
	right, err := Decode(Input{Data: []byte(line[0] + " " + line[1])})
	if err != nil {
		t.Fatal(err)
	}
	join := func(between string) string { return strings.ReplaceAll(wrap(line[1], 60), "\n", between) }
	for name, text := range map[string]string{
		"Python":                  "K = ('ssh-rsa '\n     '" + join("'\n     '") + "')\n",
		"Python, one string":      "K = \"ssh-rsa " + join("\\\n") + " me\"\n",
		"Java":                    "String k = \"ssh-rsa \"\n  + \"" + join("\"\n  + \"") + "\" + \" me@host\";\nint n;\n",
		"JavaScript":              "f(\"a\", 'ssh-rsa " + join("' +\n  '") + "');\n",
		"PHP":                     "$k = \"ssh-rsa " + join("\" .\n  \"") + "\";\n",
		"a shell":                 "echo \"ssh-rsa " + join("\\\n") + " me\" >> keys\n",
		"one string":              "key = \"ssh-rsa " + join("\n") + " me@host\"\n",
		"LDIF":                    "dn: uid=x\nsshPublicKey: ssh-rsa " + join("\n ") + "\n",
		"YAML":                    "key: >-\n  ssh-rsa\n  " + join("\n  ") + "\nb: c\n",
		"mail":                    "> ssh-rsa " + join("\n> ") + " me\n",
		"options, behind another": "# ssh-rsa AAAA\nfrom=\"x\" ssh-rsa " + join("\n") + " me\n",
		"options":                 "command=\"a \\\"b\\\"\" ssh-rsa " + join("\n") + " me\n",
		"a quoted comment":        "ssh-rsa " + join("\n") + " \"me\"\n",
		"a plain string":          "K=\"ssh-rsa " + join("\n") + "\"\nA=\"b\"\n",
		"tabs":                    "\tssh-rsa\t" + join("\n\t") + "\n",
	} {
		result, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(result.Keys) != 1 || !sameMaterial(result.Keys[0].Material, right.Keys[0].Material) {
			t.Errorf("%s: %v, %+v", name, err, result)
		}
	}
}

// TestSSHBehindPieces: what stands behind the last piece of a key, in its line, is not left
// out without a word.
func TestSSHBehindPieces(t *testing.T) {
	line := strings.Fields(string(readVector(t, "sshpub/rsa.pub")))
	text := "a = \"ssh-rsa " + line[1][:99] + "\" +\n\"" + line[1][99:] + "\"; b = \"ssh-rsa " + line[1][:99] + "\"\n"
	result, err := Decode(Input{Data: []byte(text)})
	if err != nil || len(result.Keys) != 1 || len(result.Skipped) != 1 {
		t.Errorf("%v, %+v", err, result)
	}
}

// TestHalvesOfCurve25519: a private key is taken for what its public key beside it proves.
func TestHalvesOfCurve25519(t *testing.T) {
	for _, name := range []string{"ed25519", "x25519"} {
		pair := testkit.NodeKeys(t)[name].Private.Material(t).(*key.OKP)
		private, public := pair.D, pair.X
		wrong := append([]byte{public[0] ^ 1}, public[1:]...)
		url := base64.RawURLEncoding.EncodeToString
		for text, want := range map[string]bool{
			"Private key: " + url(private) + "\nPublic key: " + url(public) + "\n":             true,
			"Public key: " + url(public) + "\nPrivate key: " + url(private) + "\n":             true,
			`{"public":"` + hex.EncodeToString(public) + `","private":"` + url(private) + `"}`: true,
			"Private key: " + url(private) + "\nPublic key: " + url(wrong) + "\n":              false,
			`{"kty":"OKP","public":"` + url(public) + `","private":"` + url(private) + `"}`:    false,
		} {
			result, err := Decode(Input{Data: []byte(text)})
			if got := err == nil && len(result.Keys) == 1 && sameMaterial(result.Keys[0].Material, pair) && len(result.Keys[0].Notes) == 0; got != want {
				t.Errorf("%s, %q: %v, %+v", name, text, err, result)
			}
		}
	}
}

// TestOtherLineBreaks: a key in one line whose line breaks are escapes of bytes, or have
// become something else, of which a note tells.
func TestOtherLineBreaks(t *testing.T) {
	armored := strings.TrimSpace(string(readVector(t, "pem/p256-pkcs8.pem")))
	right, err := Decode(Input{Data: []byte(armored)})
	if err != nil {
		t.Fatal(err)
	}
	for mark, want := range map[string]string{
		`\x0a`: "", `\x0D\x0A`: "", `\012`: "", `\015\012`: "", "|": "line_breaks_restored", ";": "line_breaks_restored", "#": "line_breaks_restored",
		`\`: "line_breaks_restored", "/n": "line_breaks_restored", "n": "line_breaks_restored", "/x": "error", "@": "error",
	} {
		result, err := Decode(Input{Data: []byte("KEY=\"" + strings.ReplaceAll(armored, "\n", mark) + "\"\nA=b\n")})
		got := "error"
		if err == nil && len(result.Keys) == 1 && sameMaterial(result.Keys[0].Material, right.Keys[0].Material) {
			if got = ""; len(result.Keys[0].Notes) > 0 {
				got = result.Keys[0].Notes[0].Code
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s: %v", mark, got, want, err)
		}
	}
	// n may be a character of the key: lines of another length are not taken apart.
	shorter := strings.ReplaceAll(wrap(strings.Join(strings.Split(armored, "\n")[1:4], ""), 60), "\n", "/n")
	if _, err := Decode(Input{Data: []byte("-----BEGIN PRIVATE KEY-----/n" + shorter + "/n-----END PRIVATE KEY-----")}); fault.CodeOf(err) != fault.Malformed {
		t.Error(err)
	}
}

// TestPuTTYInCode: a file of PuTTY whose lines are strings of source code.
func TestPuTTYInCode(t *testing.T) {
	file := strings.TrimSpace(string(readVector(t, "ppk/v2-ed25519.ppk")))
	right, err := Decode(Input{Data: []byte(file)})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"Java": "String PK = \"" + strings.ReplaceAll(file, "\n", "\\n\" + \n\t\t\"") + "\\n\";\nint n;\n",
		"list": "[\n  '" + strings.ReplaceAll(file, "\n", "',\n  '") + "'\n].join('\\r\\n')\n",
	} {
		result, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(result.Keys) != 1 || !sameMaterial(result.Keys[0].Material, right.Keys[0].Material) {
			t.Errorf("%s: %v, %+v", name, err, result)
		}
	}
}
