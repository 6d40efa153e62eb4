package api

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// named is an input as several are given.
func named(name, text string) dict { return dict{"name": name, "input": []byte(text)} }

func idsOf(r keysReply) (ids []int) {
	for _, k := range r.Keys {
		ids = append(ids, k.ID)
	}
	return ids
}

func titles(r keysReply) string {
	var list []string
	for _, k := range r.Keys {
		list = append(list, k.Title)
	}
	return strings.Join(list, ", ")
}

// TestAdd: what is added comes after, under numbers that nothing had before, and
// without "add" the list is replaced.
func TestAdd(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/spki"), nil))
	r := ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "ed25519/spki")), "add": true})
	if !slices.Equal(idsOf(r), []int{1, 2}) || r.Count != 2 || r.Keys[0].Input == r.Keys[1].Input {
		t.Fatalf("ids %v, count %d", idsOf(r), r.Count)
	}
	r = ask[keysReply](t, s, "generate", dict{"type": "EC", "curve": "P-384", "add": true, "forms": []string{"jwks"}})
	if titles(r) != "EC P-256, Ed25519, EC P-384" || !r.Keys[2].Made || r.Keys[2].Input != 0 || r.Keys[0].Made {
		t.Errorf("got %s", titles(r))
	}
	// A copy counts for nothing.
	r = ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p256/jwk")), "add": true})
	if len(r.Keys) != 4 || r.Count != 3 || r.Keys[3].SameAs != 1 {
		t.Errorf("%d keys, count %d", len(r.Keys), r.Count)
	}
	// What fails costs nothing; the same again is the same.
	refused(t, send(t, s, "convert", dict{"input": []byte("hello"), "add": true}), fault.NoKey)
	again := ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "ed25519/spki")), "add": true})
	if !slices.Equal(idsOf(again), idsOf(r)) {
		t.Errorf("ids %v, before %v", idsOf(again), idsOf(r))
	}
	r = ask[keysReply](t, s, "convert", input(golden(t, "p521/spki"), nil))
	if len(r.Keys) != 1 || r.Keys[0].ID <= 4 {
		t.Errorf("ids %v", idsOf(r))
	}
}

// TestSeveralInputs reads files with passphrases of their own.
func TestSeveralInputs(t *testing.T) {
	sealed := golden(t, "p256/pkcs8_encrypted")
	files := func(passphrase string) []dict {
		locked := named("locked.pem", sealed)
		if passphrase != "" {
			locked["passphrase"] = passphrase
		}
		return []dict{named("a.pem", golden(t, "ed25519/spki")), locked, named("b.jwk", golden(t, "x25519/jwk"))}
	}
	s := testSession()
	r := ask[keysReply](t, s, "convert", dict{"inputs": files(sealedPassphrase)})
	if titles(r) != "Ed25519, EC P-256, X25519" || r.Keys[1].File != "locked.pem" {
		t.Errorf("got %s", titles(r))
	}
	s = testSession()
	r = ask[keysReply](t, s, "convert", dict{"inputs": files("")})
	if titles(r) != "Ed25519, X25519" || len(r.Inputs) != 3 {
		t.Fatalf("got %s of %d inputs", titles(r), len(r.Inputs))
	}
	in := r.Inputs[1]
	if in.Error == nil || in.Error.Code != fault.PassphraseRequired || in.Name != "locked.pem" || len(in.Keys) != 0 || r.Inputs[0].Error != nil || !slices.Equal(r.Inputs[2].Keys, []int{2}) {
		t.Errorf("inputs %+v", r.Inputs)
	}
	refused(t, send(t, s, "open", dict{"input": in.ID, "passphrase": "wrong"}), fault.WrongPassphrase)
	refused(t, send(t, s, "open", dict{"input": r.Inputs[0].ID, "passphrase": "wrong"}), fault.BadOption)
	if r := ask[keysReply](t, s, "render", dict{}); len(r.Keys) != 2 || r.Inputs[1].Error == nil {
		t.Error("what failed again is gone")
	}
	if kept := s.memo.list.readable(); len(kept.inputs) != 2 || len(s.memo.list.inputs[1].data) != len(sealed) {
		t.Error("the data of what failed stays with what is brought back, or is gone")
	}
	r = ask[keysReply](t, s, "open", dict{"input": in.ID, "passphrase": sealedPassphrase})
	if titles(r) != "Ed25519, EC P-256, X25519" || r.Inputs[1].Error != nil || !slices.Equal(idsOf(r), []int{1, 3, 2}) {
		t.Errorf("got %s, %v", titles(r), idsOf(r))
	}

	// Where none can be read, it is an error.
	refused(t, send(t, s, "convert", dict{"inputs": []dict{named("a", sealed), named("b", "hello")}}), fault.PassphraseRequired)
	refused(t, send(t, s, "convert", dict{"inputs": []dict{}}), fault.BadOption)
	refused(t, send(t, s, "convert", dict{"inputs": slices.Repeat([]dict{named("a", "hello")}, 200+1)}), fault.BadOption)
	refused(t, send(t, s, "convert", dict{"inputs": []dict{{"name": "a", "input": 7}}}), fault.BadRequest)
	refused(t, send(t, s, "convert", dict{"inputs": []dict{named("a", "x")}, "name": "b"}), fault.BadRequest)
	refused(t, send(t, s, "open", dict{"input": 1}), fault.BadRequest) // nothing is remembered
}

// TestOpenAPart: what was taken out of an input stays out when a passphrase opens a part of
// it, or does not; the order stays, the numbers, and a certificate that was made.
func TestOpenAPart(t *testing.T) {
	text := golden(t, "ed25519/spki") + golden(t, "p256/pkcs8_encrypted") + golden(t, "p384/pkcs8") + golden(t, "x25519/jwk")
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(text, nil))
	if titles(r) != "Ed25519, EC P-384, X25519" || len(r.Skipped) != 1 {
		t.Fatalf("got %s", titles(r))
	}
	ask[certifyReply](t, s, "certify", dict{"id": r.Keys[1].ID, "subject": "CN=client"})
	r = ask[keysReply](t, s, "arrange", dict{"keys": []int{r.Keys[2].ID, r.Keys[1].ID}})
	again := func(passphrase string) keysReply {
		return ask[keysReply](t, s, "open", dict{"input": r.Inputs[0].ID, "data": []byte(text), "passphrase": passphrase})
	}
	for passphrase, want := range map[string]string{"wrong": "X25519, EC P-384", sealedPassphrase: "X25519, EC P-384, EC P-256"} {
		got := again(passphrase)
		if titles(got) != want || !slices.Equal(idsOf(got)[:2], idsOf(r)) {
			t.Errorf("%s: %s, %v; it was %v", passphrase, titles(got), idsOf(got), idsOf(r))
		}
		if len(got.Keys[1].Certificates) != 1 {
			t.Errorf("%s: the certificate that was made is gone", passphrase)
		}
	}
	refused(t, send(t, s, "open", dict{"input": r.Inputs[0].ID, "passphrase": sealedPassphrase}), fault.BadOption) // without its data
	ask[keysReply](t, s, "generate", dict{"type": "EC", "add": true})
	refused(t, send(t, s, "open", dict{"input": s.lastInput, "data": []byte(text)}), fault.BadOption) // it was made here
}

// TestOpenBesideAnother: what the passphrase in the text opened stays, whatever is typed for
// another part, and no answer has either passphrase.
func TestOpenBesideAnother(t *testing.T) {
	raw, err := os.ReadFile("../../testdata/vectors/settings/two.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(string(raw), nil))
	first := idsOf(r)
	for _, c := range []struct{ passphrase, want string }{{"wrong", "RSA 2048"}, {"another", "RSA 2048, EC P-256"}} {
		got := ask[keysReply](t, s, "open", dict{"input": r.Inputs[0].ID, "data": raw, "passphrase": c.passphrase})
		if titles(got) != c.want || !slices.Equal(idsOf(got)[:1], first) {
			t.Errorf("%s: %s, %v; it was %v", c.passphrase, titles(got), idsOf(got), first)
		}
		if said, _ := json.Marshal(got); bytes.Contains(said, []byte("correct horse")) {
			t.Error("the passphrase is in the answer")
		}
	}
}

// TestOpenBesideCopies: of a key that came twice, that which was taken out stays out.
func TestOpenBesideCopies(t *testing.T) {
	text := golden(t, "ed25519/spki") + golden(t, "ed25519/spki") + golden(t, "p256/pkcs8_encrypted")
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(text, nil))
	stays := r.Keys[1].ID
	ask[keysReply](t, s, "arrange", dict{"keys": []int{stays}})
	r = ask[keysReply](t, s, "open", dict{"input": r.Inputs[0].ID, "data": []byte(text), "passphrase": sealedPassphrase})
	if ids := idsOf(r); titles(r) != "Ed25519, EC P-256" || ids[0] != stays {
		t.Errorf("got %s, %v; %d stayed", titles(r), ids, stays)
	}
}

// TestJoinAcrossInputs: a key and its certificates are one, though they are in
// three files.
func TestJoinAcrossInputs(t *testing.T) {
	text := chainVector(t, "three-reversed.pem") // root, intermediate, leaf
	blocks := strings.SplitAfter(text, "-----END CERTIFICATE-----\n")
	root, middle, leaf := blocks[0], blocks[1], blocks[2]
	s := testSession()
	r := ask[keysReply](t, s, "convert", dict{"inputs": []dict{named("root.pem", root), named("leaf.pem", leaf)}})
	if len(r.Keys) != 2 { // nothing ties them yet
		t.Fatalf("%d keys", len(r.Keys))
	}
	r = ask[keysReply](t, s, "convert", dict{"inputs": []dict{named("middle.pem", middle)}, "add": true})
	if len(r.Keys) != 1 || r.Keys[0].File != "leaf.pem" || len(r.Keys[0].Certificates) != 3 || len(r.Issuers) != 2 {
		t.Errorf("%d keys, %d issuers", len(r.Keys), len(r.Issuers))
	}
	// Without its leaf an issuer is no key of anybody's.
	other := ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "ed25519/spki")), "add": true})
	r = ask[keysReply](t, s, "arrange", dict{"keys": []int{other.Keys[1].ID}})
	if titles(r) != "Ed25519" || len(r.Issuers) != 0 {
		t.Errorf("left are %s, and %d issuers", titles(r), len(r.Issuers))
	}
}

// TestArrange takes keys out and puts them in order.
func TestArrange(t *testing.T) {
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(golden(t, "p256/spki")+golden(t, "ed25519/spki")+golden(t, "p384/spki"), nil, "jwks"))
	a, b, c := r.Keys[0].ID, r.Keys[1].ID, r.Keys[2].ID
	r = ask[keysReply](t, s, "arrange", dict{"keys": []int{c, a}, "forms": []string{"jwks"}})
	if !slices.Equal(idsOf(r), []int{c, a}) || strings.Index(r.Outputs["jwks"], "P-384") > strings.Index(r.Outputs["jwks"], "P-256") || strings.Contains(r.Outputs["jwks"], "Ed25519") {
		t.Errorf("ids %v", idsOf(r))
	}
	r = ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "x25519/spki")), "add": true})
	if !slices.Equal(idsOf(r), []int{c, a, c + 1}) {
		t.Errorf("what is added comes not last: %v", idsOf(r))
	}
	refused(t, send(t, s, "arrange", dict{"keys": []int{b}}), fault.BadOption)
	refused(t, send(t, s, "arrange", dict{"keys": []int{a, a}}), fault.BadOption)
	r = ask[keysReply](t, s, "arrange", dict{"keys": []int{}, "forms": []string{"jwk"}})
	if len(r.Keys) != 0 || r.Undo != "" { // public ones are no loss
		t.Errorf("%d keys, undo %q", len(r.Keys), r.Undo)
	}
	refused(t, send(t, s, "render", dict{}), fault.BadRequest)
}

// TestEmptyAgain: a list that something unreadable took the place of is empty
// already, and emptying it is no fault of anybody's.
func TestEmptyAgain(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	refused(t, send(t, s, "convert", input("x", nil)), fault.NoKey)
	if r := ask[keysReply](t, s, "arrange", dict{"keys": []int{}}); len(r.Keys) != 0 || r.Undo == "" {
		t.Errorf("%d keys, undo %q", len(r.Keys), r.Undo)
	}
	if r := ask[keysReply](t, s, "undo", dict{}); len(r.Keys) != 1 {
		t.Errorf("%d keys are back", len(r.Keys))
	}
}

// TestAllFail: of several inputs that cannot be read, one that a passphrase may
// open is what the person is asked about.
func TestAllFail(t *testing.T) {
	s := testSession()
	closed := named("closed.pem", golden(t, "p256/pkcs8_encrypted"))
	refused(t, send(t, s, "convert", dict{"inputs": []dict{named("note.txt", "hello"), closed}}), fault.PassphraseRequired)
	closed["passphrase"] = "wrong"
	refused(t, send(t, s, "convert", dict{"inputs": []dict{named("note.txt", "hello"), closed}}), fault.WrongPassphrase)
	refused(t, send(t, s, "convert", dict{"inputs": []dict{named("a.txt", "hello"), named("b.txt", "")}}), fault.NoKey)
}

// TestUndoByHand: whatever was taken out of a list comes back, one after the other, until
// something else happens.
func TestUndoByHand(t *testing.T) {
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(golden(t, "p256/spki")+golden(t, "p384/spki")+golden(t, "p521/spki"), nil))
	first, second, third := r.Keys[0].ID, r.Keys[1].ID, r.Keys[2].ID
	if r.Undo != "" {
		t.Errorf("undo says %q of what is all here", r.Undo)
	}
	order := func(r keysReply, want ...int) {
		t.Helper()
		var got []int
		for _, k := range r.Keys {
			got = append(got, k.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("there are the keys %d, want %d", got, want)
		}
	}
	if r = ask[keysReply](t, s, "arrange", dict{"keys": []int{third, second, first}}); r.Undo != "" {
		t.Errorf("undo says %q of what was only moved", r.Undo)
	}
	if r = ask[keysReply](t, s, "arrange", dict{"keys": []int{third, first}}); r.Undo != "Bring back the EC P-384 key that was here before" {
		t.Errorf("undo says %q", r.Undo)
	}
	ask[keysReply](t, s, "arrange", dict{"keys": []int{first}})
	ask[keysReply](t, s, "render", dict{})
	order(ask[keysReply](t, s, "undo", dict{}), third, first)
	r = ask[keysReply](t, s, "undo", dict{})
	order(r, third, second, first)
	if r.Undo != "" {
		t.Errorf("undo says %q when all is back", r.Undo)
	}
	// What is empty was emptied as a whole.
	if r = ask[keysReply](t, s, "arrange", dict{"keys": []int{}}); r.Undo != "" {
		t.Errorf("of an empty list, undo says %q", r.Undo)
	}
	// Another input ends it, and a private key outlasts it.
	r = ask[keysReply](t, s, "convert", input(golden(t, "p256/spki")+golden(t, "p384/pkcs8")+golden(t, "p521/spki"), nil))
	last := r.Keys[2].ID
	if r = ask[keysReply](t, s, "arrange", dict{"keys": []int{last}}); r.Undo != "Bring back the 2 keys that were here before" {
		t.Errorf("undo says %q", r.Undo)
	}
	if r = ask[keysReply](t, s, "convert", input(golden(t, "p256/spki"), nil)); r.Undo != "Bring back the EC P-384 key that was here before" {
		t.Errorf("after another input, undo says %q", r.Undo)
	}
	both := golden(t, "p256/spki") + golden(t, "p521/spki")
	for name, next := range map[string]func() string{
		"another beside it": func() string {
			return ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p384/spki")), "add": true}).Undo
		},
		"a new one beside it": func() string { return ask[keysReply](t, s, "generate", dict{"type": "EC", "add": true}).Undo },
		"no key":              func() string { return refused(t, send(t, s, "convert", input("hello", nil)), fault.NoKey).Undo },
	} {
		s = testSession()
		r := ask[keysReply](t, s, "convert", input(both, nil))
		if r = ask[keysReply](t, s, "arrange", dict{"keys": []int{r.Keys[0].ID}}); r.Undo == "" {
			t.Errorf("%s: nothing to bring back", name)
		}
		if undo := next(); undo != "" {
			t.Errorf("%s: undo says %q", name, undo)
		}
	}
	// Only private ones of what another input took the place of, also after keys of that were taken out.
	s = testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p384/pkcs8")+golden(t, "p256/spki"), nil))
	r = ask[keysReply](t, s, "convert", input(golden(t, "p521/spki")+golden(t, "rsa2048/spki"), nil))
	ask[keysReply](t, s, "arrange", dict{"keys": []int{r.Keys[0].ID}})
	if r = ask[keysReply](t, s, "undo", dict{}); r.Undo != "Bring back the EC P-384 key that was here before" {
		t.Errorf("then undo says %q", r.Undo)
	}
	if r = ask[keysReply](t, s, "undo", dict{}); len(r.Keys) != 2 || r.Undo != "" {
		t.Errorf("in the end there are %d keys, and undo says %q", len(r.Keys), r.Undo)
	}
}

// TestUndo: no private key is out of reach.
func TestUndo(t *testing.T) {
	s := testSession()
	make := func() string {
		return ask[keysReply](t, s, "generate", dict{"type": "EC"}).Keys[0].Thumbprint
	}
	refused(t, send(t, s, "undo", dict{}), fault.BadRequest)
	first := make()
	second := make()
	r := ask[keysReply](t, s, "convert", input(golden(t, "p256/spki"), nil))
	if r.Undo != "Bring back the EC P-256 key that was made at 09:15" {
		t.Errorf("the button says %q", r.Undo)
	}
	r = ask[keysReply](t, s, "undo", dict{})
	if r.Keys[0].Thumbprint != second || r.Undo == "" {
		t.Errorf("the key that came back is another; undo %q", r.Undo)
	}
	if r = ask[keysReply](t, s, "undo", dict{}); r.Keys[0].Thumbprint != first {
		t.Error("the first key is lost")
	}
	if r = ask[keysReply](t, s, "undo", dict{}); r.Keys[0].Thumbprint != second {
		t.Error("undo has lost the key that it took the place of")
	}
	// An input that cannot be read loses it, too, and says how to have it back.
	if e := refused(t, send(t, s, "convert", input("hello", nil)), fault.NoKey); e.Undo == "" {
		t.Error("the error does not say that a key can be brought back")
	}
	id := ask[keysReply](t, s, "undo", dict{}).Keys[0].ID
	r = ask[keysReply](t, s, "arrange", dict{"keys": []int{}})
	if r.Undo == "" {
		t.Error("a key that was removed is lost")
	}
	if r = ask[keysReply](t, s, "undo", dict{}); r.Keys[0].ID != id {
		t.Errorf("number %d came back as %d", id, r.Keys[0].ID)
	}
	// One key that comes and goes does not push the others out.
	for range 20 {
		ask[keysReply](t, s, "convert", input(golden(t, "p384/pkcs8"), nil))
		refused(t, send(t, s, "convert", input("hello", nil)), fault.NoKey)
	}
	if len(s.past) > 4 {
		t.Errorf("%d lists are kept", len(s.past))
	}
	for range 20 + 5 {
		make()
	}
	if len(s.past) != 20 {
		t.Errorf("%d lists are kept", len(s.past))
	}
	s = testSession()
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	if r = ask[keysReply](t, s, "generate", dict{"type": "EC", "add": true}); r.Undo != "" {
		t.Errorf("nothing was lost, and undo says %q", r.Undo)
	}
}

// TestNumbersStay: a key has its number again, when its input is another.
func TestNumbersStay(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/spki")+golden(t, "p384/spki"), nil))
	r := ask[keysReply](t, s, "convert", input(golden(t, "ed25519/spki")+golden(t, "p384/spki")+"\n"+golden(t, "p256/spki"), nil))
	if !slices.Equal(idsOf(r), []int{3, 2, 1}) {
		t.Errorf("ids %v", idsOf(r))
	}
	r = ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p256/jwk")), "add": true})
	if !slices.Equal(idsOf(r), []int{3, 2, 1, 4}) {
		t.Errorf("with a copy: %v", idsOf(r))
	}
	// Nor does it get one that a key which was taken out has in its input.
	ask[keysReply](t, s, "arrange", dict{"keys": []int{3}})
	r = ask[keysReply](t, s, "convert", dict{"input": []byte(golden(t, "p384/jwk")), "add": true})
	if !slices.Equal(idsOf(r), []int{3, 5}) {
		t.Errorf("after it was taken out: %v", idsOf(r))
	}
	// The private half is another.
	r = ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	if !slices.Equal(idsOf(r), []int{6}) {
		t.Errorf("the private half: %v", idsOf(r))
	}
}

// TestUndoOfCopies: a private key that is still there is not lost.
func TestUndoOfCopies(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	if r := ask[keysReply](t, s, "convert", input(golden(t, "p256/jwk_private"), nil)); r.Undo != "" {
		t.Errorf("undo %q", r.Undo)
	}
	if r := ask[keysReply](t, s, "convert", input(golden(t, "p256/jwk"), nil)); r.Undo == "" {
		t.Error("the private half is lost")
	}
	if r := ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil)); r.Undo != "" {
		t.Errorf("it is here again, and undo says %q", r.Undo)
	}
}

// TestOptionsOfOne: a key differs from the others in all that a JWK says.
func TestOptionsOfOne(t *testing.T) {
	s := testSession()
	in := golden(t, "rsa2048/spki") + golden(t, "p256/spki") + golden(t, "ed25519/spki")
	r := ask[keysReply](t, s, "convert", input(in, dict{"alg": "PS256", "kid": dict{"mode": "text", "value": "k"}, "keys": dict{
		"2": dict{"use": "enc", "alg": "ECDH-ES+A256KW", "kid": dict{"mode": "text", "value": "enc"}, "keyOps": true}, // it has no operation to name
	}}, "jwks"))
	want := []string{"sig PS256 k-1", "enc ECDH-ES+A256KW enc", "sig EdDSA k-2"}
	for i, k := range r.Keys {
		if got := k.Use + " " + k.Alg + " " + k.KID; got != want[i] || len(k.Warnings) > 0 {
			t.Errorf("key %d: %s, want %s; %v", i+1, got, want[i], codes(k.Warnings))
		}
	}
	if !slices.Equal(codes(r.Notes), []string{"kid_numbered"}) {
		t.Errorf("notes %v", codes(r.Notes))
	}
	// What does not fit is said where it was chosen for the one.
	r = ask[keysReply](t, s, "render", dict{"options": dict{"keys": dict{"3": dict{"alg": "RS256"}}}})
	if k := r.Keys[2]; k.Alg != "EdDSA" || !slices.Equal(codes(k.Warnings), []string{"alg_unfit"}) {
		t.Errorf("alg %s, %v", k.Alg, codes(k.Warnings))
	}
	// A number that is taken is left out; equal texts that were chosen stay, in red.
	r = ask[keysReply](t, s, "render", dict{"options": dict{"kid": dict{"mode": "text", "value": "k"}, "keys": dict{"1": ownKID("k-1")}}})
	if r.Keys[0].KID != "k-1" || r.Keys[1].KID != "k-2" || r.Keys[2].KID != "k-3" {
		t.Errorf("key IDs %s, %s, %s", r.Keys[0].KID, r.Keys[1].KID, r.Keys[2].KID)
	}
	r = ask[keysReply](t, s, "render", dict{"options": dict{"keys": dict{"1": ownKID("a"), "3": ownKID("a")}}, "forms": []string{"jwks"}})
	if len(r.Notes) != 1 || r.Notes[0].Code != "duplicate_kid" || !r.Notes[0].Grave || !strings.Contains(r.Notes[0].Message, "Keys 1 and 3 ") {
		t.Errorf("notes %+v", r.Notes)
	}
	if n := strings.Count(r.Outputs["jwks"], `"kid": "a"`); n != 2 {
		t.Errorf("%d keys are called a", n)
	}
}

// TestRule: what came stays, what is chosen for all goes where nothing came, and
// what is chosen for one wins.
func TestRule(t *testing.T) {
	set := `{"keys":[` + withHeader(t, "p256", `"use":"enc","alg":"ECDH-ES+A256KW","kid":"one"`) + `,` + withHeader(t, "rsa2048", ``) + `]}`
	for _, c := range []struct {
		about   string
		options dict
		want    string // of both keys
	}{
		{"nothing chosen", dict{}, "enc ECDH-ES+A256KW one|  "},
		{"keep", dict{"kid": dict{"mode": "keep"}}, "enc ECDH-ES+A256KW one|  THUMBPRINT"},
		{"use for all", dict{"use": "sig"}, "enc ECDH-ES+A256KW one|sig  "},
		{"alg for all", dict{"alg": "RS512"}, "enc ECDH-ES+A256KW one| RS512 "},
		{"unfit for all", dict{"alg": "ES384"}, "enc ECDH-ES+A256KW one|  "},
		{"kid for all", dict{"kid": dict{"mode": "text", "value": "x"}}, "enc ECDH-ES+A256KW one|  x"},
		{"kid for all, taken", dict{"kid": dict{"mode": "text", "value": "one"}}, "enc ECDH-ES+A256KW one|  one-1"},
		{"rewrite", dict{"use": "sig", "kid": dict{"mode": "text", "value": "x"}, "rewrite": true}, "sig ES256 x-1|sig  x-2"},
		{"none for all", dict{"use": "none", "alg": "none", "kid": dict{"mode": "none"}}, "enc ECDH-ES+A256KW one|  "},
		{"one", dict{"keys": dict{"1": dict{"use": "sig", "alg": "ES256", "kid": dict{"mode": "none"}}}}, "sig ES256 |  "},
		{"one, by its alg", dict{"keys": dict{"1": dict{"alg": "ES256"}}}, "sig ES256 one|  "},
		{"one, no alg", dict{"keys": dict{"1": dict{"alg": "none"}}}, "enc  one|  "},
		{"one, empty", dict{"keys": dict{"1": dict{"use": "", "alg": "", "kid": dict{"mode": "text", "value": ""}}}}, "enc ECDH-ES+A256KW one|  "},
	} {
		r := ask[keysReply](t, testSession(), "convert", input(set, c.options))
		var got []string
		for _, k := range r.Keys {
			got = append(got, k.Use+" "+k.Alg+" "+k.KID)
		}
		if want := strings.ReplaceAll(c.want, "THUMBPRINT", r.Keys[1].Thumbprint); strings.Join(got, "|") != want {
			t.Errorf("%s: got %s, want %s", c.about, strings.Join(got, "|"), want)
		}
	}
}

// withHeader is a public JWK of the test data with other members beside its
// numbers.
func withHeader(t *testing.T, name, header string) string {
	t.Helper()
	r := ask[keysReply](t, testSession(), "convert", input(golden(t, name+"/spki"), dict{"use": "none", "alg": "none", "kid": dict{"mode": "none"}, "compact": true}))
	jwk := r.Outputs["jwk"]
	if header == "" {
		return jwk
	}
	return strings.TrimSuffix(jwk, "}") + "," + header + "}"
}

// TestKIDModes holds the suggested key IDs against openssl.
func TestKIDModes(t *testing.T) {
	cert := golden(t, "cert/certificate")
	pipe := func(command string) string {
		c := exec.Command("sh", "-c", command)
		c.Stdin = strings.NewReader(cert)
		out, err := c.Output()
		if err != nil {
			t.Skipf("openssl: %v", err)
		}
		return strings.TrimSpace(string(out))
	}
	const url = ` | base64 -w0 | tr '+/' '-_' | tr -d =`
	want := map[string]string{
		"x5t":        pipe("openssl x509 -outform DER | openssl sha1 -binary" + url),
		"x5tS256":    pipe("openssl x509 -outform DER | openssl sha256 -binary" + url),
		"x5tHex":     strings.ReplaceAll(pipe("openssl x509 -noout -fingerprint -sha1 | sed s/.*=//"), ":", ""),
		"x5tS256Hex": strings.ToLower(strings.ReplaceAll(pipe("openssl x509 -noout -fingerprint -sha256 | sed s/.*=//"), ":", "")),
		"spkiS256":   pipe("openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER | openssl sha256 -binary" + url),
	}
	s := testSession()
	r := ask[keysReply](t, s, "convert", input(cert, nil))
	suggested := map[string]string{}
	for _, m := range r.Keys[0].KIDModes {
		suggested[m.Mode] = m.Value
	}
	for mode, kid := range want {
		r := ask[keysReply](t, s, "render", dict{"options": dict{"kid": dict{"mode": mode}}})
		if r.Keys[0].KID != kid || suggested[mode] != kid || kid == "" {
			t.Errorf("%s is %s, suggested as %s, want %s", mode, r.Keys[0].KID, suggested[mode], kid)
		}
	}
	r = ask[keysReply](t, testSession(), "convert", input(golden(t, "p256/spki"), dict{"kid": dict{"mode": "x5t"}}))
	if r.Keys[0].KID != r.Keys[0].Thumbprint {
		t.Errorf("without a certificate it is %s", r.Keys[0].KID)
	}
}

// TestArchiveNames: the files are called like those that the keys came from.
func TestArchiveNames(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", dict{"inputs": []dict{
		named("server.pem", golden(t, "p256/pkcs8")), named("../x/server.key", golden(t, "ed25519/pkcs8")),
		named("", golden(t, "p384/pkcs8")), named("two.pem", golden(t, "p521/spki")+golden(t, "rsa2048/spki")), named("ключ.pem", golden(t, "x25519/spki")),
	}})
	r := pack(t, s, dict{"options": dict{"private": true}})
	want := "private-server.key public-server.key jwk-server.json private-server-2.key public-server-2.key jwk-server-2.json private-3.key public-3.key jwk-3.json " +
		"public-two.key jwk-two.json public-two-5.key jwk-two-5.json public-6.key jwk-6.json jwks.json README.txt"
	if got := strings.Join(r.Files, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestListBounds: a list holds no more keys than one input may.
func TestListBounds(t *testing.T) {
	s := testSession()
	l := &list{}
	for i := range maxListed + 1 {
		if err := l.check(); err != nil {
			t.Fatalf("%d inputs: %v", i, err)
		}
		l.inputs = append(l.inputs, listed{source: &source{id: i + 1}})
	}
	if fault.CodeOf(l.check()) != fault.TooLarge {
		t.Error("there is no end to inputs")
	}
	many := &list{inputs: []listed{{source: &source{ids: make([]int, 10000)}}}}
	if err := many.check(); err != nil {
		t.Error(err)
	}
	many.inputs = append(many.inputs, listed{source: &source{ids: make([]int, 1)}})
	if fault.CodeOf(many.check()) != fault.TooLarge {
		t.Error("there is no end to keys")
	}
	big := make([]byte, maxBytes/4)
	var inputs []dict
	for i := range 5 {
		inputs = append(inputs, dict{"name": strconv.Itoa(i), "input": big})
	}
	refused(t, send(t, s, "convert", dict{"inputs": inputs}), fault.InputTooLarge)
}

// TestRead: the reply says which input of the list each one of the request is.
func TestRead(t *testing.T) {
	s := testSession()
	a, b, bad := named("a", golden(t, "p256/jwk")), named("b", golden(t, "p384/spki")), named("c", "hello")
	for i, c := range []struct {
		add    bool
		inputs []dict
		want   []int
	}{
		{false, []dict{a}, []int{1}},
		{true, []dict{bad, a, b}, []int{2, 1, 3}},
		{false, []dict{b, a}, []int{3, 1}},
		{false, []dict{b, a}, []int{3, 1}},
		{true, []dict{a}, []int{1}},
	} {
		if r := ask[keysReply](t, s, "convert", dict{"inputs": c.inputs, "add": c.add}); !slices.Equal(*r.Read, c.want) {
			t.Errorf("%d: %v, want %v", i, *r.Read, c.want)
		}
	}
	if r := ask[keysReply](t, s, "render", dict{}); r.Read != nil {
		t.Errorf("of an op that reads nothing: %v", r.Read)
	}
}

// TestNoNull: what the page goes through is there, though it be empty.
func TestNoNull(t *testing.T) {
	s := testSession()
	for _, reply := range [][]byte{
		send(t, s, "convert", input(golden(t, "p256/spki"), nil)),
		send(t, s, "convert", dict{"inputs": []dict{named("a", golden(t, "p256/jwk")), named("b", "hello")}}),
		send(t, s, "generate", dict{"type": "oct", "forms": []string{}}),
		send(t, s, "arrange", dict{"keys": []int{}}),
	} {
		if !strings.HasPrefix(string(reply), `{"ok":true`) || strings.Contains(string(reply), ":null") {
			t.Errorf("the reply is %s", reply)
		}
	}
}

// TestSetOfOthers: what an identity provider's answer has beside "keys" that are no JWKs
// belongs to no JWK Set.
func TestSetOfOthers(t *testing.T) {
	line := strings.Join(strings.Fields(betweenPEM(golden(t, "p256/spki"))), "")
	for text, kept := range map[string]bool{
		`{"active":{"ES256":"a"},"keys":[{"kid":"a","algorithm":"ES256","publicKey":"` + line + `"}]}`: false,
		`{"active":{"ES256":"a"},"keys":[` + publicJWK(t, "p256", `"kid":"a"`) + `]}`:                  true,
	} {
		r := ask[keysReply](t, testSession(), "convert", input(text, nil, "jwks"))
		if set := r.Outputs["jwks"]; strings.Contains(set, "active") != kept || !strings.Contains(set, `"kid": "a"`) {
			t.Errorf("%s: %s", text, set)
		}
	}
}

// TestKeyVaultCertificate: the answer about a certificate has its key_props, of which
// nothing is to be said.
func TestKeyVaultCertificate(t *testing.T) {
	line := strings.Join(strings.Fields(betweenPEM(golden(t, "cert/certificate"))), "")
	const policy = `"policy":{"key_props":{"exportable":true,"kty":"RSA","key_size":2048,"reuse_key":false},"issuer":{"name":"Self"}}`
	r := ask[keysReply](t, testSession(), "convert", input(`{"id":"https://v.vault.azure.net/certificates/c/1","cer":"`+line+`",`+policy+`}`, nil))
	if len(r.Keys) != 1 || len(r.Skipped) != 0 || len(r.Keys[0].Certificates) != 1 {
		t.Errorf("%d keys, %+v", len(r.Keys), r.Skipped)
	}
	refused(t, send(t, testSession(), "convert", input(`{`+policy+`}`, nil)), fault.NoKey)
}
