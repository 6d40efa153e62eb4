package decode

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
)

// cutHeaders takes the header lines off a PEM body (RFC 1421 section 4.6) and
// returns the values of the two that say how it is encrypted, "" when they
// are not there.
func cutHeaders(body []byte) (procType, dekInfo string, rest []byte) {
	const maxHeader = 1024
	head := body[:min(len(body), maxHeader)]
	if i := bytes.Index(head, []byte(dekInfoName)); i >= 0 {
		if bytes.Contains(head[:i], []byte("ENCRYPTED")) {
			procType = lockedType
		}
		dekInfo, size := readDEKInfo(head[i+len(dekInfoName):])
		return procType, dekInfo, body[i+len(dekInfoName)+size:]
	}
	for {
		line := body
		if i := bytes.IndexByte(body, '\n'); i >= 0 {
			line = body[:i+1]
		}
		blank := len(bytes.TrimSpace(line)) == 0
		if len(line) == 0 || !blank && bytes.IndexByte(line, ':') < 0 {
			return procType, "", body
		}
		if bytes.Contains(line, []byte("ENCRYPTED")) {
			procType = lockedType
		}
		body = body[len(line):]
	}
}

const (
	dekInfoName = "DEK-Info:"
	lockedType  = "4,ENCRYPTED"
)

var errNoDEKInfo = fault.New(fault.Malformed, "its DEK-Info line, which says how it is encrypted, is missing").
	WithHint("Copy it again from the original file, whole, with all lines below BEGIN.")

// readDEKInfo reads the value of a DEK-Info header, "AES-128-CBC,0123…", at
// the beginning of text, and returns how many bytes it takes. When line breaks
// got lost, the vector runs into the key; so it ends after as many digits as
// the cipher's block has.
func readDEKInfo(text []byte) (value string, size int) {
	comma := bytes.IndexByte(text, ',')
	line := plain.LineEnd(text, 0)
	if comma < 0 || comma > line {
		return string(bytes.TrimSpace(text[:line])), line
	}
	name := strings.TrimSpace(string(text[:comma]))
	digits := 16
	for _, family := range []string{"AES", "CAMELLIA", "ARIA", "SEED", "SM4"} {
		if strings.HasPrefix(name, family) {
			digits = 32
		}
	}
	start := comma + 1
	for start < len(text) && text[start] == ' ' {
		start++
	}
	end := start
	for end < len(text) && end-start < digits && plain.HexDigit(text[end]) < 16 {
		end++
	}
	return name + "," + string(text[start:end]), end
}
