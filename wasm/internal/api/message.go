package api

import (
	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/fault"
)

// Message is a request or a reply: JSON, and beside it the bytes that it
// names by their number, from 0. Bytes would grow by a third in JSON, and be
// walked once more on each side.
type Message struct {
	JSON        []byte
	Attachments [][]byte
}

// attachments are those of a request. Each is to be named once.
type attachments struct {
	list  [][]byte
	taken []bool
}

// check refuses what is larger than any input may be.
func (a *attachments) check() error {
	for _, data := range a.list {
		if len(data) > decode.MaxInput {
			return fault.New(fault.InputTooLarge, "")
		}
	}
	return nil
}

// take hands out number n; it reports whether that is there, and was not
// taken before.
func (a *attachments) take(n int) ([]byte, bool) {
	if n < 0 || n >= len(a.list) || a.taken[n] {
		return nil, false
	}
	a.taken[n] = true
	return a.list[n], true
}

// carrier is a result that has attachments; its JSON names them by number.
type carrier interface{ attachments() [][]byte }
