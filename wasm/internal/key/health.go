package key

import (
	"bytes"
	"time"
)

// Health returns what is known to be wrong with a key that Check accepts, the
// gravest first; nil when nothing is. Every check is certain (a sound key
// fails it with a probability below 2^-30) and cheap (a few milliseconds for
// RSA 4096, nothing that grows faster than the square of the size).
//
// now judges the certificate that came along. Learnt from the badkeys project.
func Health(k *Key, now time.Time) []Warning {
	var list []Warning
	if name := publishedIn(k.Material); name != "" {
		list = append(list, Warning{
			Code:    "published_key",
			Message: "This key is an example printed in " + name + ": everybody has its private half.",
			Action:  "Never use it. Make a new key.",
		})
	}
	switch m := k.Material.(type) {
	case *RSA:
		list = append(list, rsaHealth(m)...)
	case *EC:
		if m.D != nil && leadingZeros(m.D, CurveBytes(m.Curve)*8-Bits(m)) >= 64 {
			list = append(list, smallNumber)
		}
	case *OKP:
		list = append(list, okpHealth(m)...)
	case *Oct:
		list = append(list, octHealth(m.K)...)
	}
	if !k.Material.IsPrivate() && len(k.Chain) > 0 && isCA(k.Chain[0]) {
		list = append(list, ofCA...)
	}
	return append(list, certificateHealth(k.Chain, now)...)
}

// isCA reports whether a certificate says that its key issues others. That it is a CA's
// alone says little: openssl req -x509 says so of every certificate.
func isCA(c *Certificate) bool { return c.IsCA && c.Link != nil && c.Link.SignsCerts }

var ofCA = []Warning{{
	Code:    "certificate_of_ca",
	Message: "The certificate of this key says that it is a CA's, whose key issues other certificates.",
	Action:  "If you want a key of your own, give its own certificate or the key itself, and leave this one out.",
}}

var smallNumber = Warning{
	Code:    "small_private_number",
	Message: "The private number of this key is far smaller than chance makes it: it can be guessed.",
	Action:  "Do not use it. Make a new key.",
}

// leadingZeros counts the zero bits that b begins with, less the spare ones
// that its encoding always has (7 for P-521).
func leadingZeros(b []byte, spare int) int {
	n := 0
	for _, v := range b {
		if v != 0 {
			for ; v < 0x80; v <<= 1 {
				n++
			}
			break
		}
		n += 8
	}
	return n - spare
}

// octHealth looks at a secret: how long it is, and whether it came from a
// random generator.
func octHealth(k []byte) []Warning {
	var list []Warning
	if len(k) < 16 {
		list = append(list, Warning{
			Code:    "oct_short",
			Message: "This secret is shorter than 128 bits: it can be found by trying.",
			Action:  "Make a new one, of 256 bits or more.",
		})
	}
	switch {
	case hasRun(k) || len(k) > 1 && len(k) <= 16 && len(bytes.Trim(k, string(k[:1]))) == 0:
		list = append(list, Warning{
			Code:    "oct_pattern",
			Message: "This secret repeats itself: it was not made at random.",
			Action:  "Make a new one.",
		})
	case len(k) >= 24 && isText(k):
		list = append(list, Warning{
			Code:    "oct_text",
			Message: "This secret is text. If someone thought it up, it holds far less than its length and can be guessed from words.",
			Action:  "Make a new one at random, unless a program made this text at random.",
		})
	}
	return list
}

// isText reports whether b is printable ASCII, as 24 random bytes are with a
// probability of 2^-34.
func isText(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// hasRun reports whether b holds one byte sixteen times on end, or six times the same
// three bytes, which one character of base64 gives that somebody put over the others. In
// 2 KiB of random bytes either has a probability below 2^-108.
func hasRun(b []byte) bool {
	for _, period := range []int{1, 3} {
		for i, run := period, 0; i < len(b); i++ {
			if run++; b[i] != b[i-period] {
				run = 0
			}
			if run == 15 {
				return true
			}
		}
	}
	return false
}

// certificateHealth looks at the validity of the certificate that has this
// key; those of its issuers are not the key's.
func certificateHealth(chain []*Certificate, now time.Time) []Warning {
	if len(chain) == 0 || chain[0].NotAfter.IsZero() {
		return nil
	}
	switch c := chain[0]; {
	case now.After(c.NotAfter):
		return []Warning{{
			Code:    "certificate_expired",
			Message: "The certificate of this key expired on " + c.NotAfter.UTC().Format(time.DateOnly) + ".",
			Action:  "Renew it. The key itself stays as good as it was.",
		}}
	case now.Before(c.NotBefore):
		return []Warning{{
			Code:    "certificate_not_yet_valid",
			Message: "The certificate of this key is valid only from " + c.NotBefore.UTC().Format(time.DateOnly) + ".",
			Action:  "Check the clock, or wait until then.",
		}}
	}
	return nil
}
