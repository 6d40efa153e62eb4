package raw

import (
	"bytes"
	"math/big"
	"slices"
	"strings"
	"sync"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
	"jwkmint/wasm/internal/plain"
)

// figures reads the numbers of keys as tools print them for people: openssl -text
// and -modulus, certtool -i and -k, and what Java and Python say of a key. Of the
// private half it reads the private number, or the seed of ML-DSA. What it does not
// read of that is said.
type figures struct {
	unread  func() bool // whether an exponent stands where no label was read
	found   []*key.Key
	current map[string][]byte // the numbers of the key that is being read, big-endian
	curve   string            // or the parameter set of ML-DSA
	secret  bool              // private numbers stood there, too
	bits    int               // of the modulus, as is said beside it; 0 where nothing is said
	early   bool              // the exponent stood before the modulus
	odd     bool              // x or y has an odd number of digits: that it is on its curve has to prove it
	broken  bool              // some number could not be read, or is not as long as is said
}

// figureNames are the labels that numbers have, in small letters and without
// what stands in brackets.
var figureNames = map[string]string{
	"modulus": "n", "n": "n", "rsa modulus": "n", "cka_modulus": "n",
	"exponent": "e", "publicexponent": "e", "public exponent": "e", "e": "e", "cka_public_exponent": "e",
	"pub": "point", "public value": "point", "public data": "point", "x": "x", "y": "y", "public x coord": "x", "public y coord": "y",
	"privateexponent": "d", "private exponent": "d", "d": "d", "priv": "d", "private key": "d", "private value": "d",
	"prime1": "private",
	"seed":   "seed",
}

// figureCurves are the names that curves and the like have there.
var figureCurves = map[string]string{
	"prime256v1": key.P256, "secp256r1": key.P256, "p-256": key.P256, "secp384r1": key.P384, "p-384": key.P384,
	"secp521r1": key.P521, "p-521": key.P521, "secp256k1": key.Secp256k1,
	"ed25519": key.Ed25519, "ed448": key.Ed448, "x25519": key.X25519, "x448": key.X448,
	"ml-dsa-44": "ML-DSA-44", "ml-dsa-65": "ML-DSA-65", "ml-dsa-87": "ML-DSA-87",
}

// ErrFigures refuses numbers that are not whole.
var ErrFigures = fault.New(fault.Malformed, "the numbers printed here are not whole").
	WithHint("Copy them again, or give the public key itself: openssl pkey -in FILE -pubout")

// Figures returns the keys whose numbers a text has, and whether the
// numbers of another one are not whole.
func Figures(text []byte) (keys []*key.Key, broken bool) {
	text = asLines(text)
	unread := sync.OnceValue(func() bool { return unreadExponent(text) })
	f := &figures{unread: unread, current: map[string][]byte{}}
	// The name of the private number before a point may have been cut off.
	cut, from := hexLines(text, 0)
	f.secret = cut != "" && bytes.HasPrefix(text[min(from, len(text)):], []byte("pub:"))
	for pos := 0; pos < len(text); {
		end := plain.LineEnd(text, pos)
		label, value := figureLabel(text[pos:end])
		if name, digits := codeFigure(label, value); digits != "" {
			label, value = name, digits
		}
		if i := bytes.LastIndexAny(text[pos:end], "`\"'>"); i >= 0 && figureNames[label] == "" { // code or a tag before it
			if name, rest := figureLabel(text[pos+i+1 : end]); figureNames[name] != "" {
				label, value = name, rest
			}
		}
		if bits := javaBits(text[pos:end]); bits > 0 {
			f.finish()
			f.bits = bits
		}
		if bits := bitsOf(text[pos:end]); bits > 0 && (strings.HasSuffix(label, "key") || label == "modulus") {
			if label != "modulus" || f.current["n"] != nil {
				f.finish() // it is the size of the next one
			}
			f.bits = bits
		}
		f.broken = f.broken || (f.bits > 0 || f.curve != "") && len(f.current) == 0 && isOctets(text[pos:end]) // without a label
		pos = end + 1
		what := figureNames[label]
		if (strings.HasPrefix(label, "public key ") && strings.HasSuffix(label, " bytes") || label == "rsa") && len(value) > 3*67 { // of macOS, no point; of tpm2-tools
			what = "n"
		}
		switch {
		case label == "asn1 oid", label == "nist curve", label == "curve", label == "parameters", label == "subject public key algorithm":
			f.named(value)
			continue
		case strings.HasSuffix(label, " public-key"), strings.Contains(label, " public key ["): // ED25519 Public-Key:, and of Bouncy Castle
			f.finish()
			f.named(label)
			continue
		case strings.HasSuffix(label, "private-key"), strings.HasSuffix(label, "public-key"), label == "certificate":
			f.finish()
			f.named(strings.TrimSpace(strings.TrimSuffix(label, "private-key")))
			f.secret = strings.HasSuffix(label, "private-key")
			continue
		case what == "":
			continue
		}
		whole, below := true, value == ""
		if below {
			value, pos = hexLines(text, pos)
		} else if rest, _ := hexLines(text, pos); (rest != "" || goesOn(text[min(pos, len(text)):])) && what != "e" {
			whole = false // a line break fell into the number
		}
		if next := plain.LineEnd(text, min(pos, len(text))); base64Figure(value) != nil && isBase64Word(bytes.TrimSpace(text[min(pos, len(text)):next])) {
			whole = false
		}
		number, ok := figure(what, value)
		f.odd = f.odd || (what == "x" || what == "y") && len(apart.Replace(value))%2 == 1
		ok = ok && whole
		switch {
		case what == "private", what == "d" && !ok:
			f.secret = f.secret || what == "private" || below || !whole || isNumberLike(value)
		case !ok:
			f.broken = f.broken || (what == "n" || what == "point") && (below || !whole || value == unreadFigure || strings.ContainsAny(value, "0123456789") && !strings.Contains(value, "::")) // n: $N is a template, pub:u:2048:…::: GnuPG's
			if what == "seed" {
				f.current[what] = []byte{} // which pointKey takes for no key
			}
		default:
			early := what == "n" && len(f.current) == 1 && f.current["e"] != nil // some print the exponent first
			if what == "e" && f.early && f.current["n"] != nil && !bytes.Equal(f.current["e"], number) {
				f.broken, f.current = true, map[string][]byte{} // which of the two is the modulus's is not said
			}
			if f.current[what] != nil || what == "n" && len(f.current) > 0 && !early {
				f.finish()
			}
			f.current[what] = number
			if what == "n" {
				f.early = early
			}
		}
	}
	f.finish()
	// Octets in the first line were cut off from their label.
	if first := text[:plain.LineEnd(text, 0)]; isOctets(first) && len(f.found) > 0 && !f.found[0].Material.IsPrivate() &&
		!slices.ContainsFunc(f.found[0].Notes, func(w key.Warning) bool { return w.Code == PrivateLeftOut.Code }) {
		f.found[0].Notes = append(f.found[0].Notes, NumbersLeft)
	}
	return f.found, f.broken
}

// named takes the name of a curve.
func (f *figures) named(name string) {
	name = strings.ToLower(name)
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" ()[],", r) }) {
		if curve := figureCurves[word]; curve != "" {
			f.curve = curve
			return
		}
	}
}

// finish makes a key of the numbers so far.
func (f *figures) finish() {
	numbers, curve, secret, bits := f.current, f.curve, f.secret, f.bits
	if len(numbers) == 0 {
		return
	}
	odd := f.odd
	f.current, f.secret, f.bits, f.odd = map[string][]byte{}, false, 0, false
	k := &key.Key{Source: "numbers as a tool prints them"}
	point, private := numbers["point"], numbers["d"]
	if x, y := numbers["x"], numbers["y"]; point == nil && x != nil && y != nil {
		point = pointOfNumbers(curve, x, y)
	} else if point == nil && isOKP(curve) && !odd {
		point = x
	}
	if mldsa.OID(curve) != nil {
		secret, private = secret || private != nil, numbers["seed"] // priv is the expanded key
	}
	switch {
	case numbers["n"] != nil:
		k.Material = f.rsa(k, numbers)
		NoteOddSize(k)
	case point != nil:
		k.Material = pointKey(curve, point, private)
		f.curve = ""
	}
	if k.Material == nil || numbers["n"] != nil && bits > 0 && key.Bits(k.Material) != bits {
		f.broken = f.broken || numbers["n"] != nil || numbers["point"] != nil || (numbers["seed"] != nil || numbers["d"] != nil) && curve != ""
		return
	}
	if secret && !k.Material.IsPrivate() {
		note := PrivateLeftOut
		if k.Material.Kty() == key.KtyAKP {
			note = der.SeedLost
		}
		k.Notes = append(k.Notes, note)
	}
	f.found = append(f.found, k)
}

// PrivateLeftOut is for a public key whose private numbers are printed beside it.
var PrivateLeftOut = key.Warning{
	Code:    "private_numbers_left_out",
	Message: "Private numbers are printed here as well. Only the public key was read.",
	Action:  "For the private key, give the file itself, the one with BEGIN and END lines.",
}

// NumbersLeft is for a public key beside which numbers stand that nothing names.
var NumbersLeft = key.Warning{
	Code:    "numbers_left_out",
	Message: "Other long numbers are printed beside those of this key, perhaps its private ones. They were not read.",
	Action:  "For the private key, give the file itself, the one with BEGIN and END lines.",
}

// NoteOddSize says of an RSA key that its modulus has a size that is not usual.
func NoteOddSize(k *key.Key) {
	if m, ok := k.Material.(*key.RSA); ok {
		k.Notes = append(k.Notes, key.OddSize(m.N)...)
	}
}

// rsa is the RSA key of these numbers. A modulus may stand alone, as openssl
// -modulus prints it: then the exponent is the usual one.
func (f *figures) rsa(k *key.Key, numbers map[string][]byte) key.Material {
	e := new(big.Int).SetBytes(numbers["e"])
	if e.Sign() == 0 {
		if f.unread() {
			return nil
		}
		e.SetInt64(65537)
		k.Notes = append(k.Notes, key.Warning{
			Code:    "exponent_assumed",
			Message: "Only the modulus stands here. The public exponent was taken to be 65537, as that of nearly every key is.",
			Action:  "Compare the thumbprint, or give the public key itself: openssl rsa -in FILE -pubout",
		})
	}
	m := &key.RSA{N: new(big.Int).SetBytes(numbers["n"]), E: e}
	if numbers["d"] != nil {
		m.D = new(big.Int).SetBytes(numbers["d"])
		if m.Complete() != nil {
			return nil
		}
	}
	return m
}

// pointKey is the key of an encoded point (SEC 1 section 2.3.3, RFC 8032, RFC 7748) or of
// ML-DSA, and of the private number or seed, where it is there. Where no curve is named,
// the one is taken that the point lies on. One that could not be read is empty.
func pointKey(curve string, point, private []byte) key.Material {
	size := key.CurveBytes(curve)
	switch {
	case private != nil && len(private) == 0:
		return nil
	case isOKP(curve):
		if len(point) != size {
			return nil
		}
		return &key.OKP{Curve: curve, X: point, D: private}
	}
	k := pointOf(point)
	if k == nil && curve != "" {
		k, _ = Public(curve, point, "")
	}
	if k == nil {
		return nil
	}
	m := k.Material.(*key.EC)
	if private != nil {
		d, fits := Fixed(private, key.CurveBytes(m.Curve))
		if !fits {
			return nil
		}
		m.D = d
	}
	if curve != "" && m.Curve != curve {
		return nil
	}
	return m
}

// pointOfNumbers is the uncompressed point of x and y, at the size of the curve, or where
// none is named, at that of the smallest on which they fit; nil where they do not.
func pointOfNumbers(curve string, x, y []byte) []byte {
	sizes := []int{key.CurveBytes(curve)}
	if curve == "" {
		sizes = []int{32, 48, 66}
	}
	for _, size := range sizes {
		x, fitsX := Fixed(x, size)
		y, fitsY := Fixed(y, size)
		if fitsX && fitsY {
			return slices.Concat([]byte{4}, x, y)
		}
	}
	return nil
}

// Fixed is a number at exactly size bytes.
func Fixed(number []byte, size int) ([]byte, bool) {
	number = bytes.TrimLeft(number, "\x00")
	if len(number) > size {
		return nil, false
	}
	return append(make([]byte, size-len(number), size), number...), true
}
