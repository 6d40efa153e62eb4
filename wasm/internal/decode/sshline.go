package decode

import (
	"bytes"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// sshLine reads the SSH keys in a line: of a .pub, authorized_keys or
// known_hosts file, or values in a line of something else. It returns how many
// bytes of the line they take, 0 when there are none. What stands between
// values is read too.
func (r *reader) sshLine(line []byte) (used int) {
	rest := bytes.TrimLeft(line, "> \t")
	if !bytes.Contains(rest, []byte("AAAA")) || rest[0] == '#' {
		return 0
	}
	at, whole := ssh.TypeAt(string(rest)), true
	if at < 0 {
		at, whole = sshValue(rest), false
	}
	if at < 0 {
		return 0
	}
	for at >= 0 && !r.full() {
		if !whole {
			r.tokens(rest[:at])
		}
		rest = rest[at:]
		next := sshValue(rest[1:]) + 1
		end := len(rest)
		if next > 0 {
			end = next
		}
		// A comment may hold anything, as long as the line has one key.
		if !whole || next > 0 {
			if i := bytes.IndexAny(rest[:end], "\"'`\\<"); i >= 0 {
				end = i
			}
		}
		k, err := key.Checked(ssh.ParseLine(string(bytes.TrimRight(rest[:end], ",; "))))
		r.add("SSH public key", k, err)
		rest, at, whole = rest[end:], next-end, false
	}
	return len(line) - len(rest)
}

// sshValue returns where the first key type with its data begins, as in
// "ssh-rsa AAAA"; -1 when there is none. What comes before may be anything.
func sshValue(line []byte) int {
	const longest = 64 // more than any type's name has
	for pos := 0; ; {
		i := bytes.Index(line[pos:], []byte("AAAA"))
		if i < 0 {
			return -1
		}
		end := pos + i - 1
		pos += i + len("AAAA")
		if end < 0 || line[end] != ' ' && line[end] != '\t' {
			continue
		}
		start := end
		for start > 0 && end-start < longest && isSSHTypeChar(line[start-1]) && (start == 1 || line[start-2] != '\\') {
			start--
		}
		if ssh.IsKeyType(string(line[start:end])) {
			return start
		}
	}
}

func isSSHTypeChar(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '@' || c == '.'
}
