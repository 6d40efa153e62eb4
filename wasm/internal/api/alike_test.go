package api

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// TestMostAlike holds the index against looking at all pairs.
func TestMostAlike(t *testing.T) {
	materials := []key.Material{&key.Oct{K: []byte{1}}, &key.Oct{K: []byte{2}}, &key.Oct{K: []byte{1, 2}}}
	for i := range 3 {
		materials = append(materials, &key.OKP{Curve: key.Ed25519, X: []byte{byte(i)}}, &key.OKP{Curve: key.X25519, X: []byte{byte(i)}},
			&key.EC{Curve: key.P256, X: []byte{byte(i)}, Y: []byte{1}})
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	kid := func() string { return []string{"", "a", "b", "c"}[rnd.IntN(4)] }
	for range 2000 {
		w := &writer{headers: map[*entry]*header{}}
		for i := range 1 + rnd.IntN(4) {
			e := &entry{Key: &key.Key{Material: materials[rnd.IntN(len(materials))]}, id: i + 1}
			e.fixed.Thumbprint = jose.ThumbprintText(e.Material)
			w.keys = append(w.keys, e)
			w.headers[e] = &header{kid: kid()}
		}
		var theirs []*key.Key
		for range 1 + rnd.IntN(4) {
			theirs = append(theirs, &key.Key{Material: materials[rnd.IntN(len(materials))], Given: key.Given{KID: kid()}})
		}
		best := -1
		var wantOurs *entry
		var wantTheir *key.Key
		for _, th := range theirs {
			for _, e := range w.keys {
				n := 0
				if key.SamePublic(e.Material, th.Material) {
					n += 8
				}
				if th.Given.KID != "" && th.Given.KID == w.headers[e].kid {
					n += 4
				}
				if e.Material.Kty() == th.Material.Kty() {
					n++
					if key.Title(e.Material) == key.Title(th.Material) {
						n++
					}
				}
				if n > best {
					best, wantOurs, wantTheir = n, e, th
				}
			}
		}
		if ours, their := w.mostAlike(theirs); ours != wantOurs || their != wantTheir {
			t.Fatalf("took %v and %v, want %v and %v", ours.Material, their.Material, wantOurs.Material, wantTheir.Material)
		}
	}
}

// TestCompareIsLinear compares as many keys as an input can have with as many
// others, none of which is the same. Holding all against all takes minutes.
func TestCompareIsLinear(t *testing.T) {
	some := func(i int, first byte) *key.Key {
		x := []byte{first, byte(i), byte(i >> 8)}
		return &key.Key{Material: &key.OKP{Curve: key.X25519, X: x}, Given: key.Given{KID: strconv.Itoa(i)}}
	}
	linearIn(t, "keys", 10000, func(n int) (w *writer, theirs []*key.Key) {
		w = &writer{headers: map[*entry]*header{}}
		for i := range n {
			e := &entry{Key: some(i, 1), id: i + 1}
			e.fixed.Thumbprint = jose.ThumbprintText(e.Material)
			w.keys = append(w.keys, e)
			w.headers[e] = &header{kid: "k" + strconv.Itoa(i)}
			theirs = append(theirs, some(i, 2))
		}
		return w, theirs
	}, func(w *writer, theirs []*key.Key) { w.mostAlike(theirs) })
}

// linearIn demands that it takes time in proportion to the number of keys to
// compare ours with theirs.
func linearIn(t *testing.T, name string, n int, keys func(n int) (*writer, []*key.Key), compare func(*writer, []*key.Key)) {
	t.Helper()
	type sides struct {
		ours   *writer
		theirs []*key.Key
	}
	made := map[int]sides{}
	testkit.Linear(t, name, n, func(n int) []byte {
		ours, theirs := keys(n)
		made[n] = sides{ours, theirs}
		return make([]byte, n)
	}, func(of []byte) { compare(made[len(of)].ours, made[len(of)].theirs) })
}

// TestCompareSetsIsLinear has sets on both sides that share one key: each of
// ours that is missing there is named by its place.
func TestCompareSetsIsLinear(t *testing.T) {
	linearIn(t, "missing keys", 60000, func(n int) (*writer, []*key.Key) {
		w := &writer{headers: map[*entry]*header{}, place: map[*entry]int{}}
		for i := range n {
			k := &key.Key{Material: &key.OKP{Curve: key.X25519, X: []byte{1, byte(i), byte(i >> 8)}}}
			e := &entry{Key: k, id: i + 1}
			e.fixed.Thumbprint = jose.ThumbprintText(k.Material)
			e.fixed.Title = "X25519"
			w.keys = append(w.keys, e)
			w.place[e] = i + 1
			w.headers[e] = &header{}
			w.groups = append(w.groups, &group{thumbprint: e.fixed.Thumbprint, entries: []*entry{e}})
		}
		return w, []*key.Key{w.keys[n-1].Key, {Material: &key.OKP{Curve: key.X25519, X: []byte{2}}}}
	}, func(w *writer, theirs []*key.Key) {
		reply := &compareReply{Same: true}
		w.compareSets(reply, theirs, false)
		if n := len(w.groups); !reply.Partly || !strings.Contains(reply.Summary, "key 1 (X25519)") || !strings.Contains(reply.Summary, strconv.Itoa(n-1-maxNamed)+" more") {
			t.Errorf("%d keys: %s", n, reply.Summary)
		}
	})
}
