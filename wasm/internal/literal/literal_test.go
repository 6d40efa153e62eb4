package literal

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestRead: what each language prints is the same value.
// A list is an object only where it is nothing but pairs of a name and a value.
func TestPairs(t *testing.T) {
	for text, want := range map[string]string{
		`[('a', 1)]`:                     `{ "a":1 }`,
		`[('a', 1), 2]`:                  `[["a",1],2]`,
		`[2, ('a', 1)]`:                  `[2,["a",1]]`,
		`[('a', 1, 2)]`:                  `[["a",1,2]]`,
		`[('a',)]`:                       `[["a"]]`,
		`[(1, 'a')]`:                     `[[1,"a"]]`,
		`[['a', 1]]`:                     `[["a",1]]`,
		`[('a', 1), ['b', 2]]`:           `[["a",1],["b",2]]`,
		`[('a', ('b', 2))]`:              `{ "a":["b",2] }`,
		`[('a', [('b', 2)])]`:            `{ "a":{ "b":2 } }`,
		`(('a', 1), ('b', 2))`:           `{ "a":1 , "b":2 }`,
		`[(('a', 1), ('b', 2))]`:         `[{ "a":1 , "b":2 }]`,
		`[]`:                             `[]`,
		`[A(B([('a', 1)]))]`:             `[  { "a":1 }  ]`,
		`{a: [Object], b: 1}`:            `{"b":1}`,
		`{a: 1, b: [Array], c: [Array]}`: `{"a":1}`,
		`{a: 1, b: [Array], c: 2, d: [Object], }`:                                                `{"a":1,"c":2}`,
		`{a: [Object], b: [Array]}`:                                                              `{}`,
		`{k: [{a: [Array], b: 1}], n: 1}`:                                                        `{"k":[{"b":1}],"n":1}`,
		`{a: [ [Array] ], b: 1}`:                                                                 ``,
		`(` + "\n[a] => b\n[c] => Array\n(\n[0] => 1\n)\n\n)":                                    `{"a":"b","c":{"0":1}}`,
		`(` + "\n[a] => Array\n(\n[0] => 1\n[9] => 2\n[19] => 3\n[90] => 4\n)\n\n)":              `{"a":{"0":1,"9":2,"19":3,"90":4}}`,
		`{["a"]=>` + "\n" + `string(1) "b"}`:                                                     `{"a":"b"}`,
		`{a: Some("b"), c: Optional("d")}`:                                                       `{"a": "b" ,"c": "d" }`,
		`{N = Convert.FromBase64String("b"), E = base64.b64decode('c'), S = String.format("d")}`: `{"N": "b" ,"E": "c" ,"S":["d"]}`,
		`[A('a', 1), B('b')]`:                                                                    `[["a",1],["b"]]`,
		"{'a': ('b'\n  'c'), 'd': ('e',), 'f': (1), 'g': ('h' )}":                                `{"a": "bc" ,"d":["e"],"f":[1],"g": "h" }`,
		`{a: 'b' as const, c: "d" as string, e: 'f' as 'f' | 'g'}`:                               ``,
		`{a: 'b' as const, c: "d" as string, e: 'f' as 'f',}`:                                    `{"a":"b","c":"d","e":"f"}`,
		`{a: 'b' as "c}`: ``,
	} {
		out, _, _, err := Read([]byte(text))
		if want == "" && err == nil || want != "" && (err != nil || string(out) != want) {
			t.Errorf("%s: %s, %v, want %s", text, out, err, want)
		}
	}
}

func TestListInBraces(t *testing.T) {
	for text, want := range map[string]string{
		`{keys = {{kty = "EC", key_ops = {"sign", 'verify'}, x5c = { "b", }}, {x = "é"}}}`: `{"keys":[{"kty":"EC","key_ops":["sign","verify"],"x5c":["b"]},{"x":"é"}]}`,
		`{"kty" "EC", "x" "b"}`:   "", // Clojure's map
		`{keys = {"kty" "EC"}}`:   "",
		`{kty: "EC", n: {{ n }}}`: "", // to be filled in
		`{"kty", "EC"}`:           "",
	} {
		json, _, _, err := Read([]byte(text))
		if string(json) != want && !(want == "" && err != nil) {
			t.Errorf("%s: %s, %v", text, json, err)
		}
	}
}

func TestRead(t *testing.T) {
	const want = `{"kty":"EC","use":null,"ext":true,"n":[1,-2.5,"b"],"o":{"x":"é"}}`
	for name, text := range map[string]string{
		"JSON":       want,
		"JavaScript": "{ kty: 'EC', use: undefined, ext: true, // a comment\n n: [ 1, -2.5, `b` ], /* one\nmore */ o: {x: '\\u00e9',}, }",
		"Node":       "[Object: null prototype] {\n  kty: 'EC',\n  use: null,\n  ext: true,\n  n: [ 1, -2.5, 'b' ],\n  o: [Object: null prototype] { x: 'é' }\n}",
		"console":    `{kty: EC, use: null, ext: true, n: [1, -2.5, b], o: {x: é}}`,
		"Python":     `{'kty': u'EC', "use": None, 'ext': True, 'n': (1, -2.5, b'b'), 'o': {'x': '\xe9'}}`,
		"pairs":      `[('kty', 'EC'), ('use', None), ('ext', True), ('n', (1, -2.5, 'b')), ('o', OrderedDict([('x', 'é'),]),)]`,
		"Ruby":       `{:kty=>"EC", :use=>nil, "ext" => true, n: [1, -2.5, :b], :o=>{:x=>"\u{e9}"}}`,
		"PHP":        "array('kty' => 'EC', 'use' => NULL, 'ext' => TRUE, 'n' => [1, -2.5, 'b'], 'o' => ['x' => 'é',],)",
		"Elixir":     `%{kty: "EC", use: nil, ext: true, n: [1, -2.5, "b"], o: %{"x" => "é"}}`,
		"Clojure":    `{:kty "EC" :use nil :ext true :n [1, -2.5, "b"] :o {:x "é"}}`,
		"Swift":      `["kty": "EC", "use": nil, "ext": true, "n": [1, -2.5, "b"], "o": ["x": "é"]]`,
		"Java":       `{kty=EC, use=null, ext=true, n=[1, -2.5, b], o={x=é}}`,
		"Go":         "map[string]any{\"kty\": `EC`, \"use\": nil, \"ext\": true, \"n\": []any{1, -2.5, \"b\"}, \"o\": {\"x\": \"é\"}}",
		"PowerShell": "{ kty = 'EC'; use = $null; ext = $true\n n = @(1, -2.5, 'b'); 'o' = @{ x = \"é\" } }",
		"Go print":   `map[kty:EC use:null ext:true n:[1,-2.5,b] o:map[x:é]]`,
		"HCL":        "{\n kty = \"EC\"\n use = null # none\n ext = true\n n = [1, -2.5, \"b\"]\n o = { x = \"\u00e9\" }\n}",
		"constructs": `JWK(kty='E' 'C', use=None, ext=True, n=list(1, -2.5, 'b'), o=OKP {x: "\303" + "é"})`,
	} {
		if name == "constructs" {
			text = strings.Replace(text, `"\303" + `, `"" + `, 1)
		}
		from := strings.IndexAny(text, "{[(")
		switch name {
		case "Node":
			from = strings.Index(text, "{")
		case "Go":
			text = strings.Replace(text, "[]any{1, -2.5, \"b\"}", "[1, -2.5, \"b\"]", 1)
			from = strings.Index(text, "{")
		case "Go print":
			text, from = "{v: "+text+"}", 0
		}
		out, repairs, size, err := Read([]byte(text)[from:])
		if err != nil {
			t.Errorf("%s: %v at %q", name, err, text[from+size:])
			continue
		}
		var got, expected any
		if err := json.Unmarshal(out, &got); err != nil {
			t.Errorf("%s: not JSON: %s", name, out)
			continue
		}
		if name == "Go print" {
			got = got.(map[string]any)["v"]
		}
		if err := json.Unmarshal([]byte(want), &expected); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, expected) {
			t.Errorf("%s: %s", name, out)
		}
		if (len(repairs) == 0) != (name == "JSON") {
			t.Errorf("%s: repairs %v", name, repairs)
		}
		if from+size != len(text) && name != "Go" {
			t.Errorf("%s: it took %d of %d", name, from+size, len(text))
		}
	}
}

// TestRepairs: each is said, once, and only where it was made.
func TestRepairs(t *testing.T) {
	for text, want := range map[string][]Repair{
		`{"a": "b"}`:                       nil,
		`{"a": 'b', 'c': 'd'}`:             {Quotes},
		`{"a": 1, "b": 2,}`:                {TrailingComma},
		"{\"a\": \"bc\nde\"}":              {BrokenStrings},
		`{"a": "b" "c"}`:                   {Joined},
		`{"a": "b" + "c"}`:                 {Joined},
		`{"a": "b" "c" "d"}`:               {Joined},
		"{\"a\": \"b\",\n# why\n\"c\": 1}": {Comments},
		`{a: 1}`:                           {BareNames},
		`{"a": b}`:                         {BareValues},
		`{"a" => 1}`:                       {Arrows},
		"{\"a\": 1\n\"b\": 2}":             {MissingComma},
		"{\"a\": \"1\"\n\"b\": 2}":         {MissingComma},
		`{"a": None}`:                      {Words},
		`{"a": 0x10}`:                      {Numbers},
		`{"a": 12345678901234567890n}`:     {Numbers},
		`["a": 1]`:                         {Brackets},
		`{"a": (1, 2)}`:                    {Brackets},
	} {
		out, repairs, _, err := Read([]byte(text))
		if err != nil || !json.Valid(out) || !reflect.DeepEqual(repairs, want) {
			t.Errorf("%s: %s, %q, %v", text, out, repairs, err)
		}
	}
}

func TestValues(t *testing.T) {
	for text, want := range map[string]string{
		"{n: 'ab\n   cd-_='}":           `{"n":"abcd-_="}`,
		"{n: 'azAZ09\n   azAZ09+/'}":    `{"n":"azAZ09azAZ09+/"}`,
		"{n: 'two\nlines, not base64'}": `{"n":"two\u000alines, not base64"}`,
		"{n: 'a\\\n  b'}":               `{"n":"a  b"}`,
		`{n: """ab` + "\n" + `cd"""}`:   `{"n":"abcd"}`,
		`{e: 0x10001}`:                  `{"e":65537}`,
		`{e: 65_537L}`:                  `{"e":65537}`,
		`{e: 65537}`:                    `{"e":65537}`,
		`{e: 010001}`:                   `{"e":"010001"}`, // no number: octal in some languages
		`{e: --5}`:                      `{"e":"--5"}`,
		`{e: -5}`:                       `{"e":-5}`,
		`{e: -5L}`:                      `{"e":-5}`,
		`(a -> b, "c" -> "d")`:          `{"a":"b","c":"d"}`, // Scala
		`("a" to "b", "c" to "d")`:      `{"a":"b","c":"d"}`, // Kotlin
		`{["a"] = "b", ["c"] = "d"}`:    `{"a":"b","c":"d"}`, // Lua
		`{<<"a">> => <<"b">>, <<"c">> => [#{<<"d">> => <<"e">>}]}`:          `{"a":"b","c":[{"d":"e"}]}`, // Erlang
		`{"a": String("b"), "c": Array [Number(1), Bool(true), Object {}]}`: `{"a": "b" ,"c":[ 1 , true ,{}]}`,
		`{e: -}`:                           `{"e":"-"}`,
		`{e: .5}`:                          `{"e":".5"}`,
		`{e: -0x11}`:                       `{"e":"-0x11"}`,
		`{e: 1.5e+3}`:                      `{"e":1.5e+3}`,
		`{a: "\ud83d\udd11\x41\u{1f511}"}`: `{"a":"🔑A🔑"}`,
		`{"x5t#S256": ab//cd+==}`:          `{"x5t#S256":"ab//cd+=="}`,
		`{kid=2024/a b, x5t#S256=ab}`:      `{"kid":"2024/a b","x5t#S256":"ab"}`,
		`{u: https://a.example/b?c=d}`:     `{"u":"https://a.example/b?c=d"}`,
		`{a: Map(10) {'b' => 1}}`:          `{"a":{"b":1}}`,
		`{a: 'it\'s', b: "\"\\\/"}`:        `{"a":"it's","b":"\"\\/"}`,
		`{}`:                               `{}`,
		`[]`:                               `[]`,
		`{a: []}`:                          `{"a":[]}`,
	} {
		out, _, size, err := Read([]byte(text))
		if err != nil || string(out) != want || size != len(text) {
			t.Errorf("%s: %s, %v", text, out, err)
		}
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]error{
		``:                                  ErrSyntax,
		`kty`:                               ErrSyntax,
		`{`:                                 ErrEnd,
		`{"a": "b`:                          ErrEnd,
		`{"a": "b\`:                         ErrEnd,
		`{"a": "\u00`:                       ErrEnd,
		`{"a": "\u00zz"}`:                   ErrSyntax,
		`{"a": "\u{}"}`:                     ErrSyntax,
		`{"a": "\ud83d\u0041"}`:             ErrSyntax,
		`{"a": [1, 2}`:                      ErrSyntax,
		`{"a": 1]`:                          ErrSyntax,
		`{"a"}`:                             ErrSyntax,
		`{1, 2}`:                            ErrSyntax,
		`{"a": 1, 2}`:                       ErrSyntax,
		`[1, "a": 2]`:                       ErrSyntax,
		`{"a": , "b": 1}`:                   ErrSyntax,
		`{, "a": 1}`:                        ErrSyntax,
		`{"a": 1,, "b": 2}`:                 ErrSyntax,
		`{"a": Map(2`:                       ErrEnd,
		`{"a": Map(2 {}}`:                   ErrSyntax,
		`{"a": Map() {}}`:                   ErrSyntax,
		`{"a": x + "b"}`:                    ErrSyntax,
		`{"a": "b" + x}`:                    ErrSyntax,
		`{"a": atob("b").c}`:                ErrSyntax,
		`{"a" == 1}`:                        ErrSyntax,
		`{<<"a"> => 1}`:                     ErrSyntax,
		`{<<"a">> => <<"b"}`:                ErrSyntax,
		`{<<"a">> => <<"b`:                  ErrEnd,
		`{<<a>> => 1}`:                      ErrSyntax,
		`{[a] = "b"}`:                       ErrSyntax,
		`{["a"] == "b"}`:                    ErrSyntax,
		`("a"to "b")`:                       ErrSyntax,
		`("a" tob "b")`:                     ErrSyntax,
		`{a: 'bcd'... 100 more characters}`: ErrShortened,
		`{a: 'bcd', ... 2 more items}`:      ErrShortened,
		`{a: …}`:                            ErrShortened,

		`{a: [Object, b]}`:                                ErrShortened,
		`[[Object], [Object]]`:                            ErrShortened,
		`{a: abc...def}`:                                  ErrShortened,
		strings.Repeat(`[`, 70):                           ErrSyntax,
		strings.Repeat(`{"a":`, 70):                       ErrSyntax,
		`{"a": 0x` + strings.Repeat("f", 5000):            ErrEnd,
		"{n: abc\n def\n e: 1}":                           ErrSyntax,
		`{"a": "b" "c` + "\n" + `d: 1}`:                   ErrEnd,
		`{"a": "1" 'b': "2", 'c' => "d"  "e" => "f"}`:     nil,
		strings.Repeat(`[`, 60) + strings.Repeat(`]`, 60): nil,
	} {
		if _, _, size, err := Read([]byte(text)); !errors.Is(err, want) || size > len(text) {
			t.Errorf("%.40s: %v, want %v", text, err, want)
		}
	}
}

func TestFromLines(t *testing.T) {
	const key = `{"kty":"EC","key_ops":["sign","verify"],"x":"abcd-_","use":"sig"}`
	for name, text := range map[string]string{
		"YAML":     "jwk:\n  kty: EC\n  key_ops:\n    - sign\n    - verify\n  x: >-\n    ab\n    cd-_\n  use: sig # for signing\nother: 1\n",
		"list":     "keys:\n  - kty: \"EC\"\n    key_ops: [sign, verify]\n    x: ab\n      cd-_\n    use: 'sig'\n",
		"indent 0": "keys:\n- kty: EC\n  key_ops:\n  - sign\n  - verify\n  x: abcd-_\n  use: sig\n- nothing: 1\n",
		"TOML":     "[key]\nkty = \"EC\"\nkey_ops = [\"sign\", \"verify\"]\nx = \"abcd-_\"\nuse = \"sig\"\n\n[other]\na = 1",
		"HCL":      "key {\n  kty     = \"EC\"\n  key_ops = [\"sign\", \"verify\"]\n  x       = \"abcd-_\"\n  use     = \"sig\"\n}\n",
		"text":     "The key:\nkty: EC\nkey_ops: [\"sign\", \"verify\"]\nx: abcd-_\nuse: sig\nThat was it.",
	} {
		found := FromLines([]byte(text), "kty")
		if len(found) != 1 || string(found[0].JSON) != key {
			t.Errorf("%s: %d found", name, len(found))
			for _, f := range found {
				t.Logf("%s", f.JSON)
			}
			continue
		}
		if f := found[0]; !strings.Contains(text[f.Start:f.End], "kty") || !strings.HasSuffix(strings.TrimRight(text[:f.End], "\n"), "sig") &&
			!strings.Contains(text[f.Start:f.End], "use") || f.Repairs[0] != Lines {
			t.Errorf("%s: %q %v", name, text[f.Start:f.End], f.Repairs)
		}
	}
	two := FromLines([]byte("keys:\n  - kty: EC\n    kid: a\n  - kty: RSA\n    kid: b\n"), "kty")
	if len(two) != 2 || string(two[0].JSON) != `{"kty":"EC","kid":"a"}` || string(two[1].JSON) != `{"kty":"RSA","kid":"b"}` {
		t.Errorf("two: %+v", two)
	}
	// What belongs to no member of the object is in none of its values.
	for text, want := range map[string]string{
		"kty: EC\nx: ab\n  y: cd\n":                 `{"kty":"EC","x":"ab"}`, // a mapping, and no more of x
		"keys:\n  - kty: EC\n    key_ops:\n  - b\n": `{"kty":"EC"}`,          // the next of keys
	} {
		if found := FromLines([]byte(text), "kty"); len(found) != 1 || string(found[0].JSON) != want {
			t.Errorf("%q: %+v, want %s", text, found, want)
		}
	}
	// A value may begin on the line after its name.
	for text, want := range map[string]string{
		"kty: EC\nkid:\n  a b\nx:\n  \"ab\"\n":            `{"kty":"EC","kid":"a b","x":"ab"}`,
		"kty: EC\nx:\n  ab\n  cd\nuse: sig\n":             `{"kty":"EC","x":"abcd","use":"sig"}`,
		"kty: EC\nkid: # the name\n  urn:a:b\n":           `{"kty":"EC","kid":"urn:a:b"}`,
		"keys:\n- kty:\n    EC\n  key_ops:\n    [sign]\n": `{"kty":"EC","key_ops":["sign"]}`,
		"kty: EC\nkid:\nx: ab\n":                          `{"kty":"EC","x":"ab"}`, // the next is no deeper
		"kty: EC\nkid:\n  # none\nx: ab\n":                `{"kty":"EC","x":"ab"}`,
		"kty: EC\nother:\n  one, [two\nx: ab\n":           `{"kty":"EC"}`, // no value: the object ends, as before
		"kty: EC\nkid:\n  a":                              `{"kty":"EC","kid":"a"}`,
		"kty: EC\nkid:":                                   `{"kty":"EC"}`,
	} {
		if found := FromLines([]byte(text), "kty"); len(found) != 1 || string(found[0].JSON) != want {
			t.Errorf("%q: %+v, want %s", text, found, want)
		}
	}
	for _, text := range []string{"", "a: b\n", "kty: [1\n", "kty: \"a\n", "kty: abc...\n", "kty: a\nx: |\ny: b\n", "http://kty: a\n"} {
		if found := FromLines([]byte(text), "kty"); len(found) != 0 {
			t.Errorf("%q: %s", text, found[0].JSON)
		}
	}
}

// TestBrokenLines: a value that goes on below the line of its name was broken, and one
// that begins below, or stands on one line, was not.
func TestBrokenLines(t *testing.T) {
	for text, want := range map[string]bool{
		"kty: EC\nx: ab\n": false, "kty: EC\nx: ab # a\n": false, "kty: EC\nx:\n  ab\n": false, "kty: EC\nx: |\n  ab\n": false,
		"kty: EC\nx: >\n  ab\n  c\n": false, "kty: EC\nx: ab\n  cd\n": true, "kty: EC\nx: ab\n  cd\n  ef\ny: a\n": true,
	} {
		found := FromLines([]byte(text), "kty")
		if len(found) != 1 || slices.Contains(found[0].Repairs, BrokenStrings) != want {
			t.Errorf("%q: %+v, want %v", text, found, want)
		}
	}
}

func compacted(t *testing.T, text []byte) string {
	var b bytes.Buffer
	if err := json.Compact(&b, text); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// FuzzRead: what is read is JSON, reads again as itself, and JSON is repaired in
// nothing.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{`{"a": [1, 'b', None], c: {d => "e"}}`, "{n: 'ab\ncd', m: JWK(x=1)}", `map[a:b c:d]`, "| a | b |\n|---|---|\n| c | [1] |\n", "a\t'b'\nc\td\n", `{a: 0x1f, b: 1_0n,}`, `{"\ud83d\udd11": """a"""}`, "(A(()))"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if out, repairs, size, err := Read(text); err == nil {
			if !json.Valid(out) || size > len(text) || size < 2 {
				t.Fatalf("%q: %s", text, out)
			}
			again, none, _, err := Read(out)
			if err != nil || len(none) > 0 || compacted(t, again) != compacted(t, out) {
				t.Fatalf("%q: %s read again is %s, %v, %v", text, out, again, none, err)
			}
			if json.Valid(text) && len(repairs) > 0 {
				t.Fatalf("%q is JSON and was repaired: %v", text, repairs)
			}
		}
		tables, _ := FromTables(text, "a")
		for _, o := range tables {
			if !json.Valid(o.JSON) || o.Start < 0 || o.End > len(text) || o.Start > o.End {
				t.Fatalf("%q: %+v", text, o)
			}
		}
		for _, o := range FromLines(text, "a") {
			if !json.Valid(o.JSON) || o.Start < 0 || o.End > len(text) || o.Start >= o.End {
				t.Fatalf("%q: %+v", text, o)
			}
		}
	})
}

// TestPrefixes: what stands before all names of an object is taken off.
func TestPrefixes(t *testing.T) {
	many := ""
	for c := 'a'; c < 'a'+17; c++ {
		many += string(c) + ".kty=1\n"
	}
	for text, want := range map[string]string{
		"a.kty=1\na.x=2\nb.x=3\n":               `{"kty":1,"x":2}`,
		"A_KTY=1\nA_X=2\n":                      `{"kty":1,"x":2}`,
		"a.kty=1\na.keyOps=2\na.X=3":            `{"kty":1,"keyOps":2,"x":3}`,
		"\"a-kty\"=1\n\"b-kty\"=2\n\"a-x\"=3\n": `{"kty":1,"x":3} {"kty":2}`,
		"a.kty=1\na.kty=2\n":                    `{"kty":1,"kty":2}`,
		"kty=1\na.kty=2\nX=3\n":                 `{"kty":1,"a.kty":2,"X":3}`,
		"akty=1\nax=2\n":                        "",
		"a.other=1\n":                           "",
		many:                                    strings.TrimSuffix(strings.Repeat(`{"kty":1} `, 16), " "),
	} {
		var got []string
		end := 0
		for _, o := range FromLines([]byte(text), "kty") {
			if o.Start < end {
				t.Errorf("%q: what is found begins at %d, and what comes before it ends at %d", text, o.Start, end)
			}
			got, end = append(got, string(o.JSON)), o.End
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
