package e2e

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// void elements have no end tag.
var void = strings.Fields("area base br col embed hr img input link meta source track wbr")

// references are the attributes that name other elements by their ids.
var references = []string{"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form"}

// TestMarkup reads the shipped pages more strictly than a browser: every
// element is closed where it was opened, ids are there once, and what refers
// to an id finds it.
func TestMarkup(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"index.html", "jwkmint.html"} {
		t.Run(name, func(t *testing.T) {
			checkMarkup(t, siteFile(t, name))
		})
	}
}

// TestMarkupFinds proves that the reading finds what it looks for.
func TestMarkupFinds(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{
		`<p><b>x</p></b>`, `<p>x`, `<i id=a></i><i id=a></i>`, `<label for=no>x</label>`, `<a aria-controls="no">x</a>`, `<button>x</button>`,
		`<img src="data:,">`, `<input>`, `<div/>`, `<p><div></div></p>`, `<font>x</font>`, `<i id="a b"></i>`,
	} {
		if len(faults(bad)) == 0 {
			t.Errorf("nothing is found in %s", bad)
		}
	}
}

func checkMarkup(t *testing.T, text string) {
	t.Helper()
	if !strings.HasPrefix(text, "<!doctype html>\n<html lang=\"en\"") {
		t.Errorf("the page begins with %.40q", text)
	}
	for _, f := range faults(text) {
		t.Error(f)
	}
	for _, want := range []string{`<meta charset="utf-8">`, `<meta name="viewport" content="width=device-width, initial-scale=1">`, "<title>", `<meta name="description"`} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%s is there %d times, want once", want, strings.Count(text, want))
		}
	}
}

// faults lists what is wrong with a document or a piece of one.
func faults(text string) []string {
	var found []string
	fault := func(parts ...string) { found = append(found, strings.Join(parts, " ")) }
	var open []string
	ids := map[string]int{}
	labelled := map[string]bool{}
	var wanted, fields [][2]string
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := string(z.Raw())
		token := z.Token()
		inSVG := slices.Contains(open, "svg")
		switch kind {
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				fault("</"+token.Data+"> closes", strings.Join(open[max(0, len(open)-2):], " > "))
				continue
			}
			open = open[:len(open)-1]
		case html.StartTagToken, html.SelfClosingTagToken:
			attributes := map[string]string{}
			for _, a := range token.Attr {
				attributes[a.Key] = a.Val
			}
			if id, ok := attributes["id"]; ok {
				ids[id]++
				if id == "" || strings.ContainsAny(id, " \t\n") {
					fault("no id:", id)
				}
			}
			for _, name := range references {
				for id := range strings.FieldsSeq(attributes[name]) {
					wanted = append(wanted, [2]string{id, token.Data + " " + name})
				}
			}
			if href := attributes["href"]; strings.HasPrefix(href, "#") {
				wanted = append(wanted, [2]string{href[1:], token.Data + " href"})
			}
			switch token.Data {
			case "label":
				labelled[attributes["for"]] = true
			case "button":
				if attributes["type"] != "button" {
					fault("a button without type=button:", raw)
				}
			case "img":
				if _, ok := attributes["alt"]; !ok {
					fault("an image without alt:", raw)
				}
			case "input", "select", "textarea", "progress":
				if !slices.Contains(open, "label") && attributes["aria-label"] == "" && attributes["aria-labelledby"] == "" {
					fields = append(fields, [2]string{attributes["id"], raw})
				}
			case "font", "center", "big", "marquee", "tt", "strike", "acronym", "frame", "frameset":
				fault("obsolete:", raw)
			case "div", "p", "ul", "ol", "dl", "section", "h1", "h2", "h3", "pre", "details", "table", "main", "header", "footer":
				if slices.Contains(open, "p") {
					fault(token.Data, "inside p")
				}
				if slices.Contains(open, "button") || slices.Contains(open, "label") {
					fault(token.Data, "inside a button or label")
				}
			}
			if kind == html.SelfClosingTagToken && !inSVG && !slices.Contains(void, token.Data) {
				fault("not void:", raw)
			}
			if kind == html.StartTagToken && !slices.Contains(void, token.Data) {
				open = append(open, token.Data)
			}
		}
	}
	if len(open) > 0 {
		fault("never closed:", strings.Join(open, " > "))
	}
	for id, n := range ids {
		if n > 1 {
			fault("an id more than once:", id)
		}
	}
	for _, w := range wanted {
		if ids[w[0]] == 0 {
			fault(w[1], "refers to", w[0], "which is not there")
		}
	}
	for _, f := range fields {
		if f[0] == "" || !labelled[f[0]] {
			fault("a field without a label:", f[1])
		}
	}
	return found
}
