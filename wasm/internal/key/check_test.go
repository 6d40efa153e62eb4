package key_test

import (
	"bytes"
	"crypto/rsa"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

func TestCheckAccepts(t *testing.T) {
	for name, p := range testkit.NodeKeys(t) {
		private := p.Private.Material(t)
		if err := private.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !private.IsPrivate() {
			t.Errorf("%s: not private", name)
		}
		public := private.Public()
		if p.Public == nil {
			if public != nil {
				t.Errorf("%s: a secret has a public half", name)
			}
			continue
		}
		if err := public.Check(); err != nil || public.IsPrivate() {
			t.Errorf("%s, public half: %v, private %v", name, err, public.IsPrivate())
		}
		if !key.SamePublic(public, p.Public.Material(t)) || !key.SamePublic(private, public) {
			t.Errorf("%s: the public half differs from Node's", name)
		}
	}
}

func TestCheckRefusesRSA(t *testing.T) {
	plus := func(n *big.Int, v int64) *big.Int { return new(big.Int).Add(n, big.NewInt(v)) }
	other := rsaKey(t, "RSA 512, short dp")
	for name, c := range map[string]struct {
		change func(k *key.RSA)
		code   fault.Code
	}{
		"no modulus":          {func(k *key.RSA) { k.N = nil }, fault.InvalidKey},
		"no exponent":         {func(k *key.RSA) { k.E = nil }, fault.InvalidKey},
		"zero modulus":        {func(k *key.RSA) { k.N = new(big.Int) }, fault.InvalidKey},
		"negative modulus":    {func(k *key.RSA) { k.N = new(big.Int).Neg(k.N) }, fault.InvalidKey},
		"even modulus":        {func(k *key.RSA) { k.N = plus(k.N, 1) }, fault.InvalidKey},
		"tiny modulus":        {func(k *key.RSA) { k.N = big.NewInt(15) }, fault.InvalidKey},
		"huge modulus":        {func(k *key.RSA) { k.N = plus(new(big.Int).Lsh(big.NewInt(1), key.MaxRSABits), 1) }, fault.TooLarge},
		"zero exponent":       {func(k *key.RSA) { k.E = new(big.Int) }, fault.InvalidKey},
		"negative exponent":   {func(k *key.RSA) { k.E = big.NewInt(-3) }, fault.InvalidKey},
		"exponent of modulus": {func(k *key.RSA) { k.E = k.N }, fault.InvalidKey},
		"another exponent":    {func(k *key.RSA) { k.E = big.NewInt(3) }, fault.KeyMismatch},
		"another modulus":     {func(k *key.RSA) { k.N = other.N }, fault.KeyMismatch},
		"d off by two":        {func(k *key.RSA) { k.D = plus(k.D, 2) }, fault.KeyMismatch},
		"d zero":              {func(k *key.RSA) { k.D = new(big.Int) }, fault.InvalidKey},
		"d negative":          {func(k *key.RSA) { k.D = new(big.Int).Neg(k.D) }, fault.InvalidKey},
		"d over n":            {func(k *key.RSA) { k.D = plus(k.N, 2) }, fault.InvalidKey},
		"d is n":              {func(k *key.RSA) { k.D = k.N }, fault.InvalidKey},
		"p missing":           {func(k *key.RSA) { k.P = nil }, fault.InvalidKey},
		"p one, q modulus":    {func(k *key.RSA) { k.P, k.Q = big.NewInt(1), k.N }, fault.InvalidKey},
		"p even":              {func(k *key.RSA) { k.P = plus(k.P, 1) }, fault.InvalidKey},
		"p of another key":    {func(k *key.RSA) { k.P = other.P }, fault.KeyMismatch},
		"p and q exchanged":   {func(k *key.RSA) { k.P, k.Q = k.Q, k.P }, fault.InvalidKey},
		"dp off":              {func(k *key.RSA) { k.DP = plus(k.DP, 2) }, fault.InvalidKey},
		"dp not reduced":      {func(k *key.RSA) { k.DP = plus(new(big.Int).Add(k.DP, k.P), -1) }, fault.InvalidKey},
		"dq not reduced":      {func(k *key.RSA) { k.DQ = plus(new(big.Int).Add(k.DQ, k.Q), -1) }, fault.InvalidKey},
		"qi not reduced":      {func(k *key.RSA) { k.QI = new(big.Int).Add(k.QI, k.P) }, fault.InvalidKey},
		"dq zero":             {func(k *key.RSA) { k.DQ = new(big.Int) }, fault.InvalidKey},
		"qi off":              {func(k *key.RSA) { k.QI = plus(k.QI, 1) }, fault.InvalidKey},
		"third prime too many": {func(k *key.RSA) {
			k.Others = []key.OtherPrime{{R: big.NewInt(3), D: big.NewInt(1), T: big.NewInt(5)}}
		}, fault.InvalidKey},
		"third prime not there": {func(k *key.RSA) { k.Others = []key.OtherPrime{{}} }, fault.InvalidKey},
		"a hundred primes":      {func(k *key.RSA) { k.Others = make([]key.OtherPrime, 100) }, fault.InvalidKey},
	} {
		k := rsaKey(t, "RSA 512, short d")
		c.change(k)
		refused(t, name, k, c.code)
	}
}

// The bounds, from both sides: the exponent is below the modulus, which has
// 16 to MaxRSABits bits.
func TestCheckBoundsRSA(t *testing.T) {
	odd := func(bits int) *big.Int {
		n := new(big.Int).Lsh(big.NewInt(1), uint(bits-1))
		return n.Add(n, big.NewInt(1))
	}
	below := func(n *big.Int) *big.Int { return new(big.Int).Sub(n, big.NewInt(1)) }
	for about, c := range map[string]struct {
		n, e *big.Int
		code fault.Code
	}{
		"e just below n":    {odd(1024), below(odd(1024)), ""},
		"e is n":            {odd(1024), odd(1024), fault.InvalidKey},
		"e above n":         {odd(1024), odd(1025), fault.InvalidKey},
		"n of 16 bits":      {odd(16), big.NewInt(3), ""},
		"n of 15 bits":      {odd(15), big.NewInt(3), fault.InvalidKey},
		"n of 16384 bits":   {odd(16384), big.NewInt(3), ""},
		"n of 16385 bits":   {odd(16385), big.NewInt(3), fault.TooLarge},
		"e of 1":            {odd(1024), big.NewInt(1), ""},
		"both are the same": {odd(16), odd(16), fault.InvalidKey},
	} {
		err := (&key.RSA{N: c.n, E: c.e}).Check()
		if c.code == "" && err != nil || c.code != "" && fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", about, err, c.code)
		}
	}
}

// The numbers of a third prime are held to the same rules.
func TestCheckRefusesOthers(t *testing.T) {
	three, err := rsa.GenerateMultiPrimeKey(nil, 3, 1024) //lint:ignore SA1019 the only maker of such keys at hand
	if err != nil {
		t.Fatal(err)
	}
	one := big.NewInt(1)
	for about, c := range map[string]struct {
		change func(k *key.RSA)
		code   fault.Code
	}{
		"nothing":       {func(*key.RSA) {}, ""},
		"d not reduced": {func(k *key.RSA) { k.Others[0].D = plus(k.Others[0].D, 1, less(k.Others[0].R)) }, fault.InvalidKey},
		"t not reduced": {func(k *key.RSA) { k.Others[0].T = plus(k.Others[0].T, 1, k.Others[0].R) }, fault.InvalidKey},
		"d wrong":       {func(k *key.RSA) { k.Others[0].D = plus(k.Others[0].D, 2, one) }, fault.InvalidKey},
		"t wrong":       {func(k *key.RSA) { k.Others[0].T = plus(k.Others[0].T, 2, one) }, fault.InvalidKey},
		"twice":         {func(k *key.RSA) { k.Others = append(k.Others, k.Others[0]) }, fault.InvalidKey},
		"not there":     {func(k *key.RSA) { k.Others = nil }, fault.KeyMismatch},
	} {
		k := &key.RSA{N: three.N, E: big.NewInt(int64(three.E)), D: three.D, P: three.Primes[0], Q: three.Primes[1],
			Others: []key.OtherPrime{{R: three.Primes[2]}}}
		if err := k.Complete(); err != nil {
			t.Fatal(err)
		}
		c.change(k)
		if err := k.Check(); c.code == "" && err != nil || c.code != "" && fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", about, err, c.code)
		}
	}
}

// Ten primes are read, and no more, by all that read them.
func TestMaxOthers(t *testing.T) {
	for primes, code := range map[int]fault.Code{10: "", 11: fault.InvalidKey} {
		many, err := rsa.GenerateMultiPrimeKey(nil, primes, 2048) //lint:ignore SA1019 the only maker of such keys at hand
		if err != nil {
			t.Fatal(err)
		}
		k := &key.RSA{N: many.N, E: big.NewInt(int64(many.E)), D: many.D, P: many.Primes[0], Q: many.Primes[1]}
		before := new(big.Int).Mul(k.P, k.Q)
		for _, r := range many.Primes[2:] {
			k.Others = append(k.Others, key.OtherPrime{R: r, D: new(big.Int).Mod(k.D, less(r)), T: new(big.Int).ModInverse(before, r)})
			before.Mul(before, r)
		}
		wrong := func(err error) bool { return (code != "" || err != nil) && fault.CodeOf(err) != code }
		if err := k.Complete(); wrong(err) {
			t.Errorf("%d primes, Complete: %v", primes, err)
		}
		k.DP, k.DQ, k.QI = new(big.Int).Mod(k.D, less(k.P)), new(big.Int).Mod(k.D, less(k.Q)), new(big.Int).ModInverse(k.Q, k.P)
		if err := k.Check(); wrong(err) {
			t.Errorf("%d primes, Check: %v", primes, err)
		}
		k.DP = new(big.Int)
		if _, err := k.Mend(); wrong(err) {
			t.Errorf("%d primes, Mend: %v", primes, err)
		}
	}
}

func TestCheckRefusesEC(t *testing.T) {
	pairs := testkit.NodeKeys(t)
	for _, curve := range []string{key.P256, key.P384, key.P521, key.Secp256k1} {
		size := key.CurveBytes(curve)
		zero, ones := make([]byte, size), bytes.Repeat([]byte{0xff}, size)
		other := pairs["EC "+curve+", zeros before x"].Private.Material(t).(*key.EC)
		for name, c := range map[string]struct {
			change func(k *key.EC)
			code   fault.Code
		}{
			"no curve":           {func(k *key.EC) { k.Curve = "" }, fault.UnsupportedCurve},
			"P-224":              {func(k *key.EC) { k.Curve = "P-224" }, fault.UnsupportedCurve},
			"a curve of OKP":     {func(k *key.EC) { k.Curve, k.D = key.Ed25519, nil }, fault.UnsupportedCurve},
			"x short":            {func(k *key.EC) { k.X = k.X[1:] }, fault.InvalidKey},
			"x long":             {func(k *key.EC) { k.X = append([]byte{0}, k.X...) }, fault.InvalidKey},
			"y begins in x":      {func(k *key.EC) { k.X, k.Y = append(slices.Clone(k.X), k.Y[0]), k.Y[1:] }, fault.InvalidKey},
			"x ends in y":        {func(k *key.EC) { k.X, k.Y = k.X[:size-1], append([]byte{k.X[size-1]}, k.Y...) }, fault.InvalidKey},
			"y missing":          {func(k *key.EC) { k.Y = nil }, fault.InvalidKey},
			"x and y exchanged":  {func(k *key.EC) { k.X, k.Y = k.Y, k.X }, fault.InvalidKey},
			"zeros for infinity": {func(k *key.EC) { k.X, k.Y = zero, zero }, fault.InvalidKey},
			"x over the prime":   {func(k *key.EC) { k.X = ones }, fault.InvalidKey},
			"x of another key":   {func(k *key.EC) { k.X = other.X }, fault.InvalidKey},
			"d of another key":   {func(k *key.EC) { k.D = other.D }, fault.KeyMismatch},
			"d zero":             {func(k *key.EC) { k.D = zero }, fault.InvalidKey},
			"d over the order":   {func(k *key.EC) { k.D = ones }, fault.InvalidKey},
			"d short":            {func(k *key.EC) { k.D = k.D[1:] }, fault.InvalidKey},
			"public, off curve": {func(k *key.EC) {
				k.D = nil
				k.Y = slices.Clone(k.Y)
				k.Y[size-1] ^= 1
			}, fault.InvalidKey},
		} {
			k := pairs["EC "+curve].Private.Material(t).(*key.EC)
			c.change(k)
			refused(t, curve+": "+name, k, c.code)
		}
	}
}

func TestCheckRefusesOKP(t *testing.T) {
	pairs := testkit.NodeKeys(t)
	for _, curve := range []string{key.Ed25519, key.X25519, key.Ed448, key.X448} {
		name := strings.ToLower(curve)
		other := pairs[name+", zeros before x"].Private.Material(t).(*key.OKP)
		for change, c := range map[string]struct {
			change func(k *key.OKP)
			code   fault.Code
		}{
			"no curve":         {func(k *key.OKP) { k.Curve = "" }, fault.UnsupportedCurve},
			"a curve of EC":    {func(k *key.OKP) { k.Curve, k.D = key.P256, nil }, fault.UnsupportedCurve},
			"x short":          {func(k *key.OKP) { k.X = k.X[1:] }, fault.InvalidKey},
			"x missing":        {func(k *key.OKP) { k.X, k.D = nil, nil }, fault.InvalidKey},
			"d long":           {func(k *key.OKP) { k.D = append(k.D, 0) }, fault.InvalidKey},
			"d of another key": {func(k *key.OKP) { k.D = other.D }, fault.KeyMismatch},
		} {
			k := pairs[name].Private.Material(t).(*key.OKP)
			c.change(k)
			refused(t, curve+": "+change, k, c.code)
		}
	}
}

func TestCheckRefusesOct(t *testing.T) {
	refused(t, "empty", &key.Oct{}, fault.InvalidKey)
}

func refused(t *testing.T, name string, m key.Material, code fault.Code) {
	t.Helper()
	if err := m.Check(); fault.CodeOf(err) != code || !errors.Is(err, fault.New(code, "")) {
		t.Errorf("%s: %v, want %s", name, err, code)
	}
}

func TestSamePublic(t *testing.T) {
	pairs := testkit.NodeKeys(t)
	for a, pa := range pairs {
		for b, pb := range pairs {
			if got := key.SamePublic(pa.Private.Material(t), pb.Private.Material(t)); got != (a == b) {
				t.Errorf("SamePublic(%s, %s) = %v", a, b, got)
			}
		}
	}
}

func BenchmarkCheckRSA4096(b *testing.B) {
	k := rsaKey(b, "RSA 4096")
	for b.Loop() {
		if err := k.Check(); err != nil {
			b.Fatal(err)
		}
	}
}
