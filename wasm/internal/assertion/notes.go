package assertion

import (
	"strconv"
	"strings"
	"time"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/vendors"
)

// notes says what the vendor will stumble over, and what was decided here.
func (a *Ask) notes() []key.Warning {
	v := a.Vendor
	notes := []key.Warning{}
	add := func(code, message, action string) {
		notes = append(notes, key.Warning{Code: code, Message: message, Action: action})
	}
	if !v.Takes(a.Alg) {
		add("alg_not_taken", v.Name+" takes "+fault.InWords(v.Algorithms)+", and this token is signed by "+a.Alg+".",
			"Choose another algorithm in the options, or take a key that has one of these.")
	}
	a.registered(add)
	if (v.Header.X5T || v.Header.X5TS256) && len(a.Key.Chain) == 0 {
		add("no_certificate", v.Name+" finds the key by a certificate's thumbprint, and there is no certificate here.",
			"Make one for this key, upload it, and make the token again.")
	}
	if v.Header.TheirKID && (a.KeyID == "" || a.KeyID == jose.ThumbprintText(a.Key.Material)) {
		add("kid_theirs", v.Name+" gives the key its ID, and the token must name that one.",
			"Choose My own text as key ID in the options, and type the ID that "+v.Name+" shows.")
	}
	if v.MaxLifetime > 0 && a.Lifetime > v.MaxLifetime {
		add("lifetime_long", v.Name+" takes tokens that are valid for "+span(v.MaxLifetime)+" at most.", "Choose a shorter lifetime.")
	}
	if a.Audience == "" && v.Claims.Audience == vendors.Issuer {
		add("aud_is_endpoint", "The token endpoint stands as aud, since no issuer was given.",
			"Newer servers want their issuer there: it is in their discovery document.")
	}
	if strings.HasPrefix(a.Endpoint, "http://") && !isLoopback(a.Endpoint) {
		add("endpoint_open", "The endpoint has http: the token would go over the network for everyone to read.", "Use https.")
	}
	if v.Send.Grant == "authorization_code" && a.Endpoint != "" {
		add("needs_code", "The command has CODE and REDIRECT_URI where those of a login belong.",
			"Put them in before you run it.")
	}
	return notes
}

// registered says what a server that has the JWK of the key will stumble over.
func (a *Ask) registered(add func(code, message, action string)) {
	v, alg := a.Vendor, a.JWK.Alg
	switch {
	case !v.TakesJWK():
	case !a.JWK.signs():
		add("jwk_not_for_signing", "The JWK of this key says that it is not for signatures. Servers that go by it refuse this token.",
			"Choose the use sig in the options and register the JWK that you get, or take another key.")
	case alg != "" && alg != a.Alg:
		add("jwk_other_alg", "The alg in the JWK of this key is not "+a.Alg+", by which this token is signed. Servers that go by it refuse the token.",
			"Choose "+a.Alg+" in the options and register the JWK that you get, or take another key.")
	}
	switch {
	case a.KeyID != "" || !v.Header.KID || v.Header.TheirKID: // kid_theirs says it
	case !v.IsGeneric():
		add("kid_missing", "The JWK of this key has no kid, and so the token names none: "+v.Name+" wants one.", mendKID)
	case !a.X5T && !a.X5TS256: // which name the key as well
		add("kid_missing", "The JWK of this key has no kid, and so the token names none: servers with several keys cannot choose.", mendKID)
	}
}

const mendKID = "Choose a key ID in the options, and register the key by it."

// span is a duration in the largest unit that divides it.
func span(d time.Duration) string {
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}} {
		if n := int(d / unit.size); n > 0 && (d%unit.size == 0 || n > 10) {
			if n == 1 {
				return "1 " + unit.name
			}
			return strconv.Itoa(n) + " " + unit.name + "s"
		}
	}
	return d.String()
}

// isLoopback reports whether a checked URL leads to this very machine.
func isLoopback(url string) bool {
	host := hostOf(url)
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	switch host {
	case "localhost", "127.0.0.1", "[::1]":
		return true
	}
	return false
}
