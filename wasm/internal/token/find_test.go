package token

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

const header = `{"alg":"RS256","kid":"the key"}`

func b64(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// signature is as long as one of RSA 2048 and has all characters of base64.
func signature() []byte {
	s := make([]byte, 256)
	for i := range s {
		s[i] = byte(255 - i)
	}
	return s
}

func wrap(s string, width int, eol string) string {
	var b strings.Builder
	for ; len(s) > width; s = s[width:] {
		b.WriteString(s[:width] + eol)
	}
	return b.String() + s
}

// TestFind has one token in every place where people have it.
func TestFind(t *testing.T) {
	sig := base64.RawURLEncoding.EncodeToString(signature())
	input := b64(header) + "." + b64(`{"sub":"1"}`)
	whole := input + "." + sig
	padded := base64.URLEncoding.EncodeToString([]byte(header)) + "." + base64.URLEncoding.EncodeToString([]byte(`{"sub":"1"}`))
	standard := input + "." + base64.StdEncoding.EncodeToString(signature())
	pretty := base64.RawURLEncoding.EncodeToString([]byte("{\n  \"alg\": \"RS256\",\n  \"kid\": \"the key\"\n}"))
	for name, text := range map[string]string{
		"alone":                   whole,
		"blanks around its dots":  strings.ReplaceAll(whole, ".", " . "),
		"dots on lines":           strings.ReplaceAll(whole, ".", "\n.\n"),
		"zero-width space":        whole[:30] + "\u200b" + whole[30:],
		"no-break space":          strings.Replace(whole, ".", "\u00a0.", 1),
		"with a line break":       whole + "\n",
		"in quotes":               `"` + whole + `"`,
		"in backquotes":           "`" + whole + "`",
		"in brackets":             "(" + whole + ")",
		"Authorization":           "Authorization: Bearer " + whole + "\r\nAccept: */*\r\n",
		"DPoP":                    "authorization: DPoP " + whole,
		"form body":               "grant_type=client_credentials&client_assertion=" + whole + "&scope=a",
		"form body, last":         "grant_type=client_credentials&client_assertion=" + whole,
		"form body, escaped":      "a=b&client_assertion=" + url.QueryEscape(standard) + "&scope=a",
		"form body, twice":        "a=b&client_assertion%3D" + strings.ReplaceAll(whole, ".", "%252E") + "%26scope=a",
		"URL":                     "https://example.com/cb#id_token=" + whole + "&state=x",
		"query":                   "https://example.com/cb?jwt=" + whole,
		"curl":                    "curl -H 'Authorization: Bearer " + whole + "' https://example.com/",
		"curl, with data":         "curl https://example.com/token \\\n  -d grant_type=x \\\n  -d client_assertion=" + whole + " \\\n  -d scope=a",
		"curl, data in quotes":    `curl -d "client_assertion=` + whole + `" -d b`,
		"token response":          `{"access_token":"` + whole + `","token_type":"Bearer"}`,
		"token response, pretty":  "{\n  \"access_token\": \"" + whole + "\",\n  \"expires_in\": 3600\n}",
		"cookie":                  "Cookie: session=" + whole + "; Path=/",
		"log line":                "2026-01-01 INFO token=" + whole + ", user=x",
		"XML":                     "<token>" + whole + "</token>",
		"at the end of words":     "the token is " + whole + " and no more",
		"lines of 76":             wrap(whole, 76, "\n"),
		"lines of 64, CRLF":       wrap(whole, 64, "\r\n"),
		"lines, then words":       wrap(whole, 76, "\n") + "\n\nRegards,\nme\n",
		"lines of 40":             wrap(whole, 40, "\n"),
		"mail quoting":            "> " + wrap(whole, 70, "\n> "),
		"indented lines":          "token: |\n  " + wrap(whole, 70, "\n  ") + "\nother: 1\n",
		`\n escaped`:              wrap(whole, 76, `\n`),
		`\r\n escaped`:            `"` + wrap(whole, 76, `\r\n`) + `"`,
		"shell continuation":      wrap(whole, 76, "\\\n"),
		"source code":             "t := \"" + wrap(whole, 60, "\" +\n\t\"") + "\"",
		"source code, one line":   "t = '" + wrap(whole, 40, "' + '") + "';",
		"list of lines":           "[\"" + wrap(whole, 60, "\",\n\"") + "\"]",
		"a line a part":           strings.ReplaceAll(whole, ".", ".\n"),
		"dots at the lines' head": strings.ReplaceAll(whole, ".", "\n."),
		"broken by spaces":        wrap(whole, 50, " "),
		"padded":                  padded + "." + base64.URLEncoding.EncodeToString(signature()),
		"standard base64":         standard,
		"standard, no padding":    strings.TrimRight(standard, "="),
		"pretty header":           pretty + "." + b64("{}") + "." + sig,
		"at a sentence's end":     "My token is " + whole + ". It does not work.",
		"at the text's end":       "My token is " + whole + ".",
		"next to a word":          whole + "\nword\n",
		"HTML":                    "<p>" + wrap(whole, 60, "<br>") + "</p>",
		"JSON serialization":      `{"payload":"` + b64("{}") + `","protected":"` + b64(header) + `","signature":"` + sig + `"}`,
		"general serialization":   `{"payload":"` + b64("{}") + `","signatures":[{"protected":"` + b64(header) + `","signature":"` + sig + `"}]}`,
		"unprotected header":      `{"payload":"` + b64("{}") + `","protected":"` + b64(`{"alg":"RS256"}`) + `","header":{"kid":"the key"},"signature":"` + sig + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			list := Find([]byte(text))
			if len(list) != 1 {
				t.Fatalf("%d tokens", len(list))
			}
			got := list[0]
			if got.KID != "the key" || got.Alg != "RS256" || got.Parts != 3 || got.Damaged {
				t.Fatalf("got %+v", got)
			}
			found := false
			for _, s := range got.Signatures {
				found = found || bytes.Equal(s, signature())
			}
			if !found {
				t.Errorf("none of %d signatures is it", len(got.Signatures))
			}
			if got.Padded != strings.Contains(name, "padded") && !strings.Contains(name, "standard") && !strings.Contains(name, "escaped") {
				t.Errorf("padded: %v", got.Padded)
			}
			if name == "padded" && (len(got.Inputs) != 2 || string(got.Inputs[0]) != padded || string(got.Inputs[1]) != input) {
				t.Errorf("inputs %s", got.Inputs)
			}
			if strings.HasPrefix(name, "standard") != got.Standard && name != "form body, escaped" {
				t.Errorf("standard: %v", got.Standard)
			}
		})
	}
}

// TestFollowed: what follows a token is none of it, nor of how it is written.
func TestFollowed(t *testing.T) {
	whole := b64(header) + "." + b64(`{"sub":"1"}`) + "." + base64.RawURLEncoding.EncodeToString(signature())
	for name, c := range map[string]struct {
		text string
		ends int // 0 for those of a broken one
	}{
		"a form's line":      {"client_assertion=" + whole + "\nscope=system\n", 1},
		"a line of settings": {"TOKEN=" + whole + "\nFOO=bar", 1},
		"a body":             {"Authorization: Bearer " + whole + "\r\n\r\ngrant_type=client_credentials", 1},
		"a body of one word": {"Authorization: Bearer " + whole + "\r\n\r\nabcd", 1},
		"a quoted paragraph": {"> " + whole + "\n>\n> word", 1},
		"a word":             {whole + "\nword", 2},
		"a word with a =":    {whole + "\nwordie==", 2},
		"a media type":       {whole + "\napplication/json", 2},
		"lines, a type":      {wrap(whole, 66, "\n") + "\ntext/ab", 0},
		"lines, far apart":   {wrap(whole, 50, "\n\n"), 0},
		"lines, in HTML":     {wrap(whole, 66, "<br>\n"), 0},
	} {
		list := Find([]byte(c.text))
		if len(list) != 1 || c.ends > 0 && len(list[0].Signatures) != c.ends {
			t.Errorf("%s: %+v", name, list)
			continue
		}
		got, right := list[0], -1
		for i, s := range got.Signatures {
			if bytes.Equal(s, signature()) {
				right = i
			}
		}
		if got.Take(0); got.Padded || got.Standard {
			t.Errorf("%s: padded %v, standard %v", name, got.Padded, got.Standard)
		}
		if right < 0 {
			t.Errorf("%s: the signature is none of them", name)
		} else if got.Take(right); got.Padded || got.Standard {
			t.Errorf("%s: as signed: padded %v, standard %v", name, got.Padded, got.Standard)
		}
	}
	padded := b64(header) + ".e30." + base64.URLEncoding.EncodeToString(signature())
	got := Find([]byte(wrap(padded, 66, "\n")))[0]
	if got.Padded {
		t.Error("padded at its first end")
	}
	if got.Take(len(got.Signatures) - 1); !got.Padded || got.Standard {
		t.Error("not padded at its last")
	}
}

// TestFindOthers is what is no JWS, or more than one.
func TestFindOthers(t *testing.T) {
	h := b64(header)
	sig := base64.RawURLEncoding.EncodeToString(signature())
	describe := func(list []Token) string {
		var b strings.Builder
		for _, k := range list {
			fmt.Fprintf(&b, "%d:%s:%d ", k.Parts, k.Alg, len(k.Signatures))
		}
		return strings.TrimSpace(b.String())
	}
	for name, c := range map[string]struct{ text, want string }{
		"nothing":         {"", ""},
		"words":           {"eyJ is how a token begins, ewoK too", ""},
		"no JSON":         {b64(`{"alg"`) + ".e30.AAAA", ""},
		"no header":       {b64(`{"sub":"x"}`) + ".e30.AAAA", ""},
		"only its type":   {b64(`{"typ":"JWT"}`) + ".e30.AAAA", "3::1"},
		"a type, a part":  {b64(`{"typ":"JWT"}`) + ".e30", ""},
		"a type, no JSON": {b64(`{"typ":"JWT"`) + ".e30.AAAA", ""},
		"header alone":    {h, "1:RS256:0"},
		"header, words":   {h + "\nmore words", "1:RS256:0"},
		"no signature":    {h + ".e30", "2:RS256:0"},
		"empty signature": {h + ".e30.", "3:RS256:0"},
		"JWE":             {b64(`{"alg":"dir","enc":"A128GCM"}`) + "..AAAA.AAAA.AAAA", "5:dir:0"},
		"two":             {`{"access_token":"` + h + ".e30." + sig + `","id_token":"` + b64(`{"alg":"ES256"}`) + ".e30." + sig + `"}`, "3:RS256:1 3:ES256:1"},
		"an address":      {h + ".e30." + sig + "\nme@example.com\n", "3:RS256:1"}, // no line of a signature
		// The least width that a broken signature has, and one below it.
		"lines of 40":   {wrap(b64(`{"alg":"ES256"}`)+".e30."+strings.Repeat("A", 86), 40, "\n"), "3:ES256:3"},
		"lines of 39":   {wrap(b64(`{"alg":"ES256"}`)+".e30."+strings.Repeat("A", 86), 39, "\n"), "3:ES256:1"},
		"within a word": {"x" + h + ".e30." + sig, ""},
		"after a dot":   {"x." + h + ".e30." + sig, ""},
	} {
		if got := describe(Find([]byte(c.text))); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if list := Find([]byte(h + ".e30.A")); len(list) != 1 || !list[0].Damaged {
		t.Errorf("a signature of one character: %+v", list)
	}
	if list := Find([]byte(strings.Repeat(h+".e30."+sig+"\n\n", maxTokens+5))); len(list) > maxTokens {
		t.Errorf("%d tokens", len(list))
	}
}

func TestReadHeader(t *testing.T) {
	h, ok := ReadHeader([]byte(` {"alg":"ES256","kid":7,"jku":"https://a","x5t":"a","x5t#S256":"b","x5c":["c"],"jwk":{"kty":"EC"}}`))
	if !ok || h.Alg != "ES256" || h.KID != "" || h.JKU != "https://a" || h.X5T != "a" || h.X5TS256 != "b" || len(h.X5C) != 1 || string(h.JWK) != `{"kty":"EC"}` {
		t.Errorf("got %+v", h)
	}
	for _, bad := range []string{"", "{}", "[]", `"a"`, `{"typ":"JWT"}`, `{"alg":1}`, `{"alg":"RS256"`} {
		if _, ok := ReadHeader([]byte(bad)); ok {
			t.Errorf("%s is taken for a header", bad)
		}
	}
}

// TestFindIsLinear gives texts that begin tokens over and over, or never end one.
func TestFindIsLinear(t *testing.T) {
	for _, unit := range []string{"eyJ", "eyJ ", "eyJ.", "eyJ\n", "eyJ\n.", " eyJ" + strings.Repeat("A", 60) + "\n", "ewo=", "eyJ\\n", ".\n", "eyJ" + strings.Repeat(" ", 199), "eyJ>\n>"} {
		text := []byte(strings.Repeat(unit, (4<<20)/len(unit)))
		Find(text) // takes seconds for one that is quadratic, minutes in a page
	}
}
