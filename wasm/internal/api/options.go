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
	kidX5T        = "x5t"
	kidX5TS256    = "x5tS256"
	kidX5THex     = "x5tHex"
	kidX5TS256Hex = "x5tS256Hex"
	kidSPKIS256   = "spkiS256"
)

var kidModes = []string{"", kidThumbprint, kidText, kidUUID, kidDate, kidKeep, optionNone,
	kidX5T, kidX5TS256, kidX5THex, kidX5TS256Hex, kidSPKIS256}

// wish is what is chosen for keys, for all of them or for one. "" and nil are
// no choice.
type wish struct {
	use         string // jose.UseSig, jose.UseEnc or optionNone
	alg         string
	kidMode     string
	kidValue    string
	keyOps, x5c *bool
}

// options are checked: every value is one that the protocol allows.
type options struct {
	wish                 // for all keys
	keys    map[int]wish // for single ones, by key number
	rewrite bool         // all also replaces what came
	issuers map[int]bool // numbers of the issuers that count as keys
	private bool
	layout  encode.Layout
	oneLine bool
	encrypt string
	vendor  *vendors.Vendor // nil for nobody in particular
}

// readOptions reads the options and forms of params and checks all of params:
// nothing else may be in it.
func readOptions(params *object) (options, wantedForms, error) {
	o := params.object("options")
	opt := options{
		wish:    readWish(o),
		rewrite: o.flag("rewrite"),
		private: o.flag("private"),
		layout:  encode.Layout(o.flag("compact")),
		oneLine: o.flag("oneLine"),
		encrypt: o.text("encrypt"),
	}
	opt.issuers = map[int]bool{}
	for _, id := range o.numbers("issuers") {
		opt.issuers[id] = true
	}
	whom := o.text("for")
	single := o.object("keys")
	opt.keys = make(map[int]wish, len(single.members))
	for name := range single.members {
		n, err := strconv.Atoi(name)
		if err != nil || n < 1 || strconv.Itoa(n) != name {
			return opt, wantedForms{}, badOption("keys goes by key numbers")
		}
		opt.keys[n] = readWish(single.object(name))
	}
	names := params.texts("forms")
	if err := params.doneAll(); err != nil {
		return opt, wantedForms{}, err
	}
	if opt.vendor = vendors.ByID(whom); opt.vendor == nil && whom != "" {
		return opt, wantedForms{}, badOption("nobody of that name is known here")
	}
	if err := opt.check(); err != nil {
		return opt, wantedForms{}, err
	}
	f, err := readWantedForms(names, &opt)
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
	known := map[string]bool{"": true, optionNone: true}
	if err := o.wish.check(known); err != nil {
		return err
	}
	for _, one := range o.keys {
		if err := one.check(known); err != nil {
			return err
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

// readWish takes the members that the options have for all keys and for one.
func readWish(o *object) wish {
	c := wish{use: o.text("use"), alg: o.text("alg"), keyOps: o.maybe("keyOps"), x5c: o.maybe("x5c")}
	kid := o.object("kid")
	c.kidMode, c.kidValue = kid.text("mode"), kid.text("value")
	return c
}

// check refuses what the protocol does not allow. known are the algorithms that
// were found to be some: there may be one for each of ten thousand keys.
func (c *wish) check(known map[string]bool) error {
	switch c.use {
	case "", jose.UseSig, jose.UseEnc, optionNone:
	default:
		return badOption("use is sig, enc or none")
	}
	if !known[c.alg] {
		if !knownAlgorithm(c.alg) {
			return badOption("alg is not a JWA algorithm offered here")
		}
		known[c.alg] = true
	}
	if !slices.Contains(kidModes, c.kidMode) {
		return badOption("no such kid mode")
	}
	if utf8.RuneCountInString(c.kidValue) > maxKID {
		return badOption("a key ID has at most 1024 characters")
	}
	return nil
}

// knownAlgorithm reports whether any key at all can have alg.
func knownAlgorithm(alg string) bool {
	return slices.ContainsFunc(kinds(), func(k kind) bool {
		return slices.Contains(k.Sig, alg) || slices.Contains(k.Enc, alg)
	})
}

// wantedForms are the forms that a request asks for.
type wantedForms struct {
	list []encode.Form
	// asked is whether the request named them: one that no key has is then
	// refused, while of the default ones those are made that can be.
	asked bool
}

var defaultForms = []encode.Form{encode.JWK, encode.SPKI}

func readWantedForms(names []string, opt *options) (wantedForms, error) {
	if names == nil {
		return wantedForms{list: defaultForms}, nil
	}
	f := wantedForms{asked: true}
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
func (f wantedForms) private() bool { return slices.ContainsFunc(f.list, encode.Form.IsPrivate) }
