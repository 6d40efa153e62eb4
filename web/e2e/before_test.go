package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shownWords is what a person can read of the page, fields and lists included, a line each.
// The key field is left out, and what tells of the time before: offers to bring it back.
const shownWords = `(() => {
	const lines = [];
	const read = (node) => {
		for (const c of node.childNodes) {
			if (c.nodeType === Node.TEXT_NODE) lines.push(c.data.replace(/\s+/g, ' ').trim());
			else if (c.nodeType !== Node.ELEMENT_NODE || c.matches('#key-input, #samples, #copy-link, .undo') || !c.checkVisibility()) continue;
			else if (c.matches('select')) lines.push(c.id + '=' + c.value + (c.disabled ? ', off' : '') + ' of ' + [...c.options].map((o) => o.text + (o.disabled ? ', off' : '')).join('/'));
			else if (c.matches('input')) lines.push(c.id + '=' + (/checkbox|radio/.test(c.type) ? c.checked : c.value) + (c.disabled ? ', off' : ''));
			else read(c);
		}
	};
	read(document.querySelector('main'));
	return lines.filter(Boolean);
})()`

// openCards unfolds whatever can be.
const openCards = `void [...document.querySelectorAll('main details')].forEach((d) => { if (d.checkVisibility()) d.open = true; })`

// TestBefore: whatever was done before in a page, of the last key it shows what a new page shows
// of the same key with the same setup. What is done comes by chance, the same in each run;
// BEFORE=100 does as many other things.
func TestBefore(t *testing.T) {
	t.Parallel()
	first, end := 0, 2
	if n, err := strconv.Atoi(os.Getenv("BEFORE")); err == nil {
		first, end = end, end+n
	}
	texts := []string{"nothing that is a key", guideFile(t, "p256.pub") + guideFile(t, "rsa4096-spki.pem"), guideFile(t, "rsa4096-pkcs8.key")[:800]}
	for _, name := range []string{"rsa4096-spki.pem", "rsa4096-pkcs8.key", "p256-pkcs8.key", "p256.pub"} {
		texts = append(texts, guideFile(t, name))
	}
	for _, name := range []string{"cert/rsa.pem", "cert/chain.pem", "openssh/ed.key", "sshpub/ed.pub"} {
		texts = append(texts, readFile(t, vectorsDir+"/"+name))
	}
	for seed := first; seed < end; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			h := &haste{tab: open(t, startSite(t), ""), chance: rand.New(rand.NewPCG(uint64(seed), 0))}
			h.focused()
			for range 14 {
				eval[any](h.tab, openCards)
				h.doSomething(texts)
				if h.chance.IntN(3) > 0 {
					h.settle()
				}
			}
			if h.settle(); h.value("kid-mode") == "text" && h.value("kid") == "" {
				h.set("kid-mode", "thumbprint") // to have typed none is no setup
				h.settle()
			}
			h.click("tab-convert")
			h.click("clear")
			eval[any](h.tab, `document.getElementById('sure').open && document.getElementById('sure-yes').click()`)
			h.waitFor("the page to be empty", `!document.querySelector('#key-list input') && !document.getElementById('adding').checkVisibility()`)
			last := h.among(texts)
			h.paste(last)
			h.settle()
			anew := open(t, startSite(t), strings.TrimPrefix(h.copyLink(), h.site.URL+"/"))
			anew.paste(last)
			anew.settle()
			if h.value("include-private") == "true" {
				anew.set("include-private", "true")
				anew.settle()
			}
			if form := h.value("format"); form != anew.value("format") && form != "" {
				anew.form(form)
			}
			var shown [2][]string
			for i, p := range []*tab{h.tab, anew} {
				eval[any](p, openCards)
				for id, text := range map[string]string{"compare-input": "zNw6s1JP1Wolaid1VSOPXX_a2RXuo7MaXfV8y2plNsc", "token-client": "me", "token-audience": "https://a.example/token", "doctor-token": "", "certify-subject": ""} {
					if eval[bool](p, fmt.Sprintf(`document.getElementById(%q).checkVisibility()`, id)) && p.value(id) != text {
						p.pasteInto(id, text)
					}
				}
				p.settle()
				shown[i] = eval[[]string](p, shownWords)
			}
			if len(shown[1]) < 40 {
				t.Fatalf("little to compare: %q", shown[1])
			}
			for i, what := range []string{"is left of what was before", "a new page shows, and this one does not"} {
				for _, line := range shown[i] {
					if !slices.Contains(shown[1-i], line) {
						t.Errorf("%s: %s", what, line)
					}
				}
			}
			if t.Failed() {
				t.Logf("what was done: %s", strings.Join(h.done, "; "))
			}
		})
	}
}

// haste is a tab in which somebody does this and that.
type haste struct {
	*tab
	chance *rand.Rand
	done   []string
}

func (h *haste) among(texts []string) string { return texts[h.chance.IntN(len(texts))] }

func (h *haste) doSomething(texts []string) {
	ticks := []string{"key-ops", "x5c", "compact", "one-line", "include-private"}
	switch did := h.chance.IntN(20); did {
	case 0, 1, 2, 3:
		text := h.among(texts)
		h.done = append(h.done, "paste "+firstLine(text))
		h.paste(text)
	case 4:
		h.done = append(h.done, "empty the field")
		h.paste("")
	case 5, 6, 7, 8, 9:
		h.chooseAny([]string{"use", "alg", "kid-mode", "format", "for"}[did-5])
	case 10, 11:
		id, value := h.among(ticks), strconv.FormatBool(h.chance.IntN(2) == 0)
		if eval[bool](h.tab, fmt.Sprintf(`((e) => !e.disabled && e.parentElement.checkVisibility())(document.getElementById(%q))`, id)) {
			h.done = append(h.done, id+" "+value)
			h.set(id, value)
		}
	case 12:
		h.typeInto("kid", h.among([]string{"a", "my key", " x "}))
	case 13:
		h.typeInto("compare-input", h.among(append(texts, "https://login.example/token", "SHA256:abc")))
	case 14:
		h.typeInto("token-client", h.among([]string{"me", "you", ""}))
		h.typeInto("token-audience", h.among([]string{"https://a.example/token", "b"}))
		h.clickOne("#token-make")
	case 15:
		h.typeInto("certify-subject", "me")
		h.clickOne("#certify-make")
	case 16:
		h.clickOne("#key-list input")
	case 17:
		h.clickOne(h.among([]string{".undo button, button.undo", ".key-remove"}))
	case 18:
		h.clickOne(h.among([]string{"#add-key", "#adding-done", "#options-reset", "#clear"}))
		h.clickOne("#sure-yes")
	case 19:
		h.clickOne(h.among([]string{"#tab-generate", "#tab-convert"}))
		h.clickOne("#generate")
	}
}

// chooseAny chooses any of what a list offers, but what comes by chance or by the clock.
func (h *haste) chooseAny(id string) {
	offered := eval[[]string](h.tab, fmt.Sprintf(`((e) => !e.checkVisibility() || e.disabled ? [] : [...e.options].filter((o) => !o.disabled && !/^(uuid|date)$/.test(o.value)).map((o) => o.value))(document.getElementById(%q))`, id))
	if len(offered) == 0 {
		return
	}
	value := h.among(offered)
	h.done = append(h.done, id+" "+value)
	h.set(id, value)
}

func (h *haste) typeInto(id, text string) {
	if eval[bool](h.tab, fmt.Sprintf(`document.getElementById(%q).checkVisibility()`, id)) {
		h.done = append(h.done, "type "+firstLine(text)+" into "+id)
		h.pasteInto(id, text)
	}
}

// clickOne clicks any that can be.
func (h *haste) clickOne(selector string) {
	if call[bool](h.tab, `(selector, chance) => {
		const all = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && !e.disabled);
		all[Math.floor(chance * all.length)]?.click();
		return all.length > 0;
	}`, selector, h.chance.Float64()) {
		h.done = append(h.done, "click "+selector)
	}
}
