package e2e

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/pem"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestGenerateSeveral makes sets of keys for rotation.
func TestGenerateSeveral(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, count := range []int{2, 20} {
		t.Run(fmt.Sprint(count), func(t *testing.T) {
			p.as(t)
			p.makeKeys(recipe{kind: "EC", size: "P-256", count: count})
			for _, form := range []string{"jwk", "jwks"} {
				keys := keysOf(t, p.form(form))
				kids := map[string]bool{}
				for _, jwk := range keys {
					if jwk["kid"] != thumbprint(t, jwk) || jwk["d"] != nil {
						t.Errorf("a key with kid %v", jwk["kid"])
					}
					kids[text(jwk, "kid")] = true
				}
				if len(keys) != count || len(kids) != count {
					t.Errorf("%s: %d keys with %d IDs, want %d", form, len(keys), len(kids), count)
				}
			}
		})
	}
	t.Run("one text for all is numbered", func(t *testing.T) {
		p.as(t)
		p.form("jwks")
		p.set("kid-mode", "text")
		p.set("kid", "the same")
		p.waitOutput("the same-20")
		if said := p.text("warnings"); !strings.Contains(said, "the same-1") && !strings.Contains(said, "number") {
			t.Errorf("the page says %q", said)
		}
		p.set("kid-mode", "thumbprint")
		p.idle()
		if p.errorText() != "" || len(keysOf(t, p.output())) != 20 {
			t.Error("it does not come back")
		}
	})
}

// TestGenerateByEnter: Enter in "How many" makes the keys, and it is said that
// there are several.
func TestGenerateByEnter(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=EC")
	p.focused()
	eval[any](p, `void (() => {
		globalThis.told = new Set();
		new MutationObserver(() => told.add(document.getElementById('busy-text').textContent)).observe(document.getElementById('busy-text'), {childList: true});
	})()`)
	p.set("gen-count", "3")
	p.focus("gen-count")
	p.press(kb.Enter)
	p.waitListed(3)
	if got := eval[string](p, `[...told].join()`); got != "Making 3 keys" {
		t.Errorf("meanwhile it said %q", got)
	}
	p.set("gen-count", "0")
	p.press(kb.Enter)
	p.settle()
	if got := p.text("gen-estimate"); !strings.HasPrefix(got, "From 1 to 20") || p.text("error") != "" {
		t.Errorf("of none at all it says %q, and %q", got, p.text("error"))
	}
}

// TestGenerateManyDistinct makes 200 P-256 and 50 RSA-2048 keys: no two are
// the same, and openssl finds nothing wrong with any.
func TestGenerateManyDistinct(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct {
		recipe
		batches []int
	}{
		{recipe{kind: "EC", size: "P-256"}, []int{20, 20, 20, 20, 20, 20, 20, 20, 20, 20}},
		{recipe{kind: "RSA", size: "2048"}, []int{20, 20, 10}},
	} {
		t.Run(c.recipe.String(), func(t *testing.T) {
			p.as(t)
			seen := map[string]bool{}
			total := 0
			openssl := has(t, "openssl")
			for _, count := range c.batches {
				r := c.recipe
				r.count = count
				p.makeKeys(r)
				p.set("include-private", "true")
				blocks := pemBlocks(p.form("pkcs8"))
				if len(blocks) != count {
					t.Fatalf("%d keys, want %d", len(blocks), count)
				}
				for _, block := range blocks {
					total++
					seen[publicNumber(t, block)] = true
					if openssl {
						toolOutput(t, block, "openssl", "pkey", "-check", "-noout")
					}
				}
				var kids []string
				for _, jwk := range keysOf(t, p.form("jwks")) {
					kids = append(kids, thumbprint(t, jwk))
				}
				slices.Sort(kids)
				if len(slices.Compact(kids)) != count {
					t.Errorf("%d thumbprints of %d keys", len(kids), count)
				}
				p.set("include-private", "false")
				p.idle()
			}
			if len(seen) != total {
				t.Errorf("%d keys, %d of them distinct", total, len(seen))
			}
		})
	}
}

// publicNumber is what tells the key in a PEM text from every other.
func publicNumber(t testing.TB, text string) string {
	t.Helper()
	switch key := readPKCS8(t, []byte(text)).(type) {
	case *rsa.PrivateKey:
		return key.N.String()
	case *ecdsa.PrivateKey:
		if key.Curve != elliptic.P256() {
			t.Fatal("another curve")
		}
		b, err := key.PublicKey.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	t.Fatal("neither RSA nor EC")
	return ""
}

func pemBlocks(text string) []string {
	var blocks []string
	for rest := []byte(text); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return blocks
		}
		blocks = append(blocks, string(pem.EncodeToMemory(block)))
	}
}
