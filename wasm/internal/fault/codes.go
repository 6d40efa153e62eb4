package fault

// The codes. Each has a row in the table below, and a vector that reaches it.
const (
	// The request.
	BadRequest Code = "bad_request" // not a request of this protocol
	BadOption  Code = "bad_option"  // an option's value is not one of those allowed
	Missing    Code = "missing"     // something that has to be typed was not
	Cancelled  Code = "cancelled"   // the person cancelled
	Internal   Code = "internal"    // our bug

	// The input as a whole.
	EmptyInput    Code = "empty_input"     // nothing but white space
	InputTooLarge Code = "input_too_large" // over 16 MiB, or 1 MiB beside the inputs
	NoKey         Code = "no_key"          // nothing in it looks like a key
	WhichKey      Code = "which_key"       // bytes that could be several kinds of key
	NotAKey       Code = "not_a_key"       // a known format that holds no key (CRL, DH PARAMETERS, …)
	NoToken       Code = "no_token"        // where a token is asked for: what is no signed one, such as a key

	// One key in it.
	Malformed            Code = "malformed"             // the encoding is broken
	Truncated            Code = "truncated"             // it ends too early
	TrailingData         Code = "trailing_data"         // something follows the DER
	InvalidKey           Code = "invalid_key"           // well formed, but not a valid key
	KeyMismatch          Code = "key_mismatch"          // private and public half disagree
	TooLarge             Code = "too_large"             // a number or nesting no real key has
	UnsupportedAlgorithm Code = "unsupported_algorithm" // no JWK form, or not one we write
	UnsupportedCurve     Code = "unsupported_curve"     // brainpool, P-224, …
	UnsupportedFormat    Code = "unsupported_format"    // JKS, …: a command converts it

	// Encryption.
	PassphraseRequired    Code = "passphrase_required"
	WrongPassphrase       Code = "wrong_passphrase"
	UnsupportedEncryption Code = "unsupported_encryption"
	KDFTooCostly          Code = "kdf_too_costly"

	// Output and generation.
	NoSuchForm        Code = "no_such_form"       // the key has no such output form
	GenerationFailed  Code = "generation_failed"  // the engine could not make a key
	EngineUnavailable Code = "engine_unavailable" // SubtleCrypto asked for, not there

	// Signing.
	CannotSign Code = "cannot_sign" // the key is no private one, or of a kind that does not sign here
)

type row struct{ Message, Hint string }

var table = map[Code]row{
	BadRequest: {"The request was not understood.", "Reload the page: it and its worker must be of one version."},
	BadOption:  {"That option is not possible.", "Choose one of the offered values."},
	Missing:    {"Something is missing.", "Type it."},
	Cancelled:  {"Cancelled.", "Nothing of it was kept. Start again when you like."},
	Internal:   {"Something went wrong inside jwkmint.", "Your input is untouched. Please report what kind of key it was, never the key itself."},

	EmptyInput:    {"There is nothing to read yet.", "Paste a key or drop a file."},
	InputTooLarge: {"That is more than is read at once.", "Give only the part that holds the keys: up to 16 MiB, and up to 1 MiB in all other fields together."},
	NoKey:         {"No key was found in this input.", "Paste the whole file, with its BEGIN and END lines if it has them."},
	WhichKey:      {"This could be several kinds of key, and does not say which.", "Say what it is: ask the program or the page that it comes from."},
	NotAKey:       {"This holds no key.", "Look for the file that begins with PRIVATE KEY, PUBLIC KEY or CERTIFICATE."},
	NoToken:       {"This holds no token that can be looked into.", "Paste the whole token: three parts with dots between, of which the first begins with eyJ."},

	Malformed:            {"This looks like a key, but its encoding is damaged.", "Copy it again from the original file, whole."},
	Truncated:            {"The key ends too early: part of it is missing.", "Copy it again from the original file, to its very end."},
	TrailingData:         {"Something follows the end of the key.", "Copy it again from the original file, and nothing that follows it."},
	InvalidKey:           {"The numbers in this key do not make a valid key.", "Copy it again from the original file, whole. If it stays so, that file is damaged: take the key from a backup."},
	KeyMismatch:          {"The private and the public half of this key do not belong together.", "Copy it again from the original file, whole. If it stays so, bring the half that is yours without the other."},
	TooLarge:             {"Something in it is larger than in any real key.", "Check where the file came from."},
	UnsupportedAlgorithm: {"Keys of this algorithm have no JWK form that is read or written here.", "Make an RSA, EC, Ed25519 or ML-DSA key instead."},
	UnsupportedCurve:     {"Keys on this curve have no JWK form that is read or written here.", "Make a key on P-256, P-384, P-521 or secp256k1, or an Ed25519 key."},
	UnsupportedFormat:    {"This kind of file is recognised, but not read.", "Convert it to PEM first."},

	PassphraseRequired:    {"This key is encrypted.", "Type its passphrase."},
	WrongPassphrase:       {"That passphrase does not open this key.", "Check capitals and spaces, and type it again."},
	UnsupportedEncryption: {"This key is encrypted in a way that is not read here.", "Decrypt it first: openssl pkey -in FILE -out decrypted.pem"},
	KDFTooCostly:          {"Opening this key would need more work or memory than any real key asks for.", "If the file is yours, encrypt it again with usual settings: openssl pkcs8 -topk8 -in FILE -out NEW"},

	NoSuchForm:        {"This key cannot be written in that form.", "Choose one of the offered forms."},
	GenerationFailed:  {"The key could not be made.", "Try again, or choose the other engine."},
	EngineUnavailable: {"This page cannot use the browser's own key generator here.", "Choose the Go engine, or open the page over https or on localhost."},

	CannotSign: {"This key cannot sign here.", "Take an RSA, P-256, P-384, P-521, Ed25519 or ML-DSA private key."},
}
