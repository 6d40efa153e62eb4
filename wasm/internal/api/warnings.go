package api

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/vendors"
)

// warnings are all that a careful person should know about e as it is
// written now: the key's own weaknesses first, then how it was read, then
// what was asked for.
func (e *entry) warnings(h *header, f wantedForms) []key.Warning {
	list := make([]key.Warning, 0, len(e.health)+len(e.Notes)+len(h.warnings)+2)
	list = append(list, e.health...)
	list = append(list, e.Notes...)
	list = append(list, h.warnings...)
	if left := e.fixed.Given.LeftOut; len(left) > 0 && !e.Material.IsPrivate() {
		list = append(list, privateMember(left))
	}
	if e.Algs != nil && e.Material.Kty() == key.KtyRSA && slices.ContainsFunc(f.list, plainRSA) {
		list = append(list, key.Warning{
			Code:    "rsa_restriction_lost",
			Message: "This key's file allows only certain algorithms. Its PEM and OpenSSH forms here are plain RSA, without that limit.",
			Action:  "Use the original file where the limit matters. The JWK keeps it in its alg.",
		})
	}
	if f.private() && e.Material.IsPrivate() {
		list = append(list, privateShown(e.Material.Kty()))
	}
	return list
}

var givenDiffers = key.Warning{
	Code:    "given_differs",
	Message: "The JWK that came in names another use or algorithm than the one written here.",
	Action:  "Choose its use and algorithm in the options if you want to keep them.",
}

var givenAlgUnfit = key.Warning{
	Code:    "given_alg_unfit",
	Message: "The JWK that came in names an algorithm that is not one of this key here. It stays as it came.",
	Action:  "Choose one of the algorithms offered for this key, unless the other side wants this one.",
}

// useOf is the use that key_ops (RFC 7517 section 4.3) come to; "" when they
// tell none, or both.
func useOf(ops []string) string {
	use := ""
	for _, op := range ops {
		of := opUse(op)
		if use != "" && of != "" && use != of {
			return ""
		}
		if of != "" {
			use = of
		}
	}
	return use
}

// opUse is the use of one operation, "" for one that is not known.
func opUse(op string) string {
	switch op {
	case "sign", "verify":
		return jose.UseSig
	case "encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits":
		return jose.UseEnc
	}
	return ""
}

// plainRSA reports whether the form cannot say RSASSA-PSS.
func plainRSA(f encode.Form) bool { return !f.IsJWK() && f != encode.Certificate }

func useUnfit(use string) key.Warning {
	what := "signing"
	if use == jose.UseEnc {
		what = "encryption"
	}
	return key.Warning{
		Code:    "use_unfit",
		Message: "This key is good for " + what + " only, and its JWK says so.",
		Action:  "Choose the use " + use + ", or make a key of another type.",
	}
}

func algUnfit(instead string) key.Warning {
	w := key.Warning{
		Code:    "alg_unfit",
		Message: "The algorithm that was asked for does not fit this key and use; its JWK says " + instead + " instead.",
		Action:  "Choose one of the algorithms offered for this key.",
	}
	if instead == "" {
		w.Message = "The algorithm that was asked for does not fit this key and use; its JWK names none."
	}
	return w
}

// algNeeded is said of an AKP key, whose alg is part of the key.
func algNeeded(alg string) key.Warning {
	return key.Warning{
		Code:    "alg_unfit",
		Message: "The JWK of this key must name its algorithm (RFC 9964), which is part of what it is: it says " + alg + ".",
		Action:  "Leave it there: without it nobody can read the key.",
	}
}

// vendorUnfit is said of what v does not take. Those of its algorithms that the key can have
// are able, nil for none, and use is what they are for, where the key has another use.
func vendorUnfit(v *vendors.Vendor, bits int, able []string, use string) key.Warning {
	takes := append(slices.Clip(v.Algorithms), v.Encryption...)
	w := key.Warning{
		Code:    "vendor_unfit",
		Message: v.Name + " takes " + strings.Join(takes, ", ") + ", which is not what this JWK says.",
		Action:  "Make a key for one of these.",
	}
	switch {
	case !v.TakesRSA(bits):
		w.Message, w.Action = v.Name+" takes "+v.RSASizes()+", which this key is not.", "Make a key of such a size."
	case able != nil && use != "":
		w.Action = "Choose the use " + use + ", and " + strings.Join(able, " or ") + "."
	case able != nil:
		w.Action = "Choose " + strings.Join(able, " or ") + " in the options."
	case len(takes) == 1:
		w.Action = "Make a key for that."
	}
	return w
}

func vendorKID(v *vendors.Vendor) key.Warning {
	return key.Warning{Code: "vendor_kid", Message: "This JWK has no key ID. " + v.KeyID, Action: "Choose a key ID in the options."}
}

func privateShown(kty string) key.Warning {
	if kty == key.KtyOct {
		return key.Warning{
			Code:    "private_shown",
			Message: "The secret key is shown: who has it can sign or decrypt as you.",
			Action:  "Give it only to the two parties that use it, over a safe way.",
		}
	}
	return key.Warning{
		Code:    "private_shown",
		Message: "The private key is shown: who has it can sign or decrypt as you.",
		Action:  "Keep it where it is used and nowhere else. Register the public JWK.",
	}
}
