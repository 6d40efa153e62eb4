package api

import (
	"encoding/base64"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
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

// TestCompareIsLinear compares n keys with n others, of which the worst is that
// none is the same.
func TestCompareIsLinear(t *testing.T) {
	set := func(n int, first byte) string {
		var b strings.Builder
		b.WriteString(`{"keys":[`)
		for i := range n {
			x := make([]byte, 32)
			x[0], x[1], x[2] = first, byte(i), byte(i>>8)
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`{"kty":"OKP","crv":"X25519","kid":"` + strconv.Itoa(i) + `","x":"` + base64.RawURLEncoding.EncodeToString(x) + `"}`)
		}
		b.WriteString("]}")
		return b.String()
	}
	run := func(n int) time.Duration {
		s := testSession()
		ask[keysReply](t, s, "convert", input(set(n, 9), nil))
		theirs := dict{"with": []byte(set(n, 10))}
		best := time.Hour
		for range 3 {
			start := time.Now()
			ask[compareReply](t, s, "compare", theirs)
			best = min(best, time.Since(start))
		}
		return best
	}
	one, four := run(1000), run(4000)
	t.Logf("%v, %v", one, four)
	if four > 8*one+20*time.Millisecond {
		t.Errorf("4 times as many took %.1f times as long", float64(four)/float64(one))
	}
}
