package decode

import (
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/sealed"
	"jwkmint/wasm/internal/ssh"
)

func (r *reader) encryptedPKCS8(data []byte) (*key.Key, error) {
	plain, scheme, err := sealed.DecryptPKCS8(data, r.pass, &r.spent)
	if err != nil {
		return nil, err
	}
	k, err := der.ParsePKCS8(plain)
	if err == nil && der.Unconfirmed(k) && !strings.HasSuffix(scheme, "GCM") {
		return nil, errDamagedInside
	}
	return encryptedWith(k, scheme), err
}

// errDamagedInside refuses a key whose public half cannot be read after decryption in CBC
// mode. There one wrong character makes another block of all its bytes: the private half
// beside it is most likely damaged as well, and another key.
var errDamagedInside = fault.New(fault.Malformed, "its public half cannot be read, so that its private half is not certain").
	WithHint("Copy it again from the original file, whole. If it stays so, decrypt it, and compare the key with the public one that is registered: openssl pkey -in FILE -out decrypted.pem")

// encryptedWith adds the scheme to the key's source.
func encryptedWith(k *key.Key, scheme string) *key.Key {
	if k != nil {
		k.Source += ", encrypted with " + scheme
	}
	return k
}

func (r *reader) pkcs7(data []byte, label string) {
	list, err := der.PKCS7Certificates(data)
	if err != nil {
		r.skip(label, err)
		return
	}
	for _, raw := range list {
		if r.full() {
			return
		}
		c, k, err := der.ParseCertificate(raw)
		if k != nil {
			k.Source = "X.509 certificate in PKCS#7"
		}
		r.addCertificate("CERTIFICATE", c, k, err)
	}
}

func (r *reader) openSSH(blob []byte) {
	keys, skipped, err := ssh.ParseOpenSSH(blob, r.pass, &r.spent)
	for _, k := range keys {
		k, err := key.Checked(k, nil)
		r.add("OPENSSH PRIVATE KEY", k, err)
	}
	for _, s := range skipped {
		r.skip(s.Label, s.Err)
	}
	if err != nil {
		r.skip("OPENSSH PRIVATE KEY", err)
	}
}

func (r *reader) pkcs12(ber []byte) {
	store, err := sealed.ParsePKCS12(ber, r.pass, &r.spent)
	if err != nil {
		r.skip("PKCS12", err)
		return
	}
	for _, p := range store.Parts {
		if p.Cert == nil {
			k, err := key.Checked(p.Key, nil)
			r.add("PKCS12", k, err)
		} else if !r.full() {
			r.parts = append(r.parts, p)
		}
	}
	r.skipped = append(r.skipped, store.Skipped...)
}
