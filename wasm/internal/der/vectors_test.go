package der

import (
	"encoding/pem"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// oneBlock is the DER of a file of one PEM block, or of a file that is DER.
func oneBlock(name string, data []byte) []byte {
	if strings.HasSuffix(name, ".der") {
		return data
	}
	block, rest := pem.Decode(data)
	if block == nil || len(block.Headers) > 0 || len(strings.TrimSpace(string(rest))) > 0 || !strings.HasPrefix(string(data), "-----BEGIN") ||
		strings.Contains(block.Type, "OPENSSH") {
		return nil
	}
	return block.Bytes
}

// TestVectors reads every key, certificate and request that openssl and the others
// wrote, and those that were changed after. What holds several is another test's.
func TestVectors(t *testing.T) {
	only := func(name string, data []byte, v testkit.Vector) bool {
		der := oneBlock(name, data)
		if len(der) < 2 || der[0] != 0x30 || len(v.Keys) > 1 || len(v.Skipped) > 0 || v.Passphrase != nil {
			return false
		}
		if size, err := Size(der); err == nil && size < len(der) && v.Error == "" {
			return false // what follows is left out by the caller
		}
		what, _, _ := Parse(der, "")
		return what != KindEncryptedPKCS8 && what != KindPKCS7 && what != KindPKCS12
	}
	testkit.EachVector(t, []string{"pem", "odd", "cert", "mldsa", "der", "hostile", "refused"}, only, func(t *testing.T, data []byte, v testkit.Vector) {
		der := oneBlock(t.Name(), data)
		open := der[1] == 0x80
		if open {
			strict, err := FromBER(der)
			if err != nil {
				v.CheckOne(t, nil, err)
				return
			}
			der = strict
		}
		what, found, err := Parse(der, "")
		switch tests := 1; {
		case what == KindParameters:
			v.Detail = "parameters" // the label says of what
		case what == KindPKCS1Public && err == nil && IsDHParameters(found.Key, &tests):
			testkit.CheckFault(t, fault.New(fault.NotAKey, "Diffie-Hellman parameters"), v.Error, v.Detail)
			return
		}
		if found.Key != nil && open {
			found.Key.Notes = append([]key.Warning{NotDER}, found.Key.Notes...)
		}
		for i, want := range v.Keys { // package chain finds that
			v.Keys[i].Notes = slices.DeleteFunc(want.Notes, func(code string) bool { return code == "certificate_unsound" })
		}
		v.CheckOne(t, found.Key, err)
		if (found.Cert != nil) != (what == KindCertificate) && v.Error == "" {
			t.Errorf("kind %d, certificate %v", what, found.Cert)
		}
	})
}
