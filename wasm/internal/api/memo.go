package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"slices"
	"time"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// memo is what a session remembers of its last convert or generate: the keys
// and all that does not depend on options.
type memo struct {
	// input is the digest of input, name and passphrase; zero for new keys.
	input [sha256.Size]byte
	keys  []*entry
	// issuers belong to the chains of keys, and count as keys only where the
	// options say so. They are numbered after the keys.
	issuers []*entry
	// groups are all of them by public half, in order of appearance.
	groups  []*group
	skipped []key.Skipped
	options options // of the last answer
	seal    sealed
	jwe     jweSeal
	subtle  Subtle // derives the keys of seal and jwe
}

// entry is a remembered key.
type entry struct {
	*key.Key
	id     int // from 1
	group  *group
	forms  []encode.Form
	uses   []string
	health []key.Warning
	fixed  keyReply // the members that do not depend on options

	// Texts with random parts, kept so that they stay the same.
	sealedAs    string // under the passphrase of memo.seal
	openSSHAs   string // with the comment openSSHName
	openSSHName string
}

// group is the keys with one and the same public half.
type group struct {
	number     int // from 1
	thumbprint string
	entries    []*entry
	uuid       string // made when first asked for
	date       string
}

// sealed is the passphrase that pkcs8_encrypted was last made with. It stays
// while the passphrase does, so that the slow key derivation is done once and
// the text does not change with every other option.
type sealed struct {
	passphrase [sha256.Size]byte
	sealer     *encode.Sealer
}

// inputDigest identifies what was converted without keeping it. No passphrase
// given (nil) is another input than the empty one.
func inputDigest(data []byte, name, as string, passphrase []byte) [sha256.Size]byte {
	h := sha256.New()
	if passphrase == nil {
		h.Write([]byte{0})
	} else {
		h.Write([]byte{1})
	}
	var size [8]byte
	for _, part := range [][]byte{data, []byte(name), []byte(as), passphrase} {
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write(part)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// newMemo looks at each key once. now judges the certificates.
func newMemo(keys, issuers []*key.Key, now time.Time, subtle Subtle) *memo {
	m := &memo{subtle: subtle}
	groups := map[[32]byte]*group{}
	var all []*entry
	for i, k := range slices.Concat(keys, issuers) {
		e := &entry{
			Key:    k,
			id:     i + 1,
			forms:  encode.Forms(k),
			uses:   jose.Uses(k.Material, k.Algs),
			health: key.Health(k, now),
		}
		sum := jose.Thumbprint(k.Material)
		g := groups[sum]
		if g == nil {
			g = &group{number: len(m.groups) + 1, thumbprint: base64.RawURLEncoding.EncodeToString(sum[:])}
			groups[sum] = g
			m.groups = append(m.groups, g)
		}
		g.entries = append(g.entries, e)
		e.group = g
		e.fixed = describe(e, sum[:], now)
		all = append(all, e)
	}
	m.keys, m.issuers = all[:len(keys):len(keys)], all[len(keys):]
	return m
}

// with returns the first key of the group that has form f, or nil.
func (g *group) with(f encode.Form) *entry {
	for _, e := range g.entries {
		if encode.Has(e.Key, f) {
			return e
		}
	}
	return nil
}

// sealedPEM is e as pkcs8_encrypted under the passphrase.
func (m *memo) sealedPEM(e *entry, passphrase string) (string, error) {
	digest := sha256.Sum256([]byte(passphrase))
	if m.seal.sealer == nil || m.seal.passphrase != digest {
		m.seal = sealed{digest, encode.NewSealer(passphrase, m.subtle)}
		for _, other := range slices.Concat(m.keys, m.issuers) {
			other.sealedAs = ""
		}
	}
	if e.sealedAs == "" {
		var err error
		if e.sealedAs, err = m.seal.sealer.PEM(e.Key); err != nil {
			return "", err
		}
	}
	return e.sealedAs, nil
}
