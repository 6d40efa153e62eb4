package api

import (
	"testing"

	"jwkmint/wasm/internal/signer"
	"jwkmint/wasm/internal/token"
)

// TestTokenRows: the row of the signature says how it was made, and an address in the
// header has a row where there is one.
func TestTokenRows(t *testing.T) {
	signed := token.Token{Header: token.Header{KID: "k", Alg: "RS256"}, Signatures: [][]byte{make([]byte, 256)}}
	for want, v := range map[string]signer.Verdict{
		"valid":                                 {How: signer.Rightly, Alg: "RS256"},
		"valid, but in DER":                     {How: signer.InDER, Alg: "RS256"},
		"valid, but for the length of its salt": {How: signer.OtherSalt, Alg: "PS256"},
		"valid over the A":                      {How: signer.OtherDigest, Alg: "A"},
		"valid, but written as text":            {How: signer.AsText},
		"valid by the text of the secret":       {How: signer.WithSecretText},
		"valid by PS256":                        {How: signer.ByAnother, Alg: "PS256"},
		"valid, but for its mask":               {How: signer.OtherMask, Alg: "PS256"},
		"valid, but for its length":             {How: signer.Shortened},
		"valid, but in another order":           {How: signer.Swapped},
		"valid, but over another text":          {How: signer.OverOther},
		"valid, but for the name of its digest": {How: signer.BareDigest},
		"valid by a text of the key":            {How: signer.WithPrivateKey},
		"not checked":                           {Signer: -1, Able: -1, Tried: true},
		"not valid":                             none(0),
	} {
		rows := caseOf(signed, v).rows()
		if last := rows[len(rows)-1]; len(rows) != 3 || last.Member != "signature" || last.Yours != want || last.Same != (want == "valid") {
			t.Errorf("%s: %+v", want, rows)
		}
	}
	unsigned := token.Token{Header: token.Header{KID: "k", Alg: "RS256"}, Parts: 1}
	if rows := caseOf(unsigned, none(-1)).rows(); len(rows) != 2 {
		t.Errorf("a header alone: %+v", rows)
	}
	unsigned.JKU = "https://a/\u202e"
	if rows := caseOf(unsigned, none(-1)).rows(); len(rows) != 3 || rows[2].Member != "jku" || rows[2].Theirs != "https://a/\ufffd" {
		t.Errorf("an address: %+v", rows)
	}
}
