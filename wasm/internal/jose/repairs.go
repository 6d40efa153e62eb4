package jose

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// repair is one way in which a member is commonly written wrongly and can
// still be read in only one way, in words that follow one name and several
// (where only one member can be so, many is empty).
type repair struct{ one, many string }

var (
	wasPadded      = repair{"was padded", "were padded"}
	wasOddlyPadded = repair{"was padded with commas or dots", "were padded with commas or dots"}
	wasStandard    = repair{"was in the standard base64 alphabet", "were in the standard base64 alphabet"}
	hadSpace       = repair{"had white space in it", "had white space in them"}
	wasTwice       = repair{"was base64 of a text, not of octets", "were base64 of texts, not of octets"}
	wasUTF8        = repair{"was in UTF-8 (its octets were taken for characters)", "were in UTF-8 (their octets were taken for characters)"}
	wasNumber      = repair{"was a number", "were numbers"}
	wasDecimal     = repair{"was in decimal", "were in decimal"}
	wasHex         = repair{"was in hexadecimal", "were in hexadecimal"}
	wasList        = repair{"was a list of octets", "were lists of octets"}
	wasMissing     = repair{"was missing (what is in x5c has it)", "were missing (what is in x5c has them)"}
	wasComputed    = repair{"was missing (it was computed from d)", "were missing (they were computed from d)"}
	wasOneText     = repair{one: "was a text, not a list"}
	hadMarks       = repair{one: "had BEGIN or END lines"}
	wasURLSafe     = repair{one: "was in the base64url alphabet"}
	wasUnpadded    = repair{one: "was not padded"}
	wasEmpty       = repair{"was an empty text", "were empty texts"}
	wasZero        = repair{"was zero", "were zero"}
	wasShort       = repair{"was too short (leading zero octets were missing)", "were too short (leading zero octets were missing)"}
	hadZeros       = repair{"had superfluous leading zero octets", "had superfluous leading zero octets"}
	hadHalf        = repair{one: "had the public half after it"}
	wasPoint       = repair{one: "was a whole point, of which it is one half"}
	wasWrapped     = repair{one: "was in an OCTET STRING"}
	wasCapital     = repair{one: "was not in the right capitals"}
)

// wasCalled begins the repair of a member under another name.
const wasCalled = "was called "

// repairs are what was mended in one JWK, and what was left out of it. They
// keep their order, and members with the same fault are named together.
type repairs struct {
	mended  []mended
	left    []string
	holder  string        // the members that held a whole key
	held    string        // what was in them
	filled  bool          // private numbers were computed
	remarks []key.Warning // on what was kept
}

type mended struct {
	names []string
	how   repair
}

// mend notes that the member was written wrongly and read all the same.
func (r *repairs) mend(name string, how repair) {
	for i := range r.mended {
		if r.mended[i].how == how {
			if !slices.Contains(r.mended[i].names, name) {
				r.mended[i].names = append(r.mended[i].names, name)
			}
			return
		}
	}
	r.mended = append(r.mended, mended{[]string{name}, how})
}

// was reports whether the member was mended so.
func (r *repairs) was(name string, how repair) bool {
	for _, m := range r.mended {
		if m.how == how {
			return slices.Contains(m.names, name)
		}
	}
	return false
}

// leaveOut notes that the member was left out, and why. What was mended in it
// before counts for nothing then.
func (r *repairs) leaveOut(name, why string) {
	for i := range r.mended {
		r.mended[i].names = slices.DeleteFunc(r.mended[i].names, func(n string) bool { return n == name })
	}
	r.mended = slices.DeleteFunc(r.mended, func(m mended) bool { return len(m.names) == 0 })
	r.left = append(r.left, name+" was left out: "+why)
}

// isLeftOut reports whether leaveOut was called for the member.
func (r *repairs) isLeftOut(name string) bool {
	return slices.ContainsFunc(r.left, func(text string) bool { return strings.HasPrefix(text, name+" was left out: ") })
}

func (m mended) String() string {
	if len(m.names) == 1 {
		return m.names[0] + " " + m.how.one
	}
	return fault.InWords(m.names) + " " + m.how.many
}

// LooseEncoding is the code of the note on members that were not written as those
// of a JWK are.
const LooseEncoding = "jwk_loose_encoding"

// notes are the remarks on a key that was read with repairs.
func (r *repairs) notes() []key.Warning {
	var notes []key.Warning
	if r.holder != "" {
		notes = append(notes, key.Warning{
			Code:    "jwk_holds_key",
			Message: "In this JWK, " + r.holder + " held a whole key (" + r.held + ") where a number belongs. That key was read.",
			Action:  "Use the JWK as it is written here: to every other program the one that came in is another key, or none.",
		})
	}
	if len(r.mended) > 0 {
		texts := make([]string, len(r.mended))
		strict := "Other programs pass over that."
		for i, m := range r.mended {
			texts[i] = m.String()
			if !strings.HasPrefix(m.how.one, wasCalled) {
				strict = "Strict readers refuse it."
			}
		}
		notes = append(notes, key.Warning{
			Code:    LooseEncoding,
			Message: "This JWK is not written as RFC 7517 and RFC 7518 ask: " + strings.Join(texts, "; ") + ". " + strict,
			Action:  "Use the JWK as it is written here.",
		})
	}
	if r.filled {
		notes = append(notes, key.Warning{
			Code:    "jwk_completed",
			Message: "This private JWK lacked its primes or CRT values; they were computed from the private exponent.",
			Action:  "Use the JWK as it is written here: many programs refuse one without them.",
		})
	}
	if len(r.left) > 0 {
		notes = append(notes, key.Warning{
			Code:    "jwk_member_ignored",
			Message: "Something of this JWK was not kept: " + strings.Join(r.left, "; ") + ".",
			Action:  "Set it again in the options, or mend it in the JWK.",
		})
	}
	return append(notes, r.remarks...)
}
