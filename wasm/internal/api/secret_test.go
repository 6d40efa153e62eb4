package api

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/key"
)

// vector is what this test needs of testdata/vectors/*/expect.json.
type vector struct {
	Passphrase *string
	Error      string
	Skipped    []string
	path       string
}

// vectors are all cases of testdata/vectors, and the guide's files.
func vectors(t testing.TB) map[string]vector {
	t.Helper()
	all := map[string]vector{}
	indexes, err := filepath.Glob("../../testdata/vectors/*/expect.json")
	if err != nil || len(indexes) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	for _, index := range indexes {
		text, err := os.ReadFile(index)
		if err != nil {
			t.Fatal(err)
		}
		cases := map[string]vector{}
		if err := json.Unmarshal(text, &cases); err != nil {
			t.Fatal(err)
		}
		for name, v := range cases {
			v.path = filepath.Join(filepath.Dir(index), name)
			all[filepath.Base(filepath.Dir(index))+"/"+name] = v
		}
	}
	guide, err := filepath.Glob("../../testdata/guide/*.key")
	if err != nil || len(guide) < 10 {
		t.Fatalf("%d guide files: %v", len(guide), err)
	}
	for _, path := range guide {
		all["guide/"+filepath.Base(path)] = vector{path: path}
	}
	return all
}

// params are those of convert for the vector.
func (v vector) params(t testing.TB) (dict, []byte) {
	t.Helper()
	data, err := os.ReadFile(v.path)
	if err != nil {
		t.Fatal(err)
	}
	p := dict{"input": data, "name": filepath.Base(v.path)}
	if v.Passphrase != nil {
		p["passphrase"], p["noPassphrase"] = *v.Passphrase, *v.Passphrase == ""
	}
	return p, data
}

// secrets are the private numbers of a key, as the bytes that they are.
func secrets(m key.Material) [][]byte {
	var list [][]byte
	add := func(numbers ...*big.Int) {
		for _, n := range numbers {
			list = append(list, n.Bytes())
		}
	}
	switch m := m.(type) {
	case *key.RSA:
		if m.D != nil {
			add(m.D, m.P, m.Q, m.DP, m.DQ, m.QI)
		}
		for _, o := range m.Others {
			add(o.R, o.D, o.T)
		}
	case *key.EC:
		if m.D != nil {
			list = append(list, m.D, new(big.Int).SetBytes(m.D).Bytes())
		}
	case *key.OKP:
		if m.D != nil {
			list = append(list, m.D)
		}
	case *key.Oct:
		list = append(list, m.K)
	}
	return list
}

// holdsSecret looks for the bytes in text: as they are, in hexadecimal, in
// base64 of both alphabets at each of the three places a byte can have, and,
// in PEM and OpenSSH forms, in what the base64 stands for.
func holdsSecret(text string, secret []byte) string {
	if len(secret) < 8 {
		return "" // a number this small is in any text by chance
	}
	joined := strings.NewReplacer("\n", "", `\n`, "").Replace(text)
	if strings.Contains(text, string(secret)) {
		return "as bytes"
	}
	if strings.Contains(strings.ToLower(joined), hex.EncodeToString(secret)) {
		return "in hexadecimal"
	}
	for shift := range 3 {
		// Encode what remains from the next whole group of three.
		rest := secret[shift:]
		rest = rest[:len(rest)/3*3]
		for _, e := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			if strings.Contains(joined, e.EncodeToString(rest)) {
				return "in base64"
			}
		}
	}
	data := []byte(strings.ReplaceAll(text, `\n`, "\n"))
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if bytes.Contains(block.Bytes, secret) {
			return "in a PEM block"
		}
	}
	for _, word := range strings.Fields(text) {
		if blob, err := base64.StdEncoding.DecodeString(word); err == nil && bytes.Contains(blob, secret) {
			return "in an OpenSSH blob"
		}
	}
	return ""
}

func TestHoldsSecret(t *testing.T) {
	private, public := golden(t, "rsa2048/pkcs8"), golden(t, "rsa2048/spki")
	result, err := decode.Decode(decode.Input{Data: []byte(private)})
	if err != nil {
		t.Fatal(err)
	}
	for i, secret := range secrets(result.Keys[0].Material) {
		for name, text := range map[string]string{
			"PEM": private, "traditional": golden(t, "rsa2048/traditional"), "one line": encode.OneLine(private),
			"JWK": golden(t, "rsa2048/jwk_private"), "hex": fmt.Sprintf("%X", secret),
		} {
			if holdsSecret(text, secret) == "" {
				t.Errorf("the test would not see number %d in %s", i, name)
			}
		}
		for _, text := range []string{public, golden(t, "rsa2048/jwk"), golden(t, "rsa2048/ssh")} {
			if how := holdsSecret(text, secret); how != "" {
				t.Errorf("number %d is found %s where it is not", i, how)
			}
		}
	}
}

// TestNoPrivateMembers is the promise of the page: of no input that is known
// does a private number get into a public form, into any reply that was not
// asked for private forms, into a comparison, or into a public archive.
func TestNoPrivateMembers(t *testing.T) {
	var public, private []string
	for _, form := range encode.All {
		if !form.IsPrivate() {
			public = append(public, string(form))
		} else {
			private = append(private, string(form))
		}
	}
	read := 0
	for name, v := range vectors(t) {
		if v.Error != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			p, data := v.params(t)
			s := testSession()
			reply := send(t, s, "convert", p)
			if s.memo == nil {
				t.Fatalf("the vector was refused: %s", reply)
			}
			var hidden [][]byte
			for _, e := range s.memo.keys {
				hidden = append(hidden, secrets(e.Material)...)
			}
			check := func(what, text string) {
				t.Helper()
				for _, secret := range hidden {
					if how := holdsSecret(text, secret); how != "" {
						t.Fatalf("a private number is in %s, %s", what, how)
					}
				}
			}
			check("the default reply", string(reply))
			for _, form := range public {
				for _, all := range []bool{false, true} {
					options := dict{"private": all, "x5c": true, "keyOps": all, "compact": all}
					check("a reply with "+form, string(send(t, s, "render", dict{"options": options, "forms": []string{form}})))
				}
			}
			for _, form := range private {
				check("the refusal of "+form, string(send(t, s, "render", dict{"forms": []string{form}})))
			}
			check("a comparison", string(send(t, s, "compare", dict{"with": data})))
			archive := s.Handle(context.Background(), message(t, "archive", dict{}))
			check("the answer beside an archive", string(archive.JSON))
			if len(archive.Attachments) > 0 {
				r := accepted[archiveReply](t, "archive", archive.JSON)
				r.zip = archive.Attachments[r.Data]
				for name, text := range unzip(t, r) {
					check(name, text)
				}
			}
			if len(hidden) > 0 {
				read++
			}
		})
	}
	if read < 50 {
		t.Errorf("only %d private keys were looked at", read)
	}
}

// TestVectorErrors checks that each vector that cannot be read is refused
// with the code that it names, and that no refusal quotes the input or the
// passphrase.
func TestVectorErrors(t *testing.T) {
	for name, v := range vectors(t) {
		if v.Error == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			p, data := v.params(t)
			reply := send(t, testSession(), "convert", p)
			var r struct{ Error errorReply }
			if err := json.Unmarshal(reply, &r); err != nil {
				t.Fatal(err)
			}
			if string(r.Error.Code) != v.Error {
				t.Errorf("code %s, want %s", r.Error.Code, v.Error)
			}
			if r.Error.Message == "" || r.Error.Hint == "" {
				t.Error("the refusal lacks words")
			}
			if v.Passphrase != nil && len(*v.Passphrase) > 3 && bytes.Contains(reply, []byte(*v.Passphrase)) {
				t.Error("the refusal quotes the passphrase")
			}
			// Names in our own words (brainpoolP256r1) are shorter.
			const long = 16
			for i := 0; i+long <= len(data); i++ {
				if part := data[i : i+long]; bytes.Contains(reply, part) && bytes.IndexFunc(part, isRare) >= 0 {
					t.Fatalf("the refusal quotes the input: %q", part)
				}
			}
		})
	}
}

// isRare is true for what our own words hardly hold.
func isRare(r rune) bool {
	return r >= '0' && r <= '9' || r == '+' || r == '/' || r == '=' || r >= 0x80 || r < ' '
}

// TestNumbersBesideKeys: no public form has a private number in it that stands beside the
// key, or beside the keys of the set, in words or as a list; with what has none all stays.
func TestNumbersBesideKeys(t *testing.T) {
	private := golden(t, "p256/jwk_private")
	var jwk map[string]any
	if err := json.Unmarshal([]byte(private), &jwk); err != nil {
		t.Fatal(err)
	}
	d := jwk["d"].(string)
	octets, err := base64.RawURLEncoding.DecodeString(d)
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Trim(strings.ReplaceAll(fmt.Sprint(octets), " ", ","), "[]")
	public := publicJWK(t, "p256")
	for form, note := range map[string]string{"words": `"it is ` + d + `."`, "list": "[" + list + "]"} {
		with := func(key string) string {
			return strings.TrimRight(key, "} \n") + `,"note":` + note + `,"more":"stays"}`
		}
		for name, text := range map[string]string{
			"beside the number": with(private), "beside the keys": with(`{"keys":[` + private + "]}"),
			"beside a public key": with(public), "beside public keys": with(`{"keys":[` + public + "]}"),
		} {
			if form == "list" && strings.Contains(name, "public") {
				continue // nothing proves that these are private
			}
			r := ask[keysReply](t, testSession(), "convert", input(text, nil, "jwk", "jwks"))
			for form, out := range r.Outputs {
				if strings.Contains(out, d) || strings.Contains(strings.ReplaceAll(strings.ReplaceAll(out, " ", ""), "\n", ""), list) {
					t.Errorf("%s, %s: %s", name, form, out)
				}
			}
			if !strings.Contains(r.Outputs["jwk"]+r.Outputs["jwks"], "stays") {
				t.Errorf("%s: all is left out: %v", name, r.Outputs)
			}
		}
	}
}
