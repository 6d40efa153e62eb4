package jose

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// TestSign signs by every algorithm of every key of Node's, and has both Node
// and our own Verify look at what comes out.
func TestSign(t *testing.T) {
	type signed struct {
		Name, Alg, Token string
		Key              any
	}
	var all []signed
	for name, pair := range testkit.NodeKeys(t) {
		m := pair.Private.Material(t)
		for _, alg := range Algorithms(m, UseSig, nil) {
			header := `{"alg":"` + alg + `","kid":"\u003c"}`
			token, err := Sign([]byte(header), []byte(`{"b":1,"a":2}`), alg, m)
			if err != nil {
				if !unsignable(m) {
					t.Errorf("%s by %s: %v", alg, name, err)
				}
				continue
			}
			parts := strings.Split(token, ".")
			if got, err := base64.RawURLEncoding.DecodeString(parts[0]); err != nil || string(got) != header {
				t.Errorf("the header became %q, %v", got, err)
			}
			if got, err := base64.RawURLEncoding.DecodeString(parts[1]); err != nil || string(got) != `{"b":1,"a":2}` {
				t.Errorf("the payload became %q, %v", got, err)
			}
			signature, err := base64.RawURLEncoding.DecodeString(parts[2])
			if err != nil {
				t.Fatal(err)
			}
			if ok, err := Verify(m, alg, []byte(parts[0]+"."+parts[1]), signature); !ok || err != nil {
				t.Errorf("%s by %s: %v, %v", alg, name, ok, err)
			}
			if pair.Public != nil {
				all = append(all, signed{name, alg, token, pair.Public})
			}
		}
	}
	if len(all) < 25 {
		t.Fatalf("only %d tokens", len(all))
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: nobody else looks at the signatures")
	}
	input, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--input-type=module", "-e", verifyInNode)
	cmd.Stdin, cmd.Stderr = strings.NewReader(string(input)), os.Stderr
	out, err := cmd.Output()
	if err != nil || strings.TrimSpace(string(out)) != "" {
		t.Errorf("node says of these that they are wrong: %s (%v)", out, err)
	}
}

// verifyInNode prints what is not verified by node:crypto.
const verifyInNode = `
import { createPublicKey, verify, constants } from "node:crypto";
import { readFileSync } from "node:fs";
for (const { Name, Alg, Token, Key } of JSON.parse(readFileSync(0, "utf8"))) {
  const jwk = Object.fromEntries(Object.entries(Key).filter(([, value]) => value).map(([name, value]) => [name.toLowerCase(), value]));
  const [header, payload, signature] = Token.split(".");
  const how = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
  if (Alg.startsWith("PS")) Object.assign(how, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST });
  const hash = Alg.startsWith("Ed") ? null : "sha" + Alg.slice(2, 5);
  if (!verify(hash, Buffer.from(header + "." + payload), how, Buffer.from(signature, "base64url"))) console.log(Alg, Name);
}
`

// unsignable are those keys for which crypto has no code, and RSA keys that
// crypto/rsa refuses or that are too short for the algorithm.
func unsignable(m key.Material) bool {
	switch m := m.(type) {
	case *key.RSA:
		return m.N.BitLen() < 1024 || m.E.BitLen() > 31
	case *key.OKP:
		return m.Curve != key.Ed25519
	}
	return false
}

func TestSignRefuses(t *testing.T) {
	keys := testkit.NodeKeys(t)
	p256 := keys["EC P-256"].Private.Material(t)
	rsa := keys["RSA 2048"].Private.Material(t).(*key.RSA)
	wide := *rsa
	wide.E = big.NewInt(maxExponent + 2)
	for name, c := range map[string]struct {
		m    key.Material
		alg  string
		code fault.Code
	}{
		"another curve's algorithm": {p256, "ES384", fault.BadOption},
		"no algorithm":              {p256, "", fault.BadOption},
		"none":                      {p256, "none", fault.BadOption},
		"a public key":              {p256.Public(), "ES256", fault.CannotSign},
		"a public key, secp256k1":   {keys["EC secp256k1"].Private.Material(t).Public(), "ES256K", fault.CannotSign},
		"a wide exponent":           {&wide, "RS256", fault.CannotSign},
		"encryption":                {rsa, "RSA-OAEP", fault.BadOption},
	} {
		_, err := Sign([]byte("{}"), nil, c.alg, c.m)
		if fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Signer(keys["EC secp256k1"].Private.Material(t)); fault.CodeOf(err) != fault.CannotSign {
		t.Errorf("a crypto.Signer on secp256k1: %v", err)
	}
	if _, err := Signer(&key.Oct{K: make([]byte, 32)}); !errors.Is(err, fault.New(fault.CannotSign, "")) {
		t.Errorf("a secret: %v", err)
	}
}
