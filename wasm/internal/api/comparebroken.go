package api

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// compareBroken answers for a JWK, or a set of them, that gives no key. The key ID
// that stands on it proves nothing: its numbers may be another key's.
func (w *writer) compareBroken(text string, err error) (*compareReply, error) {
	kid, e := w.withOneOf(kidsIn(text))
	if e == nil {
		return nil, err
	}
	return w.unread(kid, e, "on a JWK", err), nil
}

// unread answers for our key ID where it stands on a key that cannot be read, or beside one.
func (w *writer) unread(kid string, e *entry, where string, err error) *compareReply {
	message, hint := fault.Text(err)
	return &compareReply{
		Unknown: true, Rows: []compareRow{row("kid", kid, kid)}, ID: e.id,
		Summary: "The key ID of your key stands " + where + " that cannot be read, so nobody can tell whether that is your key. " + message + " " + hint,
	}
}

// compareSkipped corrects an answer that found no key of ours, or not all, where something
// could not be read, which may be ours.
func (w *writer) compareSkipped(reply *compareReply, text []byte, theirs *decode.Result) {
	skipped := slices.DeleteFunc(slices.Clone(theirs.Skipped), func(s key.Skipped) bool {
		switch fault.CodeOf(s.Err) {
		case fault.NoKey, fault.NotAKey, fault.UnsupportedAlgorithm, fault.UnsupportedCurve:
			return true // of a kind that none of ours is
		}
		return false
	})
	if len(skipped) == 0 || reply.Same && !reply.lacks {
		return
	}
	message, hint := fault.Text(key.MostUseful(skipped))
	if reply.Same {
		reply.Summary += " Something in it cannot be read, and may be one that is missing. " + message + " " + hint
		return
	}
	reply.Unknown = true
	kid, e := w.withOneOf(kidsIn(string(text)))
	if e != nil && !slices.ContainsFunc(theirs.Keys, func(k *key.Key) bool { return k.Given.KID == kid }) {
		*reply = *w.unread(kid, e, "on a JWK", key.MostUseful(skipped))
		return
	}
	reply.Summary = "Your key is none of those that can be read in it, but something in it cannot be, and may be your key. " + message + " " + hint
}

// isJWK reports whether a text that gave no key was to be a JWK, or a set of them:
// it has members that the header of a token does not have. JSON that was cut has
// those that are left.
func isJWK(text []byte) bool {
	if behind(string(text), "kty") != nil {
		return true
	}
	members := membersOf(text)
	return slices.ContainsFunc([]string{"n", "x", "y", "pub", "x5c"}, func(name string) bool {
		return members[name] != nil || members == nil && bytes.HasPrefix(text, []byte("{")) && behind(string(text), name) != nil
	})
}

// headerMembers are those that RFC 7515, 7516, 7518, 7797, 8555 and 9449 have in the
// header of a token.
const headerMembers = " alg jku jwk kid x5u x5c x5t x5t#S256 typ cty crit b64 enc zip epk apu apv iv tag p2s p2c url nonce "

// isHeader tells the header of a token, which a person copied out of it, from other
// JSON that has an alg or a kid: the answer of an API about a key, for example. One
// with members of its own has its type.
func isHeader(text []byte) bool {
	members := membersOf(text)
	if members["kid"] != nil && len(members) == 1 {
		return false // a name, whatever it was copied from
	}
	for name := range members {
		if !strings.Contains(headerMembers, " "+name+" ") && members["typ"] == nil {
			return false
		}
	}
	return true
}

// isEmptySet reports whether text is a JWK Set without a key.
func isEmptySet(text []byte) bool {
	var set struct{ Keys []json.RawMessage }
	return jose.SetMembers(text) != nil && json.Unmarshal(text, &set) == nil && len(set.Keys) == 0
}

// membersOf are the members of a JSON object, nil for anything else.
func membersOf(text []byte) (members map[string]json.RawMessage) {
	if !bytes.HasPrefix(text, []byte("{")) || json.Unmarshal(text, &members) != nil {
		return nil
	}
	return members
}
