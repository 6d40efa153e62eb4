package api

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/vendors"
)

const (
	maxKID     = 1024 // characters
	maxEncrypt = 1024 // bytes of the passphrase for the encrypted forms

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
	issuers  map[int]bool   // numbers of the issuers that count as keys
	private  bool
	keyOps   bool
	x5c      bool
	layout   encode.Layout
	oneLine  bool
	encrypt  string
	vendor   *vendors.Vendor // nil for nobody in particular
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
	opt.issuers = map[int]bool{}
	for _, id := range o.numbers("issuers") {
		opt.issuers[id] = true
	}
	whom := o.text("for")
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
	if opt.vendor = vendors.ByID(whom); opt.vendor == nil && whom != "" {
		return opt, forms{}, badOption("nobody of that name is known here")
	}
	if err := opt.check(); err != nil {
		return opt, forms{}, err
	}
	f, err := readForms(names, &opt)
	return opt, f, err
}

// order puts the algorithms that the vendor takes first.
func (o *options) order(algs []string) []string {
	if o.vendor == nil {
		return algs
	}
	return o.vendor.Order(algs)
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
	for id := range o.issuers {
		if id < 1 {
			return badOption("issuers goes by key numbers")
		}
	}
	if len(o.encrypt) > maxEncrypt {
		return badOption("the passphrase has at most 1024 bytes")
	}
	return nil
}

// knownAlgorithm reports whether any key at all can have alg.
func knownAlgorithm(alg string) bool {
	return slices.ContainsFunc(kinds(), func(k kind) bool {
		return slices.Contains(k.Sig, alg) || slices.Contains(k.Enc, alg)
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
		case form.NeedsPassphrase() && opt.encrypt == "":
			return f, fault.New(fault.BadOption, "no passphrase to encrypt with").WithHint("Type a passphrase for the encrypted file.")
		}
		f.list = append(f.list, form)
	}
	return f, nil
}

// private reports whether a private form is asked for.
func (f forms) private() bool { return slices.ContainsFunc(f.list, encode.Form.IsPrivate) }
