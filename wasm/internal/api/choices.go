package api

import (
	"strings"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// choice is something that an input can be said to be: As goes into convert.
type choice struct {
	As    string `json:"as"`
	Label string `json:"label"`
}

// choicesOf are those of a fault, in words that complete "It is …".
func choicesOf(err error) []choice {
	var list []choice
	for _, as := range fault.Choices(err) {
		list = append(list, choice{as, choiceLabel(as)})
	}
	return list
}

func choiceLabel(as string) string {
	switch as {
	case decode.AsOct:
		return "a shared secret (oct), these bytes"
	case decode.AsText:
		return "a shared secret (oct), the text as it stands"
	case decode.AsValue:
		return "a shared secret (oct), the text after the name"
	case key.Ed25519:
		return "an Ed25519 private key (the seed)"
	case key.X25519:
		return "an X25519 private key (WireGuard)"
	case key.Secp256k1:
		return "a secp256k1 private key (Ethereum, Bitcoin)"
	}
	curve, public := strings.CutSuffix(as, " public")
	article := "a "
	if strings.HasPrefix(curve, "E") || strings.HasPrefix(curve, "X") {
		article = "an "
	}
	if public {
		return article + curve + " public key"
	}
	return article + curve + " private key"
}
