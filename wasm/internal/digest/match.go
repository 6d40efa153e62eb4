package digest

import "jwkmint/wasm/internal/key"

// Match says what a value is of a key.
type Match struct {
	// Value is the number of the value that was found.
	Value int
	// What completes "this is …": "the SHA-1 of its certificate (x5t)".
	What string
	// Certificate is the number in the chain of the certificate that it is of,
	// from 1; 0 for the key itself.
	Certificate int
	// Mistake says what is wrong with a value that is made of this key but names
	// it nowhere; "" where nothing is. Right is what it should be, nil where
	// there is no such thing.
	Mistake string
	Right   []byte
}

// Find tells which of the values is a digest of the key or of a certificate in
// its chain.
func Find(k *key.Key, values []Value) (Match, bool) {
	return search(formsOf(k).right(), values)
}

// FindMistaken tells which of the values was made of the key, or taken from it,
// by one of the mistakes that people make.
func FindMistaken(k *key.Key, values []Value) (Match, bool) {
	return search(formsOf(k).wrong(), values)
}

// sizes are those of the digests, the strongest first: of two of one thing that one is
// answered for.
var sizes = []int{64, 48, 32, 28, 20, 16}

func search(things []thing, values []Value) (Match, bool) {
	wanted := map[string]int{}
	there := map[int]bool{}
	for i := len(values) - 1; i >= 0; i-- {
		wanted[string(values[i].Bytes)] = i
		there[len(values[i].Bytes)] = true
	}
	for _, t := range things {
		if t.plain {
			if i, ok := wanted[string(t.data)]; ok {
				return t.match(i, "", nil), true
			}
			continue
		}
		if t.cut > 0 {
			if i, ok := wanted[string(sum(32, t.data)[:t.cut])]; ok {
				return t.match(i, "SHA-256", nil), true
			}
			continue
		}
		for _, size := range sizes {
			if !there[size] {
				continue
			}
			digest := sum(size, t.data)
			if i, ok := wanted[string(digest)]; ok {
				var right []byte
				if t.instead != nil {
					right = sum(size, t.instead)
				}
				return t.match(i, HashName(size), right), true
			}
		}
	}
	return Match{}, false
}

func (t thing) match(value int, hash string, right []byte) Match {
	m := Match{Value: value, Certificate: t.certificate, Mistake: t.mistake, Right: right}
	switch name := t.as[hash]; {
	case name != "":
		m.What = name
	case t.plain:
		m.What = t.name
	default:
		m.What = "the " + hash + " of " + t.name
	}
	return m
}
