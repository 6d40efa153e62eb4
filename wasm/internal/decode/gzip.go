package decode

import (
	"bytes"
	"compress/gzip"
	"io"
)

const gzipMagic = "\x1f\x8b\x08"

// gunzip unpacks gzip, as it is put into base64 in configurations; nil when it is
// broken. All that one input has may give no more than an input may have: a few
// kilobytes of zeros, packed over and over, would fill the memory.
func (r *reader) gunzip(data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	left := MaxInput - r.unpacked
	plain, err := io.ReadAll(io.LimitReader(z, int64(left)+1))
	r.unpacked += len(plain)
	if err != nil || len(plain) > left {
		return nil
	}
	return plain
}
