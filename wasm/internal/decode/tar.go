package decode

import (
	"bytes"

	"jwkmint/wasm/internal/fault"
)

// Of a tar archive (POSIX.1-1988, "ustar"): all in it takes whole blocks, and each file
// has one before it that says how long it is and that it is a file.
const (
	tarBlock   = 512
	tarSize    = 124 // where its size stands, in octal, up to tarSizeEnd
	tarSizeEnd = 136
	tarType    = 156
	tarMagicAt = 257
	tarMagic   = "ustar"
)

func isTar(data []byte) bool {
	// Behind the magic is a NUL, or GNU's two spaces and a NUL: no text has one.
	return len(data) >= tarBlock && bytes.HasPrefix(data[tarMagicAt:], []byte(tarMagic)) && bytes.IndexByte(data[tarMagicAt:tarMagicAt+8], 0) > 0
}

// tar reads each file of an archive by itself: as one text, what is not text in it
// would be passed over.
func (r *reader) tar(data []byte) {
	r.walked = true
	var broken bool
	for isTar(data) && !r.full() {
		size := 0
		for _, digit := range bytes.Trim(data[tarSize:tarSizeEnd], " \x00") { // what is none leads to where no header stands
			size = size<<3 | int(digit^'0')
		}
		kind := data[tarType]
		data = data[tarBlock:]
		if size > len(data) {
			broken, size = true, len(data)
		}
		if kind == '0' || kind == 0 {
			before := r.count()
			file := data[:size]
			r.bytes(file)
			if err := foreign(file); err != nil && r.count() == before {
				r.skip("file", err)
			}
		}
		data = data[min(len(data), (size+tarBlock-1)/tarBlock*tarBlock):]
	}
	if broken || len(bytes.Trim(data[:min(len(data), tarBlock)], "\x00")) > 0 { // blocks of zeros end it
		r.skip("tar", errTar)
	}
}

var errTar = &fault.Error{Code: fault.Malformed, Detail: "a tar archive, of which a part is missing or damaged",
	Hint: "Give the files in it by themselves, or make the archive again."}
