package key_test

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/rand"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

var today = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func codes(m key.Material) []string {
	var list []string
	for _, w := range key.Health(&key.Key{Material: m}, today) {
		list = append(list, w.Code)
	}
	return list
}

// TestHealthy: a sound key has no warning but those that its kind earns.
func TestHealthy(t *testing.T) {
	for name, p := range testkit.NodeKeys(t) {
		var want []string
		switch {
		case strings.HasPrefix(name, "RSA 1024"), strings.HasPrefix(name, "RSA 512"):
			want = []string{"rsa_small_modulus"}
		case name == "RSA 2041, e = 3":
			want = []string{"rsa_small_modulus", "rsa_exponent_small"}
		case name == "oct 64":
			want = []string{"oct_short"}
		}
		if got := codes(p.Private.Material(t)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func prime(t *testing.T, bits int) *big.Int {
	t.Helper()
	p, err := rand.Prime(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func nextPrime(n *big.Int) *big.Int {
	p := new(big.Int).Add(n, big.NewInt(1))
	p.SetBit(p, 0, 1)
	for !p.ProbablyPrime(10) {
		p.Add(p, big.NewInt(2))
	}
	return p
}

// fromPrimes makes a whole private key.
func fromPrimes(t *testing.T, p, q *big.Int, e int64) *key.RSA {
	t.Helper()
	one := big.NewInt(1)
	order := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	k := &key.RSA{N: new(big.Int).Mul(p, q), E: big.NewInt(e), P: p, Q: q}
	if k.D = new(big.Int).ModInverse(k.E, order); k.D == nil {
		t.Skip("the exponent divides the order: unlucky primes")
	}
	if err := k.Complete(); err != nil {
		t.Fatal(err)
	}
	if err := k.Check(); err != nil {
		t.Fatal(err)
	}
	return k
}

// rocaPrime makes a prime as the faulty chips did: k·M + (65537^a mod M), with
// M the product of the first 39 primes.
func rocaPrime(t *testing.T, bits int) *big.Int {
	t.Helper()
	m := big.NewInt(1)
	for p := int64(2); p <= 167; p++ {
		if big.NewInt(p).ProbablyPrime(0) {
			m.Mul(m, big.NewInt(p))
		}
	}
	low := new(big.Int).Div(new(big.Int).Lsh(big.NewInt(3), uint(bits-2)), m)
	span := new(big.Int).Div(new(big.Int).Lsh(big.NewInt(1), uint(bits-2)), m)
	for {
		a, err := rand.Int(rand.Reader, m)
		if err != nil {
			t.Fatal(err)
		}
		k, err := rand.Int(rand.Reader, span)
		if err != nil {
			t.Fatal(err)
		}
		p := new(big.Int).Mul(k.Add(k, low), m)
		p.Add(p, new(big.Int).Exp(big.NewInt(65537), a, m))
		if p.ProbablyPrime(10) {
			return p
		}
	}
}

func TestHealthRSA(t *testing.T) {
	sound := rsaKey(t, "RSA 2048")
	with := func(n, e *big.Int) *key.RSA { return &key.RSA{N: n, E: e} }
	p1024 := new(big.Int).Lsh(big.NewInt(0xC0), 1016)
	patternP, patternQ := nextPrime(p1024), nextPrime(new(big.Int).Lsh(big.NewInt(0xE0), 1016))
	p := prime(t, 1024)
	closeP := nextPrime(new(big.Int).Add(p, new(big.Int).Lsh(big.NewInt(1), 500)))
	notSoClose := nextPrime(new(big.Int).Add(p, new(big.Int).Lsh(big.NewInt(1), 920)))
	closeKey := fromPrimes(t, closeP, p, 65537)
	roca := fromPrimes(t, rocaPrime(t, 1024), rocaPrime(t, 1024), 65537)
	small := fromPrimes(t, prime(t, 1024), prime(t, 1024), 65537)
	// Exchanging the exponents gives a valid key with a tiny private one.
	small.E, small.D = small.D, small.E
	small.DP, small.DQ = new(big.Int).Set(small.D), new(big.Int).Set(small.D)

	for name, c := range map[string]struct {
		key  *key.RSA
		want []string
	}{
		"sound, public":       {with(sound.N, sound.E), nil},
		"e = 1":               {with(sound.N, big.NewInt(1)), []string{"rsa_exponent_one"}},
		"e = 2":               {with(sound.N, big.NewInt(2)), []string{"rsa_exponent_even"}},
		"e = 65536":           {with(sound.N, big.NewInt(65536)), []string{"rsa_exponent_even"}},
		"e = 3":               {with(sound.N, big.NewInt(3)), []string{"rsa_exponent_small"}},
		"e = 15":              {with(sound.N, big.NewInt(15)), []string{"rsa_exponent_small"}},
		"e = 17":              {with(sound.N, big.NewInt(17)), nil},
		"e = 35, old OpenSSH": {with(sound.N, big.NewInt(35)), nil},
		"e = 2^32-1":          {with(sound.N, big.NewInt(1<<32-1)), []string{"rsa_exponent_unusual"}},
		"e = 37":              {with(sound.N, big.NewInt(37)), nil},
		"e = 773":             {with(sound.N, big.NewInt(773)), []string{"rsa_exponent_unusual"}},
		"e = 65539":           {with(sound.N, big.NewInt(65539)), []string{"rsa_exponent_unusual"}},
		"e = 2^32+1":          {with(sound.N, big.NewInt(1<<32+1)), []string{"rsa_exponent_huge"}},
		"divided by 3":        {with(new(big.Int).Mul(sound.N, big.NewInt(3)), sound.E), []string{"rsa_small_factor"}},
		"divided by 1021":     {with(new(big.Int).Mul(sound.N, big.NewInt(1021)), sound.E), []string{"rsa_small_factor"}},
		"divided by 1031":     {with(new(big.Int).Mul(sound.N, big.NewInt(1031)), sound.E), nil},
		"close primes":        {closeKey, []string{"rsa_close_primes"}},
		"close, public":       {with(closeKey.N, closeKey.E), []string{"rsa_close_primes"}},
		"square":              {with(new(big.Int).Mul(p, p), sound.E), []string{"rsa_close_primes"}},
		"within 2^920":        {fromPrimes(t, notSoClose, p, 65537), []string{"rsa_close_primes"}},
		"within 2^930":        {fromPrimes(t, nextPrime(new(big.Int).Add(p, new(big.Int).Lsh(big.NewInt(1), 930))), p, 65537), nil},
		"ROCA":                {roca, []string{"rsa_roca"}},
		"ROCA, public":        {with(roca.N, roca.E), []string{"rsa_roca"}},
		"pattern":             {with(new(big.Int).Mul(patternP, patternQ), sound.E), []string{"rsa_pattern"}},
		"pattern in a prime":  {fromPrimes(t, patternP, prime(t, 1024), 65537), []string{"rsa_pattern"}},
		"small d":             {small, []string{"rsa_small_private_exponent", "rsa_exponent_huge"}},
		"512 bits":            {with(new(big.Int).Mul(prime(t, 256), prime(t, 256)), sound.E), []string{"rsa_small_modulus"}},
	} {
		if got := codes(c.key); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestHealthEC(t *testing.T) {
	scalar := func(curve string, bits uint) key.Material {
		d := new(big.Int).Lsh(big.NewInt(1), bits-1).FillBytes(make([]byte, key.CurveBytes(curve)))
		point, err := key.ECPoint(curve, d)
		if err != nil {
			t.Fatal(err)
		}
		size := key.CurveBytes(curve)
		return &key.EC{Curve: curve, X: point[1 : 1+size], Y: point[1+size:], D: d}
	}
	for name, c := range map[string]struct {
		m    key.Material
		want []string
	}{
		"P-256, d = 1":            {scalar(key.P256, 1), []string{"small_private_number"}},
		"secp256k1, d = 1":        {scalar(key.Secp256k1, 1), []string{"small_private_number"}},
		"P-256, 192 bits":         {scalar(key.P256, 192), []string{"small_private_number"}},
		"P-256, 193 bits":         {scalar(key.P256, 193), nil},
		"P-384, 320 bits":         {scalar(key.P384, 320), []string{"small_private_number"}},
		"P-521, 457 bits":         {scalar(key.P521, 457), []string{"small_private_number"}},
		"P-521, 458 bits":         {scalar(key.P521, 458), nil},
		"P-256, d = 1, public":    {scalar(key.P256, 1).Public(), nil},
		"secp256k1, d = 1 public": {scalar(key.Secp256k1, 1).Public(), nil},
	} {
		if got := codes(c.m); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestHealthOKP(t *testing.T) {
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	encode := func(n *big.Int, sign byte) []byte {
		b := new(big.Int).Mod(n, new(big.Int).Lsh(big.NewInt(1), 255)).FillBytes(make([]byte, 32))
		slices.Reverse(b)
		b[31] |= sign << 7
		return b
	}
	hexInt := func(s string) *big.Int {
		n, ok := new(big.Int).SetString(s, 16)
		if !ok {
			t.Fatal(s)
		}
		return n
	}
	// y of the points of order 8 of edwards25519, and u of those of order 8
	// of Curve25519, as libsodium's lists of refused points have them.
	order8 := hexInt("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7")
	u1 := hexInt("00b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0")
	u2 := hexInt("57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f")
	neg := func(n *big.Int) *big.Int { return new(big.Int).Sub(p, n) }

	// y = 2 gives no square: (4-1)/(4d+1).
	for name, c := range map[string]struct {
		curve string
		x     []byte
		want  []string
	}{
		"X25519, 0":               {key.X25519, make([]byte, 32), []string{"low_order_point"}},
		"X25519, 1":               {key.X25519, encode(big.NewInt(1), 0), []string{"low_order_point"}},
		"X25519, p-1":             {key.X25519, encode(new(big.Int).Sub(p, big.NewInt(1)), 0), []string{"low_order_point"}},
		"X25519, p":               {key.X25519, encode(p, 0), []string{"low_order_point"}},
		"X25519, p+1":             {key.X25519, encode(new(big.Int).Add(p, big.NewInt(1)), 0), []string{"low_order_point"}},
		"X25519, 1, high bit":     {key.X25519, encode(big.NewInt(1), 1), []string{"low_order_point"}},
		"X25519, p+2":             {key.X25519, encode(new(big.Int).Add(p, big.NewInt(2)), 0), []string{"key_pattern"}},
		"X25519, order 8":         {key.X25519, encode(u1, 0), []string{"low_order_point"}},
		"X25519, order 8, other":  {key.X25519, encode(u2, 0), []string{"low_order_point"}},
		"X25519, 9":               {key.X25519, encode(big.NewInt(9), 0), []string{"key_pattern"}},
		"Ed25519, neutral":        {key.Ed25519, encode(big.NewInt(1), 0), []string{"low_order_point"}},
		"Ed25519, order 2":        {key.Ed25519, encode(new(big.Int).Sub(p, big.NewInt(1)), 0), []string{"low_order_point"}},
		"Ed25519, order 4":        {key.Ed25519, encode(new(big.Int), 0), []string{"low_order_point"}},
		"Ed25519, order 8":        {key.Ed25519, encode(order8, 0), []string{"low_order_point"}},
		"Ed25519, order 8, other": {key.Ed25519, encode(neg(order8), 1), []string{"low_order_point"}},
		"Ed25519, y = p":          {key.Ed25519, encode(p, 0), []string{"low_order_point"}},
		"Ed25519, y = p + 1":      {key.Ed25519, encode(new(big.Int).Add(p, big.NewInt(1)), 0), []string{"low_order_point"}},
		"Ed25519, y = p + 3":      {key.Ed25519, encode(new(big.Int).Add(p, big.NewInt(3)), 0), []string{"not_canonical"}},
		"Ed25519, x = -0":         {key.Ed25519, encode(big.NewInt(1), 1), []string{"low_order_point"}},
		"Ed25519, x = -0, y = -1": {key.Ed25519, encode(new(big.Int).Sub(p, big.NewInt(1)), 1), []string{"low_order_point"}},
		"Ed25519, y = 2":          {key.Ed25519, encode(big.NewInt(2), 0), []string{"not_on_curve"}},
		// The base point: y = 4/5.
		"Ed25519, base": {key.Ed25519, bytes.Join([][]byte{{0x58}, bytes.Repeat([]byte{0x66}, 31)}, nil), []string{"key_pattern"}},
	} {
		m := &key.OKP{Curve: c.curve, X: c.x}
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := codes(m); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	// What any signature verifies with is never said to be harmless, however it is written.
	for n := range int64(19) {
		for _, sign := range []byte{0, 1} {
			for _, y := range []*big.Int{big.NewInt(n), new(big.Int).Add(p, big.NewInt(n))} {
				x := encode(y, sign)
				forged := append(append([]byte{1}, make([]byte, 31)...), make([]byte, 32)...) // R is the neutral point, s is 0
				verifies := false
				for message := range byte(64) {
					verifies = verifies || ed25519.Verify(x, []byte{message}, forged)
				}
				if got := codes(&key.OKP{Curve: key.Ed25519, X: x}); verifies != slices.Contains(got, "low_order_point") || y.Cmp(p) >= 0 && len(got) == 0 {
					t.Errorf("y = %d, sign %d: %v, and forgeries verify: %v", y, sign, got, verifies)
				}
			}
		}
	}
	zero := make([]byte, 32)
	private, err := ecdh.X25519().NewPrivateKey(zero)
	if err != nil {
		t.Fatal(err)
	}
	m := &key.OKP{Curve: key.X25519, X: private.PublicKey().Bytes(), D: zero}
	if got := codes(m); !slices.Equal(got, []string{"key_pattern"}) {
		t.Errorf("a zero seed: %v", got)
	}
}

func TestHealthOct(t *testing.T) {
	for name, c := range map[string]struct {
		k    []byte
		want []string
	}{
		"one byte":        {[]byte{7}, []string{"oct_short"}},
		"120 bits":        {[]byte("\x01\x92\x33\xf4\x05\x06\x97\x08\x09\x1a\x9b\x0c\x8d\x0e\x0f"), []string{"oct_short"}},
		"zeros":           {make([]byte, 32), []string{"oct_pattern"}},
		"short zeros":     {make([]byte, 10), []string{"oct_short", "oct_pattern"}},
		"a run inside":    {append(append([]byte{1, 2, 3}, bytes.Repeat([]byte{9}, 16)...), 4, 5), []string{"oct_pattern"}},
		"x of base64":     {append(append([]byte{1, 2, 3}, bytes.Repeat([]byte{0xc7, 0x1c, 0x71}, 6)...), 4, 5), []string{"oct_pattern"}},
		"too few of it":   {append(append([]byte{1, 2, 3}, bytes.Repeat([]byte{0xc7, 0x1c, 0x71}, 5)...), 0xc7, 0x1c, 4, 5), nil},
		"a shorter run":   {append(append([]byte{1, 2, 3}, bytes.Repeat([]byte{9}, 15)...), 4, 5), nil},
		"a phrase":        {[]byte("correct horse battery staple"), []string{"oct_text"}},
		"a short phrase":  {[]byte("correct horse battery"), nil},
		"text and a byte": {[]byte("correct horse battery staple\x00"), nil},
	} {
		if got := codes(&key.Oct{K: c.k}); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestHealthCertificate(t *testing.T) {
	valid := func(from, to time.Duration) []*key.Certificate {
		return []*key.Certificate{{NotBefore: today.Add(from), NotAfter: today.Add(to)}, {NotAfter: today.Add(-time.Hour)}}
	}
	for name, c := range map[string]struct {
		chain []*key.Certificate
		want  string
	}{
		"none":    {nil, ""},
		"valid":   {valid(-time.Hour, time.Hour), ""},
		"expired": {valid(-time.Hour, -time.Second), "certificate_expired"},
		"future":  {valid(time.Second, time.Hour), "certificate_not_yet_valid"},
		"odd":     {[]*key.Certificate{{Odd: true}}, ""},
	} {
		got := ""
		for _, w := range key.Health(&key.Key{Material: rsaKey(t, "RSA 2048"), Chain: c.chain}, today) {
			got += w.Code
			if !strings.Contains(w.Message, "2026-03-01") {
				t.Errorf("%s: %q does not name the day", name, w.Message)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A public key whose certificate is a CA's is hardly a person's own, which is said; not of
// what openssl req -x509 makes, which says that it is a CA's and not what it may do.
func TestHealthCA(t *testing.T) {
	private := rsaKey(t, "RSA 2048")
	for name, c := range map[string]struct {
		material key.Material
		leaf     key.Certificate
		want     bool
	}{
		"a CA's":                 {private.Public(), key.Certificate{IsCA: true, Link: &key.Link{HasUsage: true, SignsCerts: true}}, true},
		"a CA's, with its key":   {private, key.Certificate{IsCA: true, Link: &key.Link{HasUsage: true, SignsCerts: true}}, false},
		"no key usage":           {private.Public(), key.Certificate{IsCA: true, Link: &key.Link{}}, false},
		"no CA's":                {private.Public(), key.Certificate{Link: &key.Link{HasUsage: true, SignsCerts: true}}, false},
		"its DER cannot be read": {private.Public(), key.Certificate{IsCA: true}, false},
	} {
		chain := []*key.Certificate{&c.leaf, {IsCA: true, Link: &key.Link{SignsCerts: true}}}
		list := key.Health(&key.Key{Material: c.material, Chain: chain}, today)
		if got := slices.ContainsFunc(list, func(w key.Warning) bool { return w.Code == "certificate_of_ca" }); got != c.want {
			t.Errorf("%s: %v", name, list)
		}
	}
}

// TestPublished: every key of testdata/published is known by the document
// that prints it.
func TestPublished(t *testing.T) {
	var list []struct {
		PrintedIn string
		JWK       testkit.JWK
	}
	testkit.ReadJSON(t, "../../testdata/published/keys.json", &list)
	if len(list) < 20 {
		t.Fatalf("only %d keys", len(list))
	}
	for i, p := range list {
		m := p.JWK.Material(t)
		if err := m.Check(); err != nil {
			t.Errorf("%d, %s: %v", i, p.PrintedIn, err)
		}
		warnings := key.Health(&key.Key{Material: m}, today)
		if len(warnings) == 0 || warnings[0].Code != "published_key" || !strings.Contains(warnings[0].Message, p.PrintedIn) {
			t.Errorf("%d, %s: %v", i, p.PrintedIn, warnings)
		}
	}
}

// TestWarningsAreWhole: every warning says what is the matter and what to do.
func TestWarningsAreWhole(t *testing.T) {
	k := &key.RSA{N: new(big.Int).Mul(big.NewInt(3), prime(t, 512)), E: big.NewInt(1)}
	for _, w := range key.Health(&key.Key{Material: k}, today) {
		if w.Code == "" || !strings.HasSuffix(w.Message, ".") || !strings.HasSuffix(w.Action, ".") {
			t.Errorf("%+v", w)
		}
	}
}

func BenchmarkHealthRSA4096(b *testing.B) {
	k := &key.Key{Material: rsaKey(b, "RSA 4096").Public()}
	for b.Loop() {
		key.Health(k, today)
	}
}
