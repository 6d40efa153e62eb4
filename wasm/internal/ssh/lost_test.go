package ssh

import (
	"encoding/pem"
	"os"
	"strings"
	"testing"

	"jwkmint/wasm/testkit"
)

// TestLostKeys looks for keys behind ones that are not read as often as it must,
// and no more.
func TestLostKeys(t *testing.T) {
	good, err := os.ReadFile(testkit.Vectors + "/openssh/ed.key")
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(good)
	r := &sshReader{rest: block.Bytes[len(OpenSSHMagic):]}
	r.string()
	r.string()
	r.string()
	r.uint32()
	public := r.string()
	private := r.string()[8:]
	private = private[:len(private)-len(private)%8]
	pad := 0
	for n := 7; n > 0 && pad == 0; n-- { // its padding ends in 1, 2, 3, …, n
		if int(private[len(private)-1]) == n {
			pad = n
		}
	}
	private = private[:len(private)-pad]
	absent := []byte("\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20" + strings.Repeat("?", 32))
	file := func(lost int) ([]byte, [][]byte) {
		plain := append(make([]byte, 8), private...)
		publics := [][]byte{public}
		for range lost {
			publics = append(publics, absent)
		}
		return append(append(plain, "junk"...), private...), append(publics, public)
	}
	for lost, want := range map[int]int{1: 2, maxSearch: 2, maxSearch + 2: 1} {
		plain, publics := file(lost)
		keys, skipped, err := parseOpenSSHKeys(plain, publics, "")
		if err != nil || len(keys) != want || len(keys)+len(skipped) != len(publics) {
			t.Errorf("%d lost: %d keys, %d skipped, %v", lost, len(keys), len(skipped), err)
		}
	}
	// However many are found, none is lost for it.
	var plain []byte
	var publics [][]byte
	plain = append(plain, make([]byte, 8)...)
	for range 3 * maxSearch {
		plain = append(append(plain, absent...), private...)
		publics = append(publics, absent, public)
	}
	if keys, _, err := parseOpenSSHKeys(plain, publics, ""); err != nil || len(keys) != 3*maxSearch {
		t.Errorf("%d keys, %v", len(keys), err)
	}
}
