package doctor

import (
	"encoding/json"
	"math"
	"strconv"
	"time"
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
)

// times looks at exp, iat and nbf.
func times(c *Case, r *report) {
	exp, hasExp := instant(c, r, "exp")
	iat, hasIat := instant(c, r, "iat")
	nbf, hasNbf := instant(c, r, "nbf")
	if _, there := c.Token.Claims["exp"]; !there {
		r.grave("exp_missing", "The claim exp is missing.", "Let the token end a few minutes after it is made.")
	}
	if hasExp && !exp.After(c.Now) {
		r.grave("expired", "The token expired "+span(c.Now.Sub(exp))+" ago.",
			"Make a new one right before each request; if this one was new, compare the clocks.")
	}
	switch {
	case hasIat && iat.After(c.Now.Add(skew)):
		r.grave("future", "The token was issued "+span(iat.Sub(c.Now))+" in the future (iat).", "Set the clock of the machine that signs.")
	case hasNbf && nbf.After(c.Now.Add(skew)):
		r.grave("future", "The token is not valid for another "+span(nbf.Sub(c.Now))+" (nbf).", "Set the clock of the machine that signs.")
	}
	if !hasExp {
		return
	}
	from := c.Now
	if hasIat {
		from = iat
	}
	life := exp.Sub(from)
	switch {
	case hasIat && life <= 0:
		r.grave("exp_before_iat", "The token ends before it begins: exp is not after iat.", "Let exp be a few minutes after iat.")
	case c.Vendor != nil && c.Vendor.MaxLifetime > 0:
		if life > c.Vendor.MaxLifetime {
			r.grave("lifetime_long", "The token is valid for "+span(life)+", and "+c.Vendor.Name+" takes "+span(c.Vendor.MaxLifetime)+" at most.", "Let it end sooner.")
		}
	case life > longLife:
		r.mild("lifetime_long", "The token is valid for "+span(life)+": many servers refuse what lives longer than a few minutes, or an hour.", "Let it end five minutes after it is made.")
	}
}

// instant reads a claim that is a time, and says where it is none.
func instant(c *Case, r *report, name string) (time.Time, bool) {
	value, there := c.Token.Claims[name]
	if !there {
		return time.Time{}, false
	}
	number, ok := value.(json.Number)
	if !ok {
		r.grave("time_type", "The claim "+name+" is no number.", "Write it as the seconds since 1970, without quotes.")
		return time.Time{}, false
	}
	seconds, err := number.Float64()
	switch {
	case err != nil || math.Abs(seconds) > 1e15:
		r.grave("time_type", "The claim "+name+" is no time.", "Write it as the seconds since 1970.")
	case math.Abs(seconds) >= millis:
		if c.Vendor != nil && c.Vendor.ID == "snowflake" {
			return time.UnixMilli(int64(seconds)), true // which takes both
		}
		r.grave("milliseconds", "The claim "+name+" is in milliseconds.", "Write it as seconds: divide by 1000.")
	default:
		return time.Unix(int64(seconds), 0), true
	}
	return time.Time{}, false
}

// span is a duration as people say it, in its largest unit.
func span(d time.Duration) string {
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}} {
		if n := int64(d / unit.size); n > 0 {
			return count(n, unit.name)
		}
	}
	return count(int64(d/time.Second), "second")
}

func count(n int64, unit string) string {
	if n != 1 {
		unit += "s"
	}
	return strconv.FormatInt(n, 10) + " " + unit
}
