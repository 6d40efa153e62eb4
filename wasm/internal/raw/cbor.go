package raw

import "encoding/binary"

// cbor reads CBOR as far as keys have it.
type cbor struct{ rest []byte }

// head reads the head of an item: its major type and argument.
func (c *cbor) head() (major byte, argument uint64, ok bool) {
	if len(c.rest) == 0 {
		return 0, 0, false
	}
	first := c.rest[0]
	c.rest = c.rest[1:]
	size := 0
	switch info := first & 31; {
	case info < 24:
		return first >> 5, uint64(info), true
	case info < 28:
		size = 1 << (info - 24)
	}
	if size == 0 || len(c.rest) < size {
		return 0, 0, false
	}
	var wide [8]byte
	copy(wide[8-size:], c.rest)
	c.rest = c.rest[size:]
	return first >> 5, binary.BigEndian.Uint64(wide[:]), true
}

func (c *cbor) integer() (int64, bool) {
	major, n, ok := c.head()
	if !ok || major > 1 || n > 1<<31 {
		return 0, false
	}
	if major == 1 {
		return -1 - int64(n), true
	}
	return int64(n), true
}

// text reads a string, of bytes or of text.
func (c *cbor) text() ([]byte, bool) {
	major, n, ok := c.head()
	if !ok || major != 2 && major != 3 || n > uint64(len(c.rest)) {
		return nil, false
	}
	text := c.rest[:n]
	c.rest = c.rest[n:]
	return text, true
}

// skip passes over one item.
func (c *cbor) skip(depth int) bool {
	before := c.rest
	major, n, ok := c.head()
	switch {
	case !ok || depth > 4:
		return false
	case major == 2 || major == 3:
		c.rest = before
		_, ok = c.text()
		return ok
	case major == 4 || major == 5:
		if major == 5 {
			n *= 2
		}
		if n > uint64(len(c.rest)) {
			return false
		}
		for range n {
			if !c.skip(depth + 1) {
				return false
			}
		}
	case major == 6:
		return c.skip(depth + 1)
	}
	return true
}
