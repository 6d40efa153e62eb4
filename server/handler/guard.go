package handler

import (
	"bytes"
	"net"
)

// Guard has the connections of a listener add the policies of refusals to
// those that net/http writes by itself, before any handler is asked: to a
// request that is malformed, or whose headers are too long. It writes them
// without headers of the site; and a page can have one opened in a window,
// by an address that is long enough.
func Guard(l net.Listener) net.Listener { return guarded{l} }

type guarded struct{ net.Listener }

func (g guarded) Accept() (net.Conn, error) {
	conn, err := g.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return guardedConn{conn}, nil
}

type guardedConn struct{ net.Conn }

// Write expects what net/http does: it writes such a refusal at once, and the
// headers of a handler's answer, which have their policy, in one piece.
func (c guardedConn) Write(p []byte) (int, error) {
	line, rest, ok := bytes.Cut(p, []byte("\r\n"))
	if !ok || !isRefusal(line) || bytes.Contains(rest, []byte("Content-Security-Policy: ")) {
		return c.Conn.Write(p)
	}
	var b bytes.Buffer
	b.Write(line)
	b.WriteString("\r\nContent-Security-Policy: " + refusedPolicy)
	b.WriteString("\r\nConnection-Allowlist: " + refusedAllowlist)
	b.WriteString("\r\nX-Content-Type-Options: nosniff")
	b.WriteString("\r\nCross-Origin-Opener-Policy: same-origin\r\n")
	b.Write(rest)
	if _, err := c.Conn.Write(b.Bytes()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// isRefusal reports whether a status line's status is 4xx or 5xx.
func isRefusal(line []byte) bool {
	version, status, ok := bytes.Cut(line, []byte(" "))
	return ok && bytes.HasPrefix(version, []byte("HTTP/1.")) && len(status) >= 3 && (status[0] == '4' || status[0] == '5')
}
