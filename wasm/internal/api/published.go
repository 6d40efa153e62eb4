package api

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// publishedReply says how the list differs from what was published.
type publishedReply struct {
	Added     int    `json:"added"`
	Unchanged int    `json:"unchanged"`
	Changed   int    `json:"changed"`
	Removed   int    `json:"removed"`
	Sentence  string `json:"sentence"`

	renamed bool // one that changed has another key ID

	// Whether there are such keys, by whether they are there to encrypt to.
	isNew, isOld map[bool]bool
}

// baseline are the inputs that are taken for what is published: public JWK Sets,
// or without one the public JWKs that the list began with.
func (l *list) baseline() []*source {
	var sets, began []*source
	for _, in := range l.inputs {
		switch {
		case !in.isPublic(), in.numbers():
		case in.result.Set != nil:
			sets = append(sets, in.source)
		case in.id <= l.first:
			began = append(began, in.source)
		}
	}
	if sets != nil {
		return sets
	}
	return began
}

// published compares the keys with what came in as published; nil where nothing
// did, or it is the same.
func (w *writer) published() *publishedReply {
	missing := map[string]bool{} // of what was published
	said := map[int]string{}     // by number
	for _, in := range w.memo.list.baseline() {
		for i, p := range in.result.Parts {
			identity := jose.ThumbprintText(p.Key.Material) + "\x00" + (&entry{Key: p.Key}).saysOfItself()
			missing[identity] = true
			said[in.ids[i]] = identity
		}
	}
	if len(missing) == 0 {
		return nil
	}
	r := &publishedReply{isNew: map[bool]bool{}, isOld: map[bool]bool{}}
	for _, g := range w.groups {
		was, asCame, renamed := false, false, false
		for _, e := range g.entries {
			if identity, ok := said[e.id]; ok {
				delete(missing, identity)
				was = true
				h := w.headers[e]
				asCame = asCame || h.asCame
				renamed = renamed || h.kid != h.given.KID
			}
		}
		encrypts := w.encrypts(g.entries[0])
		if was {
			r.isOld[encrypts] = true
		} else {
			r.isNew[encrypts] = true
		}
		switch {
		case !was:
			r.Added++
		case asCame:
			r.Unchanged++
		default:
			r.Changed++
			r.renamed = r.renamed || renamed
		}
	}
	if r.Removed = len(missing); r.Added+r.Changed+r.Removed == 0 {
		return nil
	}
	r.Sentence = r.words()
	return r
}

// encrypts reports whether a key is there to encrypt to, by what its JWK says, or
// because it can do nothing else.
func (w *writer) encrypts(e *entry) bool {
	h := w.headers[e]
	use := cmp.Or(h.use, h.opsUse, algUse(e, h.alg))
	return use == "enc" || use == "" && !slices.Contains(e.uses, "sig")
}

func (r *publishedReply) words() string {
	var counts []string
	for _, c := range []struct {
		n    int
		what string
	}{{r.Added, "added"}, {r.Unchanged, "unchanged"}, {r.Changed, "changed"}, {r.Removed, "removed"}} {
		if c.n > 0 {
			counts = append(counts, strconv.Itoa(c.n)+" "+c.what)
		}
	}
	text := strings.Join(counts, ", ") + "."
	if r.isNew[false] {
		text += " Publish this set first, and sign with the new key when all who keep a copy of the old set have fetched this one: the max-age of your jwks_uri, or a day."
		if r.isOld[false] {
			text += " Keep the old key in the set until the last token that it signed has expired."
		}
	}
	if r.isNew[true] {
		text += " Who encrypts to you can take the new key when they have fetched this set."
		if r.isOld[true] {
			text += " Until all have, and while anything is kept that was encrypted to the old one, you need the private half of that."
		}
	}
	if r.Removed > 0 {
		text += " Take a key out of the set only when the last token that it signed has expired, and nobody encrypts to it any more."
	}
	if r.Changed > 0 {
		text += " Those who keep a copy of the old set go by that until they have fetched this one."
	}
	if r.renamed {
		text += " A key under another ID is another key for those who look it up."
	}
	return text
}

// publicSet are the members of the JWK Set that came in that can be published, and the
// names of the rest.
func publicSet(in *decode.Result) (public []key.RawMember, rest []string) {
	numbers := sync.OnceValue(func() jose.Numbers {
		var keys []key.Material
		for _, k := range in.Keys {
			keys = append(keys, k.Material)
		}
		return jose.PrivateNumbers(keys...)
	})
	for _, m := range in.Set {
		if m.Raw == nil || !jose.IsSecret(m, numbers()) {
			public = append(public, m)
		} else {
			rest = append(rest, m.Name)
		}
	}
	return public, rest
}

var privateInSet = key.Warning{
	Code:    "private_in_set",
	Message: "The set that came in has public keys, and private or secret ones among them. If it is published like this, everyone has them.",
	Action:  "Publish the public set that is written here, and replace the keys that were published.",
	Grave:   true,
}

var privatePublished = key.Warning{
	Code:    "private_published",
	Message: "What is shown holds a private key, and is no set to publish.",
	Action:  "Publish the public JWK Set. Keep the private key where it signs.",
	Grave:   true,
}

func privateMember(names []string) key.Warning {
	text := ""
	for i, name := range names {
		if i == maxNamed {
			text += " and more"
			break
		}
		if i > 0 {
			text += ", "
		}
		text += shown(name)
	}
	return key.Warning{
		Code:    "private_member",
		Message: "What came in is public, but for members that hold something private: " + text + ". They are left out of the public form.",
		Action:  "If it was published with them, replace what they hold.",
		Grave:   true,
	}
}

func setIncomplete(n int) key.Warning {
	entries := "entries"
	if n == 1 {
		entries = "entry"
	}
	return key.Warning{
		Code:    "set_incomplete",
		Message: "The set that came in has " + strconv.Itoa(n) + " more " + entries + " that cannot be read here. The set that is written lacks them.",
		Action:  "Before you publish it, add them from the set that you have.",
		Grave:   true,
	}
}
