package api

import (
	"encoding/base64"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jwkmint/wasm/internal/vendors"
)

// TestRegister: the text has the key's own value, as openssl writes it, and nothing
// else than that of the system's.
func TestRegister(t *testing.T) {
	between := func(pem string) string {
		return regexp.MustCompile(`-----[A-Z ]+-----|\s`).ReplaceAllString(pem, "")
	}
	private := golden(t, "rsa2048/pkcs8")
	s := testSession()
	one := ask[keysReply](t, s, "convert", input(private, nil)).Keys[0]
	made := ask[certifyReply](t, s, "certify", dict{"id": one.ID, "subject": "x"})
	register := func(whom string, more dict) *registerReply {
		t.Helper()
		options := dict{"for": whom, "private": true}
		for name, value := range more {
			options[name] = value
		}
		got := ask[keysReply](t, s, "render", dict{"options": options})
		if own := got.Keys[0].Register; (own == nil) != (got.Register == nil) || own != nil && *own != *got.Register {
			t.Errorf("%s: of the key %v, of all %v", whom, own, got.Register)
		}
		return got.Register
	}
	spki, certificate := openssl(t, private, "pkey", "-pubout"), openssl(t, made.PEM, "x509", "-outform", "PEM")
	for whom, want := range map[string]string{
		"snowflake": "ALTER USER <user> SET RSA_PUBLIC_KEY='" + between(spki) + "';",
		"entra":     `az ad app credential reset --id <application-id> --cert "` + between(certificate) + `" --append`,
		"google":    "gcloud iam service-accounts keys upload certificate.pem --iam-account=<email>",
	} {
		if got := register(whom, nil); got == nil || got.Text != want || got.Title == "" {
			t.Errorf("%s: %v, want %s", whom, got, want)
		}
	}
	pingOne := register("pingone", dict{"oneLine": true})
	var members struct {
		Method string `json:"tokenEndpointAuthMethod"`
		JWKS   string `json:"jwks"`
	}
	if err := json.Unmarshal([]byte("{"+pingOne.Text+"}"), &members); err != nil || members.Method != "PRIVATE_KEY_JWT" {
		t.Fatalf("%v: %s", err, pingOne.Text)
	}
	if set := ask[keysReply](t, s, "render", dict{"options": dict{"for": "pingone", "compact": true}, "forms": []string{"jwks"}}).Outputs["jwks"]; members.JWKS != set || strings.Contains(set, "\n") {
		t.Errorf("the set is %s, and not %s", members.JWKS, set)
	}
	for whom, more := range map[string]dict{
		"":          nil,                                // nobody
		"okta":      nil,                                // who has no text
		"snowflake": {"use": "enc"},                     // an algorithm that it does not take
		"entra":     {"alg": "RS512"},                   // likewise
		"pingone":   {"use": "sig", "alg": "PS256"},     // likewise
		"google":    {"use": "none", "alg": "RSA-OAEP"}, // likewise
	} {
		if got := register(whom, more); got != nil {
			t.Errorf("for %q with %v: %v", whom, more, got)
		}
	}

	// Without a certificate there is none to upload.
	s = testSession()
	ask[keysReply](t, s, "convert", input(private, nil))
	for _, whom := range []string{"entra", "google"} {
		if got := register(whom, nil); got != nil {
			t.Errorf("%s: %v of a key without a certificate", whom, got)
		}
	}
	// Nor is anything said of a key of another kind, whatever its JWK keeps to itself.
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	for _, alg := range []string{"", "none"} {
		if got := register("snowflake", dict{"alg": alg}); got != nil {
			t.Errorf("of a key on P-256: %v", got)
		}
	}
	if got := register("pingone", dict{"alg": "none"}); got == nil {
		t.Error("PingOne takes ES256")
	}
}

// TestRegisterSeveral: of several keys each has its own text, and all together have
// one where that holds a set.
func TestRegisterSeveral(t *testing.T) {
	s := testSession()
	both := input(golden(t, "rsa2048/pkcs8")+golden(t, "p256/pkcs8")+golden(t, "rsa3primes/pkcs8"), dict{"for": "snowflake"})
	got := ask[keysReply](t, s, "convert", both)
	if got.Register != nil || got.Keys[0].Register == nil || got.Keys[1].Register != nil || got.Keys[2].Register == nil || *got.Keys[0].Register == *got.Keys[2].Register {
		t.Errorf("Snowflake: all %v, each %v, %v, %v", got.Register, got.Keys[0].Register, got.Keys[1].Register, got.Keys[2].Register)
	}
	if got := ask[keysReply](t, s, "arrange", dict{"keys": []int{got.Keys[0].ID, got.Keys[2].ID}, "options": dict{"for": "snowflake"}}); got.Count != 2 || got.Register != nil {
		t.Errorf("Snowflake, of two that it takes: %v", got.Register)
	}
	ask[keysReply](t, s, "convert", both)
	got = ask[keysReply](t, s, "render", dict{"options": dict{"for": "pingone"}})
	if got.Register == nil || strings.Count(got.Register.Text, "kty") != 3 || strings.Count(got.Keys[1].Register.Text, "kty") != 1 {
		t.Errorf("PingOne: all %v, one %v", got.Register, got.Keys[1].Register)
	}
}

// TestRegisterLeaf: of a chain the key's own certificate is registered, whatever
// came first, and no other; nor is a file named that holds them all.
func TestRegisterLeaf(t *testing.T) {
	pem := string(readFile(t, "../../testdata/vectors/brought/chain.pem"))
	leaf, issuers, _ := strings.Cut(pem, "-----END CERTIFICATE-----\n")
	leaf += "-----END CERTIFICATE-----\n"
	s := testSession()
	got := ask[keysReply](t, s, "convert", input(issuers+leaf, dict{"for": "entra"}))
	want := base64.StdEncoding.EncodeToString([]byte(openssl(t, leaf, "x509", "-outform", "DER")))
	if got.Register == nil || got.Register.Text != `az ad app credential reset --id <application-id> --cert "`+want+`" --append` {
		t.Errorf("it is %v", got.Register)
	}
	if got := ask[keysReply](t, s, "render", dict{"options": dict{"for": "google"}}); len(got.Keys[0].Certificates) < 2 || got.Register != nil {
		t.Errorf("of a whole chain: %v", got.Register)
	}
}

// TestRegisterTellsNothing: no text has a private number of any kind of key.
func TestRegisterTellsNothing(t *testing.T) {
	files, err := filepath.Glob("../../testdata/guide/*.key")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	texts := 0
	for _, path := range files {
		s := testSession()
		reply := send(t, s, "convert", input(string(readFile(t, path)), dict{"private": true}, "jwk_private"))
		var open struct {
			OK     bool
			Result keysReply
		}
		if err := json.Unmarshal(reply, &open); err != nil || !open.OK {
			continue // it wants its passphrase
		}
		var jwk map[string]any
		if err := json.Unmarshal([]byte(open.Result.Outputs["jwk_private"]), &jwk); err != nil {
			t.Fatal(err)
		}
		send(t, s, "certify", dict{"id": open.Result.Keys[0].ID, "subject": "x"}) // where it can
		for _, v := range vendors.All {
			got := ask[keysReply](t, s, "render", dict{"options": dict{"for": v.ID, "private": true, "x5c": true}})
			if got.Register == nil {
				continue
			}
			texts++
			for _, name := range []string{"d", "p", "q", "dp", "dq", "qi", "k", "priv"} {
				if secret, _ := jwk[name].(string); secret != "" && strings.Contains(got.Register.Text, secret) || strings.Contains(got.Register.Text, `\"`+name+`\":`) {
					t.Errorf("%s for %s: the text has %s", filepath.Base(path), v.ID, name)
				}
			}
		}
	}
	if texts < 10 {
		t.Errorf("only %d texts", texts)
	}
}
