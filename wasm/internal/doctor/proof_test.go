package doctor

import (
	"encoding/json"
	"testing"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// jwkOf is the JWK of a key, as the header of a token has it.
func jwkOf(t *testing.T, m key.Material, private bool) dict {
	jwk := dict{"kty": m.Kty()}
	for _, member := range jose.Members(m, private) {
		jwk[member.Name] = member.Value
	}
	if _, err := json.Marshal(jwk); err != nil {
		t.Fatal(err)
	}
	return jwk
}

// TestProof: what is wrong with a DPoP proof (RFC 9449 section 4.3), which is held against
// the key that it carries, and not against those that are registered.
func TestProof(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*patient)
		want   string
		signer int
	}{
		"all right":         {func(*patient) {}, "nothing_grave", 0},
		"no registered key": {func(p *patient) { p.c.Keys = nil }, "nothing_grave", -1},
		"another one":       {func(p *patient) { p.c.Keys = []Registered{p.more("k2")} }, "nothing_grave", -1},
		"the second one":    {func(p *patient) { p.c.Keys = append([]Registered{p.more("k2")}, p.c.Keys...) }, "nothing_grave", 1},
		"another key in it": {func(p *patient) { p.header["jwk"] = jwkOf(p.t, p.more("").Material, false) }, "other_key!", -1},
		"a private key":     {func(p *patient) { p.header["jwk"] = jwkOf(p.t, p.key, true) }, "jwk_private!", 0},
		"a kid alone":       {func(p *patient) { delete(p.header, "jwk"); p.header["kid"] = "k1" }, "jwk_missing!", -1},
		"half a key":        {func(p *patient) { p.header["jwk"] = dict{"kty": "EC"} }, "nothing_grave", -1},
		"another algorithm": {func(p *patient) { p.header["alg"] = "ES384"; p.sign = p.by("ES256") }, "alg_wrong!", 0},
		"alg in small":      {func(p *patient) { p.header["alg"] = "es256"; p.sign = p.by("ES256") }, "alg_capitals!", 0},
		"no alg":            {func(p *patient) { delete(p.header, "alg"); p.sign = p.by("ES256") }, "alg_missing!", 0},
		"another key, and registered ones that cannot be read": {func(p *patient) {
			p.header["jwk"], p.c.Unread = jwkOf(p.t, p.more("").Material, false), 1
		}, "other_key!", -1},
		"with iss and sub":  {func(p *patient) { p.claims["iss"], p.claims["sub"] = "c", "c" }, "nothing_grave", 0},
		"a secret":          {func(p *patient) { p.header["alg"] = "HS256"; p.sign = p.by("ES256") }, "alg_secret!", -1},
		"no signature":      {func(p *patient) { p.sign = func([]byte) []byte { return nil } }, "signature_missing!", -1},
		"typ JWT":           {func(p *patient) { p.header["typ"] = "JWT" }, "typ!", 0},
		"no htm":            {func(p *patient) { delete(p.claims, "htm") }, "htm!", 0},
		"htm in small":      {func(p *patient) { p.claims["htm"] = "post" }, "htm nothing_grave", 0},
		"no htu":            {func(p *patient) { delete(p.claims, "htu") }, "htu!", 0},
		"htu with a query":  {func(p *patient) { p.claims["htu"] = "https://as.example/token?a=b" }, "htu nothing_grave", 0},
		"htu of a resource": {func(p *patient) { p.claims["htu"] = "https://api.example/" }, "htu nothing_grave", 0},
		"no endpoint typed": {func(p *patient) { p.claims["htu"] = "https://api.example/"; p.c.Endpoint = "" }, "nothing_grave", 0},
		"no iat":            {func(p *patient) { delete(p.claims, "iat") }, "iat_missing!", 0},
		"iat as text":       {func(p *patient) { p.claims["iat"] = "now" }, "time_type!", 0},
		"iat before long":   {func(p *patient) { p.claims["iat"] = now.Unix() - 301 }, "expired nothing_grave", 0},
		"iat in the future": {func(p *patient) { p.claims["iat"] = now.Unix() + 31 }, "future!", 0},
		"with a nonce":      {func(p *patient) { p.claims["iat"] = now.Unix() + 31; p.claims["nonce"] = "n" }, "future nothing_grave", 0},
		"old enough":        {func(p *patient) { p.claims["iat"] = now.Unix() - 300 }, "nothing_grave", 0},
		"no jti":            {func(p *patient) { delete(p.claims, "jti") }, "jti_missing!", 0},
		"the server's word": {func(p *patient) { p.c.Error = "invalid_dpop_proof" }, "server nothing_grave", 0},
	} {
		p := healthy(t, "EC P-256", "ES256")
		p.header = dict{"typ": "dpop+jwt", "alg": "ES256", "jwk": jwkOf(t, p.key, false)}
		p.claims = dict{"htm": "POST", "htu": "https://as.example/token", "iat": now.Unix() - 10, "jti": "x"}
		c.change(p)
		d := p.diagnose()
		if got := codes(d); got != c.want || d.Signer != c.signer || (name == "half a key") != (len(d.Unchecked) > 0) {
			t.Errorf("%s: %s, want %s; signer %d, unchecked %v", name, got, c.want, d.Signer, d.Unchecked)
		}
		if name == "the server's word" && d.Findings[0].Action != below {
			t.Errorf("%+v", d.Findings[0])
		}
	}
}
