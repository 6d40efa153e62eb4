package doctor

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/token"
)

// maxTold bounds the text of which None says more than that there is no token, in
// bytes: of a very long token package token reads a part alone, and what is true of that
// is not true of the whole.
const maxTold = 1 << 16

// None is the fault of a text in which Read finds no assertion: it says what stands
// there instead, as far as that is known.
func None(text []byte) error {
	what, hint := "", ""
	if len(text) <= maxTold {
		if list := token.Find(text); len(list) > 0 {
			at := slices.IndexFunc(list, func(t token.Token) bool { return t.Parts == 3 })
			what, hint = instead(list[max(at, 0)])
		} else if wrong, mend := wrongValue(text); wrong != "" {
			what, hint = wrong, mend
		} else if wrong, mend := wrongHeader(text); wrong != "" {
			what, hint = wrong, mend
		} else if words := explainAlone(text); words != "" {
			if what, hint = "but an error message", words; !strings.HasSuffix(words, giveKey) {
				hint += " For more, paste the token that was sent."
			}
		}
	}
	return fault.New(fault.NoToken, what).WithHint(hint)
}

// ofTokens are what an error message has that tells of tokens: the words of one that tells of
// anything else, such as SSH or another system, are the same.
var ofTokens = []string{"token", "assertion", "jwt", "jws", "jwk", "rs256", "aadsts"}

// Explain tells what an error message means that stands where a key should, and what to do; ""
// where that is not known, or it may be of something else than tokens and their keys.
func Explain(text []byte) string {
	words := explainAlone(text)
	if strings.HasSuffix(words, giveKey) || hasAny(strings.ToLower(string(text)), ofTokens) {
		return words
	}
	return ""
}

// explainAlone is explain where there is no token beside the message.
func explainAlone(text []byte) string {
	message, action := explain(string(text))
	if action == below { // what is wrong with a token that is not there
		action = ""
	}
	return strings.TrimSpace(message + " " + action)
}

// absent are how languages write what is not there, or what comes later, in place of a token.
var absent = []string{"undefined", "null", "None", "nil", "[object", "%5Bobject", "Promise", "<coroutine", "%3Ccoroutine"}

// wrongValue says what stands where a token should; "" where that is nothing known.
func wrongValue(text []byte) (what, hint string) {
	if bytes.Contains(text, []byte("PRIVATE KEY-----")) {
		return "but a private key", "The key stays with you: sign a token with it, and send that. If the key was sent, make a new one."
	}
	for _, name := range carriers[:2] {
		_, value, _ := bytes.Cut(text, []byte(name+"="))
		if slices.ContainsFunc(absent, func(word string) bool {
			after, found := bytes.CutPrefix(value, []byte(word))
			return found && (len(after) == 0 || !isWord(rune(after[0])))
		}) {
			return "but what a program writes for a value that is not there", "See what the function gives that makes the token, and wait for it where it is asynchronous (await)."
		}
	}
	return "", ""
}

// instead says what a token is that is not signed claims.
func instead(t token.Token) (what, hint string) {
	switch {
	case t.Shortened && t.Parts < 3:
		return shortened, ""
	case t.Enc != "" && t.Parts == 1:
		return "but only the header of an encrypted token, a JWE", signedToken
	case t.Enc != "":
		return "but an encrypted token, a JWE", signedToken
	case t.Parts == 1:
		return "but of a token only the header", ""
	case t.Parts == 2:
		return "but a token of two parts: the third, its signature, is not there", ""
	case t.Parts != 3:
		return "but a token of " + strconv.Itoa(t.Parts) + " parts, and a signed one has three", ""
	case object(t.HeaderText) == nil:
		return "but a token without a protected header", "Paste the compact form: three parts with dots between, of which the first begins with eyJ."
	case bytes.Contains(t.HeaderText, []byte(`"zip"`)):
		return "but a token whose second part is compressed, by the zip in its header", "Sign the claims as they are: zip is for encrypted tokens (RFC 7516)."
	case bytes.HasSuffix(t.Inputs[0], []byte(".")):
		return "but a token without its payload, which was detached", "Put the payload back in between the two dots, in base64url."
	}
	if len(token.Find(t.Payload)) > 0 {
		return "but a token in which another was signed", "Send the inner one, and sign its claims alone."
	}
	return "but a token whose second part is no JSON object in base64url",
		"The second part of a client assertion is its claims, a JSON object. Take the whole token again, or sign the claims."
}

const shortened = "but a token that was shortened: dots or a word stand there for its rest"

const signedToken = "Paste the signed token, of three parts, as it is before it is encrypted."

// starts are how the base64 of a JSON object begins: {" and { before white space; and {' of
// one that was printed in Python.
var starts = []string{"eyJ", "eyA", "ewo", "ew0", "ewk", "eyd"}

// wrongHeader says why the first part of what looks like a token is no header; "" where
// nothing looks so.
func wrongHeader(text []byte) (what, hint string) {
	words := strings.FieldsFunc(string(text), func(r rune) bool { return r != '.' && r != '…' && !isWord(r) })
	for _, word := range words {
		if !slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(word, start) }) {
			continue
		}
		if strings.Contains(word, "...") || strings.Contains(word, "…") {
			return shortened, ""
		}
		first, _, _ := strings.Cut(word, ".")
		json, err := token.Decode(first)
		switch {
		case err == nil && object(json) != nil:
			return "the first part names no algorithm",
				"The header of a signed token has alg, the name of the algorithm that its key signs by."
		case strings.Count(word, ".") >= 2 && err == nil && bytes.HasPrefix(json, []byte("{'")):
			return "the first part is no JSON object, but the text of one in Python", "Write the header as JSON, with double quotes, before it is encoded."
		case strings.Count(word, ".") >= 2:
			return "the first part is no JSON object in base64url", ""
		}
	}
	return "", ""
}

// isWord reports whether r is of base64url.
func isWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_'
}
