package decode

import (
	"slices"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// besideBlocks tells each key of a text that has one in each of its PEM blocks, as a list in
// YAML does, its key ID from the lines before it, or after it. Which of both is known where
// every block has just one on that side, and none is left over.
func (r *reader) besideBlocks(text []byte) {
	var ids []string // what stands before each block, and after the last one
	for pos, more := 0, true; more; {
		b, start, next := findBlock(text, pos)
		id := ""
		for line, rest := plain.NextLine(text[pos:start]); len(line) > 0; line, rest = plain.NextLine(rest) {
			if name, value := besideLine(string(line)); name == "kid" {
				if id != "" {
					return
				}
				id = value
			}
		}
		ids, pos, more = append(ids, id), next, b != nil
	}
	last := len(ids) - 1
	if last != len(r.parts) || len(r.skipped) > 0 || r.parameters {
		return
	}
	if ids[last] == "" {
		ids = ids[:last]
	} else if ids[0] == "" {
		ids = ids[1:]
	}
	if len(ids) > last || slices.Contains(ids, "") {
		return
	}
	for i, p := range r.parts {
		if p.Key != nil {
			p.Key.Given.AddBeside(key.Given{KID: ids[i]})
		}
	}
}
