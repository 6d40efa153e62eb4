package api

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// memo is what a session remembers: the list, its keys, and all that does not
// depend on options.
type memo struct {
	list *list
	keys []*entry
	// issuers belong to the chains of keys, and count as keys only where the
	// options say so.
	issuers []*entry
	byID    map[int]*entry // both
	// groups are all of them by public half, in order of appearance.
	groups  []*group
	options options // of the last answer
	seal    sealed
	jwe     jweSeal
	subtle  Subtle // derives the keys of seal and jwe
}

// entry is a remembered key.
type entry struct {
	*key.Key
	id     int // from 1
	origin origin
	group  *group
	forms  []encode.Form
	uses   []string
	health []key.Warning
	fixed  keyReply // the members that do not depend on options
	sum    *[32]byte

	// Texts with random parts, kept so that they stay the same.
	sealedAs    string // under the passphrase of memo.seal
	openSSHAs   string // with the comment openSSHName
	openSSHName string
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

// newMemo looks at each key of the list once; what old knows of one it takes
// over. It is nil where the list has no keys.
func (s *Session) newMemo(l *list, old *memo) *memo {
	m := &memo{list: l, subtle: s.subtle, byID: map[int]*entry{}}
	if old != nil {
		m.seal = old.seal
	}
	now := s.now()
	keys, issuers, from := l.join(now)
	if len(keys) == 0 {
		return nil
	}
	used := map[int]bool{}
	for _, in := range l.inputs {
		for _, id := range in.ids {
			used[id] = true
		}
	}
	take := func(list []decode.Joined) (entries []*entry) {
		for _, j := range list {
			e := s.newEntry(j.Key, from[j.Part], used, old, now)
			m.byID[e.id] = e
			entries = append(entries, e)
		}
		return entries
	}
	m.keys, m.issuers = l.arranged(take(keys)), take(issuers)
	m.groupAll(old)
	return m
}

// maxNumbers bounds how many keys a session knows the numbers of.
const maxNumbers = 100 * maxKeys

// number is that of a key which has none in this list. One that was here before
// has the same again, so that what was chosen for it stays, though its input is
// another: a passphrase was typed, or a line was added.
func (s *Session) number(e *entry, used map[int]bool) int {
	id := identity{e.thumbprint(), e.Material.IsPrivate()}
	n, ok := s.numbers[id]
	if !ok || used[n] {
		s.lastKey++
		n = s.lastKey
	}
	if !ok {
		if s.numbers == nil || len(s.numbers) >= maxNumbers {
			s.numbers = map[identity]int{}
		}
		s.numbers[id] = n
	}
	used[n] = true
	return n
}

// identity is what two keys with the same numbers have in common.
type identity struct {
	thumbprint [32]byte
	private    bool
}

func (s *Session) newEntry(k *key.Key, from origin, used map[int]bool, old *memo, now time.Time) *entry {
	if made := from.in.certs[from.part]; made != nil {
		own := *k
		own.Chain = []*key.Certificate{made}
		k = &own
	}
	e := &entry{Key: k, origin: from}
	id := &from.in.ids[from.part]
	if *id == 0 {
		*id = s.number(e, used)
	}
	e.id = *id
	if known := old.find(e.id); known != nil && known.origin.in == from.in {
		e.sealedAs, e.openSSHAs, e.openSSHName = known.sealedAs, known.openSSHAs, known.openSSHName
		if slices.Equal(known.Chain, k.Chain) && known.Given.KID == k.Given.KID {
			e.forms, e.uses, e.health, e.fixed = known.forms, known.uses, known.health, known.fixed
			return e
		}
	}
	e.look(now)
	return e
}

// thumbprint is that of RFC 7638, which is asked for twice of each new key.
func (e *entry) thumbprint() [32]byte {
	if e.sum == nil {
		sum := jose.Thumbprint(e.Material)
		e.sum = &sum
	}
	return *e.sum
}

// look fills what does not depend on options.
func (e *entry) look(now time.Time) {
	e.forms = encode.Forms(e.Key)
	e.uses = jose.Uses(e.Material, e.Algs)
	e.health = key.Health(e.Key, now)
	e.fixed = describe(e, now)
}

// arranged puts keys in the order that a person chose; others come after.
func (l *list) arranged(keys []*entry) []*entry {
	place := make(map[int]int, len(l.order))
	for i, id := range l.order {
		place[id] = i - len(l.order)
	}
	slices.SortStableFunc(keys, func(a, b *entry) int { return cmp.Compare(place[a.id], place[b.id]) })
	return keys
}

// find is the key, or the issuer, of a number; nil for none.
func (m *memo) find(id int) *entry {
	if m == nil {
		return nil
	}
	return m.byID[id]
}

// sealedPEM is e as pkcs8_encrypted under the passphrase.
func (m *memo) sealedPEM(e *entry, passphrase string) (string, error) {
	digest := sha256.Sum256([]byte(passphrase))
	if m.seal.sealer == nil || m.seal.passphrase != digest {
		m.seal = sealed{digest, encode.NewSealer(passphrase, m.subtle)}
		for _, other := range m.byID {
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
