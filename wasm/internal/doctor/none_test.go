package doctor

import (
	"encoding/base64"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestNone says what stands in a text in which there is no assertion.
func TestNone(t *testing.T) {
	b64 := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	const nothing, noJSON, noAlg = "This holds no token that can be looked into.", "second part is no JSON object", "names no algorithm"
	header, claims, typ := b64(`{"alg":"RS256","kid":"k"}`), b64(`{"iss":"c"}`), b64(`{"typ":"JWT"}`)
	encrypted := b64(`{"alg":"RSA-OAEP","enc":"A128GCM"}`)
	long := header + "." + claims + " "
	for name, c := range map[string]struct{ text, says string }{
		"words":                       {"no token here. At all.", nothing},
		"how it begins":               {"eyJ is how it begins", nothing},
		"another thing":               {"a.b.c", nothing},
		"two parts":                   {"Bearer " + header + "." + claims, "two parts: the third, its signature, is not there"},
		"shortened in its header":     {"client_assertion=" + header[:9] + "...AAAA", "a token that was shortened"},
		"shortened behind its header": {header + "…", "a token that was shortened"},
		"shortened in its claims":     {header + "." + claims[:5] + "..." + claims[5:] + ".AAAA", "a token that was shortened"},
		"a JWE":                       {encrypted + ".AAAA.BBBB.CCCC.DDDD", "but an encrypted token, a JWE"},
		"a JWE, cut":                  {encrypted + ".AAAA.BBBB", "but an encrypted token, a JWE"},
		"a JWE in JSON":               {`{"protected":"` + encrypted + `","ciphertext":"AAAA","iv":"AAAA","tag":"AAAA"}`, "only the header of an encrypted token, a JWE"},
		"five parts":                  {header + ".e30.AA.BB.CC", "a token of 5 parts"},
		"four parts":                  {header + ".AAAA.BBBB.CCCC", noJSON}, // read as a sentence that begins after the third
		"a header":                    {header, "of a token only the header"},
		"a payload of text":           {header + "." + b64("hello") + ".AAAA", noJSON},
		"a payload of a number":       {header + "." + b64("17") + ".AAAA", noJSON},
		"a payload not encoded":       {header + ".hello.AAAA", noJSON},
		"detached":                    {header + "..AAAA", "without its payload, which was detached"},
		"detached, in JSON":           {`{"protected":"` + header + `","payload":"","signature":"AAAA"}`, "without its payload, which was detached"},
		"no protected header":         {`{"header":{"alg":"RS256"},"payload":"` + claims + `","signature":"AAAA"}`, "without a protected header"},
		"typ alone, and no more":      {typ, noAlg},
		"alg is a number":             {b64(`{"alg":256}`) + "." + claims + ".AAAA", noAlg},
		"no JSON":                     {b64(`{"alg":"RS256"`) + "." + claims + ".AAAA", "the first part is no JSON object"},
		"Python's":                    {b64(`{'alg': 'RS256'}`) + "." + claims + ".AAAA", "but the text of one in Python"},
		"no base64":                   {header[:len(header)-2] + "." + claims + ".AAAA", "the first part is no JSON object"},
		"no JSON, and no dots":        {b64(`{"alg":"RS256"`), nothing},
		"the whole one of two":        {header + " " + header + ".aGVsbG8.AAAA", noJSON},
		"a token in a token":          {header + "." + b64(header+"."+claims+".AAAA") + ".AAAA", "in which another was signed"},
		"compressed":                  {b64(`{"alg":"RS256","zip":"DEF"}`) + "." + b64("\x03\x00") + ".AAAA", "second part is compressed"},
		"undefined":                   {"grant_type=a&client_assertion=undefined&b=c", "a value that is not there"},
		"a promise":                   {"assertion=[object Promise]", "a value that is not there"},
		"a promise, encoded":          {"assertion=%5Bobject%20Promise%5D", "a value that is not there"},
		"a longer word":               {"client_assertion=nilsson", nothing},
		"a word like it":              {"client_assertion_type=undefined", nothing},
		"a private key":               {"assertion=-----BEGIN RSA PRIVATE KEY-----\nMIIE", "but a private key"},
		"a public key":                {"-----BEGIN PUBLIC KEY-----\nMIIE", nothing},
		"a public JWK":                {`{"kty":"OKP","crv":"Ed25519","x":"AAAA"}`, nothing},
		"as long as may be":           {long + strings.Repeat(" ", maxTold-len(long)), "two parts"},
		"longer":                      {long + strings.Repeat(" ", maxTold-len(long)+1), nothing},
	} {
		if _, ok := Read([]byte(c.text), nil); ok {
			t.Errorf("%s: there is one", name)
		}
		err := None([]byte(c.text))
		message, hint := fault.Text(err)
		if fault.CodeOf(err) != fault.NoToken || !strings.Contains(message, c.says) || hint == "" {
			t.Errorf("%s: %s", name, message)
		}
	}
}
