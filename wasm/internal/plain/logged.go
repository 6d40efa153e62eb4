package plain

import (
	"bytes"
	"encoding/json"
)

// loggedNames are the members that hold the line in a log of JSON: of Docker, of what
// programs write themselves, of journald, and of collectors.
var loggedNames = []string{"log", "message", "msg", "MESSAGE", "line", "textPayload"}

// logged is what programs printed whose lines stand each in an object of its own. Words may
// stand before the first and after the last.
func logged(text []byte) []Reading {
	var out []byte
	name, lines := "", 0
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var members map[string]json.RawMessage
		if line[0] != '{' || json.Unmarshal(line, &members) != nil {
			if lines > 0 {
				break
			}
			continue
		}
		for _, candidate := range loggedNames {
			if name == "" && members[candidate] != nil {
				name = candidate
			}
		}
		var printed string
		if json.Unmarshal(members[name], &printed) != nil {
			return nil
		}
		out = append(append(out, bytes.TrimSuffix([]byte(printed), []byte("\n"))...), '\n')
		lines++
	}
	if lines < 2 {
		return nil
	}
	return without(out, "the records of a log")
}
