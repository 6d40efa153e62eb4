package e2e

import (
	"archive/zip"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// goRSALimit is how long Go in WebAssembly may search for a large RSA key on
// a busy machine: it is a random process with a long tail.
const goRSALimit = 4 * time.Minute

// recipe is what to generate, as the controls have it.
type recipe struct {
	kind, size string
	custom     string // for size "custom"
	count      int    // 0 is the usual one
	engine     string // "" is the usual one
	alg        string // "" is the usual one
}

func (r recipe) String() string {
	s := r.kind + " " + r.size + r.custom
	if r.engine != "" {
		s += " by " + r.engine
	}
	if r.alg != "" {
		s += " for " + r.alg
	}
	return s
}

// prepare fills in the form.
func (p *tab) prepare(r recipe) {
	p.t.Helper()
	p.click("tab-generate")
	p.set("gen-type", r.kind)
	if r.size != "" {
		p.choice("gen-size", r.size)
	}
	if r.custom != "" {
		p.set("gen-custom", r.custom)
	}
	if r.count > 0 {
		p.set("gen-count", fmt.Sprint(r.count))
	}
	if r.engine != "" {
		p.set("gen-engine", r.engine)
	}
}

// makeKey generates and waits for the result.
func (p *tab) makeKey(r recipe) {
	p.t.Helper()
	within := limit
	if r.kind == "RSA" {
		within = goRSALimit
	}
	p.prepare(r)
	before := p.text("facts")
	p.click("generate")
	p.waitLong(within, "a new key", `document.documentElement.dataset.state === 'ready'
		&& document.getElementById('facts').textContent !== `+quote(before)+` && document.getElementById('result').checkVisibility()`)
	p.idle()
}

// makeKeys is makeKey for several at once.
func (p *tab) makeKeys(r recipe) {
	p.t.Helper()
	p.prepare(r)
	before := p.text("key-list")
	p.click("generate")
	p.waitLong(goRSALimit, "new keys", `document.documentElement.dataset.state === 'ready'
		&& document.getElementById('key-list').textContent !== `+quote(before)+` && document.getElementById('keys').checkVisibility()`)
	p.idle()
}

var generated = []struct {
	recipe
	jwk    map[string]string // members it must have
	engine string            // a part of what the card says
}{
	{recipe{kind: "RSA", size: "2048"}, map[string]string{"kty": "RSA", "use": "sig", "alg": "RS256"}, "SubtleCrypto"},
	{recipe{kind: "RSA", size: "3072"}, map[string]string{"kty": "RSA", "alg": "RS256"}, "SubtleCrypto"},
	{recipe{kind: "RSA", size: "4096"}, map[string]string{"kty": "RSA", "alg": "RS256"}, "SubtleCrypto"},
	{recipe{kind: "RSA", size: "custom", custom: "2560", engine: "subtle"}, map[string]string{"kty": "RSA", "alg": "RS256"}, "SubtleCrypto"},
	{recipe{kind: "RSA", size: "custom", custom: "2050", engine: "go"}, map[string]string{"kty": "RSA", "alg": "RS256"}, "Go"},
	{recipe{kind: "EC", size: "P-256"}, map[string]string{"kty": "EC", "crv": "P-256", "alg": "ES256"}, "Go"},
	{recipe{kind: "EC", size: "P-384"}, map[string]string{"kty": "EC", "crv": "P-384", "alg": "ES384"}, "Go"},
	{recipe{kind: "EC", size: "P-521"}, map[string]string{"kty": "EC", "crv": "P-521", "alg": "ES512"}, "Go"},
	{recipe{kind: "EC", size: "secp256k1"}, map[string]string{"kty": "EC", "crv": "secp256k1", "alg": "ES256K"}, "Go"},
	{recipe{kind: "Ed25519"}, map[string]string{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA"}, "Go"},
	{recipe{kind: "X25519"}, map[string]string{"kty": "OKP", "crv": "X25519", "use": "enc", "alg": "ECDH-ES"}, "Go"},
}

// TestGenerate makes a key of every type and size. The JWK says what it is,
// the browser's own crypto and openssl can use it, and the card says which
// engine made it.
func TestGenerate(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, g := range generated {
		t.Run(g.recipe.String(), func(t *testing.T) {
			p.as(t)
			checkGenerated(t, p, p, g.recipe, g.jwk, g.engine)
		})
	}
}

// checkGenerated makes one key in p; witness is a secure page.
func checkGenerated(t *testing.T, p, witness *tab, r recipe, want map[string]string, engine string) {
	t.Helper()
	if p.value("gen-engine") != "auto" {
		p.set("gen-engine", "auto")
	}
	p.makeKey(r)
	if facts := p.text("facts"); !strings.Contains(facts, engine) {
		t.Errorf("the card does not say that %s made it: %s", engine, facts)
	}
	if p.value("include-private") != "false" {
		t.Error("the private half is shown unasked")
	}
	public := parseJSON(t, p.form("jwk"))
	for name, value := range want {
		if text(public, name) != value {
			t.Errorf("%s is %q, want %q", name, text(public, name), value)
		}
	}
	if public["kid"] != thumbprint(t, public) {
		t.Errorf("kid %v is not the thumbprint", public["kid"])
	}
	for _, secret := range []string{"d", "p", "q", "dp", "dq", "qi", "k"} {
		if public[secret] != nil {
			t.Errorf("%s is in the public JWK", secret)
		}
	}
	spki := p.form("spki")
	p.set("include-private", "true")
	private := parseJSON(t, p.form("jwk_private"))
	pkcs8 := p.form("pkcs8")
	p.set("include-private", "false")
	p.idle()
	if want["crv"] != "secp256k1" { // SubtleCrypto has no such curve
		prove(t, witness, private, public)
	}
	if size := rsaSize(r); size > 0 {
		checkRSASize(t, pkcs8, size)
	}
	if has(t, "openssl") {
		toolOutput(t, pkcs8, "openssl", "pkey", "-check", "-noout")
		if opensslDER(t, pkcs8, "-pubout") != opensslDER(t, spki, "-pubin", "-pubout") {
			t.Error("openssl finds another public key in the private file than in the public one")
		}
	}
}

func rsaSize(r recipe) int {
	var n int
	if r.kind == "RSA" {
		fmt.Sscan(strings.TrimPrefix(r.size+r.custom, "custom"), &n)
	}
	return n
}

func checkRSASize(t *testing.T, pkcs8 string, size int) {
	t.Helper()
	key := readPKCS8(t, []byte(pkcs8)).(*rsa.PrivateKey)
	if key.N.BitLen() != size || key.E != 65537 {
		t.Errorf("%d bits, exponent %d; want %d, 65537", key.N.BitLen(), key.E, size)
	}
}

// readPKCS8 has Go's own reader read the first PEM block.
func readPKCS8(t testing.TB, text []byte) any {
	t.Helper()
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PRIVATE KEY" {
		t.Fatal("no PRIVATE KEY in PEM")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// TestGenerateRSAInGo makes the two large sizes with Go, once each: they are slow.
func TestGenerateRSAInGo(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, size := range []string{"3072", "4096"} {
		t.Run(size, func(t *testing.T) {
			p.as(t)
			began := time.Now()
			checkGenerated(t, p, p, recipe{kind: "RSA", size: size, engine: "go"}, map[string]string{"kty": "RSA"}, "Go")
			t.Logf("RSA %s by Go: %s", size, time.Since(began).Round(100*time.Millisecond))
		})
	}
}

// TestGenerateSecret makes keys that have no public half.
func TestGenerateSecret(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct{ size, use, alg string }{
		{"256", "sig", "HS256"}, {"384", "sig", "HS384"}, {"512", "sig", "HS512"},
		{"128", "enc", "A128GCM"}, {"256", "enc", "A256GCM"}, {"256", "enc", "A256KW"}, {"192", "enc", "A192KW"},
	} {
		t.Run(c.size+" "+c.alg, func(t *testing.T) {
			p.as(t)
			p.makeKey(recipe{kind: "oct", size: c.size})
			p.set("use", c.use)
			p.choice("alg", c.alg)
			p.idle()
			if shown := p.everything(); strings.Contains(shown, `"k":`) {
				t.Error("the secret is shown unasked")
			}
			p.set("include-private", "true")
			jwk := parseJSON(t, p.form("jwk_private"))
			if text(jwk, "alg") != c.alg || text(jwk, "use") != c.use || jwk["kid"] != thumbprint(t, jwk) {
				t.Errorf("made use %v, alg %v, kid %v", jwk["use"], jwk["alg"], jwk["kid"])
			}
			if bits := len(text(jwk, "k")) * 6 / 8 * 8; fmt.Sprint(bits) != c.size {
				t.Errorf("%d bits, want %s", bits, c.size)
			}
			if c.alg != "A192KW" { // Chromium has no 192-bit AES
				prove(t, p, jwk, nil)
			}
			p.set("include-private", "false")
			p.idle()
		})
	}
}

// TestGenerateWithoutSubtle makes keys on a page over plain http, where
// browsers keep their own crypto back: Go makes them all.
func TestGenerateWithoutSubtle(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	witness := open(t, startSite(t), "") // a site of its own: its loading is not this page's
	p := openURL(t, s, s.Intranet()+"/")
	if eval[bool](p, `Boolean(crypto.subtle)`) {
		t.Fatal("this page was to have no crypto.subtle")
	}
	p.click("tab-generate")
	if !eval[bool](p, `document.querySelector('#gen-engine [value=subtle]').disabled`) {
		t.Error("the browser's engine is offered where there is none")
	}
	for _, c := range []struct {
		recipe
		kty string
	}{{recipe{kind: "RSA", size: "2048"}, "RSA"}, {recipe{kind: "EC", size: "P-256"}, "EC"}, {recipe{kind: "Ed25519"}, "OKP"}} {
		t.Run(c.recipe.String(), func(t *testing.T) {
			p.as(t)
			checkGenerated(t, p, witness, c.recipe, map[string]string{"kty": c.kty}, "Go")
		})
	}
}

// TestGenerateWrongSizes types sizes and counts that are not possible.
func TestGenerateWrongSizes(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct{ id, value, word string }{
		{"gen-custom", "2047", "2048"}, {"gen-custom", "1024", "2048"}, {"gen-custom", "8194", "8192"}, {"gen-custom", "3001", "even"}, {"gen-custom", "", "2048"},
		{"gen-count", "0", "20"}, {"gen-count", "21", "20"}, {"gen-count", "", "20"},
	} {
		t.Run(c.id+" "+c.value, func(t *testing.T) {
			p.as(t)
			p.prepare(recipe{kind: "RSA", size: "custom", custom: "2048", count: 1})
			p.set(c.id, c.value)
			p.click("generate")
			if p.state() != "ready" || p.value(c.id) != c.value || p.active() != c.id {
				t.Errorf("state %s, focus on %q: the wrong number is not pointed at", p.state(), p.active())
			}
			if said := p.text("gen-estimate"); !strings.Contains(said, c.word) {
				t.Errorf("the page says %q", said)
			}
			if p.visible("output") {
				t.Error("a key is shown")
			}
		})
	}
}

// TestGenerateEstimate says beforehand how long it takes, and does not
// promise what it cannot know.
func TestGenerateEstimate(t *testing.T) {
	p := open(t, startSite(t), "")
	p.prepare(recipe{kind: "RSA", size: "4096", engine: "go"})
	if said := p.text("gen-estimate"); !strings.Contains(said, "2 to 15 seconds") || !strings.Contains(said, "luck") {
		t.Errorf("of Go's RSA 4096 it says %q", said)
	}
	p.set("gen-engine", "auto")
	if said := p.text("gen-estimate"); !strings.Contains(said, "browser") {
		t.Errorf("of the browser's RSA 4096 it says %q", said)
	}

	// What takes longer than was said is said to.
	p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
	p.click("generate")
	p.waitFor("the estimate", `/^Usually up to 3 minutes$/.test(document.getElementById('busy-hint').textContent)`)
	eval[any](p, `(() => { const now = performance.now.bind(performance); performance.now = () => now() + 400_000; })()`)
	p.waitFor("a word on bad luck", `/^Longer than usual/.test(document.getElementById('busy-hint').textContent)`)
	p.click("cancel")
	p.waitReady()
}

// cancelled starts the slowest search there is, has the page cancel it by an
// action, and gives how many ms the page took to answer and to be ready again.
func (p *tab) cancelled(action string) (took struct{ Answered, Ready float64 }) {
	p.t.Helper()
	p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
	p.click("generate")
	p.waitFor("the page to be busy", `document.documentElement.dataset.state === 'busy' && document.getElementById('cancel').checkVisibility()`)
	time.Sleep(300 * time.Millisecond) // well into the search
	return eval[struct{ Answered, Ready float64 }](p, `new Promise((resolve) => {
		const took = {answered: 0, ready: 0}, began = performance.now();
		const busy = document.getElementById('busy');
		const look = () => {
			const now = performance.now() - began;
			if (!took.answered && !busy.checkVisibility()) took.answered = now;
			if (!took.ready && document.documentElement.dataset.state === 'ready') took.ready = now;
			if (took.answered && took.ready || now > 20000) resolve(took); else setTimeout(look, 1);
		};
		`+action+`;
		look();
	})`)
}

// TestGenerateCancel cancels a long search by button and by Escape. The page
// must answer in under 200 ms; the machine may be busy, so the best of three
// counts: what the page itself takes is in all of them.
func TestGenerateCancel(t *testing.T) {
	p := open(t, startSite(t), "")
	for name, action := range map[string]string{
		"button": `document.getElementById('cancel').click()`,
		"Escape": `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, cancelable: true}))`,
	} {
		t.Run(name, func(t *testing.T) {
			p.as(t)
			best := struct{ Answered, Ready float64 }{1e9, 1e9}
			for range 3 {
				took := p.cancelled(action)
				if took.Answered == 0 || took.Ready == 0 {
					t.Fatalf("20 s after Cancel: answered %v, ready %v", took.Answered > 0, took.Ready > 0)
				}
				best.Answered = min(best.Answered, took.Answered)
				best.Ready = min(best.Ready, took.Ready)
				if p.visible("output") {
					t.Error("a key is shown after Cancel")
				}
			}
			t.Logf("answered in %.0f ms, ready for the next in %.0f ms (best of three)", best.Answered, best.Ready)
			if best.Answered >= 200 {
				t.Errorf("answered in %.0f ms", best.Answered)
			}
			if best.Ready >= 1000 {
				t.Errorf("ready in %.0f ms", best.Ready)
			}
		})
	}
	t.Run("and work on", func(t *testing.T) {
		p.as(t)
		checkGenerated(t, p, p, recipe{kind: "EC", size: "P-256"}, map[string]string{"crv": "P-256"}, "Go")
	})
}

// watchTasks notes long tasks with what the browser knows of their cause.
const watchTasks = `
globalThis.longOnes = [];
new PerformanceObserver((list) => {
	for (const e of list.getEntries()) {
		const scripts = (e.scripts ?? []).map((s) => s.invokerType + ' ' + s.invoker + ' ' + s.sourceFunctionName + ' ' + Math.round(s.duration) + ' ms');
		const frames = (e.attribution ?? []).map((a) => a.name + ' ' + a.containerType);
		longOnes.push({kind: e.entryType, ms: Math.round(e.duration), blocking: Math.round(e.blockingDuration ?? 0), at: Math.round(e.startTime), why: [...scripts, ...frames].join('; ')});
	}
}).observe({entryTypes: ['longtask', 'long-animation-frame']});
`

// TestGenerateNeverBlocks makes keys with both engines while the browser
// notes every task of the page over 50 ms. A machine that is busy elsewhere
// can stretch a task of any page, but not the same one three times over: the
// test fails when none of three runs is free of them, and prints the reasons.
func TestGenerateNeverBlocks(t *testing.T) {
	s := startSite(t)
	for _, r := range []recipe{
		{kind: "RSA", size: "4096"}, {kind: "RSA", size: "2048", engine: "go"}, {kind: "EC", size: "P-521"}, {kind: "EC", size: "P-256", count: 20},
	} {
		t.Run(r.String(), func(t *testing.T) {
			p := blank(t, s)
			p.beforeLoad(watchTasks)
			p.goTo(s.URL + "/")
			p.waitReady()
			var reasons []string
			for range 3 {
				p.prepare(r)
				eval[any](p, `new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => { longOnes.length = 0; document.getElementById('generate').click(); resolve(); })))`)
				p.waitLong(goRSALimit, "the key", `document.documentElement.dataset.state === 'ready' && document.getElementById('result').checkVisibility()`)
				p.idle()
				var long []string
				for _, task := range eval[[]struct {
					Kind, Why    string
					Ms, Blocking int
				}](p, `longOnes`) {
					if task.Kind == "longtask" {
						long = append(long, fmt.Sprintf("task of %d ms", task.Ms))
					} else if len(task.Why) > 0 {
						long = append(long, fmt.Sprintf("  frame of %d ms: %s", task.Ms, task.Why))
					}
				}
				if !slices.ContainsFunc(long, func(s string) bool { return strings.HasPrefix(s, "task") }) {
					return
				}
				reasons = append(reasons, strings.Join(long, "\n"))
			}
			t.Errorf("the page blocks for more than 50 ms, every time:\n%s", strings.Join(reasons, "\n--\n"))
		})
	}
}

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
	t.Run("one text for all is refused", func(t *testing.T) {
		p.as(t)
		p.form("jwks")
		p.set("kid-mode", "text")
		p.set("kid", "the same")
		if said := p.waitError(); !strings.Contains(said, "key ID") {
			t.Errorf("the page says %q", said)
		}
		p.set("kid-mode", "thumbprint")
		p.idle()
		if p.errorText() != "" || len(keysOf(t, p.output())) != 20 {
			t.Error("it does not come back")
		}
	})
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

// TestGenerateDownloads saves the guide's files one by one: they have the
// names that the guide uses, and openssl and ssh-keygen read them.
func TestGenerateDownloads(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, r := range []recipe{{kind: "RSA", size: "2048"}, {kind: "EC", size: "P-256"}, {kind: "Ed25519"}} {
		t.Run(r.String(), func(t *testing.T) {
			p := open(t, s, "")
			p.makeKey(r)
			save := func(form, name string) string {
				want := p.form(form)
				p.mouse("download")
				got := string(p.waitDownload(name))
				if strings.TrimSuffix(got, "\n") != strings.TrimSuffix(want, "\n") {
					t.Errorf("%s is not what is shown", name)
				}
				return got
			}
			jwk := save("jwk", "jwk.json")
			public := save("spki", "public.key")
			p.set("include-private", "true")
			private := save("pkcs8", "private.key")
			checkGuideFiles(t, private, public, jwk)
		})
	}
}

// checkGuideFiles has openssl and ssh-keygen read a key pair.
func checkGuideFiles(t *testing.T, private, public, jwk string) {
	t.Helper()
	parsed := parseJSON(t, jwk)
	if parsed["d"] != nil || parsed["kid"] != thumbprint(t, parsed) {
		t.Error("jwk.json is no public JWK with its thumbprint")
	}
	if has(t, "openssl") {
		toolOutput(t, private, "openssl", "pkey", "-check", "-noout")
		if opensslDER(t, private, "-pubout") != opensslDER(t, public, "-pubin", "-pubout") {
			t.Error("private.key and public.key are not of one pair, openssl says")
		}
	}
	if has(t, "ssh-keygen") && text(parsed, "kty") != "OKP" { // ssh-keygen reads no PKCS#8 of Ed25519
		line := toolOutput(t, "", "ssh-keygen", "-y", "-f", saved(t, "private.key", private))
		other := toolOutput(t, "", "ssh-keygen", "-i", "-m", "PKCS8", "-f", saved(t, "public.key", public))
		if strings.Fields(line)[1] != strings.Fields(other)[1] {
			t.Error("private.key and public.key are not of one pair, ssh-keygen says")
		}
	}
}

// TestGenerateZip saves all of the guide's files at once.
func TestGenerateZip(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	t.Run("with the private key", func(t *testing.T) {
		p := open(t, s, "")
		p.makeKey(recipe{kind: "RSA", size: "2048"})
		kid := text(parseJSON(t, p.form("jwk")), "kid")
		p.set("include-private", "true")
		p.idle()
		p.mouse("zip")
		files := unzip(t, p.waitDownload("jwkmint-"+kid+".zip"))
		if names := sortedNames(files); !slices.Equal(names, []string{"jwk.json", "jwks.json", "private.key", "public.key"}) {
			t.Fatalf("the archive holds %v", names)
		}
		checkGuideFiles(t, files["private.key"], files["public.key"], files["jwk.json"])
		if keys := keysOf(t, files["jwks.json"]); len(keys) != 1 || !maps.Equal(asText(keys[0]), asText(parseJSON(t, files["jwk.json"]))) {
			t.Error("jwks.json is not the set of jwk.json")
		}
	})
	t.Run("of several", func(t *testing.T) {
		p := open(t, s, "")
		p.makeKeys(recipe{kind: "EC", size: "P-256", count: 3})
		kid := text(keysOf(t, p.form("jwks"))[0], "kid")
		p.set("include-private", "true")
		p.idle()
		p.mouse("zip")
		files := unzip(t, p.waitDownload("jwkmint-"+kid+".zip"))
		if len(files) != 10 {
			t.Fatalf("the archive holds %v", sortedNames(files))
		}
		for _, n := range []string{"1", "2", "3"} {
			checkGuideFiles(t, files["private-"+n+".key"], files["public-"+n+".key"], files["jwk-"+n+".json"])
		}
		if len(keysOf(t, files["jwks.json"])) != 3 {
			t.Error("jwks.json does not hold all")
		}
	})
}

func unzip(t *testing.T, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(b)
		if strings.HasPrefix(f.Name, "private") && f.Mode().Perm() != 0o600 {
			t.Errorf("%s unpacks with mode %v", f.Name, f.Mode())
		}
	}
	return files
}

func asText(jwk map[string]any) map[string]string {
	out := map[string]string{}
	for name, value := range jwk {
		out[name] = fmt.Sprint(value)
	}
	return out
}

// TestGenerateByKeyboard generates with Ctrl and Enter, and another one.
func TestGenerateByKeyboard(t *testing.T) {
	p := open(t, startSite(t), "#tab=generate&gen-type=Ed25519")
	p.focused()
	p.tabTo("gen-type")
	first := p.fresh(limit, func() { p.ctrlEnter() })
	second := p.fresh(limit, func() { p.ctrlEnter() })
	if parseJSON(t, first)["x"] == parseJSON(t, second)["x"] {
		t.Error("the same key twice")
	}
	p.tabTo("generate")
	if !strings.Contains(p.text("generate"), "another") {
		t.Errorf("the button says %q", p.text("generate"))
	}
	p.fresh(limit, func() { p.press(kb.Enter) })
}
