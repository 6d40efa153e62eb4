package e2e

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"reflect"
	"strings"
	"testing"
	"time"
)

// compare holds something against the key and gives what the page says.
func (p *tab) compare(with string) string {
	p.t.Helper()
	p.unfold("compare")
	p.set("compare-input", "")
	p.waitFor("the last verdict to go", `document.getElementById('compare-result').textContent === ''`)
	p.set("compare-input", with)
	p.waitFor("a verdict", `document.getElementById('compare-result').textContent !== ''`)
	p.idle()
	return p.text("compare-result")
}

// jws signs a JWT as another program would.
func jws(t *testing.T, key *rsa.PrivateKey, header string) string {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	input := encode([]byte(header)) + "." + encode([]byte(`{"iss":"me","exp":4102444800}`))
	sum := sha256.Sum256([]byte(input))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + encode(signature)
}

// TestCompare holds registered keys, tokens and key IDs against a key.
func TestCompare(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	all := guide(t)
	mine, other := all["rsa4096-pkcs8.key"], all["sshrsa4096.key"]
	key := readPKCS8(t, []byte(guideFile(t, "rsa4096-pkcs8.key"))).(*rsa.PrivateKey)
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p.paste(guideFile(t, "rsa4096-pkcs8.key"))
	p.waitJWK("kid", mine.Thumbprint)

	kid := func(id string) string { return `{"alg":"RS256","kid":"` + id + `"}` }
	good := jws(t, key, kid(mine.Thumbprint))
	for _, c := range []struct {
		name, with string
		says       []string
		never      string
	}{
		{"the same JWK", guideJWK(mine.Public, mine.Thumbprint), []string{"The same key."}, "Another key"},
		{"under another key ID", guideJWK(mine.Public, "old"), []string{"same key", "another key ID", "old", mine.Thumbprint}, "Another key:"},
		{"another JWK", guideJWK(other.Public, other.Thumbprint), []string{"Another key", "differ"}, "The same key"},
		{"another under my key ID", guideJWK(other.Public, mine.Thumbprint), []string{"Another key under the same key ID"}, "The same key"},
		{"a set that has it", `{"keys":[` + guideJWK(other.Public, "a") + "," + guideJWK(mine.Public, mine.Thumbprint) + `]}`, []string{"The same key"}, "Another key"},
		{"a set without it", `{"keys":[` + guideJWK(other.Public, "a") + "," + guideJWK(all["p256.pub"].Public, "b") + `]}`, []string{"not in this set"}, "The same key"},
		{"its PEM", guideFile(t, "rsa4096-spki.pem"), []string{"The same key."}, "Another key"},
		{"another kind", guideFile(t, "p256.pub"), []string{"Another key", "EC P-256"}, "The same key"},
		{"its thumbprint", mine.Thumbprint, []string{"same"}, "not the key ID"},
		{"another key ID", "something-else", []string{"not the key ID"}, "The same key"},
		{"a token it signed", good, []string{"signed by this key"}, "not signed"},
		{"a token of another key", jws(t, stranger, kid("x")), []string{"not signed by this key"}, "was signed by this key"},
		{"a token that lies", jws(t, stranger, kid(mine.Thumbprint)), []string{"signed by another key or changed"}, "was signed by this key"},
		{"a token changed on its way", strings.Replace(good, ".", ".e", 1), []string{"changed"}, "was signed by this key"},
		{"a token without a key ID", jws(t, key, `{"alg":"RS256"}`), []string{"signed by this key", "no kid"}, "not signed"},
		{"an Authorization header", "Authorization: Bearer " + good, []string{"signed by this key"}, "not signed"},
		{"its private half", guideFile(t, "rsa4096-pkcs8.key"), []string{"The same key", "holds a private key"}, "Another key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.as(t)
			said := p.compare(c.with)
			for _, part := range c.says {
				if !strings.Contains(said, part) {
					t.Errorf("the page says %q, without %q", said, part)
				}
			}
			if strings.Contains(said, c.never) {
				t.Errorf("the page says %q", said)
			}
			if containsAny(said, mine.secretNumbers()) {
				t.Error("private numbers are in the verdict")
			}
		})
	}
	t.Run("the rows of a token", func(t *testing.T) {
		p.as(t)
		p.compare(jws(t, key, `{"alg":"RS256","jku":"https://example.com/jwks","kid":`+quote(mine.Thumbprint)+`}`))
		got := eval[[][]string](p, `[...document.querySelectorAll('#compare-result tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))`)
		want := [][]string{{"kid", mine.Thumbprint, "the same"}, {"alg", "RS256", "the same"}, {"jku", "absent", "https://example.com/jwks"}, {"signature", "valid", ""}}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("the rows are %q", got)
		}
	})
	t.Run("nonsense", func(t *testing.T) {
		p.as(t)
		said := p.compare("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")
		if said == "" || strings.Contains(said, "The same key") {
			t.Errorf("the page says %q", said)
		}
		if p.output() == "" || !p.visible("output") {
			t.Error("the key itself is gone")
		}
	})
	t.Run("after another key", func(t *testing.T) {
		p.as(t)
		p.compare(guideJWK(mine.Public, mine.Thumbprint))
		p.paste(guideFile(t, "sshrsa4096.pub"))
		p.waitJWK("kid", other.Thumbprint)
		p.waitLong(5*time.Second, "the verdict of the last key to go", `!document.getElementById('compare-result').textContent.includes('The same key.')`)
	})
}

// TestCompareWithTheNextKey: a verdict goes with its key, even where nobody
// sees it go.
func TestCompareWithTheNextKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	mine := guide(t)["p256.pub"]
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kid", mine.Thumbprint)
	if got := p.compare(guideJWK(mine.Public, mine.Thumbprint)); !strings.Contains(got, "Same key") {
		t.Fatalf("the key itself is %q", got)
	}
	p.toggle("compare")
	p.paste(guideFile(t, "ed25519.pub"))
	p.waitJWK("crv", "Ed25519")
	p.toggle("compare")
	p.waitFor("a verdict", `document.getElementById('compare-result').textContent`)
	if got := p.text("compare-result"); !strings.Contains(got, "Not the same") {
		t.Errorf("of another key it says %q", got)
	}
}

// TestDroppedOnCompare drops files that the browser reads slowly, or not at all.
func TestDroppedOnCompare(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	p.unfold("compare")
	eval[any](p, `(() => {
		globalThis.dropOnCompare = (text) => {
			const data = new DataTransfer();
			data.items.add(new File([text], 'registered.pem'));
			document.getElementById('compare-input').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
		};
		const read = {text: Blob.prototype.text, arrayBuffer: Blob.prototype.arrayBuffer};
		globalThis.slowly = (gate) => {
			for (const name of Object.keys(read)) Blob.prototype[name] = async function () { await gate; return read[name].call(this); };
		};
	})()`)
	dropped := func() {
		t.Helper()
		call[any](p, `(text) => dropOnCompare(text)`, guideFile(t, "p256-pkcs8.key"))
	}
	eval[any](p, `void slowly({then: (_, fail) => fail(new Error('gone'))})`)
	dropped()
	p.waitFor("a word on it", `document.getElementById('compare-result').textContent.includes('registered.pem cannot be read')`)
	eval[any](p, `void slowly(new Promise((resolve) => (globalThis.arrive = resolve)))`)
	dropped()
	p.set("use", "none") // the keys are written anew meanwhile
	p.settle()
	eval[any](p, `void arrive()`)
	p.waitFor("the verdict", `document.getElementById('compare-result').textContent.includes('same key')`)
	eval[any](p, `void slowly(new Promise((resolve) => (globalThis.arrive = resolve)))`)
	dropped()
	p.click("clear")
	p.waitReady()
	eval[any](p, `void arrive()`)
	p.settle()
	if p.value("compare-input") != "" {
		t.Error("what was dropped before Clear is in the field")
	}
}
