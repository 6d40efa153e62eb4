package ssh

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
)

// TestDerivationBounds looks at both sides of every bound on a derivation: what
// is at the bound is read, and has at most the whole cost; what is one beyond is
// too costly.
func TestDerivationBounds(t *testing.T) {
	bcrypt := func(salt, rounds, size int) (*unlock.Derivation, error) {
		options := binary.BigEndian.AppendUint32(nil, uint32(salt))
		options = append(options, make([]byte, salt)...)
		return parseBcrypt(binary.BigEndian.AppendUint32(options, uint32(rounds)), size)
	}
	argon2 := func(memory, passes, lanes, salt int) (*unlock.Derivation, error) {
		text := fmt.Sprintf("Key-Derivation: Argon2id\nArgon2-Memory: %d\nArgon2-Passes: %d\nArgon2-Parallelism: %d\nArgon2-Salt: %s\n",
			memory, passes, lanes, strings.Repeat("ab", salt))
		r := &ppkReader{lines: strings.Split(text, "\n")}
		a := r.argon2()
		if r.err != nil {
			return nil, r.err
		}
		return (&ppkFile{argon2: a}).derivation(), nil
	}
	of := func(d *unlock.Derivation, err error) func() (*unlock.Derivation, error) {
		return func() (*unlock.Derivation, error) { return d, err }
	}
	type made = func() (*unlock.Derivation, error)
	// What has the whole cost at its bound; the others' bounds are beside the cost.
	whole := regexp.MustCompile("iterations|blocks|filling|rounds|scrypt passes|traffic")
	for _, c := range []struct {
		name       string
		at, beyond made
	}{
		{"bcrypt rounds", of(bcrypt(16, 2048, 48)), of(bcrypt(16, 2049, 48))},
		{"bcrypt blocks", of(bcrypt(16, 2048, 64)), of(bcrypt(16, 2048, 65))},
		{"bcrypt salt", of(bcrypt(1024, 1, 48)), of(bcrypt(1025, 1, 48))},
		{"Argon2 memory", of(argon2(257<<10, 1, 1, 16)), of(argon2(257<<10+1, 1, 1, 16))},
		{"Argon2 traffic", of(argon2(1<<20>>3, 32, 1, 16)), of(argon2(1<<20>>3, 33, 1, 16))},
		{"Argon2 passes", of(argon2(8, 32768, 1, 16)), of(argon2(8, 32769, 1, 16))},
		{"Argon2 lanes", of(argon2(8, 1, 255, 16)), of(argon2(8, 1, 256, 16))},
		{"Argon2 memory of lanes", of(argon2(1, 2056, 255, 16)), of(argon2(1, 2057, 255, 16))},
		{"Argon2 salt", of(argon2(8, 1, 1, 1024)), of(argon2(8, 1, 1, 1025))},
	} {
		d, err := c.at()
		if err != nil {
			t.Errorf("%s: at the bound: %v", c.name, err)
		} else if of := whole.FindString(c.name); d.Cost > 1.1 || of != "" && d.Cost < 0.99 {
			t.Errorf("%s: at the bound it costs %v", c.name, d.Cost)
		}
		if _, err := c.beyond(); fault.CodeOf(err) != fault.KDFTooCostly {
			t.Errorf("%s: beyond the bound: %v", c.name, err)
		}
	}
}

// What a derivation is told apart by: each of its parameters counts.
func TestDerivationIDs(t *testing.T) {
	seen := map[string]string{}
	add := func(name string, d *unlock.Derivation) {
		t.Helper()
		if other := seen[d.ID]; other != "" || d.ID == "" {
			t.Errorf("%s has the ID of %s", name, other)
		}
		seen[d.ID] = name
	}
	for _, f := range []ppkFile{
		{argon2: &argon2Params{flavour: "Argon2id", memory: 1, passes: 2, parallelism: 3}},
		{argon2: &argon2Params{flavour: "Argon2i", memory: 1, passes: 2, parallelism: 3}},
		{argon2: &argon2Params{flavour: "Argon2i", memory: 2, passes: 2, parallelism: 3}},
		{argon2: &argon2Params{flavour: "Argon2i", memory: 1, passes: 3, parallelism: 3}},
		{argon2: &argon2Params{flavour: "Argon2i", memory: 1, passes: 2, parallelism: 4}},
		{argon2: &argon2Params{flavour: "Argon2i", memory: 1, passes: 2, parallelism: 3, salt: []byte("a")}},
	} {
		add(fmt.Sprint(*f.argon2), f.derivation())
	}

}

// A backslash at the end of quoted options ends nothing and is no escape.
func TestCutWordAtItsEnd(t *testing.T) {
	for line, want := range map[string][2]string{
		`"a\`: {`"a\`, ""}, `"a\" b" c`: {`"a\" b"`, "c"}, `a\" b`: {`a\" b`, ""}, `a\ b`: {`a\`, "b"}, "": {"", ""},
	} {
		if word, rest := cutWord(line); word != want[0] || rest != want[1] {
			t.Errorf("%s: %q, %q", line, word, rest)
		}
	}
}
