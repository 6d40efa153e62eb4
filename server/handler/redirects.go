package handler

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// readRedirects reads the file _redirects, if there is one: lines of a path,
// where it leads, and the status 302. Both paths are in the site's one
// directory, and what is returned is relative to it: a proxy may serve the
// site from any folder.
func readRedirects(dir fs.FS) (map[string]string, error) {
	text, err := fs.ReadFile(dir, "_redirects")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	moved := map[string]string{}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) != 3 || fields[2] != "302" || !isPlain(fields[0]) || !isPlain(fields[1]) {
			return nil, fmt.Errorf("_redirects, line %d: want two paths of files and 302", number)
		}
		moved[fields[0]] = fields[1][1:]
	}
	return moved, nil
}

// isPlain reports whether a path names a file in the site's directory.
func isPlain(path string) bool {
	name, ok := strings.CutPrefix(path, "/")
	return ok && fs.ValidPath(name) && !strings.ContainsAny(name, "/*:?#% ")
}
