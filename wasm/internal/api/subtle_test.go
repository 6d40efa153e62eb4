package api

import (
	"context"
	"crypto/pbkdf2"
	"crypto/sha256"
	"errors"
	"os"
	"testing"
)

// counting is a SubtleCrypto that counts what it is asked.
type counting struct{ keys, derivations int }

func (c *counting) RSA(context.Context, int) ([]byte, error) {
	c.keys++
	return nil, errors.New("no")
}

func (c *counting) PBKDF2(hash string, pass, salt []byte, iterations, size int) ([]byte, error) {
	c.derivations++
	if hash != "SHA-256" {
		return nil, errors.New("no")
	}
	return pbkdf2.Key(sha256.New, string(pass), salt, iterations, size)
}

// TestSubtleIsAsked: whatever makes a key or derives one asks the session's
// SubtleCrypto, and what it does not do, Go does.
func TestSubtleIsAsked(t *testing.T) {
	encrypted, err := os.ReadFile("../../testdata/vectors/pbes/default.pem")
	if err != nil {
		t.Fatal(err)
	}
	subtle := &counting{}
	s := NewSession(subtle)
	if r := ask[helloResult](t, s, "hello", dict{"protocol": Protocol}); !r.Subtle {
		t.Error("hello does not say that SubtleCrypto is there")
	}
	r := ask[keysReply](t, s, "convert", dict{"input": encrypted, "passphrase": "correct horse"})
	if len(r.Keys) != 1 || subtle.derivations != 1 {
		t.Errorf("opening: %d keys, %d derivations", len(r.Keys), subtle.derivations)
	}
	ask[keysReply](t, s, "render", dict{"options": dict{"private": true, "encrypt": "x"}, "forms": []string{"pkcs8_encrypted"}})
	if subtle.derivations != 2 {
		t.Errorf("encrypting: %d derivations in all", subtle.derivations)
	}
	made := ask[keysReply](t, s, "generate", dict{"type": "RSA", "size": 2048})
	if subtle.keys != 1 || made.Keys[0].Engine != "Go" {
		t.Errorf("making: asked %d times, made by %s", subtle.keys, made.Keys[0].Engine)
	}
}
