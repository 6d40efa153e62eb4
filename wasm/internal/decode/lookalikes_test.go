package decode

import (
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestLookalikes: what is pasted where a key is asked for is named, and what may be a
// secret is still offered as one.
func TestLookalikes(t *testing.T) {
	long := strings.Repeat("mCrQUU4f", 30)
	for text, want := range map[string]string{
		`{"keyCredentials":[{"customKeyIdentifier":"DC4F992637EC2E578801E6EBCA77C0E451568E3B","key":null,"type":"AsymmetricX509Cert"}]}`: "Entra",
		"client_id=abc\nclient_secret=8Q~x7Q8~abcDEFghiJKLmnoPQRst\n":                                                                    "a client secret with its settings",
		"client_secret=8Q~x7Q8~abcDEFghiJKLmnoPQRst":                                                                                     "choose: value",
		`{"kty":"RSA","n":"` + long + `..."AQAB","kid":"a"}`:                                                                             "shortened",
		`{"kty":"RSA","n":"` + long + `…"AQAB","kid":"a"}`:                                                                               "shortened",
		`{"kty":"RSA","n":"` + long + `"AQAB","kid":"a"}`:                                                                                "broken JSON",
		"KEY=U2FsdGVkX1+" + long:                                                                                                         "a text encrypted with a passphrase", "Salted__" + long: "a file encrypted with a passphrase",
		"<privateKey>{AQAAABAAAAow" + long + "=}</privateKey>":                                                                                              "a secret encrypted by Jenkins",
		"Buffer.from('302e020100300506032b657004220420', 'hex')":                                                                                            "its hexadecimal ends before the key does",
		"302e020100300506032b657004220420\n0123456789abcdef0123456789abcde!\n":                                                                              "the beginning of a key in hexadecimal",
		"Buffer.from('302e020100300506032b657004220420', 'hex').slice(12)":                                                                                  "its hexadecimal ends before the key does",
		"Buffer.from('402e020100300506032b657004220420', 'hex')":                                                                                            "the beginning of a key in hexadecimal",
		"Object 0:\n\tURL: pkcs11:model=SoftHSM%20v2;object=k;type=public\n\tType: Public key (RSA-2048)\n":                                                 "a key in a token",
		"Private Key Object; RSA\n  label:      k\n  ID:         01\n":                                                                                      "a key in a token",
		"pub   rsa2048 2026-11-28 [SC]\n      A3DA42BFB385DA99EEEDA6C317CF0B533D7C277D\nuid           [ultimate] a <a@b>\n":                                 "what GnuPG says",
		"sec   rsa2048 2026-11-28 [SC]\n      A3DA42BFB385DA99EEEDA6C317CF0B533D7C277D\nuid           [ultimate] a <a@b>\n":                                 "what GnuPG says",
		"tru::1:17:0:3:1:5\npub:u:2048:1:17CF0B533D7C277D:1795845257:::u:::scSC::::::23::0:\nfpr:::::::::A3DA:\nuid:u::::1795845257::C3EF::a::::::::::0:\n": "what GnuPG says",
		"sec:u:2048:1:17CF0B533D7C277D:1795845257:::u:::scSC:::+:::23::0:\nfpr:::::::::A3DA:\nuid:u::::1795845257::C3EF::a::::::::::0:\n":                   "what GnuPG says",
		"# off=0 ctb=99 tag=6 hlen=3 plen=269\n:public key packet:\n\tversion 4, algo 1\n\tpkey[0]: [2048 bits]\n":                                          "what GnuPG says",
		"# off=0 ctb=95 tag=5 hlen=3 plen=920\n:secret key packet:\n\tversion 4, algo 1\n\tpkey[0]: [2048 bits]\n":                                          "what GnuPG says",
		`{"KeyMetadata":{"Arn":"arn:aws:kms:eu-west-1:1:key/1","KeySpec":"RSA_2048"}}`:                                                                      "what AWS says",
		`[{"kid":"https://v.vault.azure.net/keys/k","name":"k"}]`:                                                                                           "what Azure says",
		"Type:  kubernetes.io/tls\n\nData\n====\ntls.key:  1704 bytes\n":                                                                                    "what kubectl says",
		"Subject      : CN=a\nThumbprint   : DC4F992637EC2E578801E6EBCA77C0E451568E3B\nFriendlyName : \n":                                                   "what PowerShell says",
		"Subject: CN=a\nCert Hash(sha1): dc4f992637ec2e578801e6ebca77c0e451568e3b\n":                                                                        "what certutil lists",
		"subject=CN = a\nissuer=CN = a\nserial=4C3F992637EC2E578801E6EBCA77C0E451568E3B\n":                                                                  "what OpenSSL says",
		`{"kty":"RSA","n":"` + long: "the JSON has no end",
	} {
		_, err := Decode(Input{Data: []byte(text)})
		said := "read"
		if err != nil {
			said = err.Error()
		}
		if choices := fault.Choices(err); len(choices) > 0 {
			said = "choose: " + strings.Join(choices, ", ")
		}
		if !strings.Contains(said, want) {
			t.Errorf("%.60s: %q, want %q", text, said, want)
		}
	}
}

// TestEntraKeyNumber: the number of an entry in Entra's list of certificates is no key ID,
// as the same member is elsewhere.
func TestEntraKeyNumber(t *testing.T) {
	pem := string(readVector(t, "pem/ed25519-spki.pem"))
	for member, want := range map[string]string{"": "0c7c6b2e", `"customKeyIdentifier":"DC4F",`: ""} {
		text := `{"keyCredentials":[{` + member + `"keyId":"0c7c6b2e","key":` + strconv.Quote(pem) + `}]}`
		result, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(result.Keys) != 1 || result.Keys[0].Given.KID != want {
			t.Errorf("%s: %v, %+v, want the key ID %q", member, err, result, want)
		}
	}
}
