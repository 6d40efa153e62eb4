package unlock

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// counted is a derivation that counts its runs; its keys are the forms.
func counted(runs *int, c Cost) *Derivation {
	return &Derivation{ID: "counted", Cost: c, Run: func(form []byte, _ *Effort) []byte {
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
		cost  Cost
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
		{"not even one may be tried", MaxCost + 1, []byte("a"), is("a"), fault.KDFTooCostly, 0},
	} {
		runs := 0
		e := &Effort{}
		err := e.Unlock(counted(&runs, c.cost), c.pass, c.fits)
		if c.code == "" && err != nil || c.code != "" && fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", c.about, err, c.code)
		}
		if runs != c.runs || e.spent != Cost(runs)*c.cost {
			t.Errorf("%s: %d runs, want %d; it cost %v", c.about, runs, c.runs, e.spent)
		}
	}
}

// A passphrase that opened something is not wrong as such; the empty one, and faults that
// say more, stay what they are.
func TestAnother(t *testing.T) {
	e := &Effort{}
	wrong := WrongPassphrase()
	if got := e.Another(wrong); got != wrong {
		t.Errorf("nothing was opened: %v", got)
	}
	open := func(pass []byte, form string) {
		runs := 0
		if err := e.Unlock(counted(&runs, freeCost), pass, func(key []byte) bool { return string(key) == "key "+form }); err != nil {
			t.Fatal(err)
		}
	}
	if open([]byte("a"), ""); e.Another(wrong) != wrong {
		t.Error("the empty one opened something, and not the one given")
	}
	open([]byte("a"), "a")
	_, hint := fault.Text(e.Another(wrong))
	if _, usual := fault.Text(wrong); hint == usual || fault.CodeOf(e.Another(wrong)) != fault.WrongPassphrase {
		t.Errorf("the hint is %q", hint)
	}
	for _, err := range []error{notEmpty(), fault.New(fault.PassphraseRequired, ""), nil} {
		if got := e.Another(err); got != err {
			t.Errorf("%v became %v", err, got)
		}
	}
}

// The same derivation of the same form is run once, and the form that opened one
// key is the first for the next.
func TestUnlockAgain(t *testing.T) {
	runs := 0
	e := &Effort{}
	d := counted(&runs, 0.5)
	fits := func(key []byte) bool { return string(key) == "key \xe9" }
	for range 3 {
		if err := e.Unlock(d, []byte("é"), fits); err != nil || runs != 3 {
			t.Errorf("%v after %d runs", err, runs)
		}
	}
	other := counted(&runs, 0.5)
	other.ID = "another"
	if err := e.Unlock(other, []byte("é"), fits); err != nil || runs != 4 {
		t.Errorf("the next key: %v after %d runs", err, runs)
	}
}

// Where no program writes anything under the empty passphrase, it is tried only
// when somebody says so.
func TestUnlockNeverEmpty(t *testing.T) {
	runs := 0
	d := counted(&runs, 0.001)
	d.NeverEmpty = true
	open := func(key []byte) bool { return string(key) == "key " }
	if err := new(Effort).Unlock(d, nil, open); fault.CodeOf(err) != fault.PassphraseRequired || runs != 0 {
		t.Errorf("%v after %d runs", err, runs)
	}
	if err := new(Effort).Unlock(d, []byte{}, open); err != nil || runs != 1 {
		t.Errorf("%v after %d runs", err, runs)
	}
}

// What is tried before anybody gave a passphrase has a total of its own.
func TestUnlockFree(t *testing.T) {
	runs := 0
	e := &Effort{}
	shut := func([]byte) bool { return false }
	for i := range 100 {
		d := counted(&runs, freeCost)
		d.ID = strings.Repeat("x", i)
		if err := e.Unlock(d, nil, shut); fault.CodeOf(err) != fault.PassphraseRequired {
			t.Fatal(err)
		}
	}
	if e.spent > maxFree || runs != 2 {
		t.Errorf("%d runs cost %v", runs, e.spent)
	}
	// What opens by itself proves nothing of what else there is.
	runs, e = 0, &Effort{}
	for i := range 100 {
		d := counted(&runs, freeCost)
		d.ID = strings.Repeat("x", i)
		e.Unlock(d, nil, func([]byte) bool { return true })
	}
	if e.spent > maxFree || runs != 2 {
		t.Errorf("%d runs cost %v", runs, e.spent)
	}
	// Once a file has been shown to be under the empty passphrase, it may be opened.
	runs, e = 0, &Effort{}
	proof := counted(&runs, freeCost)
	proof.Proves = true
	open := func([]byte) bool { return true }
	if err := e.Unlock(proof, nil, open); err != nil || !e.empty {
		t.Fatal(err)
	}
	for i := range 100 {
		d := counted(&runs, 0.1)
		d.ID = strings.Repeat("x", i)
		e.Unlock(d, nil, open)
	}
	if e.spent > maxProven || runs != 3 {
		t.Errorf("%d runs cost %v", runs, e.spent)
	}
}

// Passphrases that stand in the input are tried while they cost little; what is left then
// needs one, and is not too costly.
func TestUnlockBeside(t *testing.T) {
	var e Effort
	e.Beside([][]byte{[]byte("another"), []byte("right")})
	runs, opened := 0, 0
	for i := range 4 {
		d := counted(&runs, maxBeside/4)
		d.ID, d.NeverEmpty = string(rune('a'+i)), true
		made := d.Run
		d.Run = func(form []byte, e *Effort) []byte { made(form, e); return form }
		err := e.Unlock(d, nil, func(key []byte) bool { return string(key) == "right" })
		if err == nil {
			opened++
		} else if fault.CodeOf(err) != fault.PassphraseRequired {
			t.Error(err)
		}
	}
	if opened != 2 || runs != 4 {
		t.Errorf("%d were opened by %d derivations", opened, runs)
	}
}
