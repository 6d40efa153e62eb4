package assertion

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// Snippet is a program that makes the token anew each time it runs, from the
// key in private.key (PKCS#8), and prints it.
type Snippet struct {
	Name string `json:"name"` // of the language and its library
	File string `json:"file"`
	Text string `json:"text"`
}

// snippets are the programs whose library knows alg.
func snippets(alg string, header []jose.Member, claims []claim) []Snippet {
	var list []Snippet
	if alg != "ES256K" {
		list = append(list, Snippet{"Node.js, jose", "assertion.mjs", node(alg, header, claims)})
	}
	if slices.Contains(mldsa.Names, alg) {
		return list // which the others do not know
	}
	if alg != key.Ed25519 { // the others know it as EdDSA alone
		list = append(list, Snippet{"Python, PyJWT", "assertion.py", python(alg, header, claims)})
	}
	if alg != key.Ed25519 && alg != "ES256K" { // for which jwx wants a build tag
		list = append(list, Snippet{"Go, jwx", "assertion.go", golang(alg, header, claims)})
	}
	return list
}

// seconds writes a time from now on as an expression.
func seconds(now string, after time.Duration) string {
	switch s := int64(after / time.Second); {
	case s > 0:
		return now + " + " + strconv.FormatInt(s, 10)
	case s < 0:
		return now + " - " + strconv.FormatInt(-s, 10)
	}
	return now
}

// members writes the claims or the header, one a line, as "name": value.
func members(indent string, lines func(add func(name, value string))) string {
	var out strings.Builder
	lines(func(name, value string) { out.WriteString(indent + literal(name) + ": " + value + ",\n") })
	return out.String()
}

func claimLines(claims []claim, now, random string) func(func(name, value string)) {
	return func(add func(name, value string)) {
		for _, c := range claims {
			switch c.kind {
			case isTime:
				add(c.name, seconds(now, c.after))
			case isRandom:
				add(c.name, random)
			default:
				add(c.name, literal(c.text))
			}
		}
	}
}

// headerLines leaves out alg where skip says so; array wraps a list.
func headerLines(header []jose.Member, skip bool, array func([]string) string) func(func(name, value string)) {
	return func(add func(name, value string)) {
		for _, m := range header {
			switch value := m.Value.(type) {
			case []string:
				add(m.Name, array(value))
			case string:
				if !skip || m.Name != "alg" {
					add(m.Name, literal(value))
				}
			}
		}
	}
}

// array is a list as JavaScript and Python have it.
func array(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = literal(text)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func node(alg string, header []jose.Member, claims []claim) string {
	needs := ""
	if slices.Contains(mldsa.Names, alg) {
		needs = "// Node.js 24.7 or later\n"
	}
	return needs + `// npm install jose
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { importPKCS8, SignJWT } from "jose";

const key = await importPKCS8(await readFile("private.key", "utf8"), ` + literal(alg) + `);
const now = Math.floor(Date.now() / 1000);
const assertion = await new SignJWT({
` + members("  ", claimLines(claims, "now", "randomUUID()")) + `})
  .setProtectedHeader({
` + members("    ", headerLines(header, false, array)) + `  })
  .sign(key);
console.log(assertion);
`
}

func python(alg string, header []jose.Member, claims []claim) string {
	noType := ""
	if !has(header, "typ") {
		noType = `        "typ": None,` + "\n" // else PyJWT writes JWT
	}
	return `# pip install pyjwt cryptography
import time
import uuid

import jwt

with open("private.key", "rb") as file:
    key = file.read()
now = int(time.time())
assertion = jwt.encode(
    {
` + members("        ", claimLines(claims, "now", "str(uuid.uuid4())")) + `    },
    key,
    algorithm=` + literal(alg) + `,
    headers={
` + members("        ", headerLines(header, true, array)) + noType + `    },
)
print(assertion)
`
}

func golang(alg string, header []jose.Member, claims []claim) string {
	imports, random := "", ""
	for _, c := range claims {
		if c.kind == isRandom {
			imports, random = "\t\"crypto/rand\"\n", "rand.Text()"
		}
	}
	headers := ""
	headerLines(header, true, func(texts []string) string {
		return "chain(" + strings.TrimSuffix(strings.TrimPrefix(array(texts), "["), "]") + ")"
	})(func(name, value string) {
		headers += "\tcheck(header.Set(" + literal(name) + ", " + value + "))\n"
	})
	chain, cert := "", ""
	if has(header, "x5c") {
		cert = "\t\"github.com/lestrrat-go/jwx/v2/cert\"\n"
		chain = `
func chain(certificates ...string) *cert.Chain {
	var c cert.Chain
	for _, certificate := range certificates {
		check(c.AddString(certificate))
	}
	return &c
}
`
	}
	return `// go get github.com/lestrrat-go/jwx/v2
package main

import (
` + imports + `	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"

` + cert + `	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jwk"
	"github.com/lestrrat-go/jwx/v2/jws"
)

func main() {
	pem, err := os.ReadFile("private.key")
	check(err)
	key, err := jwk.ParseKey(pem, jwk.WithPEM(true))
	check(err)
	now := time.Now().Unix()
	claims, err := json.Marshal(map[string]any{
` + members("\t\t", claimLines(claims, "now", random)) + `	})
	check(err)
	header := jws.NewHeaders()
` + headers + `	assertion, err := jws.Sign(claims, jws.WithKey(jwa.SignatureAlgorithm(` + literal(alg) + `), key, jws.WithProtectedHeaders(header)))
	check(err)
	fmt.Println(string(assertion))
}
` + chain + `
func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
`
}

func has(header []jose.Member, name string) bool {
	for _, m := range header {
		if m.Name == name {
			return true
		}
	}
	return false
}
