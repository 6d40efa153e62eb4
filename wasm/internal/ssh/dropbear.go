package ssh

// IsDropbear reports whether blob is a private key as Dropbear keeps it: the
// public key of RFC 4253 section 6.6, and the private numbers after it with
// nothing around them.
func IsDropbear(blob []byte) bool {
	r := &sshReader{rest: blob}
	fields := 0
	switch kind := string(r.string()); {
	case kind == "ssh-rsa":
		fields = 5 // e, n, d, p, q
	case kind == "ssh-dss":
		fields = 5 // p, q, g, y, x
	case kind == "ssh-ed25519", kind == "ssh-ed448":
		both := r.string() // the seed and the public key
		return r.atEnd() && (len(both) == 64 || len(both) == 114)
	case len(kind) > len("ecdsa-sha2-") && IsKeyType(kind) && kind[:len("ecdsa-sha2-")] == "ecdsa-sha2-":
		fields = 3 // curve, point, d
	default:
		return false
	}
	for range fields {
		if len(r.string()) == 0 {
			return false
		}
	}
	return r.atEnd()
}
