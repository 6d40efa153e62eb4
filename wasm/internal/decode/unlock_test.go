package decode

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// counted is a derivation that counts its runs; its keys are the forms.
func counted(runs *int, c cost) *derivation {
	return &derivation{id: "counted", cost: c, run: func(form []byte) []byte {
		*runs++
		return append([]byte("key "), form...)
	}}
}

func TestUnlock(t *testing.T) {
	is := func(form string) func([]byte) bool {
		return func(key []byte) bool { return string(key) == "key "+form }
	}
	for _, c := range []struct {
		about string
		cost  cost
		pass  []byte
		fits  func([]byte) bool
		code  fault.Code
		runs  int
	}{
		{"the right one", 1, []byte("a"), is("a"), "", 1},
		{"a wrong one", 1, []byte("a"), is("b"), fault.WrongPassphrase, 1},
		{"a wrong one, where the empty one is nearly free", freeCost, []byte("a"), is("b"), fault.WrongPassphrase, 2},
		{"another is given, and it is the empty one", freeCost, []byte("a"), is(""), "", 2},
		{"none given", 1, nil, is("b"), fault.PassphraseRequired, 0},
		{"none given, and it is the empty one", freeCost, nil, is(""), "", 1},
		{"none given, it is the empty one, and that is not free", freeCost + 0.001, nil, is(""), fault.PassphraseRequired, 0},
		{"said to be empty", 1, []byte{}, is(""), "", 1},
		{"said to be empty, and is not", 1, []byte{}, is("b"), fault.WrongPassphrase, 1},
		{"the third form", 1, []byte("é"), is("\xe9"), "", 3},
		{"no form", 1, []byte("é"), is("b"), fault.WrongPassphrase, 3},
		{"no form, and not all may be tried", 2, []byte("é"), is("\xe9"), fault.WrongPassphrase, 1},
		{"not even one may be tried", maxCost + 1, []byte("a"), is("a"), fault.KDFTooCostly, 0},
	} {
		runs := 0
		e := &effort{}
		err := e.unlock(counted(&runs, c.cost), c.pass, c.fits)
		if c.code == "" && err != nil || c.code != "" && fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", c.about, err, c.code)
		}
		if runs != c.runs || e.spent != cost(runs)*c.cost {
			t.Errorf("%s: %d runs, want %d; it cost %v", c.about, runs, c.runs, e.spent)
		}
	}
}

// The same derivation of the same form is run once, and the form that opened one
// key is the first for the next.
func TestUnlockAgain(t *testing.T) {
	runs := 0
	e := &effort{}
	d := counted(&runs, 0.5)
	fits := func(key []byte) bool { return string(key) == "key \xe9" }
	for range 3 {
		if err := e.unlock(d, []byte("é"), fits); err != nil || runs != 3 {
			t.Errorf("%v after %d runs", err, runs)
		}
	}
	other := counted(&runs, 0.5)
	other.id = "another"
	if err := e.unlock(other, []byte("é"), fits); err != nil || runs != 4 {
		t.Errorf("the next key: %v after %d runs", err, runs)
	}
}

// Where no program writes anything under the empty passphrase, it is tried only
// when somebody says so.
func TestUnlockNeverEmpty(t *testing.T) {
	runs := 0
	d := counted(&runs, 0.001)
	d.neverEmpty = true
	open := func(key []byte) bool { return string(key) == "key " }
	if err := new(effort).unlock(d, nil, open); fault.CodeOf(err) != fault.PassphraseRequired || runs != 0 {
		t.Errorf("%v after %d runs", err, runs)
	}
	if err := new(effort).unlock(d, []byte{}, open); err != nil || runs != 1 {
		t.Errorf("%v after %d runs", err, runs)
	}
	for _, name := range []string{"ppk/v3-default.ppk", "openssh/ed-default-rounds.key"} {
		if r := readerOf(readVector(t, name), nil); r.spent.spent != 0 {
			t.Errorf("%s cost %v before anybody gave a passphrase", name, r.spent.spent)
		}
	}
}

// What is tried before anybody gave a passphrase has a total of its own.
func TestUnlockFree(t *testing.T) {
	runs := 0
	e := &effort{}
	shut := func([]byte) bool { return false }
	for i := range 100 {
		d := counted(&runs, freeCost)
		d.id = strings.Repeat("x", i)
		if err := e.unlock(d, nil, shut); fault.CodeOf(err) != fault.PassphraseRequired {
			t.Fatal(err)
		}
	}
	if e.spent > maxFree || runs != 2 {
		t.Errorf("%d runs cost %v", runs, e.spent)
	}
	// What opens by itself proves nothing of what else there is.
	runs, e = 0, &effort{}
	for i := range 100 {
		d := counted(&runs, freeCost)
		d.id = strings.Repeat("x", i)
		e.unlock(d, nil, func([]byte) bool { return true })
	}
	if e.spent > maxFree || runs != 2 {
		t.Errorf("%d runs cost %v", runs, e.spent)
	}
	// Once a file has been shown to be under the empty passphrase, it may be opened.
	runs, e = 0, &effort{}
	proof := counted(&runs, freeCost)
	proof.proves = true
	open := func([]byte) bool { return true }
	if err := e.unlock(proof, nil, open); err != nil || !e.empty {
		t.Fatal(err)
	}
	for i := range 100 {
		d := counted(&runs, 0.1)
		d.id = strings.Repeat("x", i)
		e.unlock(d, nil, open)
	}
	if e.spent > maxProven || runs != 3 {
		t.Errorf("%d runs cost %v", runs, e.spent)
	}
}

// readerOf reads an input with a passphrase and gives back what it cost.
func readerOf(data, pass []byte) *reader {
	r := &reader{pass: pass, again: readAgain(len(data))}
	r.bytes(data)
	return r
}

// One input derives a key once, however often it holds it: twice in a row, in
// text that is read again, in a PKCS#12 file whose parts are looked at twice.
func TestDerivedOnce(t *testing.T) {
	encrypted := readVector(t, "pbes/default.pem")
	once := readerOf(encrypted, []byte(vectorPassphrase)).spent.spent
	if once <= 0 {
		t.Fatal("it costs nothing")
	}
	block, _ := pem.Decode(encrypted)
	quoted := `{"a": "` + strings.ReplaceAll(string(encrypted), "\n", `\n`) + `", `
	for name, data := range map[string][]byte{
		"twice":         append(bytes.Clone(encrypted), encrypted...),
		"broken JSON":   []byte(strings.Repeat(quoted, 5)),
		"DER in series": append(bytes.Clone(block.Bytes), block.Bytes...),
	} {
		if r := readerOf(data, []byte(vectorPassphrase)); r.spent.spent != once || len(r.parts) == 0 {
			t.Errorf("%s: cost %v, once %v; %d keys", name, r.spent.spent, once, len(r.parts))
		}
	}
	// A MAC, a key and a certificate, each of 2,048 iterations.
	want := 2048.0/float64(limits.hashes) + 2*2048.0/float64(limits.hmacs)
	if r := readerOf(readVector(t, "pkcs12/default.p12"), []byte(vectorPassphrase)); float64(r.spent.spent) > want*1.0001 {
		t.Errorf("a PKCS#12 file cost %v, want %v", r.spent.spent, want)
	}
}

// No vector derives more than a little before somebody gave a passphrase.
func TestNothingDerivedUnasked(t *testing.T) {
	files, err := filepath.Glob(vectorsDir + "/*/*")
	if err != nil || len(files) < 500 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil || len(bytes.TrimSpace(data)) == 0 {
			continue
		}
		r := readerOf(data, nil)
		limit := maxFree
		if r.spent.empty {
			limit = maxProven
		}
		if r.spent.spent > limit {
			t.Errorf("%s cost %v", name, r.spent.spent)
		}
		for _, s := range r.skipped {
			if fault.CodeOf(s.Err) == fault.WrongPassphrase {
				t.Errorf("%s: nobody gave a passphrase that could be wrong", name)
			}
		}
	}
}

// TestLostKeys looks for keys behind ones that are not read as often as it must,
// and no more.
func TestLostKeys(t *testing.T) {
	good := readVector(t, "openssh/ed.key")
	block, _ := pem.Decode(good)
	r := &sshReader{rest: block.Bytes[len(opensshMagic):]}
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

// A wrong passphrase gives well padded junk once in 256 times, and whatever is
// asked of RC4 without padding. None of it may seem to be a key, or broken.
func TestWrongPassphrases(t *testing.T) {
	for _, name := range []string{"dek/ec-aes-128-cbc.pem", "dek/ec-des-cbc.pem", "pbes/iterations-1.pem"} {
		data := readVector(t, name)
		for i := range 3000 {
			_, err := Decode(Input{Data: data, Passphrase: fmt.Append(nil, "wrong ", i)})
			if fault.CodeOf(err) != fault.WrongPassphrase {
				t.Fatalf("%s, passphrase %d: %v", name, i, err)
			}
		}
	}
}

// A refusal says that the empty passphrase was tried, and not that something was
// typed wrongly.
func TestNotEmptyHint(t *testing.T) {
	_, err := Decode(Input{Data: readVector(t, "unlock/not-empty-pbes2.pem"), Passphrase: []byte{}})
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != fault.WrongPassphrase || !strings.Contains(f.Hint, "type it") {
		t.Errorf("got %v", err)
	}
}
