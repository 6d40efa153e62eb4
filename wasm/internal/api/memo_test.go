package api

import (
	"context"
	"encoding/binary"
	"os"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

const sealedPassphrase = "correct horse"

// TestNoPassphrase tells a file whose passphrase nobody gave from one that is
// said to have none.
func TestNoPassphrase(t *testing.T) {
	s := testSession()
	read := func(name string) []byte {
		data, err := os.ReadFile("../../testdata/vectors/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	costly, other := read("unlock/empty-600000.pem"), read("unlock/not-empty.p12")
	refused(t, send(t, s, "convert", dict{"input": costly}), fault.PassphraseRequired)
	refused(t, send(t, s, "convert", dict{"input": costly, "passphrase": "", "noPassphrase": false}), fault.PassphraseRequired)
	r := ask[keysReply](t, s, "convert", dict{"input": costly, "noPassphrase": true})
	if len(r.Keys) != 1 || !r.Keys[0].Private {
		t.Errorf("got %d keys", len(r.Keys))
	}
	first := s.memo
	ask[keysReply](t, s, "convert", dict{"input": costly, "noPassphrase": true})
	if s.memo != first {
		t.Error("the same input was decoded again")
	}
	refused(t, send(t, s, "convert", dict{"input": costly}), fault.PassphraseRequired)
	refused(t, send(t, s, "convert", dict{"input": other, "noPassphrase": true}), fault.WrongPassphrase)
	refused(t, send(t, s, "convert", dict{"input": costly, "noPassphrase": true, "passphrase": "x"}), fault.BadOption)
	refused(t, send(t, s, "convert", dict{"input": costly, "noPassphrase": "yes"}), fault.BadRequest)
}

// TestPassphraseBounds looks at both sides of each bound.
func TestPassphraseBounds(t *testing.T) {
	s := testSession()
	sealed := []byte(golden(t, "p256/pkcs8_encrypted"))
	long := func(n int) string { return strings.Repeat("x", n) }
	refused(t, send(t, s, "convert", dict{"input": sealed, "passphrase": long(65536)}), fault.WrongPassphrase)
	refused(t, send(t, s, "convert", dict{"input": sealed, "passphrase": long(65536 + 1)}), fault.BadOption)
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	seal := func(n int) dict {
		return dict{"forms": []string{"pkcs8_encrypted"}, "options": dict{"private": true, "encrypt": long(n)}}
	}
	ask[keysReply](t, s, "render", seal(1024))
	refused(t, send(t, s, "render", seal(1024+1)), fault.BadOption)
}

// TestMemo checks that keys are kept for as long as input and passphrase
// stay, and not a moment longer.
func TestMemo(t *testing.T) {
	s := testSession()
	refused(t, send(t, s, "render", dict{}), fault.BadRequest)
	sealed := golden(t, "p256/pkcs8_encrypted")
	in := func(pass string) dict {
		return dict{"input": []byte(sealed), "passphrase": pass}
	}
	refused(t, send(t, s, "convert", in("")), fault.PassphraseRequired)
	refused(t, send(t, s, "convert", in("wrong")), fault.WrongPassphrase)
	if s.memo != nil {
		t.Fatal("something is remembered of an input that gave nothing")
	}
	ask[keysReply](t, s, "convert", in(sealedPassphrase))
	first := s.memo
	ask[keysReply](t, s, "convert", in(sealedPassphrase))
	if s.memo != first {
		t.Error("the same input was decoded again")
	}
	refused(t, send(t, s, "convert", dict{"input": []byte(sealed), "passphrase": sealedPassphrase, "forms": []string{"certificate"}}), fault.NoSuchForm)
	ask[keysReply](t, s, "render", dict{"options": dict{"use": "enc"}})
	if s.memo != first {
		t.Error("the keys were dropped by a form they lack, or by rendering")
	}
	named := in(sealedPassphrase)
	named["name"] = "other.pem"
	ask[keysReply](t, s, "convert", named)
	if s.memo == first {
		t.Error("another file name is taken for the same input")
	}
	refused(t, send(t, s, "convert", in("wrong")), fault.WrongPassphrase)
	if s.memo != nil {
		t.Error("the keys outlived their passphrase")
	}
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	if s.memo == nil {
		t.Fatal("a new key is not remembered")
	}
	refused(t, send(t, s, "convert", input("hello", nil)), fault.NoKey)
	if s.memo != nil {
		t.Error("a new key outlived the next input")
	}
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	refused(t, send(t, s, "generate", dict{"type": "RSA", "engine": "subtle"}), fault.EngineUnavailable)
	if s.memo == nil {
		t.Error("a refused generation cost the keys")
	}
}

// TestRandomFormsStay checks that what has random parts does not change with
// every look, and does when its passphrase changes.
func TestRandomFormsStay(t *testing.T) {
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	look := func(passphrase string, oneLine bool) map[string]string {
		r := ask[keysReply](t, s, "render", dict{
			"options": dict{"private": true, "encrypt": passphrase, "oneLine": oneLine},
			"forms":   []string{"pkcs8_encrypted", "openssh_private"},
		})
		out := map[string]string{}
		for form, text := range r.Outputs {
			out[string(form)] = strings.ReplaceAll(text, `\n`, "\n")
		}
		return out
	}
	first, second, other, back := look("a", false), look("a", true), look("b", false), look("a", false)
	if first["pkcs8_encrypted"] != second["pkcs8_encrypted"] || first["openssh_private"] != other["openssh_private"] {
		t.Error("the text changed with nothing that concerns it")
	}
	if first["pkcs8_encrypted"] == other["pkcs8_encrypted"] || first["pkcs8_encrypted"] == back["pkcs8_encrypted"] {
		t.Error("another passphrase gave the same text")
	}
	if s.memo.options.encrypt != "" {
		t.Error("the passphrase is remembered")
	}
}

// TestOpenSSHComment reads the comment of what is written: the key's own, else
// its ID as it is at the time, else its thumbprint.
func TestOpenSSHComment(t *testing.T) {
	s := testSession()
	comment := func(kid dict) string {
		r := ask[keysReply](t, s, "render", dict{"options": dict{"private": true, "kid": kid}, "forms": []string{"openssh_private"}})
		return ask[keysReply](t, testSession(), "convert", input(r.Outputs["openssh_private"], nil)).Keys[0].Comment
	}
	r := ask[keysReply](t, s, "convert", input(golden(t, "p256/pkcs8"), nil))
	for _, c := range []struct {
		kid  dict
		want string
	}{
		{dict{}, r.Keys[0].Thumbprint},
		{dict{"mode": "text", "value": "my key"}, "my key"},
		{dict{"mode": "text", "value": "other"}, "other"},
		{dict{"mode": "none"}, r.Keys[0].Thumbprint},
		{dict{"mode": "text", "value": "  "}, r.Keys[0].Thumbprint},
	} {
		if got := comment(c.kid); got != c.want {
			t.Errorf("%v: the comment is %q, want %q", c.kid, got, c.want)
		}
	}
	ask[keysReply](t, s, "convert", input(golden(t, "ed25519-ssh/openssh_private"), nil))
	if got := comment(dict{"mode": "text", "value": "mine"}); got != "ada@example.org  two words" {
		t.Errorf("its own comment became %q", got)
	}
}

// TestPanic checks that a panic becomes internal, with not a word of what it
// said, and that no key outlives it.
func TestPanic(t *testing.T) {
	ops["panic"] = func(*Session, context.Context, *object) (any, error) { panic("secret words") }
	ops["foreign"] = func(*Session, context.Context, *object) (any, error) { return nil, context.DeadlineExceeded }
	defer delete(ops, "panic")
	defer delete(ops, "foreign")
	s := testSession()
	ask[keysReply](t, s, "generate", dict{"type": "EC"})
	reply := send(t, s, "panic", dict{})
	refused(t, reply, fault.Internal)
	if strings.Contains(string(reply), "secret") {
		t.Errorf("the reply quotes the panic: %s", reply)
	}
	if s.memo != nil {
		t.Error("the keys outlived the panic")
	}
	reply = send(t, s, "foreign", dict{})
	refused(t, reply, fault.Internal)
	if strings.Contains(string(reply), "deadline") {
		t.Errorf("the reply quotes a foreign error: %s", reply)
	}
	ask[helloResult](t, s, "hello", dict{"protocol": Protocol})
}

// TestNumbersAreBounded: a session that has seen very many keys forgets their
// numbers, and gives none of them again.
func TestNumbersAreBounded(t *testing.T) {
	s := testSession()
	s.numbers, s.lastKey = make(map[identity]int, maxNumbers), maxNumbers
	for i := range maxNumbers {
		var id identity
		binary.BigEndian.PutUint64(id.thumbprint[:], uint64(i))
		s.numbers[id] = i + 1
	}
	r := ask[keysReply](t, s, "convert", input(golden(t, "p256/jwk"), nil))
	if len(s.numbers) != 1 || r.Keys[0].ID != maxNumbers+1 {
		t.Errorf("%d numbers are known, and the key has %d", len(s.numbers), r.Keys[0].ID)
	}
}
