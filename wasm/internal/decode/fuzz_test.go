package decode

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// FuzzDecode reads any input. What must hold besides checkFuzz: either a key
// or an error, every key makes sense, and every key written as a JWK by other
// code reads as the same key again.
func FuzzDecode(f *testing.F) {
	testkit.CheapLimits(f)
	for _, area := range []string{"pem", "text", "cert", "several", "refused", "hostile", "jwk", "xml", "der", "embedded", "pasted", "mldsa"} {
		files, err := filepath.Glob(filepath.Join(vectorsDir, area, "*"))
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds in %s: %v", area, err)
		}
		for _, name := range files {
			if filepath.Base(name) == "expect.json" {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 2048 || area == "mldsa" && len(data) < 8192 {
				f.Add(data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, pass := range [][]byte{nil, []byte(testkit.FuzzPassphrase)} {
			var result *Result
			testkit.CheckFuzz(t, data, func() (err error) {
				result, err = Decode(Input{Data: data, Passphrase: pass})
				if (err == nil) != (result != nil && len(result.Keys) > 0) {
					t.Fatalf("neither a key nor an error, or both: %v", err)
				}
				return err
			})
			if result == nil {
				continue
			}
			for _, s := range result.Skipped {
				testkit.CheckFuzz(t, data, func() error { return s.Err })
			}
			for _, k := range result.Keys {
				checkRoundTrip(t, k)
			}
		}
	})
}

// textual matches what can be base64 or hexadecimal itself.
var textual = regexp.MustCompile(`^[0-9A-Za-z_+/=\r\n-]+$`)

// checkRoundTrip writes a key as a JWK and reads that.
func checkRoundTrip(t *testing.T, k *key.Key) {
	t.Helper()
	if rsa, ok := k.Material.(*key.RSA); ok && textual.Match(rsa.N.Bytes()) {
		return // a JWK whose n is text is read as what the text says; no modulus that was ever made is one
	}
	if err := k.Material.Check(); err != nil {
		t.Fatalf("an invalid key came out: %v", err)
	}
	jwk := jwkMembers(k.Material)
	text, err := json.Marshal(jwk)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Decode(Input{Data: text})
	if err != nil {
		t.Fatalf("the key's own JWK does not read: %v", err)
	}
	if len(again.Keys) != 1 || digestOf(jwkMembers(again.Keys[0].Material)) != digestOf(jwk) {
		t.Fatal("the key's own JWK reads as another key")
	}
}

// FuzzDER gives bytes straight to every reader of DER.
func FuzzDER(f *testing.F) {
	testkit.CheapLimits(f)
	for _, area := range []string{"pem", "cert", "refused", "hostile", "der", "mldsa"} {
		files, _ := filepath.Glob(filepath.Join(vectorsDir, area, "*"))
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			if block, _ := pem.Decode(data); block != nil {
				data = block.Bytes
			} else if filepath.Ext(name) != ".der" {
				continue
			}
			if len(data) < 1024 || area == "mldsa" {
				f.Add(data)
			}
		}
	}
	one := func(parse func([]byte) (*key.Key, error)) func([]byte) ([]*key.Key, error) {
		return func(der []byte) ([]*key.Key, error) {
			k, err := parse(der)
			if err != nil {
				return nil, err
			}
			return []*key.Key{k}, nil
		}
	}
	parsers := []func([]byte) ([]*key.Key, error){
		one(der.ParseSPKI), one(der.ParsePKCS8), one(der.ParsePKCS1Private), one(der.ParsePKCS1Public), one(der.ParseCSR),
		one(func(data []byte) (*key.Key, error) { return der.ParseSEC1(data, "") }),
		one(func(data []byte) (*key.Key, error) {
			c, k, err := der.ParseCertificate(data)
			if err == nil && (c == nil || k == nil) {
				return nil, fault.New(fault.Internal, "nothing, and no error")
			}
			return k, err
		}),
		func(der []byte) ([]*key.Key, error) {
			r := &reader{}
			r.der(der, "TRUSTED CERTIFICATE")
			r.der(der, "")
			if !r.found() {
				return nil, nil // a certificate bundle may be all obsolete kinds
			}
			result, err := r.result()
			if err != nil {
				return nil, err
			}
			return result.Keys, nil
		},
	}
	f.Add(slices.Concat([]byte("0\x81\x89\x02\x81\x81"), bytes.Repeat([]byte("0"), 128), []byte("1\x02\x03000"))) // a modulus of digits
	f.Fuzz(func(t *testing.T, der []byte) {
		for _, parse := range parsers {
			testkit.CheckFuzz(t, der, func() error {
				keys, err := parse(der)
				for _, k := range keys {
					checkRoundTrip(t, k)
				}
				return err
			})
		}
	})
}

// FuzzJavaStore recognises what no other reader takes.
func FuzzJavaStore(f *testing.F) {
	testkit.Seeds(f, func(data []byte) { f.Add(data) }, "jks")
	f.Fuzz(func(t *testing.T, data []byte) {
		testkit.CheckFuzz(t, data, func() error { return javaStore(data) })
	})
}
