package token

import "strings"

// maxTag is the longest tag that is taken off, in bytes: a < that is none would have the
// rest of the text looked over for its end.
const maxTag = 256

// Of the tags of a page these stand within a line, as the colours of a token's parts do,
// and those end one.
const (
	tagsWithin = " span b i a em strong code font mark small u wbr "
	tagsOfLine = " br p div li dt dd td th tr pre "
)

// names are what the parts of a token are called, before each of which it has a dot.
var names = strings.NewReplacer("payload", ".", "Payload", ".", "PAYLOAD", ".", "signature", ".", "Signature", ".", "SIGNATURE", ".")

// Unmarked is a text without what stands between the parts of a token where each part is
// coloured, in backticks, or in a row of its own. It may join what does not belong
// together: what the text says without it comes first.
func Unmarked(text string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "<")
		out.WriteString(before)
		if !found {
			break
		}
		text = rest
		end := strings.IndexByte(rest[:min(len(rest), maxTag)], '>')
		name := strings.ToLower(strings.Trim(rest[:max(end, 0)], "/"))
		name, _, _ = strings.Cut(name, " ")
		switch {
		case name == "" || !strings.Contains(tagsWithin+tagsOfLine, " "+name+" "):
			out.WriteByte('<')
			continue
		case strings.Contains(tagsOfLine, " "+name+" "):
			out.WriteByte('\n')
		}
		text = rest[end+1:]
	}
	return names.Replace(strings.Map(func(c rune) rune {
		if strings.ContainsRune("`\"'*{},:|", c) {
			return ' '
		}
		return c
	}, out.String()))
}

// maxWidth is the longest line of base64 that goes on in the next one: what is longer was
// not broken into lines.
const maxWidth = 128

// encodedStarts are how the base64 of a token begins: see starts.
const encodedStarts = "ZXlK ZXlB ZXdv ZXcw ZXdr"

// Encoded is what the base64 in a text stands for that begins as that of a token does, as
// in a Secret of Kubernetes or a BinarySecurityToken.
func Encoded(text string) string {
	var out strings.Builder
	for n := 0; n < maxTokens; {
		i := strings.Index(text, "ZX")
		if i < 0 {
			break
		}
		word := i > 0 && isWord(text[i-1])
		text = text[i:]
		if word || len(text) < 4 || !strings.Contains(encodedStarts, text[:4]) {
			text = text[2:]
			continue
		}
		var written string
		written, text = lines(text)
		if data, err := Decode(written); err == nil {
			out.Write(data)
			out.WriteString("\n\n")
			n++
		}
	}
	return out.String()
}

// lines reads base64 that may be broken into lines of one length, and returns what follows.
func lines(text string) (written, rest string) {
	var all strings.Builder
	width := wordLength(text)
	for n := width; ; {
		all.WriteString(text[:n])
		text = text[n:]
		next := strings.TrimLeft(text, " \t\r\n>")
		between := text[:len(text)-len(next)]
		m := wordLength(next)
		if n != width || width > maxWidth || strings.Count(between, "\n") != 1 || m == 0 || m > width ||
			m < len(next) && strings.IndexByte(" \r\n=<\"'", next[m]) < 0 {
			return all.String(), text
		}
		text, n = next, m
	}
}

// wordLength is how much base64 a text begins with, in either alphabet and without padding.
func wordLength(text string) (n int) {
	for n < len(text) && isBase64(text[n]) && text[n] != '=' {
		n++
	}
	return n
}
