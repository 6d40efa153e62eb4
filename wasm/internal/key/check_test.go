package key_test

import (
	"bytes"
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
		"p missing":           {func(k *key.RSA) { k.P = nil }, fault.InvalidKey},
		"p one, q modulus":    {func(k *key.RSA) { k.P, k.Q = big.NewInt(1), k.N }, fault.InvalidKey},
		"p even":              {func(k *key.RSA) { k.P = plus(k.P, 1) }, fault.InvalidKey},
		"p of another key":    {func(k *key.RSA) { k.P = other.P }, fault.KeyMismatch},
		"p and q exchanged":   {func(k *key.RSA) { k.P, k.Q = k.Q, k.P }, fault.InvalidKey},
		"dp off":              {func(k *key.RSA) { k.DP = plus(k.DP, 2) }, fault.InvalidKey},
		"dp not reduced":      {func(k *key.RSA) { k.DP = plus(new(big.Int).Add(k.DP, k.P), -1) }, fault.InvalidKey},
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
