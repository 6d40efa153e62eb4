package doctor

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"

	"jwkmint/wasm/internal/fault"
)

const (
	// skew is how far a clock may be off before it is said: servers allow about a
	// minute, or less.
	skew = 30 * time.Second
	// longLife is what a token is not given in general.
	longLife = time.Hour
	// millis is above any time in seconds for the next three thousand years, and
	// below any in milliseconds since 1973.
	millis = 1e11
	// early is before any time at which a token was made, and beyond how long one is
	// valid: three years.
	early = 1e8
)

// wantIssued are those whose own guides have iat among the claims that a token must have:
// GitHub's "Generating a JSON Web Token", Google's "Using OAuth 2.0 for Server to Server
// Applications", Snowflake's "SYSTEM$GET_LOGIN_FAILURE_DETAILS" (394301), and Apple's
// "Creating a client secret"; all read in November 2026.
const wantIssued = "github google snowflake apple"

// times looks at exp, iat and nbf.
func times(c *Case, r *report) {
	exp, hasExp := instant(c, r, "exp")
	iat, hasIat := instant(c, r, "iat")
	nbf, hasNbf := instant(c, r, "nbf")
	if _, there := c.Token.Claims["exp"]; !there {
		r.grave("exp_missing", "The claim exp is missing.", "Let the token end a few minutes after it is made.")
	}
	if _, there := c.Token.Claims["iat"]; !there && c.known() && strings.Contains(wantIssued, c.Vendor.ID) {
		r.grave("iat_missing", "The claim iat is missing, which "+c.Vendor.Name+" wants.", "Put the time there at which the token is made, in seconds since 1970.")
	}
	if hasExp && !exp.After(c.Now) {
		r.grave("expired", "The token expired "+span(c.Now.Sub(exp))+" ago.",
			"Make a new one right before each request; if this one was new, compare the clocks.")
	}
	switch {
	case hasIat && iat.After(c.Now.Add(skew)):
		r.grave("future", "The token was issued "+span(iat.Sub(c.Now))+" in the future (iat).", "Set the clock of the machine that signs; whole hours are a time zone, and this is UTC.")
	case hasNbf && nbf.After(c.Now.Add(skew)):
		r.grave("future", "The token is not valid for another "+span(nbf.Sub(c.Now))+" (nbf).", "Set the clock of the machine that signs.")
	}
	if !hasExp {
		return
	}
	life := exp.Sub(c.Now.Truncate(time.Second)) // of a token without an iat
	ahead := life
	if hasIat {
		life = exp.Sub(iat)
	}
	switch {
	case hasIat && life <= 0:
		r.grave("exp_before_iat", "The token ends before it begins: exp is not after iat.", "Let exp be a few minutes after iat.")
	case c.Vendor != nil && c.Vendor.MaxLifetime > 0:
		lifetime(c, r, life, ahead)
	case life > longLife:
		r.mild("lifetime_long", "The token is valid for "+span(life)+": many servers refuse what lives longer than a few minutes, or an hour.", "Let it end five minutes after it is made.")
	}
}

// lifetime compares what the system takes with what the token has: life is from
// its iat on, ahead from now.
func lifetime(c *Case, r *report, life, ahead time.Duration) {
	limit := c.Vendor.MaxLifetime
	say := func(to func(code, message, action string), before string, d time.Duration, after string) {
		own, most := apart(d, limit)
		to("lifetime_long", before+own+", and "+c.Vendor.Name+" takes "+most+" at most"+after+".", "Let it end sooner.")
	}
	switch {
	case !c.Vendor.FromNow && life > limit:
		say(r.grave, "The token is valid for ", life, "")
	case c.Vendor.FromNow && min(life, ahead) > limit:
		say(r.grave, "The token is valid for another ", ahead, "")
	case c.Vendor.FromNow && life-c.Vendor.Claims.Backdate > limit: // when it was sent is not known
		say(r.mild, "When it was issued the token was valid for ", life, ", from when it sees the token")
	}
}

// instant reads a claim that is a time, and says where it is none.
func instant(c *Case, r *report, name string) (time.Time, bool) {
	value, there := c.Token.Claims[name]
	if !there {
		return time.Time{}, false
	}
	grave := func(code, is, action string) { r.grave(code, "The claim "+name+is, action) }
	number, ok := value.(json.Number)
	if !ok {
		grave("time_type", " is no number.", "Write it as the seconds since 1970, without quotes.")
		return time.Time{}, false
	}
	seconds, err := number.Float64()
	switch {
	case err != nil || seconds >= 1e20:
		grave("time_type", " is no time.", "Write it as the seconds since 1970.")
	case seconds < early:
		grave("time_type", " is no date, and may be how long the token is valid.", "Write it as the seconds since 1970.")
	case seconds >= 1000*millis:
		grave("milliseconds", " is finer than milliseconds.", "Write it as seconds.")
	case seconds >= millis:
		if c.Vendor != nil && c.Vendor.ID == "snowflake" {
			return time.UnixMilli(int64(seconds)), true // which takes both
		}
		grave("milliseconds", " is in milliseconds.", "Write it as seconds: divide by 1000.")
	default:
		if seconds != math.Trunc(seconds) && c.Vendor != nil && c.Vendor.ID == "github" { // lcobucci/jwt issue 582; RFC 7519 allows it
			r.grave("time_fraction", "The claim "+name+" has a fraction of a second, and "+c.Vendor.Name+" takes whole ones alone.", "Write whole seconds.")
		}
		return time.Unix(int64(seconds), 0), true
	}
	return time.Time{}, false
}

// span is a duration as people say it, in its two largest units.
func span(d time.Duration) string { return spell(d, 2) }

// apart are two durations with as many units as it takes to tell them apart.
func apart(a, b time.Duration) (string, string) {
	for n := 1; ; n++ {
		if x, y := spell(a, n), spell(b, n); x != y || n == len(units) {
			return x, y
		}
	}
}

var units = []struct {
	size time.Duration
	name string
}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}}

// spell is a duration in its n largest units, the rest cut off.
func spell(d time.Duration, n int) string {
	var parts []string
	for _, unit := range units {
		if len(parts) == n {
			break
		}
		if c := int64(d / unit.size); c > 0 {
			parts = append(parts, count(c, unit.name))
			d %= unit.size
		}
	}
	if len(parts) == 0 {
		parts = []string{count(0, "second")}
	}
	return fault.InWords(parts)
}

func count(n int64, unit string) string {
	if n != 1 {
		unit += "s"
	}
	return strconv.FormatInt(n, 10) + " " + unit
}
