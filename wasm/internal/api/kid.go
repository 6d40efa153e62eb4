package api

import (
	"crypto/rand"
	"encoding/hex"
	"strconv"
	"time"
)

// dateLayout sorts as text and is safe in a file name and in a URL:
// 2026-11-23T08-15-00Z, always UTC.
const dateLayout = "2006-01-02T15-04-05Z"

// kid is the key ID of e, "" for none. A UUID or date belongs to the public
// half: the private and the public key of one pair have the same.
func (s *Session) kid(e *entry, o *options) string {
	if own := o.kids[e.id]; own != "" {
		return own
	}
	g := e.group
	switch o.kidMode {
	case kidText:
		return o.kidValue
	case kidUUID:
		if g.uuid == "" {
			g.uuid = newUUID()
		}
		return g.uuid
	case kidDate:
		if g.date == "" {
			g.date = dateKID(s.now(), g.number)
		}
		return g.date
	case kidKeep:
		if e.Given.KID != "" {
			return e.Given.KID
		}
		return g.thumbprint
	case kidThumbprint:
		return g.thumbprint
	}
	return ""
}

// dateKID is the time in UTC; keys of one result, made in the same second,
// are told apart by their number from the second on.
func dateKID(t time.Time, number int) string {
	kid := t.UTC().Format(dateLayout)
	if number > 1 {
		kid += "-" + strconv.Itoa(number)
	}
	return kid
}

// newUUID is a random UUID, version 4 of RFC 9562 section 5.4.
func newUUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40 // version 4
	b[8] = b[8]&0x3f | 0x80 // variant 10
	text := hex.EncodeToString(b[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}
