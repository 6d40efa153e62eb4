package decode

import (
	"bytes"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/ssh"
)

// sshLine reads the SSH keys in a line: of a .pub, authorized_keys or
// known_hosts file, or values in a line of something else. It returns how many
// bytes of the line they take, 0 when there are none. What stands between
// values is read too.
func (r *reader) sshLine(line []byte) (used int) {
	rest := bytes.TrimLeft(line, "> \t")
	if !bytes.Contains(rest, []byte("AAAA")) {
		return 0
	}
	if rest[0] == '#' {
		return r.sshComment(line)
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
		if k != nil && whole {
			k.Notes = append(k.Notes, ssh.Marks(string(bytes.TrimLeft(line, "> \t")))...)
		}
		r.add("SSH public key", k, err)
		rest, at, whole = rest[end:], next-end, false
	}
	return len(line) - len(rest)
}

// sshComment names the SSH key in a line that is a comment: whoever put the mark
// before it has taken the key out of use. It returns how many bytes of the line
// that settles.
func (r *reader) sshComment(line []byte) (used int) {
	rest := bytes.TrimLeft(line, "> \t#")
	at := ssh.TypeAt(string(rest))
	if at < 0 {
		at = sshValue(rest)
	}
	if at < 0 {
		return 0
	}
	if _, err := ssh.ParseLine(string(rest[at:])); err != nil && fault.CodeOf(err) != fault.UnsupportedAlgorithm {
		return 0 // prose about keys
	}
	r.skip("SSH public key", fault.New(fault.NotAKey, "an SSH key in a comment").
		WithHint("Take the # at the beginning of its line away, if this is the key you mean."))
	return len(line)
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
