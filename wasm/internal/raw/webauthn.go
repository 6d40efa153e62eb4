package raw

import "jwkmint/wasm/internal/key"

// CBOR reads the keys of what is written in CBOR (RFC 8949) or has it in it: a COSE_Key, a
// COSE_KeySet, or what an authenticator says. lost counts those that cannot be read.
func CBOR(data []byte) (keys []*key.Key, lost int) {
	k := COSE(data)
	if k == nil {
		k = webAuthn(data)
	}
	if k != nil {
		return []*key.Key{k}, 0
	}
	return COSESet(data)
}

// webAuthn reads the public key in authenticator data (Web Authentication section
// 6.1), which may stand in an attestation object (section 6.5).
func webAuthn(data []byte) *key.Key {
	const (
		hash, counter, aaguid = 32, 4, 16
		attested, extended    = 0x40, 0x80 // flags: a key and extensions follow
		longest               = 1023       // bytes of a credential ID
		fixed                 = hash + 1 + counter + aaguid + 2
	)
	if inside := authData(data); inside != nil {
		data = inside
	}
	if len(data) < fixed || data[hash]&attested == 0 {
		return nil
	}
	id := int(data[fixed-2])<<8 | int(data[fixed-1])
	if id > longest || len(data) < fixed+id {
		return nil
	}
	c := cbor{data[fixed+id:]}
	item := c.rest
	if !c.skip(0) {
		return nil
	}
	item = item[:len(item)-len(c.rest)]
	if data[hash]&extended != 0 {
		if major, _, _ := (&cbor{c.rest}).head(); major != 5 || !c.skip(0) {
			return nil
		}
	}
	if len(c.rest) > 0 {
		return nil
	}
	k := COSE(item)
	if k == nil || k.Material.IsPrivate() {
		return nil
	}
	k.Source = "authenticator data of WebAuthn"
	k.Notes = append(k.Notes, key.Warning{
		Code:    "webauthn_key",
		Message: "This is the public key of a passkey or security key, as its authenticator gave it. Such a key signs logins, and cannot sign a JWT.",
		Action:  "For private_key_jwt make a new key.",
	})
	return k
}

// authData is that member of an attestation object; nil for anything else.
func authData(data []byte) (found []byte) {
	c := cbor{data}
	if major, n, ok := c.head(); !ok || major != 5 || n != 3 {
		return nil
	}
	for range 3 {
		name, ok := c.text()
		if !ok {
			return nil
		}
		if string(name) != "authData" {
			ok = c.skip(0)
		} else {
			found, ok = c.text()
		}
		if !ok {
			return nil
		}
	}
	if len(c.rest) > 0 {
		return nil
	}
	return found
}
