package decode

import (
	"bytes"
	"encoding/base64"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
)

// said is the one of the choices that the words of a text name, both curve and half; ""
// where they name none, or several.
func said(text []byte, choices []string) (as string) {
	names := wordsOf(text)
	public := names("public", "pubkey")
	if public == names("private", "secret", "seed") ||
		names("base58", "multibase", "did:") || mayBeBase58(text) {
		return ""
	}
	var named string
	for _, choice := range choices {
		curve, ofPublic := strings.CutSuffix(choice, asPublic)
		words := []string{strings.ToLower(curve)}
		switch curve {
		case AsText, AsValue, AsOct:
			continue
		case key.X25519:
			words = append(words, "curve25519")
		case key.P256:
			words = append(words, "prime256v1", "secp256r1")
		}
		if !names(words...) {
			continue
		}
		if named != "" && named != curve {
			return ""
		}
		if named = curve; ofPublic == public {
			as = choice
		}
	}
	return as
}

// readSaid reads the bytes of a text as the key that its words name; nil where they name
// none.
func readSaid(text []byte, choices []string) *Result {
	as := said(text, choices)
	if as == "" {
		return nil
	}
	result, err := readChosen(text, as)
	if err != nil {
		return nil
	}
	curve, public := strings.CutSuffix(as, asPublic)
	half := "private"
	if public {
		half = "public"
	}
	k := result.Keys[0]
	if raw.HasLongNumber(text) {
		k.Notes = append(k.Notes, raw.NumbersLeft)
	}
	k.Notes = append(k.Notes, key.Warning{
		Code:    "said_in_words",
		Message: "The words beside these bytes say what they are: the " + half + " key of a pair on " + curve + ". The bytes alone do not show it.",
		Action:  "If the words are about something else, paste the bytes alone, and choose what they are.",
	})
	return result
}

// mayBeBase58 reports whether the bytes that a text offers stand in it as a word that may
// be base58, as which it is another key: of 32 bytes, one in ten has the length of base64.
func mayBeBase58(text []byte) bool {
	word := base64.RawStdEncoding.EncodeToString(offered(text))
	i := bytes.Index(text, []byte(word))
	return i >= 0 && !strings.ContainsAny(word, "0OIl+/") && !bytes.HasPrefix(text[i+len(word):], []byte("="))
}
