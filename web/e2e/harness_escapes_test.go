package e2e

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
)

//go:embed escapes/*/*.js
var escapeFiles embed.FS

// An escape is one way out of the page; escapes/README.md says what there is.
type escape struct {
	room  string // page, worker, open or store
	name  string // room and file name, as the sink hears it
	code  string // a JavaScript function
	marks []string
}

func (e escape) is(mark string) bool { return slices.Contains(e.marks, mark) }

// escapes reads one room.
func escapes(t testing.TB, room string) (list []escape) {
	t.Helper()
	names, err := fs.Glob(escapeFiles, "escapes/"+room+"/*.js")
	if err != nil || len(names) == 0 {
		t.Fatal("no escapes in ", room, err)
	}
	for _, name := range names {
		text, err := escapeFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		e := escape{room: room, name: room + "-" + strings.TrimSuffix(path.Base(name), ".js")}
		var code []string
		for line := range strings.Lines(string(text)) {
			if marks, ok := strings.CutPrefix(line, "//!"); ok {
				e.marks = strings.Fields(marks)
			} else if !strings.HasPrefix(line, "//") {
				code = append(code, line)
			}
		}
		e.code = strings.TrimSuffix(strings.TrimSpace(strings.Join(code, "")), ";")
		list = append(list, e)
	}
	return list
}

// call is an expression that tries the way to a sink and never throws: a
// refusal may come as an exception, a rejected promise, or silence.
func (e escape) call(to *sink) string {
	return fmt.Sprintf(`(() => { try { Promise.resolve((%s)(%q, %q, %q)).catch(() => {}); } catch {} return true; })()`,
		e.code, to.URL+"/leak/"+e.name, to.host(), to.udp.LocalAddr())
}

// unmarked leaves some escapes out.
func unmarked(list []escape, mark string) []escape {
	return slices.DeleteFunc(slices.Clone(list), func(e escape) bool { return e.is(mark) })
}

// names of escapes.
func names(list []escape) (names []string) {
	for _, e := range list {
		names = append(names, e.name)
	}
	return names
}
