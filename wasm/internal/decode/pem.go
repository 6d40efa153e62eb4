package decode

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// block is one PEM block (RFC 7468, RFC 1421) as it stands in a text.
type block struct {
	label string // as in pemLabels; "" for one that is not there
	kind  labelKind
	body  []byte // between its BEGIN and END lines
	end   ending
}

// ending is how a block ends.
type ending int

const (
	endsWell    ending = iota
	endsMangled        // in something that is meant as its END line
	endsOpen           // it does not
)

// findBlock finds the first BEGIN line in text at or after pos and reads the
// block up to its end. start is where the block begins and next is where it
// ends; start is len(text) when there is none.
func findBlock(text []byte, pos int) (b *block, start, next int) {
	from := pos
	for {
		i := bytes.Index(text[pos:], []byte("BEGIN"))
		if i < 0 {
			return nil, len(text), len(text)
		}
		word := pos + i
		pos = word + len("BEGIN")
		start := word
		for start > 0 && text[start-1] == ' ' && word-start < 2 {
			start--
		}
		dashes := start
		for start > 0 && text[start-1] == '-' {
			start--
		}
		if dashes-start < 2 {
			continue
		}
		label, bodyStart := readLabel(text, pos)
		if bodyStart < 0 {
			continue
		}
		b := &block{label: label, kind: kindOther}
		if known, ok := pemLabels[squeeze(label)]; ok {
			b.label, b.kind = known.label, known.kind
		} else {
			b.label = ""
		}
		bodyEnd, next, end := findEnd(text, bodyStart, squeeze(label), min(dashes-start, len("-----")))
		b.body, b.end = text[bodyStart:bodyEnd], end
		if prefix := linePrefix(text, max(start, dashes-len("-----"))); len(prefix) > 0 { // a diff has one dash more
			b.body = bytes.ReplaceAll(b.body, append([]byte("\n"), prefix...), []byte("\n"))
		}
		// With its line breaks lost, a text has the dashes of END and BEGIN in
		// one run, which the block before has taken.
		return b, max(start, from), next
	}
}

// readLabel reads the label that begins at pos and the dashes after it, which
// may be missing at the end of a line. bodyStart is -1 when this is no label.
func readLabel(text []byte, pos int) (label string, bodyStart int) {
	end := pos
	for end < len(text) && end-pos <= plain.MaxLabel && isLabelChar(text[end]) {
		end++
	}
	label = string(text[pos:end])
	if strings.TrimSpace(label) == "" || end-pos > plain.MaxLabel {
		return "", -1
	}
	rest := text[end:]
	dashes := len(rest) - len(bytes.TrimLeft(rest, "-"))
	switch {
	case dashes > 0:
		return label, end + dashes
	case len(rest) == 0 || rest[0] == '\n' || rest[0] == '\\' || rest[0] == '"':
		return label, end
	}
	return "", -1
}

func isLabelChar(c byte) bool {
	return plain.IsBase64(c) || c == ' ' || c == '#' || c == '.' || c == '%' || c == '_'
}

// squeeze makes labels comparable: without spaces, which line breaking and
// form encoding change, in upper case.
func squeeze(label string) string {
	return strings.ToUpper(labelSpaces.Replace(label))
}

var labelSpaces = strings.NewReplacer("%20", "", " ", "", "+", "")

// findEnd finds where the body that begins at pos ends, and where the text
// goes on after the END line. label, squeezed, is what the END line should say, and
// dashes is how many should stand on either side of that.
func findEnd(text []byte, pos int, label string, dashes int) (bodyEnd, next int, end ending) {
	for i := pos; ; {
		n := bytes.Index(text[i:], []byte("--"))
		if n < 0 {
			return unmarkedEnd(text, pos, len(text), label)
		}
		i += n
		run := i
		for run < len(text) && text[run] == '-' {
			run++
		}
		word := run
		for word < len(text) && text[word] == ' ' {
			word++
		}
		switch {
		case bytes.HasPrefix(text[word:], []byte("END")):
			said, after := readLabel(text, word+len("END"))
			if after < 0 || squeeze(said) != label || text[after-1] != '-' {
				return i, mangledEnd(text, word), endsMangled
			}
			if line := text[word:after]; min(run-i, len(line)-len(bytes.TrimRight(line, "-"))) < dashes {
				return i, after, endsMangled
			}
			return i, after, endsWell
		case bytes.HasPrefix(text[word:], []byte("BEGIN")):
			return unmarkedEnd(text, pos, i, label)
		case startsLine(text, i):
			return i, plain.LineEnd(text, i), endsMangled
		}
		i = run
	}
}

// mangledEnd returns where something that is meant as an END line ends: after
// its last dashes, or with the line.
func mangledEnd(text []byte, pos int) int {
	end := plain.LineEnd(text, pos)
	if i := bytes.IndexByte(text[pos:end], '-'); i >= 0 {
		rest := text[pos+i:]
		return pos + i + len(rest) - len(bytes.TrimLeft(rest, "-"))
	}
	return end
}

// unmarkedEnd deals with a body before which no dashes stand: its END line
// may have lost them.
func unmarkedEnd(text []byte, pos, limit int, label string) (bodyEnd, next int, end ending) {
	for i := pos; ; {
		n := bytes.Index(text[i:limit], []byte("END "))
		if n < 0 {
			return limit, limit, endsOpen
		}
		i += n
		if startsLine(text, i) && strings.HasPrefix(squeeze(string(text[i+4:min(limit, i+4+plain.MaxLabel)])), label) {
			return i, plain.LineEnd(text[:limit], i), endsMangled
		}
		i += 4
	}
}

// startsLine reports whether only white space and quoting stand before i on
// its line, a literal \n being a line's end too.
func startsLine(text []byte, i int) bool {
	for ; i > 0; i-- {
		switch text[i-1] {
		case ' ', '\t', '>', '|', '#', '*', '"', '\'', '`':
		case '\n':
			return true
		case 'n', 'r':
			return i > 1 && text[i-2] == '\\'
		default:
			return false
		}
	}
	return true
}

// content returns the bytes that the block encodes and its encryption
// headers. rest is text after the body of a block without an end.
func (b *block) content() (data []byte, procType, dekInfo string, rest []byte, err error) {
	procType, dekInfo, body := cutHeaders(b.body)
	start := base64Reader{text: body, lineStart: true}
	r := start
	if b.end == endsOpen && dekInfo == "" {
		found, err := r.der()
		if err == nil {
			return found, "", "", body[r.pos:], nil
		}
		if err != errNoDER { // what follows may have been taken for its end
			return nil, "", "", body[plain.LineEnd(body, len(body)-len(bytes.TrimLeft(body, " \t\r\n"))):], err
		}
		r = start
	}
	data, closed, padded, err := r.all()
	if b.end == endsOpen { // what follows may be other text
		rest = body[r.pos:]
	}
	switch {
	case len(data) == 0 && closed:
		return nil, "", "", nil, fault.New(fault.Truncated, "")
	case !closed && b.end != endsOpen:
		return nil, "", "", nil, malformed("what stands between BEGIN and END is not base64")
	}
	size, noDER := der.Size(data)
	switch {
	case err != nil && (noDER == nil && size > len(data) || b.end == endsOpen && len(data) < minDER):
		return nil, "", "", rest, fault.New(fault.Truncated, "")
	case err != nil:
		return nil, "", "", rest, err
	case noDER == nil && size == len(data)-1 && !padded:
		// One octet too many: the padding would fit had there been one
		// character less.
		return nil, "", "", rest, errLength
	}
	return data, procType, dekInfo, rest, nil
}

// notes are the remarks that a block's end calls for.
func (b *block) notes() []key.Warning {
	switch b.end {
	case endsMangled:
		return []key.Warning{{
			Code:    "pem_end_mangled",
			Message: "The END line of this key is damaged or says something else than its BEGIN line.",
			Action:  "Check that this is the key you meant: other programs may refuse the file.",
		}}
	case endsOpen:
		return []key.Warning{{
			Code:    "pem_end_missing",
			Message: "The END line of this key is missing. The key itself is whole.",
			Action:  "Copy it again with its END line: other programs may refuse the file.",
		}}
	}
	return nil
}

var errBare = notAKey("the line that begins a key, with too little after it to be one", "Give the key itself, from its BEGIN line to its END line: the original file, or what a program or a person puts there.")

// bare reports whether a block that could not be read has nothing of a key in it, but the
// name of what belongs there, as a template or an example has, or the source code of a
// program that looks for such lines: neither the first octet of DER and of what else is
// in PEM, nor a word that may be base64.
func (b *block) bare() bool {
	const shortest = 20 // characters of a word: names that are so long seldom have a digit, and none is twice as long
	if b.kind == kindECParams {
		return false // these are so short
	}
	body := base64Reader{text: b.body, lineStart: true}
	var head [4]byte
	for i := range head {
		head[i], _ = body.next()
	}
	if head[0] == 'M' && head[1] >= 'A' && head[1] <= 'P' || string(head[:]) == opensshInBase64[:4] || string(head[:]) == pemInBase64[:4] {
		return false
	}
	for text := b.body; len(text) > 0; {
		n := wordLength(text)
		if n >= 2*shortest || n >= shortest && bytes.ContainsAny(text[:n], "0123456789") {
			return false
		}
		text = text[max(n, 1):]
	}
	return true
}
