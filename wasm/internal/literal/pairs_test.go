package literal

import (
	"slices"
	"strings"
	"testing"
)

func fromPairs(text string) (string, bool) {
	found, broken := FromPairs([]byte(text), "kty", []string{"EC", "RSA"}, func(name string) bool { return slices.Contains([]string{"kty", "x", "y", "ext"}, name) })
	return string(slices.Concat(found...)), broken
}

func TestFromPairs(t *testing.T) {
	const want = `{"kty":"EC","x":"ab","y":"cd"}`
	for text, want := range map[string]string{
		`put("kty", "EC"); put("x", "ab"); put("y", "cd");`:                                   want,
		"put(\"kty\", \"EC\");\n\tput(\"x\",\t\"ab\"); put(\"y\",\n \"cd\");":                 want, // white space is white space
		`("kty", "EC", "x", "ab", "y", "cd")`:                                                 want, // the same between all
		`("kty", "EC", "x", "ab", "y", "cd"`:                                                  want,
		`("kty", "EC", "x", "ab", "y", "cd`:                                                   "",
		`("x", "ab", "kty", "EC", "y", "cd")`:                                                 `{"x":"ab","kty":"EC","y":"cd"}`,
		`("x", "ab", "y", "cd", "kty", "EC")`:                                                 `{"x":"ab","y":"cd","kty":"EC"}`,
		`<kty>EC</kty><x>ab</x><y>cd</y>`:                                                     want,
		`<key><y>cd</y><x>ab</x><kty>EC</kty></key>`:                                          `{"y":"cd","x":"ab","kty":"EC"}`,
		`<kty>EC</kty><x>ab</kty><y>cd</y>`:                                                   "broken", // another end tag
		"Key Value\n--- -----\nkty EC\nx ab\ny cd\n":                                          want,
		"kty,EC\nx,ab\ny,cd":                                                                  want,
		"kty,EC\nx,ab\ny,cd\n\nOr so.":                                                        "", // which may go on there
		"kty,EC\nx,ab\ny,cd\n(or so)":                                                         want,
		"-d kty=EC -d x=ab -d y=cd https://a.example":                                         want,
		"-d kty=EC -d x=ab -d y=cd ef":                                                        "",
		"-d kty=EC -d x=a=b -d y=cd":                                                          `{"kty":"EC","x":"a=b","y":"cd"}`,
		"-d kty=EC -d x=a b -d y=cd":                                                          `{"kty":"EC","x":"a b","y":"cd"}`,
		`("kty", "EC", "x", "ab")`:                                                            "", // too few
		`("kty", "PC", "x", "ab", "y", "cd")`:                                                 "",
		`("kty", "EC")("x", "ab")("y", "c"d")`:                                                "", // a quote came into it
		`("kty", "EC")("x", "a"b")("y", "cd")`:                                                `{"kty":"EC","x":"a\"b","y":"cd"}`,
		`("kty", "EC")("x", "ab") ("y", "cd")`:                                                "broken",
		`("kty", "EC")("x", "ab")("z", "cd")("y": "ef")`:                                      "broken",
		`("y": "ef")("kty", "EC")("x", "ab")("z", "cd")`:                                      "broken",
		`("kty", "EC")("x", "ab")("z", "cd")(y, "ef")`:                                        `{"kty":"EC","x":"ab","z":"cd"}`,
		`("kty", "EC")("x", "ab")("ext", true)`:                                               `{"kty":"EC","x":"ab","ext":true}`,
		`("kty", "EC")("ext", true)("x", "ab")`:                                               `{"kty":"EC","ext":true,"x":"ab"}`,
		`("kty", "EC")("ext", -3)("x", "ab")`:                                                 "broken",
		`("kty", "EC")("n", 30)("x", "ab")`:                                                   `{"kty":"EC","n":30,"x":"ab"}`,
		`("kty", "EC")("ops", of("a", "b"))("x", "ab")`:                                       "broken", // that looks like a pair
		`("kty", "EC")("ops", of("a","b"))("x", "ab")`:                                        `{"kty":"EC","ops":["a","b"],"x":"ab"}`,
		`("kty", "EC");("x", "ab");("ops", of("a"));`:                                         `{"kty":"EC","x":"ab","ops":["a"]}`,
		`("kty", "EC")("x", "ab")("ops", of())`:                                               "broken",
		`("kty", "EC")("ops", "a")("x", "ab"), ("kty", "RSA")("x", "b")("y", "c")`:            `{"kty":"EC","ops":"a","x":"ab"}{"kty":"RSA","x":"b","y":"c"}`,
		`("kty", "EC")("ops", "a")("x", "ab"), ("kty", "RSA")("x", "b")("z", "c") ("y": "c")`: "broken",
		"kty": "", "": "", "kty EC": "", "</kty>EC x": "", `"kty"EC"x"`: "", `kty"EC"`: "", `kty"EC"x"ab"y"cd"`: want,
		`("x", "ab")("ext", true)("kty", "EC")`:                 `{"x":"ab","ext":true,"kty":"EC"}`,
		`("x", "ab")("y", "cd")("kty", "EC")`:                   `{"x":"ab","y":"cd","kty":"EC"}`,
		`("kty", "EC")("ops", of("a",'b))("x", "ab")`:           "broken",
		`kty: "EC"x: "ab"y: true`:                               "",
		`the kty is ("kty", "EC")("x", "ab")("y", "cd")`:        want,
		`("kty", "EC")("x", "ab")("y", "cd") has a kty of EC`:   want,
		`("kty", "EC")("x", "ab")("y", "cd") has a "kty" of EC`: "broken",
		`(kty="EC"x="ab"y="cd")`:                                want,
		"kty EC x ab y cd":                                      want,
	} {
		got, broken := fromPairs(text)
		if broken {
			got = "broken"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// Many objects are read, in as many passes at most.
func TestFromManyPairs(t *testing.T) {
	one := `("kty", "EC")("x", "ab")("y", "cd"), `
	if got, _ := fromPairs(strings.Repeat(one, maxPairs)); strings.Count(got, "kty") != maxPairs {
		t.Errorf("%d objects", strings.Count(got, "kty"))
	}
	if got, broken := fromPairs(strings.Repeat(one, maxPairs+1)); !broken {
		t.Errorf("%d objects of one more than are read", strings.Count(got, "kty"))
	}
}

func FuzzFromPairs(f *testing.F) {
	f.Add(`put("kty", "EC"); put("x", "ab"); put("y", "cd");`)
	f.Add("<kty>EC</kty><x>ab</x><y>cd</y>")
	f.Add(`kty"E"EC`)
	f.Fuzz(func(t *testing.T, text string) { fromPairs(text) })
}
