package decode

import "jwkmint/wasm/internal/plain"

// hexadecimal reads a text that is nothing but hexadecimal or a dump. It
// reports false when it is anything else.
func (r *reader) hexadecimal(text []byte) bool {
	data, err := decodeDump(text)
	if data == nil {
		data, err = plain.DecodeHex(text)
	}
	if data == nil {
		data = dashedHex(text)
	}
	switch {
	case !recognised(data) && (err == nil || !promising(data)):
		return false
	case err != nil:
		r.skip("hexadecimal", err)
	default:
		r.bytes(data)
	}
	return true
}
