package api

import (
	"bytes"
	"errors"
	"strings"

	"jwkmint/wasm/internal/digest"
	"jwkmint/wasm/internal/doctor"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/token"
)

// isToken is what whatIs says of a token.
const isToken = "this is a token"

// whatIs gives a fault that says no key was found a hint for what was pasted in
// its place: a token, an address, a digest. It gives one also where a key is offered that
// may be a digest. Faults about something that is a key stay as they are, and so do hints
// that know better, but for those of a token: what can be done with it is here.
func whatIs(data []byte, err error) error {
	var f *fault.Error
	if !errors.As(err, &f) || !mayBeNone(f.Code) && f.Code != fault.WhichKey {
		return err
	}
	text := bytes.TrimSpace(plain.UTF8(data))
	none := func(what, hint string) *fault.Error { return fault.New(f.Code, what).WithHint(hint) }
	if f.Code == fault.WhichKey {
		if f.Hint == "" && longest(digest.Read(string(text))).Bytes != nil {
			_, hint := fault.Text(f)
			return f.WithHint(hint + " If it is a fingerprint or a key ID, no key can be made of it: paste the key itself here, then this under Compare.")
		}
		return err
	}
	list := token.Find(text)
	if len(list) == 0 {
		if lists := unshown(text); len(lists) > 0 {
			list = lists[0]
		}
	}
	// A JWE under a passphrase, or that says so, is a key that is put away.
	if len(list) > 0 && !strings.HasPrefix(list[0].Alg, "PBES2") && !strings.HasPrefix(list[0].CTY, "jwk") {
		switch t := list[0]; {
		case t.JWK != nil:
			return none(isToken, "It carries a key in its header (jwk). To see whether a key of yours signed it, paste or make that key here, then the token under Compare.")
		case bytes.Contains(t.Payload, []byte(`"kty"`)):
			return none(isToken, "It carries a key in its payload: paste the part between its two dots alone to read that. To see whether a key of yours signed it, paste or make that key here, then the token under Compare.")
		case t.Parts == 5:
			return none("this is an encrypted token", "Paste the key that it was made for here, then the token under Compare: it says whether the header names the key.")
		}
		return none(isToken, "Tokens are signed by keys and hold none. Paste or make your key here, then paste the token under Compare: it says whether that key signed it.")
	}
	switch {
	case f.Hint != "":
		return err
	case bytes.HasPrefix(text, []byte("<")) && bytes.Contains(bytes.ToLower(text[:min(len(text), 1024)]), []byte("<html")):
		return none("this is a web page", "A page to sign in, or one that says what went wrong, may stand where the key was: open the address yourself, and paste what it shows then.")
	case isError(text):
		hint := doctor.Explain(text[:min(len(text), maxDigestText)])
		if hint == "" {
			hint = "Mend what it says, ask again, and paste the answer to that."
		}
		return none("this is a server's answer that says what went wrong", hint)
	}
	if address(text) {
		return none("this is an address", openAddress)
	}
	if hint := addressIn(text); hint != "" {
		return none("this describes a server, and its keys are elsewhere", hint)
	}
	if f.Code == fault.NoKey && len(text) <= maxDigestText {
		if hint := doctor.Explain(text); hint != "" {
			return none("this is an error message", hint)
		}
	}
	if (f.Code == fault.NoKey || f.Code == fault.NotAKey) && hasAddress(text) {
		return none("it has an address", "If the key is at that address: this page opens no connection. Open it yourself, and paste what it shows.").WithChoices(f.Choices)
	}
	if f.Code == fault.NoKey && len(text) <= 1024 {
		if v := longest(digest.Read(string(text))); v.Bytes != nil && !strings.ContainsAny(string(text), "{<") {
			return none("it has something as long as a "+digest.HashName(len(v.Bytes))+" digest",
				"If that is a fingerprint, no key can be made of it. Paste the key or certificate itself here, then the fingerprint under Compare: it says whether it is that key's.")
		}
	}
	switch {
	case f.Code != fault.NoKey:
	case !plain.IsText(text):
		return none("these are bytes that are no kind of key file known here", "Look for the file that begins with PRIVATE KEY, PUBLIC KEY or CERTIFICATE, or whose name ends in .der, .cer, .p12, .pfx or .jks.")
	case len(text) < shortestKey && len(bytes.Fields(text)) == 1:
		return f.WithHint("It is too short to be a public or private key. Give the key itself: its file, or all of its text.")
	}
	return err
}

// shortestKey is how many characters a public or private key of 32 bytes has in Z85, which
// ZeroMQ writes; no other spelling is as short.
const shortestKey = 40

const openAddress = "This page opens no connection. Open the address yourself, and paste what it shows."

// isError reports whether text is an error in JSON: that of OAuth (RFC 6749 section
// 5.2), or as most servers write theirs.
func isError(text []byte) bool {
	members := membersOf(text)
	return members["error"] != nil || members["errors"] != nil
}

// mayBeNone reports whether what gave the fault can be something other than a
// key: a token begins like base64 that is cut.
func mayBeNone(code fault.Code) bool {
	switch code {
	case fault.NoKey, fault.NotAKey, fault.Malformed, fault.Truncated, fault.TrailingData, fault.UnsupportedEncryption:
		return true
	}
	return false
}

// address reports whether text is a URL and nothing else.
func address(text []byte) bool {
	s := strings.ToLower(strings.Trim(string(text), "\"'<>"))
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\r\n")
}

// hasAddress reports whether a URL stands in a short text that is no page.
func hasAddress(text []byte) bool {
	return len(text) <= 1024 && !bytes.ContainsAny(text, "<>") && (bytes.Contains(text, []byte("https://")) || bytes.Contains(text, []byte("http://")))
}

// addressIn is the hint for a discovery document (OpenID Connect Discovery
// section 3, RFC 8414 section 2) or anything else that says where its keys are.
func addressIn(text []byte) string {
	members := membersOf(text)
	for _, name := range []string{"jwks_uri", "jku", "x5u"} {
		if members[name] != nil {
			return "This page opens no connection. Open the address that stands behind " + name + " yourself, and paste what it shows."
		}
	}
	return ""
}
