package decode

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/testkit"
)

// wrappings are what texts with keys stand in: strings of JSON and of source code,
// settings, web pages, logs, addresses, base64.
var wrappings = map[string]func(text string) string{
	"JSON":         func(s string) string { return `{"name":"x","key":` + inJSON(s) + "}" },
	"JSON in JSON": func(s string) string { return `{"data":` + inJSON(`{"key":`+inJSON(s)+"}") + "}\n" },
	"YAML":         func(s string) string { return "apiVersion: v1\nkey: |\n" + eachLine(s, "  ") },
	"web page": func(s string) string {
		return "<html><body><p>Key:</p><pre>" + html.EscapeString(s) + "</pre></body></html>\n"
	},
	".env":       func(s string) string { return "NAME=x\nKEY=" + inJSON(s) + "\n" },
	"JavaScript": func(s string) string { return "const key = `" + strings.ReplaceAll(s, `\`, `\\`) + "`;\n" },
	"Python":     func(s string) string { return "key = r'''" + s + "'''\n" },
	"base64":     func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"base64 in YAML": func(s string) string {
		return "data:\n  key: |\n" + eachLine(inBase64Lines(s, 64), "    ") + "kind: Secret\n"
	},
	"base64 in a mail": func(s string) string {
		return "Hello,\n\nthis is the key:\nKEY=" + inBase64Lines(s, 76) + "\nRegards\n"
	},
	"Secret": func(s string) string {
		return "apiVersion: v1\nkind: Secret\ndata:\n  key: " + base64.StdEncoding.EncodeToString([]byte(s)) + "\n"
	},
	"base64 in JSON": func(s string) string {
		return `{"name":"x","key":"` + base64.StdEncoding.EncodeToString([]byte(s)) + "\"}\n"
	},
	"address": func(s string) string { return "https://x.example/?a=1&key=" + url.QueryEscape(s) },
	"log":     func(s string) string { return eachLine(s, "2026-11-26T10:00:00Z app[17]: ") },
	"compose": func(s string) string { return eachLine(s, "app_1  | ") },
	"line numbers": func(s string) string {
		var b strings.Builder
		for i, line := range strings.Split(strings.TrimRight(s, "\r\n"), "\n") {
			fmt.Fprintf(&b, "%6d\t%s\n", i+1, line)
		}
		return b.String()
	},
	"comment": func(s string) string { return eachLine(s, "# ") },
	"diff":    func(s string) string { return eachLine(s, "+") },
	"shell":   func(s string) string { return "user@host:~$ cat key.txt\n" + s + "\nuser@host:~$ " },
	"CSV":     func(s string) string { return "id,key\n1,\"" + strings.ReplaceAll(s, `"`, `""`) + "\"\n" },
}

func inBase64Lines(s string, width int) string {
	var b strings.Builder
	for text := base64.StdEncoding.EncodeToString([]byte(s)); text != ""; {
		n := min(width, len(text))
		b.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	return b.String()
}

func inJSON(s string) string { return inJSONValue(s) }

func inJSONValue(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func eachLine(s, prefix string) string {
	return prefix + strings.ReplaceAll(strings.TrimRight(s, "\r\n"), "\n", "\n"+prefix) + "\n"
}

// A text is read alike, whatever it stands in: it gives no other key, nor one where it is
// refused alone, and nearly always the same. Each vector is tried in some of the wrappings;
// with INSIDE=all, in all.
func TestInside(t *testing.T) {
	// The first tell by how a line begins that it is no key, or a comment.
	told := []string{"ssh-only-comment", "ssh-options-in-comment", "ssh-words-in-comment", "ssh-commented-out", "type-differs.pub",
		"exponents-in-page.html", "damaged-in-log.txt"} // a page in a page, a log after a command
	ways := slices.Sorted(maps.Keys(wrappings))
	same, tried := map[string]int{}, map[string]int{}
	number := 0
	areas := textVectors(t)
	for _, area := range slices.Sorted(maps.Keys(areas)) {
		for _, v := range areas[area] {
			if len(v.text) > 1<<16 || slices.Contains(told, v.name) {
				continue
			}
			alone := inShort(Input{Data: v.text, Passphrase: v.pass})
			number++
			for i, way := range ways {
				if os.Getenv("INSIDE") != "all" && (number+i)%9 != 0 {
					continue
				}
				got := inShort(Input{Data: []byte(wrappings[way](string(v.text))), Passphrase: v.pass})
				isFault := !strings.Contains(got, " ")
				tried[way]++
				switch {
				case got == alone, isFault && !strings.Contains(alone, " "):
					same[way]++
				case isFault:
				case !strings.Contains(alone, " "):
					t.Errorf("%s/%s in %s: %s, alone it is refused: %s", area, v.name, way, got, alone)
				default:
					for _, key := range strings.Split(strings.TrimSpace(got), "\n") {
						if thumbprint, _, _ := strings.Cut(key, " "); !strings.Contains(alone, thumbprint) {
							t.Errorf("%s/%s in %s: another key: %s, want %s", area, v.name, way, got, alone)
						}
					}
				}
			}
		}
	}
	for _, way := range ways {
		if t.Logf("%s: %d of %d", way, same[way], tried[way]); same[way]*100 < tried[way]*95 {
			t.Errorf("%s: only %d of %d are read as alone", way, same[way], tried[way])
		}
	}
}

// A text with an edit in it is not taken for another key, whatever it stands in.
func TestEditsInside(t *testing.T) {
	for _, name := range []string{"dumped/hexdump-C.txt", "framed/box-jwk.txt", "forms/text-rsa-private.txt", "printed/table-row-ec-private.txt", "written/jwk.env", "dumped/code-vbcrlf.vb", "python/ec.txt"} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		right, err := Decode(Input{Data: data})
		if err != nil || len(right.Keys) != 1 {
			t.Fatalf("%s: %v", name, err)
		}
		m := right.Keys[0].Material
		for way, put := range wrappings {
			text := put(string(data))
			if result, err := Decode(Input{Data: []byte(text)}); err != nil || !sameMaterial(result.Keys[0].Material, m) {
				continue // TestInside counts these
			}
			e := &editor{t: t, right: m, free: isFree(m), bits: 8}
			e.any = strings.HasPrefix(name, "forms/")
			t.Run(name+" in "+way, func(t *testing.T) {
				t.Parallel()
				e.t = t
				e.some(text, base64Edits, 150)
			})
		}
	}
}

// What a text has within it is read in time that grows with the size of the text, and a
// text that is larger than what people paste is not.
func TestHostileInside(t *testing.T) {
	line := strings.Repeat("ab ", 30) + "\n"
	for name, unit := range map[string]string{
		"quotes": `"`, "quotes of three kinds": "\"'`", "strings": `"` + line[:60] + `" `, "strings without an end": `"a\" '''b `, "doubled quotes": `"a""b""" `,
		"lines of a log": "10:00:00 app[1]: " + line, "marks": "# | > : " + line, "numbers": "1\t" + line, "tags": "<b>" + line, "tags without an end": "<b ", "references": "&lt;a&quot; ",
		"escapes": "%41%42=", "long escapes": strings.Repeat("%41", 40) + "&", "words": base64.StdEncoding.EncodeToString([]byte(line)) + "\n",
		"strings with base64": `"` + base64.StdEncoding.EncodeToString([]byte(line)) + `" `, "strings in strings": inJSON(inJSON(inJSON(line))) + "\n",
		"a log of strings": "10:00:00 app[1]: " + inJSON("<b>"+line) + "\n", "JSON": `{"a":` + inJSON(line) + "}\n", "JSON in JSON": `{"a":` + inJSON(`{"b":`+inJSON(line)+"}") + "}\n",
		"escaped quotes": `\" `, "tokens": "eyJhIjoxfQ.eyJhIjoxfQ.AAAA ",
	} {
		testkit.Linear(t, name, maxInside, func(size int) []byte { return []byte(strings.Repeat(unit, size/len(unit))) }, func(data []byte) {
			if _, err := Decode(Input{Data: data}); err == nil || fault.CodeOf(err) == fault.Internal {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
	dump, err := os.ReadFile(vectorsDir + "/dumped/xxd.txt")
	if err != nil {
		t.Fatal(err)
	}
	for size, want := range map[int]int{maxInside - 8<<10: 1, maxInside + 8<<10: 0} {
		text := eachLine(strings.Repeat(line, size/(len(line)+5))+"\n"+string(dump), "app: ")
		if _, err := Decode(Input{Data: []byte(text)}); (err == nil) != (want == 1) {
			t.Errorf("%d bytes: %v", len(text), err)
		}
	}
}

// What is read within a text takes nothing away: no key that stands beside it, no refusal,
// and nothing of a set.
func TestInsideTakesNothing(t *testing.T) {
	read := func(name string) string { return string(readVector(t, name)) }
	dump, public, private := read("dumped/xxd.txt"), read("../guide/p256-spki.pem"), read("../guide/p256-pkcs8.key")
	right, err := Decode(Input{Data: []byte(public)})
	if err != nil {
		t.Fatal(err)
	}
	jwk := jwkMembers(right.Keys[0].Material)
	damaged := strings.Replace(private, "M", "", 1)
	for name, c := range map[string]struct {
		text          string
		keys, skipped int
	}{
		"a key beside":                  {public + "DUMP=" + inJSON(dump) + "\n", 1, 0},
		"a refusal beside strings":      {damaged + "DUMP=" + inJSON(dump) + "\nKEY=" + inJSON(public) + "\n", 2, 1},
		"a refusal beside one string":   {damaged + "DUMP=" + inJSON(dump) + "\n", 0, 0},
		"a short one beside one string": {"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9\n-----END PRIVATE KEY-----\nDUMP=" + inJSON(dump) + "\n", 0, 0},
		"a broken XML key in JSON":      {`{"a":` + inJSON(read("xml/one-broken.xml")) + "}", 1, 1},
		"a JWK beside its PEM in a log": {eachLine("{\n\"kty\":\"EC\",\n\"crv\":\"P-256\",\n\"x\":\""+jwk["x"].(string)+"\",\n\"y\":\""+jwk["y"].(string)+"\",\n\"pem\":"+inJSON(public)+"\n}", "app: "), 1, 0},
	} {
		result, err := Decode(Input{Data: []byte(c.text)})
		switch {
		case err != nil && c.keys > 0:
			t.Errorf("%s: %v", name, err)
		case err == nil && (len(result.Keys) != c.keys || len(result.Skipped) != c.skipped):
			t.Errorf("%s: %d keys, skipped %v", name, len(result.Keys), result.Skipped)
		case name == "a key beside" && !sameMaterial(result.Keys[0].Material, right.Keys[0].Material):
			t.Errorf("%s: it is not there", name)
		}
	}
	set := []byte(`{"keys":[` + inJSONValue(jwk) + `],"a":1}`)
	if result, err := Decode(Input{Data: []byte(base64.StdEncoding.EncodeToString(set))}); err != nil || len(result.Set) != 2 {
		t.Errorf("a set in base64: %v, %+v", err, result)
	}
	parameters := base64.StdEncoding.EncodeToString([]byte("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"))
	if _, err := Decode(Input{Data: []byte(parameters)}); err == nil || !strings.Contains(err.Error(), "EC PARAMETERS without a key") {
		t.Errorf("parameters in base64: %v", err)
	}
}

// TestMoreThan: what has more parts, but of a private key the public half alone, is no more.
func TestMoreThan(t *testing.T) {
	read := func(text string) *reader {
		r := &reader{rescans: newRescanBudget(len(text))}
		r.read([]byte(text))
		return r
	}
	const public = `{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`
	private := read(strings.Replace(public, `"}`, `","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}`, 1))
	if twice := read(public + "\n" + public); len(twice.parts) != 2 || twice.moreThan(private) || !twice.moreThan(read(public)) {
		t.Errorf("%d parts", len(twice.parts))
	}
}
