package jose

import (
	"bytes"
	"encoding/base64"
	"slices"

	"jwkmint/wasm/internal/key"
)

// curve reads an EC or OKP key.
func (p *parser) curve(kty string) (key.Material, error) {
	crv, err := p.crv(kty)
	if err != nil {
		return nil, err
	}
	if err := p.computePublic(kty, crv); err != nil {
		return nil, err
	}
	if kty == key.KtyOKP {
		octets, err := p.numbers(kty, crv, []string{"x"}, []string{"d"})
		if err != nil {
			return nil, err
		}
		return &key.OKP{Curve: crv, X: octets["x"], D: p.seed(crv, octets["d"], octets["x"])}, nil
	}
	p.splitPoint(crv)
	octets, err := p.numbers(kty, crv, []string{"x", "y"}, []string{"d"})
	if err != nil {
		return nil, err
	}
	size := key.CurveBytes(crv)
	return &key.EC{
		Curve: crv,
		X:     p.sized("x", octets["x"], size),
		Y:     p.sized("y", octets["y"], size),
		D:     p.sized("d", octets["d"], size),
	}, nil
}

// splitPoint gives a key without y its x and y, where x holds the whole point,
// uncompressed (SEC 1 section 2.3.3). Check demands that it lies on the curve.
func (p *parser) splitPoint(crv string) {
	text, _ := p.text("x")
	octets, err := base64.RawURLEncoding.Strict().DecodeString(text)
	size := key.CurveBytes(crv)
	if p.has("y") || err != nil || len(octets) != 1+2*size || octets[0] != 4 {
		return
	}
	p.mend("x", wasPoint)
	p.replace(&key.EC{Curve: crv, X: octets[1 : 1+size], Y: octets[1+size:]}, map[string]bool{"x": true})
}

// computePublic gives a private key without its public half that half. Nothing
// then proves the private number, so it has to have its full length.
func (p *parser) computePublic(kty, crv string) error {
	if !p.has("d") || p.has("y") || p.has("x") && kty == key.KtyOKP {
		return nil
	}
	text, _ := p.text("d")
	d, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(d) != key.CurveBytes(crv) {
		return nil // what is missing is named then
	}
	var m key.Material
	if kty == key.KtyOKP {
		m, err = key.NewOKP(crv, d)
	} else {
		m, err = key.NewEC(crv, d)
	}
	if err != nil {
		return err
	}
	if x, ok := p.text("x"); ok {
		own := m.(*key.EC).X
		if given, err := base64.RawURLEncoding.DecodeString(x); err != nil || !bytes.Equal(bytes.TrimLeft(given, "\x00"), bytes.TrimLeft(own, "\x00")) {
			return nil
		}
	} else {
		p.mend("x", wasComputed)
	}
	if kty == key.KtyEC {
		p.mend("y", wasComputed)
	}
	p.replace(m, nil)
	return nil
}

// sized gives a coordinate or scalar its full length (RFC 7518 section 6.2.1).
// Programs that take it for a number lose its leading zero octets, or put one
// before it for the sign. Check tells whether the numbers make a key.
func (p *parser) sized(name string, octets []byte, size int) []byte {
	if len(octets) == 0 || len(octets) == size {
		return octets
	}
	number := bytes.TrimLeft(octets, "\x00")
	switch {
	case len(number) > size:
		return octets // Check refuses it
	case len(octets) > size:
		p.mend(name, hadZeros)
	default:
		p.mend(name, wasShort)
	}
	return append(make([]byte, size-len(number), size), number...)
}

// seed returns the private key d of an OKP key whose public one is x. Some
// libraries keep x after it, and PKCS#8 an OCTET STRING around it (RFC 8410
// section 7). Check demands that it gives x.
func (p *parser) seed(crv string, d, x []byte) []byte {
	size := key.CurveBytes(crv)
	switch {
	case len(x) == size && len(d) == 2*size && bytes.Equal(d[size:], x):
		p.mend("d", hadHalf)
		return d[:size]
	case len(d) == size+2 && d[0] == 0x04 && int(d[1]) == size:
		p.mend("d", wasWrapped)
		return d[2:]
	}
	return d
}

// fittingCurve returns the curve of a key that does not say it: the only one on
// which its point lies, or where its private number gives its public one, or
// that alg belongs to. It returns "" when none of these tells. was is what is wrong
// with crv.
func (p *parser) fittingCurve(kty, alg, was string) string {
	var fits []string
	for crv, of := range curves {
		if of != kty {
			continue
		}
		probe := &parser{object: p.object}
		octets, err := probe.numbers(kty, crv, []string{"x"}, []string{"y", "d"})
		if err != nil {
			return ""
		}
		var m key.Material = &key.OKP{Curve: crv, X: octets["x"], D: probe.seed(crv, octets["d"], octets["x"])}
		if kty == key.KtyEC {
			m = probe.point(crv, octets)
		}
		if m.Check() == nil {
			fits = append(fits, crv)
		}
	}
	why := "the only curve that these numbers fit"
	if len(fits) > 1 { // a public OKP key of 32 octets
		why = "the curve of its alg"
		fits = slices.DeleteFunc(fits, func(crv string) bool {
			return !slices.Contains(uses[crv].sig, alg) && !slices.Contains(uses[crv].enc, alg)
		})
	}
	if len(fits) != 1 {
		return ""
	}
	p.mend("crv", repair{one: was + " (" + fits[0] + " is " + why + ")"})
	return fits[0]
}

// point is the public half of an EC key.
func (p *parser) point(crv string, octets map[string][]byte) *key.EC {
	size := key.CurveBytes(crv)
	return &key.EC{Curve: crv, X: p.sized("x", octets["x"], size), Y: p.sized("y", octets["y"], size)}
}

// isOff reports whether x and y are no point of the curve that the key names.
func (p *parser) isOff(crv string) bool {
	probe := &parser{object: p.object}
	octets, err := probe.numbers(key.KtyEC, crv, []string{"x", "y"}, nil)
	return err == nil && probe.point(crv, octets).Check() != nil
}
