package api

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/key"
)

const hostileText = "</script><!-- \" \\ ' & \x00\x1f\x7f\u0085\u2028\u2029\u202Etxet\u202C\u2066\uFEFF 鍵🔑"

// TestHostileKID puts text in a kid that means something elsewhere: it must
// come back as the same text, out of JSON that holds none of it raw.
func TestHostileKID(t *testing.T) {
	s := testSession()
	in := golden(t, "p256/spki") + golden(t, "ed25519/spki")
	options := dict{"kid": dict{"mode": "text", "value": hostileText}, "keys": dict{"2": ownKID(hostileText + "2")}}
	reply := send(t, s, "convert", input(in, options, "jwk", "jwks"))
	if bad := regexp.MustCompile("<|[\x00-\x1f\u2028\u2029]").Find(reply); bad != nil {
		t.Errorf("the reply holds %q", bad)
	}
	r := ask[keysReply](t, s, "render", dict{"options": options, "forms": []string{"jwk", "jwks"}})
	if r.Keys[0].KID != hostileText {
		t.Errorf("the kid came back as %q", r.Keys[0].KID)
	}
	for form, text := range r.Outputs {
		if bad := regexp.MustCompile("<|[\x00-\x09\x0b-\x1f\x7f\u0085\u2028\u2029\u202E\u2066\uFEFF]").FindString(text); bad != "" {
			t.Errorf("%s holds %q", form, bad)
		}
		var set struct{ Keys []struct{ Kid string } }
		if err := json.Unmarshal([]byte(text), &set); err != nil {
			t.Fatalf("%s is not JSON: %v", form, err)
		}
		if len(set.Keys) != 2 || set.Keys[0].Kid != hostileText || set.Keys[1].Kid != hostileText+"2" {
			t.Errorf("%s says %+v", form, set)
		}
	}
}

// TestHostileNames checks the input's own names: a comment, a subject, a
// label, the kid of a pasted JWK.
func TestHostileNames(t *testing.T) {
	s := testSession()
	jwk, err := json.Marshal(dict{"kty": "oct", "k": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "kid": hostileText})
	if err != nil {
		t.Fatal(err)
	}
	ask[keysReply](t, s, "convert", input(string(jwk), nil))
	e := s.memo.keys[0]
	e.Key.Comment, e.Key.Source = hostileText, hostileText
	e.Chain = []*key.Certificate{{Subject: hostileText, Issuer: hostileText}}
	e.origin.in.result.Skipped = []key.Skipped{{Label: hostileText}}
	_, skipped := s.memo.describeInputs()
	r := describe(e, s.now())
	for name, text := range map[string]string{
		"comment": r.Comment, "source": r.Source, "given kid": r.GivenKID,
		"subject": r.Certificates[0].Subject, "issuer": r.Certificates[0].Issuer,
		"label": skipped[0].Label,
	} {
		if bad := regexp.MustCompile("[\x00-\x1f\x7f\u0085\u2028\u2029\u202E\u2066]").FindString(text); bad != "" {
			t.Errorf("the %s holds %q", name, bad)
		}
		if !strings.Contains(text, "</script>") || !strings.Contains(text, "鍵🔑") {
			t.Errorf("the %s lost what does no harm: %q", name, text)
		}
	}
	kept := ask[keysReply](t, s, "render", dict{
		"options": dict{"private": true, "kid": dict{"mode": "keep"}}, "forms": []string{"jwk_private"},
	})
	var back struct{ Kid string }
	if err := json.Unmarshal([]byte(kept.Outputs[encode.JWKPrivate]), &back); err != nil || back.Kid != hostileText {
		t.Errorf("keep: %q, %v", back.Kid, err)
	}
	if bad := regexp.MustCompile("[\x00-\x1f\x7f\u0085\u2028\u2029\u202E\u2066]").FindString(kept.Keys[0].KID); bad != "" {
		t.Errorf("the kid that was kept is shown with %q", bad)
	}
	if !slices.ContainsFunc(kept.Keys[0].Warnings, func(w key.Warning) bool { return w.Code == "kid_unseen_characters" }) {
		t.Error("nothing is said of what is not seen in the kid")
	}
}
