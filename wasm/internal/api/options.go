package api

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

const (
	maxKID     = 1024 // characters
	maxEncrypt = 1024 // bytes of the passphrase for pkcs8_encrypted

	// maxPassphrase is the most bytes of a passphrase that opens something: it is
	// hashed for each of the keys in an input, of which there may be thousands.
	maxPassphrase = 1 << 16
)

// Values of options beside those of package jose.
const (
	optionNone = "none"

	kidThumbprint = "thumbprint"
	kidText       = "text"
	kidUUID       = "uuid"
	kidDate       = "date"
	kidKeep       = "keep"
)

// options are checked: every value is one that the protocol allows.
type options struct {
	use      string // jose.UseSig, jose.UseEnc, optionNone or "" (usual)
	alg      string
	kidMode  string
	kidValue string
	kids     map[int]string // by key number
	private  bool
	keyOps   bool
	x5c      bool
	layout   encode.Layout
	oneLine  bool
	encrypt  string
}

// readOptions reads the options and forms of params and checks all of params:
// nothing else may be in it.
func readOptions(params *object) (options, forms, error) {
	o := params.object("options")
	opt := options{
		use:     o.text("use"),
		alg:     o.text("alg"),
		private: o.flag("private"),
		keyOps:  o.flag("keyOps"),
		x5c:     o.flag("x5c"),
		layout:  encode.Layout(o.flag("compact")),
		oneLine: o.flag("oneLine"),
		encrypt: o.text("encrypt"),
	}
	kid := o.object("kid")
	opt.kidMode, opt.kidValue = kid.text("mode"), kid.text("value")
	kids := o.object("kids")
	opt.kids = make(map[int]string, len(kids.members))
	for name := range kids.members {
		n, err := strconv.Atoi(name)
		if err != nil || n < 1 || strconv.Itoa(n) != name {
			return opt, forms{}, badOption("kids goes by key numbers")
		}
		opt.kids[n] = kids.text(name)
	}
	names := params.texts("forms")
	if err := params.doneAll(); err != nil {
		return opt, forms{}, err
	}
	if err := opt.check(); err != nil {
		return opt, forms{}, err
	}
	f, err := readForms(names, &opt)
	return opt, f, err
}

func (o *options) check() error {
	if o.oneLine {
		o.layout = encode.Compact
	}
	switch o.use {
	case "", jose.UseSig, jose.UseEnc, optionNone:
	default:
		return badOption("use is sig, enc or none")
	}
	if o.alg != "" && o.alg != optionNone && !knownAlgorithm(o.alg) {
		return badOption("alg is not a JWA algorithm offered here")
	}
	switch o.kidMode {
	case "":
		o.kidMode = kidThumbprint
	case kidThumbprint, kidText, kidUUID, kidDate, kidKeep, optionNone:
	default:
		return badOption("no such kid mode")
	}
	if utf8.RuneCountInString(o.kidValue) > maxKID {
		return badOption("a key ID has at most 1024 characters")
	}
	for _, kid := range o.kids {
		if utf8.RuneCountInString(kid) > maxKID {
			return badOption("a key ID has at most 1024 characters")
		}
	}
	if len(o.encrypt) > maxEncrypt {
		return badOption("the passphrase has at most 1024 bytes")
	}
	return nil
}

// knownAlgorithm reports whether any key at all can have alg.
func knownAlgorithm(alg string) bool {
	materials := []key.Material{&key.RSA{}}
	for _, curve := range []string{key.P256, key.P384, key.P521, key.Secp256k1} {
		materials = append(materials, &key.EC{Curve: curve})
	}
	for _, curve := range []string{key.Ed25519, key.X25519, key.Ed448, key.X448} {
		materials = append(materials, &key.OKP{Curve: curve})
	}
	for _, bits := range []int{128, 192, 256, 384, 512} {
		materials = append(materials, &key.Oct{K: make([]byte, bits/8)})
	}
	return slices.ContainsFunc(materials, func(m key.Material) bool {
		return slices.Contains(jose.Algorithms(m, jose.UseSig, nil), alg) ||
			slices.Contains(jose.Algorithms(m, jose.UseEnc, nil), alg)
	})
}

// forms are the outputs asked for.
type forms struct {
	list []encode.Form
	// asked is whether the request named them: one that no key has is then
	// refused, while of the default ones those are made that can be.
	asked bool
}

var defaultForms = []encode.Form{encode.JWK, encode.SPKI}

func readForms(names []string, opt *options) (forms, error) {
	if names == nil {
		return forms{list: defaultForms}, nil
	}
	f := forms{asked: true}
	for _, name := range names {
		form := encode.Form(name)
		switch {
		case !slices.Contains(encode.All, form):
			return f, badOption("no such form")
		case slices.Contains(f.list, form):
			return f, badOption("a form is there twice")
		case form.IsPrivate() && !opt.private:
			return f, badOption("private forms need the option private")
		case form == encode.PKCS8Encrypted && opt.encrypt == "":
			return f, fault.New(fault.BadOption, "no passphrase to encrypt with").WithHint("Type a passphrase for the encrypted file.")
		}
		f.list = append(f.list, form)
	}
	return f, nil
}

// private reports whether a private form is asked for.
func (f forms) private() bool { return slices.ContainsFunc(f.list, encode.Form.IsPrivate) }
