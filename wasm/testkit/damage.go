package testkit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// element is a DER element and what is in it.
type element struct {
	tag      byte
	before   []byte // of a BIT STRING that wraps others: the count of unused bits
	contents []byte // where there are no parts
	parts    []*element
}

// readElements splits DER. It fails for what is none.
func readElements(der []byte) (list []*element, ok bool) {
	for input := cryptobyte.String(der); !input.Empty(); {
		var contents cryptobyte.String
		var tag asn1.Tag
		if !input.ReadAnyASN1(&contents, &tag) {
			return nil, false
		}
		e := &element{tag: byte(tag), contents: contents}
		inner := []byte(contents)
		switch {
		case tag == asn1.BIT_STRING && len(inner) > 2 && inner[0] == 0 && inner[1] == 0x30:
			e.before, inner = inner[:1], inner[1:]
		case e.tag&0x20 != 0, tag == asn1.OCTET_STRING && len(inner) > 1 && (inner[0] == 0x30 || inner[0] == 4):
		default:
			inner = nil
		}
		if parts, ok := readElements(inner); ok && len(parts) > 0 {
			e.parts = parts
		} else {
			e.before = nil
		}
		list = append(list, e)
	}
	return list, true
}

func (e *element) write(b *cryptobyte.Builder) {
	b.AddASN1(asn1.Tag(e.tag), func(b *cryptobyte.Builder) {
		b.AddBytes(e.before)
		if e.parts == nil {
			b.AddBytes(e.contents)
		}
		for _, part := range e.parts {
			part.write(b)
		}
	})
}

// Damages changes one element of DER at a time, and gives what comes of it by name:
// "0.1 lost", "0.1 of another kind", and "0.1 and more" for a NULL at the end of
// what is in it. The numbers are the way down to the element.
func Damages(t testing.TB, der []byte) map[string][]byte {
	t.Helper()
	list, ok := readElements(der)
	if !ok || len(list) != 1 {
		t.Fatal("not one DER element")
	}
	all := map[string][]byte{}
	record := func(name string) {
		b := cryptobyte.NewBuilder(nil)
		list[0].write(b)
		written, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		all[name] = written
	}
	var walk func(e *element, at string)
	walk = func(e *element, at string) {
		if e.parts != nil {
			e.parts = append(e.parts, &element{tag: byte(asn1.NULL)})
			record(at + " and more")
			e.parts = e.parts[:len(e.parts)-1]
		}
		tag := e.tag
		e.tag = tag&0x20 | 0xd5 // [PRIVATE 21]
		record(at + " of another kind")
		e.tag = tag
		whole := e.parts
		for i, part := range whole {
			e.parts = slices.Delete(slices.Clone(whole), i, i+1)
			if len(e.parts) == 0 {
				e.parts, e.contents, e.before = nil, nil, nil
			}
			below := fmt.Sprint(at, ".", i)
			record(below + " lost")
			e.parts = whole
			walk(part, below)
		}
	}
	walk(list[0], "0")
	return all
}

// CheckDamages reads what Damages makes of DER. Each is refused as malformed, but
// for those whose names stand under another outcome: a fault's code, or what
// outcomeOf says. A name that ends in * is of all that begin so, but for those
// that are named in full.
func CheckDamages(t *testing.T, der []byte, read func(der []byte) (*key.Key, error), outcomes map[string][]string) {
	t.Helper()
	whole, err := read(der)
	if err != nil {
		t.Fatal(err)
	}
	want, used := map[string]string{}, map[string]bool{}
	for outcome, names := range outcomes {
		for _, name := range names {
			want[name] = outcome
		}
	}
	for name, damaged := range Damages(t, der) {
		k, err := read(damaged)
		got, expected := outcomeOf(k, whole, err), string(fault.Malformed)
		longest := 0
		for named, outcome := range want {
			begins, all := strings.CutSuffix(named, "*")
			if named == name || all && strings.HasPrefix(name, begins) && len(named) > longest {
				expected, longest = outcome, len(named)
				used[named] = true
			}
			if named == name {
				break
			}
		}
		if got != expected {
			t.Errorf("%q: %q, want %s (%v)", name, got, expected, err)
		}
	}
	for name := range want {
		if !used[name] {
			t.Errorf("nothing is called %s", name)
		}
	}
}

// outcomeOf is a fault's code; "same" for the key that it was, with the codes of
// notes that are new, and "algs" where it is for other algorithms; "other" for
// another key.
func outcomeOf(k, whole *key.Key, err error) string {
	if err != nil {
		return string(fault.CodeOf(err))
	}
	if Digest(JWKMembers(k.Material)) != Digest(JWKMembers(whole.Material)) {
		return "other"
	}
	said := "same"
	if !slices.Equal(k.Algs, whole.Algs) {
		said += " algs"
	}
	for _, n := range k.Notes {
		if !slices.Contains(whole.Notes, n) {
			said += " " + n.Code
		}
	}
	return said
}
