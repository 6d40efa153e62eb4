package e2e

import (
	"fmt"
	"time"
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
