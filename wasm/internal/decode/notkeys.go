package decode

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

func notAKey(name, hint string) *fault.Error { return fault.New(fault.NotAKey, name).WithHint(hint) }

var (
	// What can be done with a token or an address depends on what is in it: the
	// page says that, by what stands in the door (api/whatis.go).
	errToken     = fault.New(fault.NotAKey, "a signed token, JWT")
	errCarrier   = notAKey("what carries a token, such as a JWT, or a password", "It shows to a service who asks, and holds no key. Give the key itself; a token goes where it is compared with the key.")
	errCommand   = notAKey("a command", "Run it, and paste what it prints or the file that it writes.")
	errNKey      = foreignFile("a seed of NATS", "It is for NATS alone. Make a new key.")
	errTokenPart = notAKey("a part of a token", "Copy it again, whole: from eyJ to the end of its last part.")
	errPrint     = notAKey("a fingerprint", "It names a key and does not hold it. Paste the key here, and the fingerprint where it is compared.")
	errGnuPG     = notAKey("what GnuPG says of a key", gpgHint)
	errStore     = notAKey("what keytool says of a key store", "Have it print the certificate: keytool -exportcert -rfc -alias ALIAS -keystore FILE")
	errCut       = fault.New(fault.Truncated, "it was shortened: dots stand in its middle").WithHint("Copy it again from the original file, whole.")
	// What Node and browsers show of a key that can be exported, and of bytes.
	errKeyObject = notAKey("what a program shows of a key in place of the key", "Export the key in that program, and copy what that gives: its export function for a KeyObject, crypto.subtle.exportKey for a CryptoKey.")
	// What languages print of an object that holds a key.
	errObject   = notAKey("what a program shows of a key in place of the key", "Have it print the key. In Python: print(key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()), or private_bytes. In Java: System.out.println(java.util.Base64.getEncoder().encodeToString(key.getEncoded())). In Ruby: puts key.to_pem. In .NET: Console.WriteLine(key.ExportSubjectPublicKeyInfoPem()), or ExportPkcs8PrivateKeyPem.")
	errBytesCut = fault.New(fault.Truncated, "the program that showed these bytes left part of them out").WithHint("Show them whole, in base64, and copy that.")
)

// A lookalike is something that people paste where a key is asked for, told by
// words that are in it.
type lookalike struct {
	begins []string // how the text begins, in small letters
	words  []string // or words that are all in it
	err    *fault.Error
}

var lookalikes = []lookalike{
	{begins: []string{"$ansible_vault;"}, err: foreignFile("a file encrypted with Ansible Vault", "Decrypt it first: ansible-vault decrypt --output key.pem FILE")},
	{words: []string{"$ANSIBLE_VAULT;"}, err: foreignFile("a value encrypted with Ansible Vault", "Have it shown, with the name of the value for NAME: ansible localhost -m debug -a var=NAME -e @FILE --ask-vault-pass")},
	{words: []string{"ENC[AES256_GCM,"}, err: foreignFile("a file encrypted with SOPS", "Decrypt it first: sops --decrypt FILE")},
	{words: []string{"ENC[PKCS7,"}, err: foreignFile("a value encrypted with hiera-eyaml", "Decrypt it first: eyaml decrypt -f FILE")},
	{words: []string{"U2FsdGVkX1"}, err: foreignFile("a text encrypted with a passphrase", "Decrypt it first with the program that encrypted it: openssl enc, or CryptoJS.")},
	{begins: []string{"Salted__"}, err: foreignFile("a file encrypted with a passphrase", "Decrypt it first with the program that encrypted it: openssl enc.")},
	{words: []string{"{AQAAABAAAA"}, err: foreignFile("a secret encrypted by Jenkins", "Have that Jenkins show it, in its Script Console: println(hudson.util.Secret.decrypt('{…}'))")},
	{words: []string{"ENC["}, err: foreignFile("an encrypted value", "Decrypt it first with the program that wrote ENC[…].")},
	{words: []string{"ENC("}, err: foreignFile("an encrypted value", "Decrypt it first with the program that wrote ENC(…), Jasypt for example.")},
	{words: []string{"SealedSecret", "encryptedData"}, err: foreignFile("a sealed secret of Kubernetes", "Only the cluster can open it: kubectl get secret NAME -o yaml")},
	{begins: []string{"\x00gitcrypt"}, err: foreignFile("a file encrypted with git-crypt", "Unlock the repository first: git-crypt unlock")},
	{words: []string{`"encryptedKeyset"`}, err: errTinkEncrypted},
	{words: []string{`"keyData"`, tinkType}, err: errTink},
	{words: []string{`"kdfparams"`, `"ciphertext"`}, err: foreignFile("a key store of Ethereum", "Open it with the wallet that wrote it, and export the private key there.")},
	{words: []string{"Kty:"}, err: fault.New(fault.Malformed, "a JWK in a form that cannot be read").WithHint("Write it as JSON, and copy that: json.Marshal in Go.")},
	{words: []string{"NKEY SEED-----"}, err: errNKey},
	{words: []string{`s:3:"kty";`}, err: foreignFile("what PHP's serialize gives of a JWK", "Have it printed as JSON: echo json_encode($jwk);")},
	{words: []string{"d=0  hl="}, err: notAKey("what openssl asn1parse says of a file", "Give the file itself.")},
	{words: []string{"Private Key Object;"}, err: raw.ErrToken},
	{words: []string{"pkcs11:", "URL:"}, err: raw.ErrToken},
	{words: []string{" key packet:"}, err: errGnuPG},
	{words: []string{"uid           ["}, err: errGnuPG},
	{words: []string{"fpr:", "uid:"}, err: errGnuPG},
	{words: []string{"arn:aws:kms:"}, err: notAKey("what AWS says of a key in KMS", "Have its public half shown: aws kms get-public-key --key-id ID")},
	{words: []string{".vault.azure.net/keys/"}, err: notAKey("what Azure says of a key in a Key Vault", "Have its public half shown: az keyvault key show --id KID")},
	{words: []string{"kubernetes.io/tls", " bytes"}, err: notAKey("what kubectl says of a secret", "Have it shown whole: kubectl get secret NAME -o yaml")},
	{words: []string{"Thumbprint", "FriendlyName"}, err: notAKey("what PowerShell says of a certificate", "Have it printed, where $cert is the certificate: [Convert]::ToBase64String($cert.RawData)")},
	{words: []string{"Cert Hash(sha1):"}, err: notAKey("what certutil lists of a store", "Have the certificate written to a file, by its serial number: certutil -store My SERIAL FILE.cer")},
	{words: []string{"subject=", "issuer="}, err: notAKey("what OpenSSL says of a certificate", "Have it print the certificate itself: openssl x509 -in FILE")},
	{words: []string{"Keystore type:"}, err: errStore},
	{words: []string{"Alias name:", "Certificate fingerprints:"}, err: errStore},
	{words: []string{"Certificate fingerprints:"}, err: notAKey("what keytool says of a certificate", "Have it print the certificate itself: keytool -printcert -rfc -file FILE")},
	{words: []string{"more bytes>"}, err: errBytesCut},
	{words: []string{" more items"}, err: errBytesCut},
	{words: []string{"{length = ", " ... "}, err: errBytesCut}, // Apple
	{words: []string{", ...>>"}, err: errBytesCut},             // Elixir
	{words: []string{"[Object]"}, err: errShortened},
	{words: []string{"[Array]"}, err: errShortened},
	{words: []string{"KeyObject {"}, err: errKeyObject},
	{words: []string{"[KeyObject]"}, err: errKeyObject},
	{words: []string{"CryptoKey {"}, err: errKeyObject},
	{begins: []string{"[object object]", "[object cryptokey]", "[object keyobject]"}, err: errKeyObject},
	{begins: []string{`{"keys":[]}`, `{"keys": []}`, `{ "keys": [] }`, "{\n  \"keys\": []\n}"},
		err: fault.New(fault.NoKey, "a JWK Set without a key").WithHint("Who publishes it has no key in it at present: look there, or make a key.")},
	{words: []string{`"customKeyIdentifier"`}, err: notAKey("what Entra lists of an application's certificates, without their keys", "Give the certificate itself. Its SHA-1 thumbprint, customKeyIdentifier, can be compared with it.")},
	{words: []string{"client_id", "client_secret"}, err: notAKey("a client secret with its settings", "Paste the secret alone, and say that it is one; or give a key.")},
	{words: []string{`"jwks_uri"`}, err: fault.New(fault.NotAKey, "a discovery document")},
	{words: []string{"client_assertion="}, err: errCarrier},
	{words: []string{`"payload"`, `"protected"`, `"signature"`}, err: errToken},
	{words: []string{`"access_token"`}, err: errCarrier},
	{words: []string{`"id_token"`}, err: errCarrier},
	{begins: []string{"authorization:", "bearer "}, err: errCarrier},
	{begins: []string{"http://", "https://"}, err: fault.New(fault.NotAKey, "an address")},
	{begins: []string{"openssl ", "ssh-keygen ", "keytool ", "curl ", "wget ", "cat ", "sudo ", "step ", "gpg ", "aws ", "gcloud ", "az ", "kubectl ", "$ ", "PS C:", `c:\>`,
		"docker run ", "docker exec ", "vault read ", "vault write ", "vault kv ", "terraform output ", "node -", "npx ", "python -", "python3 -", "java -", "certutil -", "base64 -", "scp ", "git clone ", "get-content ", "puttygen "},
		err: errCommand},
	{begins: []string{"sk-", "sk_live_", "sk_test_", "akia", "asia", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "aiza", "hvs.", "sg.", "npm_", "dckr_pat_", "pk_live_", "pk_test_", "rk_live_", "ya29.", "shpat_", "hf_", "pypi-"},
		err: notAKey("an API key", "It is a password for one service, and no key of which there is a JWK. Paste it nowhere but there.")},
	{begins: []string{"npub1", "nsec1"}, err: foreignFile("a key of nostr", "It is for nostr alone. Make a new key.")},
	{begins: []string{"k3.public.", "k4.public.", "k3.secret.", "k4.secret.", "k4.local."}, err: foreignFile("a key of PASETO", "The key is what stands behind the second dot: give that alone, and say what it is.")},
	{begins: []string{"sha256:", "sha1:", "md5:", "sha256 fingerprint", "sha1 fingerprint", "md5 fingerprint", "thumbprint"}, err: errPrint},
	{words: []string{" SHA256:"}, err: errPrint},
}

// objectSigns are in what Python, Java, Ruby and .NET print of keys, and of their bytes.
var objectSigns = []string{"Key object at 0x", "Numbers object at 0x", "KeyImpl@", "unparsed keybits", "#<OpenSSL::PKey::", "System.Byte[]"}

// lookalikeOf names what a text is when no key was found in it; nil when it is
// nothing known.
func lookalikeOf(text []byte) error {
	trimmed := bytes.TrimSpace(text)
	start := strings.ToLower(string(trimmed[:min(len(trimmed), 32)]))
	for _, l := range lookalikes {
		for _, begin := range l.begins {
			if strings.HasPrefix(start, strings.ToLower(begin)) {
				return l.err
			}
		}
		if len(l.words) > 0 && containsAll(text, l.words) {
			return l.err
		}
	}
	for _, sign := range objectSigns {
		if bytes.Contains(text, []byte(sign)) {
			return errObject
		}
	}
	const seedSize = 58 // 36 bytes in base32: two that say what it is of, the key, and a checksum
	switch {
	case len(trimmed) == seedSize && trimmed[0] == 'S' && strings.Trim(string(trimmed[:2]), "SACNOUX")+strings.Trim(string(trimmed), "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == "":
		return errNKey
	case isFingerprint(trimmed):
		return errPrint
	case digitsInRow(text) >= minDigits:
		return notAKey("numbers that make no key as they stand here", "Give the key itself, or have the numbers printed whole, and with their names: with %+v in Go.")
	case isPrompt(trimmed):
		return errCommand
	case isFileName(trimmed):
		return notAKey("the name of a file", "Open the file, or drop it here: a page cannot look for it.")
	}
	return nil
}

func containsAll(text []byte, words []string) bool {
	for _, word := range words {
		if !bytes.Contains(text, []byte(word)) {
			return false
		}
	}
	return true
}

// isFingerprint recognises pairs of hexadecimal digits with colons between them,
// as many as a digest has: what MD5, SHA-1 and SHA-256 give.
func isFingerprint(text []byte) bool {
	if i := bytes.LastIndexByte(text, '='); i >= 0 && bytes.Contains(bytes.ToLower(text[:i]), []byte("fingerprint")) {
		text = text[i+1:]
	}
	pairs := bytes.Split(bytes.TrimSpace(text), []byte(":"))
	for _, pair := range pairs {
		if len(pair) != 2 || plain.HexDigit(pair[0]) > 15 || plain.HexDigit(pair[1]) > 15 {
			return false
		}
	}
	return len(pairs) == 16 || len(pairs) == 20 || len(pairs) == 32
}

// isPrompt recognises what a shell shows before one command: user@host:~$, and # for root.
func isPrompt(text []byte) bool {
	before, _, ok := bytes.Cut(text, []byte("$ "))
	if !ok {
		before, _, ok = bytes.Cut(text, []byte("# "))
	}
	at := bytes.IndexByte(before, '@')
	return ok && at > 0 && at < bytes.IndexByte(before, ':') && !bytes.ContainsAny(before, " \n{")
}

// isFileName recognises one word that ends as the files of keys do.
func isFileName(text []byte) bool {
	const longest = 255
	if len(text) > longest || bytes.ContainsAny(text, " \t\n\r{}=") {
		return false
	}
	for _, ending := range []string{".pem", ".key", ".crt", ".cer", ".der", ".p12", ".pfx", ".pub", ".ppk", ".jwk", ".jwks", ".json", ".jks", ".p8", ".p7b", "id_rsa", "id_ed25519", "id_ecdsa"} {
		if bytes.HasSuffix(bytes.ToLower(text), []byte(ending)) {
			return true
		}
	}
	return false
}

// onlyToken says of a text that it is nothing but one token (RFC 7515 section
// 7.1, RFC 7516 section 7.1), perhaps with what stands before it in a header,
// quotes, or line breaks from being wrapped; nil for others. Its parts are
// base64, and may look like DER. An encrypted one may be a key, but for the one
// of a header.
func onlyToken(text []byte) error {
	const longest = 64 << 10 // a token travels in a header
	if len(text) > longest || !bytes.Contains(text, []byte("eyJ")) {
		return nil
	}
	words := strings.Fields(string(text))
	header := false
	for len(words) > 0 {
		switch strings.ToLower(strings.Trim(words[0], `"':`)) {
		case "authorization", "bearer", "dpop", "token":
			words, header = words[1:], true
			continue
		}
		break
	}
	token := strings.Trim(strings.Join(words, ""), `"',;`)
	parts := strings.Split(token, ".")
	if !strings.HasPrefix(token, "eyJ") {
		return nil
	}
	for _, c := range []byte(token) {
		if !plain.IsBase64(c) && c != '-' && c != '_' && c != '.' && c != '=' {
			return nil
		}
	}
	switch {
	case len(parts) == 3:
		return errToken
	case len(parts) == 5 && header:
		return errJWE
	}
	return nil
}

// blanked recognises a PEM block whose body was shortened or blanked out; nil
// for others.
func blanked(text []byte) error {
	body, end := nextBody(text, 0)
	if body < 0 {
		body, end = 0, len(text)
	}
	inside := text[body:end]
	hasBegin := bytes.Contains(text, []byte("BEGIN"))
	left := 0
	for _, c := range inside {
		if plain.IsBase64(c) {
			left++
		}
	}
	for _, word := range []string{"REDACTED", "redacted", "<snip>", "[snip]", "<hidden>", "(sensitive value)", "<sensitive>", "[FILTERED]", "[MASKED]", "[HIDDEN]", "***", "XXXX"} {
		// Stars and crosses may also be a few characters of a damage.
		whole := word[0] != '*' && word[0] != 'X' || left < minDER
		if whole && bytes.Contains(inside, []byte(word)) && (hasBegin || len(text) < maxSecret) {
			return jose.ErrBlanked
		}
	}
	if hasBegin && (bytes.Contains(inside, []byte("...")) || bytes.Contains(inside, []byte("…"))) {
		return errCut
	}
	return nil
}
