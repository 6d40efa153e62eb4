// Package ssh reads and writes the keys of SSH: the blob and the line of a
// public key, RFC 4716, OpenSSH's and PuTTY's private keys, and fingerprints.
package ssh
