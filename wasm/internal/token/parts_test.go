package token

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestUnprotected: what the protected header does not say the other says, and nothing
// else of it counts (RFC 7515 section 7.2.1 has no member in both).
func TestUnprotected(t *testing.T) {
	open := Header{KID: "k", Alg: "a", JKU: "j", X5T: "x", X5TS256: "s", JWK: json.RawMessage(`{"o":1}`)}
	said := Header{KID: "K", Alg: "A", JKU: "J", X5T: "X", X5TS256: "S", JWK: json.RawMessage(`{"p":1}`)}
	text := func(h Header) string { return fmt.Sprint(h.KID, h.Alg, h.JKU, h.X5T, h.X5TS256, string(h.JWK)) }
	for _, c := range [][3]Header{{said, open, said}, {{}, open, open}, {said, {}, said}, {{KID: "K"}, {Alg: "a"}, {KID: "K", Alg: "a"}}} {
		if got := c[0].with(c[1]); text(got) != text(c[2]) {
			t.Errorf("%s, want %s", text(got), text(c[2]))
		}
	}
	whole := `{"payload":"e30","protected":"` + b64(`{"alg":"RS256","jwk":{"p":1}}`) + `","header":{"kid":"k","jwk":{"o":1}},"signature":"AAAA"}`
	if list := Find([]byte(whole)); len(list) != 1 || string(list[0].JWK) != `{"p":1}` || list[0].KID != "k" || !list[0].JSON {
		t.Errorf("%+v", list)
	}
}

// TestSeveralSignatures: a JWS in JSON may have many, of which those with a broken
// header are passed over, and so many are read.
func TestSeveralSignatures(t *testing.T) {
	one := `{"protected":"` + b64(header) + `","signature":"AAAA"}`
	broken := `{"protected":"A","signature":"AAAA"}`
	for text, want := range map[string]int{
		`{"payload":"e30","signatures":[` + one + "," + broken + "," + one + `]}`:           2,
		`{"payload":"e30","signatures":[` + strings.Repeat(one+",", maxTokens) + one + `]}`: maxTokens,
		`{"payload":"e30","signatures":[]}`:                                                 0,
		`{"payload":"e30","signatures":[` + one + `],` + one[1:]:                            2,
	} {
		list := inJSON(text)
		if len(list) != want {
			t.Errorf("%.80s: %d tokens, want %d", text, len(list), want)
		}
		for _, got := range list {
			if got.Parts != 3 || len(got.Inputs) != 1 || string(got.Inputs[0]) != b64(header)+".e30" || string(got.Payload) != "{}" || got.Padded || got.Standard {
				t.Errorf("%+v", got)
			}
		}
	}
	for spelled, want := range map[string][2]bool{"AAA=": {true, false}, "+AAA": {false, true}, "/AA=": {true, true}, "-_AA": {false, false}} {
		list := Find([]byte(`{"payload":"e30","protected":"` + b64(header) + `","signature":"` + spelled + `"}`))
		if len(list) != 1 || [2]bool{list[0].Padded, list[0].Standard} != want {
			t.Errorf("%s: %+v", spelled, list)
		}
	}
}

// TestBetween: a token goes on behind the indentation of a line, however deep, and not
// behind more white space than any has.
func TestBetween(t *testing.T) {
	start, end := b64(header), ".e30."+strings.Repeat("A", 86)
	for between, want := range map[int]int{1: 3, maxBetween: 3, maxBetween + 1: 1} {
		list := Find([]byte(start + "\n" + strings.Repeat(" ", between-1) + end))
		if len(list) != 1 || list[0].Parts != want {
			t.Errorf("%d between: %+v", between, list)
		}
	}
}

// TestGoesOn: what goes on is a whole line or word of a token. Source code joins its
// lines.
func TestGoesOn(t *testing.T) {
	for text, want := range map[string]int{
		"\nAAAA": 1, "\nAAAA\n": 1, "\nAAAA more": 1, "\nAA:AA": 0, "\n:": 0, "\n": 0, "": 0, "AAAA": 0, "\" +\n\"AAAA\"": 5, "' + 'AAAA';": 5, "',\n'AAAA',": 4, "' . 'AAAA'": 5,
		"\" &\n\"AAAA\"": 5, "\"+AAAA\"": 1, "\nAAAA)": 1, "\nAAAA&x": 1, "\nAAAA<br>": 1, "\nAAAA}": 1, "\nAAAA@": 0, "\n.AAAA": 1,
		"\nscope=a": 0, "\nAAA=": 1, "\nAA==": 1, "\nAA==.AAAA": 1, "\nA.scope=a": 0,
	} {
		f := finder{budget: 1000}
		got, joined := f.goesOn(text)
		if got != want || joined != (got > 0 && strings.ContainsAny(text, "+.&") && strings.ContainsAny(text[:got], "+.&")) {
			t.Errorf("%q: %d, %v, want %d", text, got, joined, want)
		}
	}
	f := finder{budget: 100}
	if f.goesOn("\nAAAA"); f.budget != 95 {
		t.Errorf("it cost %d", 100-f.budget)
	}
}

// TestLinesIn: an empty line is one of blanks too, and one that a mail quotes.
func TestLinesIn(t *testing.T) {
	for text, want := range map[string][2]bool{
		" ": {false, false}, "\n": {true, false}, "\r\n": {true, false}, "\r": {true, false}, "\n\t": {true, false}, "\n> ": {true, false},
		"\n\n": {true, true}, "\r\n\r\n": {true, true}, "\n \n": {true, true}, "\n>\n> ": {true, true}, "\n\" +\n\"": {true, false}, "": {false, false},
	} {
		newLine, blank := linesIn(text)
		if got := [2]bool{newLine, blank}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestNext is where a token can begin: at { in base64 that is no part of a word.
func TestNext(t *testing.T) {
	for text, want := range map[string]int{
		"eyJ": 0, "eyA": 0, "ewo": 0, "ew0": 0, "ewk": 0, "ey": -1, "": -1, "e eyJ": 2, "eeyJ": -1, "-eyJ": -1, "_eyJ": -1, "9eyJ": -1, "ZeyJ": -1, ".eyJ": -1, "@eyJ": 1, "[eyJ": 1, "`eyJ": 1, "{eyJ": 1, "/eyJ": 1, ":eyJ": 1, "eyJ eyJ": 0, "eyX": -1,
	} {
		if got := next(text, 0); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	if got := next("eyJ eyJ", 1); got != 4 {
		t.Errorf("the second: %d", got)
	}
}

// TestLongest: a token of over maxLength characters is not read to its end.
func TestLongest(t *testing.T) {
	head := b64(header) + "." + strings.Repeat("A", 200) + "."
	head += strings.Repeat("A", -len(head)&3) // so that the signature's length is one of base64
	for size, want := range map[int]int{maxLength - 8: maxLength - 8, maxLength: maxLength, maxLength + 8: maxLength} {
		text := head + strings.Repeat("A", size-len(head))
		list := Find([]byte(text))
		dots := strings.LastIndex(head, ".") + 1
		if len(list) != 1 || len(list[0].Signatures) != 1 || len(list[0].Signatures[0]) != (want-dots)*3/4 {
			t.Errorf("%d characters: %d tokens, %d signatures", size, len(list), len(list[0].Signatures))
		}
	}
}
