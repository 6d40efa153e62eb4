package jose

import (
	"math/big"
	"slices"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// rsa reads an RSA key with all private numbers or with "d" alone.
func (p *parser) rsa() (key.Material, error) {
	private := []string{"d", "p", "q", "dp", "dq", "qi"}
	p.unframe()
	if err := p.fillExponents(); err != nil {
		return nil, err
	}
	if !p.has("d") && slices.ContainsFunc(private, p.has) {
		return nil, fault.New(fault.Malformed, "the member d is missing")
	}
	octets, err := p.numbers(key.KtyRSA, "", []string{"n", "e"}, private)
	if err != nil {
		return nil, err
	}
	number := func(name string) *big.Int { return p.uint(name, octets[name]) }
	k := &key.RSA{N: number("n"), E: number("e")}
	if !p.has("d") {
		p.remarks = append(p.remarks, key.OddSize(k.N)...)
		return k, nil
	}
	k.D = number("d")
	k.P, k.Q = number("p"), number("q")
	k.DP, k.DQ, k.QI = number("dp"), number("dq"), number("qi")
	if p.has("oth") {
		if k.Others, err = p.others(); err != nil {
			return nil, err
		}
	}
	p.zeros(k)
	p.filled = k.P == nil || k.DP == nil || k.DQ == nil || k.QI == nil
	return k, k.Complete()
}

// fillExponents adds e where it is missing, and d where both primes are there.
func (p *parser) fillExponents() error {
	if !p.has("e") && p.has("n") {
		p.add("e", "AQAB")
		p.mend("e", repair{one: "was missing (65537 was assumed, which nearly every key has)"})
	}
	if p.has("d") || !p.has("p") || !p.has("q") || p.has("oth") {
		return nil
	}
	var k key.RSA
	for _, m := range []struct {
		name   string
		number **big.Int
	}{{"n", &k.N}, {"e", &k.E}, {"p", &k.P}, {"q", &k.Q}} {
		text, _ := p.text(m.name)
		octets, err := p.decode(m.name, text)
		if err != nil {
			return err
		}
		*m.number = new(big.Int).SetBytes(octets)
	}
	if d := k.Exponent(); d != nil {
		p.add("d", bytesText(d.Bytes()))
		p.mend("d", repair{one: "was missing (it was computed from p, q and e)"})
	}
	return nil
}

// zeros takes numbers that are zero for absent, as programs that know only n, e
// and d write them, and both primes where one of them is zero.
func (p *parser) zeros(k *key.RSA) {
	for _, m := range []struct {
		name   string
		number **big.Int
	}{{"p", &k.P}, {"q", &k.Q}, {"dp", &k.DP}, {"dq", &k.DQ}, {"qi", &k.QI}} {
		if n := *m.number; n != nil && n.Sign() == 0 {
			p.mend(m.name, wasZero)
			*m.number = nil
		}
	}
	if (k.P == nil) != (k.Q == nil) && (p.has("p") && p.has("q")) {
		k.P, k.Q = nil, nil
	}
}

// others reads "oth" (RFC 7518 section 6.3.2.7), which jwx does not.
func (p *parser) others() ([]key.OtherPrime, error) {
	list, err := elements(p.raw("oth"))
	if err != nil {
		return nil, err
	}
	primes := make([]key.OtherPrime, len(list))
	for i, element := range list {
		o, err := readObject(element)
		if err != nil {
			return nil, err
		}
		for name, number := range map[string]**big.Int{"r": &primes[i].R, "d": &primes[i].D, "t": &primes[i].T} {
			text, ok := o.text(name)
			if !ok {
				return nil, fault.New(fault.Malformed, "a member of oth is missing or not a string")
			}
			octets, err := p.decode("oth", text)
			if err != nil {
				return nil, err
			}
			*number = p.uint("oth", octets)
		}
	}
	return primes, nil
}

// uint is Base64urlUInt's number; nil for a member that is absent. Leading
// zero octets, which RFC 7518 section 2 forbids, are noted.
func (p *parser) uint(name string, octets []byte) *big.Int {
	if octets == nil {
		return nil
	}
	if len(octets) > 1 && octets[0] == 0 {
		p.mend(name, hadZeros)
	}
	return new(big.Int).SetBytes(octets)
}
