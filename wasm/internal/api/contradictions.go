package api

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// contradictions are the warnings of what is written as it came and cannot be
// meant so: use, alg and key_ops that do not agree, and operations that do not
// belong there (RFC 7517 section 4.3).
func (h *header) contradictions(e *entry) (list []key.Warning) {
	use, ops := h.purpose(e.Material.IsPrivate())
	var signing, encryption []string // what says so
	say := func(of, what string) {
		switch of {
		case jose.UseSig:
			signing = append(signing, what)
		case jose.UseEnc:
			encryption = append(encryption, what)
		}
	}
	say(use, "use "+use)
	if of := algUse(e, h.alg); of != "" {
		say(of, "alg "+h.alg)
	} else if curve := e.fixed.Curve; curve != "" && len(e.uses) == 1 {
		say(e.uses[0], "curve "+curve)
	}
	// Operations of both uses do not contradict each other.
	said := len(signing)+len(encryption) > 0
	for _, use := range []string{jose.UseSig, jose.UseEnc} {
		if of := opsThat(ops, func(op string) bool { return opUse(op) == use }); len(of) > 0 {
			say(use, "key_ops ("+strings.Join(of, ", ")+")")
		}
	}
	if said && len(signing) > 0 && len(encryption) > 0 {
		list = append(list, saysBoth(signing, encryption))
	}
	if of := opsThat(ops, isPrivateOp); len(of) > 0 && !e.Material.IsPrivate() {
		list = append(list, opsPrivate(of))
	}
	if came := h.given.KeyOps; h.ops == givenOps && len(opsThat(came, nil)) < len(came) {
		list = append(list, opsTwice)
	}
	return list
}

// opsThat are the operations that are of a kind, nil for any, each once.
func opsThat(ops []string, is func(string) bool) (list []string) {
	for _, op := range ops {
		if (is == nil || is(op)) && !slices.Contains(list, op) {
			list = append(list, op)
		}
	}
	return list
}

func isPrivateOp(op string) bool { return op == "sign" || op == "decrypt" || op == "unwrapKey" }

func saysBoth(signing, encryption []string) key.Warning {
	return key.Warning{
		Code:    "jwk_contradicts_itself",
		Message: "This JWK contradicts itself: by its " + fault.InWords(signing) + " it is for signatures, by its " + fault.InWords(encryption) + " for encryption.",
		Action:  "Ask the other side what the key is for. Choose that use and algorithm in the options, or leave out key_ops that say otherwise.",
	}
}

func opsPrivate(ops []string) key.Warning {
	return key.Warning{
		Code:    "key_ops_private",
		Message: "The key_ops of this public JWK have what only a private key can do: " + fault.InWords(ops) + ". They stay as they came.",
		Action:  "Those of a public key are " + fault.InWords(jose.HalfOps(ops, false)) + " instead.",
	}
}

var opsTwice = key.Warning{
	Code:    "key_ops_twice",
	Message: "The key_ops that came have an operation twice, which RFC 7517 forbids (section 4.3).",
	Action:  "Have each there once.",
}
