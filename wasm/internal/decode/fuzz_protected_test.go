package decode

import (
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
)

// fuzzPassphrase opens the vectors that serve as seeds, so that fuzzing gets
// behind the encryption.
const fuzzPassphrase = "correct horse"

// fuzzPassphrases are none, the empty one, the usual one, and one of many forms.
var fuzzPassphrases = [][]byte{nil, {}, []byte(fuzzPassphrase), []byte("na\u00efve \u20ac")}

// seeds calls add for every vector of the given areas that is small enough to
// mutate well.
func seeds(f *testing.F, add func(data []byte), areas ...string) {
	f.Helper()
	for _, area := range areas {
		files, err := filepath.Glob(filepath.Join(vectorsDir, area, "*"))
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds in %s: %v", area, err)
		}
		for _, name := range files {
			switch filepath.Ext(name) {
			case ".json", ".sh", ".mjs":
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 4096 {
				add(data)
			}
		}
	}
}

// cheapLimits lowers the limits so far that no derivation takes noticeable
// time; a wrong estimate of a cost then shows as a slow case.
func cheapLimits(f *testing.F) {
	usual := limits
	limits = costs{hmacs: 5000, hashes: 10000, bcryptRounds: 1, memory: 1 << 20, traffic: 8 << 20}
	f.Cleanup(func() { limits = usual })
}

// checkFuzz runs one case and checks what must hold for every input: an error
// is a fault that quotes neither input nor passphrase, and it does not take
// long.
func checkFuzz(t *testing.T, input []byte, run func() error) {
	t.Helper()
	var err error
	if took := quickest(func() { err = run() }, time.Second); took > time.Second {
		t.Errorf("took %v", took)
	}
	if err == nil {
		return
	}
	if fault.CodeOf(err) == fault.Internal {
		t.Fatalf("not a fault: %v", err)
	}
	message, hint := fault.Text(err)
	text := err.Error() + " " + message + " " + hint
	if strings.Contains(text, fuzzPassphrase) {
		t.Error("the passphrase is in the error")
	}
	const window = 16
	for i := 0; i+window <= len(text); i++ {
		if strings.Contains(string(input), text[i:i+window]) {
			t.Fatalf("input is in the error: %q", text[i:i+window])
		}
	}
}

func FuzzOpenSSH(f *testing.F) {
	cheapLimits(f)
	seeds(f, func(data []byte) {
		if block, _ := pem.Decode(data); block != nil {
			f.Add(block.Bytes)
		}
	}, "openssh", "unlock")
	seeds(f, func(data []byte) { f.Add(data) }, "sshpub")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, pass := range fuzzPassphrases {
			checkFuzz(t, data, func() error {
				keys, _, err := parseOpenSSHPrivate(data, pass, new(effort))
				for _, k := range keys {
					if !k.Material.IsPrivate() {
						t.Error("a private key came out public")
					}
				}
				if err == nil && len(keys) == 0 {
					t.Error("neither keys nor an error")
				}
				return err
			})
		}
		checkFuzz(t, data, func() error { _, err := parseSSHWire(data); return err })
		checkFuzz(t, data, func() error { _, err := parseSSHLine(string(data)); return err })
		checkFuzz(t, data, func() error { _, err := parseSSH2Public(data); return err })
	})
}

func FuzzPBES(f *testing.F) {
	cheapLimits(f)
	seeds(f, func(data []byte) {
		if block, _ := pem.Decode(data); block != nil {
			f.Add(block.Bytes, block.Headers["Proc-Type"], block.Headers["DEK-Info"])
		}
	}, "pbes", "dek", "unlock")
	f.Fuzz(func(t *testing.T, data []byte, procType, dekInfo string) {
		for _, pass := range fuzzPassphrases {
			checkFuzz(t, data, func() error {
				plain, scheme, err := decryptPKCS8(data, pass, new(effort))
				if err == nil && (!looksLikePKCS8(plain) || scheme == "") {
					t.Error("opened, but no key or no name")
				}
				return err
			})
			checkFuzz(t, append(data[:len(data):len(data)], dekInfo...), func() error {
				plain, scheme, err := decryptPEM(procType, dekInfo, data, pass)
				if err == nil && (!looksLikePrivateKey(plain) || scheme == "") {
					t.Error("opened, but no key or no name")
				}
				return err
			})
		}
	})
}

func FuzzPKCS12(f *testing.F) {
	cheapLimits(f)
	seeds(f, func(data []byte) { f.Add(data) }, "pkcs12", "jks", "unlock")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, pass := range fuzzPassphrases {
			checkFuzz(t, data, func() error {
				result, err := parsePKCS12(data, pass, new(effort))
				if err == nil && len(result.Keys) == 0 {
					t.Error("neither keys nor an error")
				}
				return err
			})
		}
		checkFuzz(t, data, func() error { return javaStore(data) })
		if der, err := berToDER(data); err == nil {
			again, err := berToDER(der)
			if err != nil || string(again) != string(der) {
				t.Errorf("DER of BER is not its own DER: %v", err)
			}
		}
	})
}

func FuzzPPK(f *testing.F) {
	cheapLimits(f)
	seeds(f, func(data []byte) { f.Add(data) }, "ppk", "unlock")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, pass := range fuzzPassphrases {
			checkFuzz(t, data, func() error {
				k, err := parsePPK(data, pass, new(effort))
				if err == nil && !k.Material.IsPrivate() {
					t.Error("a private key came out public")
				}
				return err
			})
		}
	})
}
