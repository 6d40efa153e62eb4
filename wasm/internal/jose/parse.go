package jose

import (
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// FromSet is what the source of a key says after "Public JWK" when it came in
// a set.
const FromSet = " from a JWK Set"

// Reader reads JWKs.
type Reader struct {
	// Inside reads the one key that data is, PEM or DER, which a JWK holds
	// whole in place of a number. Errors are faults. Where it is nil, such
	// a JWK is refused.
	Inside func(data []byte) (*key.Key, error)
}

// Document is what Read found.
type Document struct {
	Keys []*key.Key
	// Skipped are those of several that cannot be read, with labels like
	// "JWK 2" (from 1, by place in the input).
	Skipped []key.Skipped
	// Whole says that nothing is left in which other keys may be. It is false
	// when a wrapper that was opened, or a JWK, has more members with lists
	// or objects in them.
	Whole bool
}

// Read reads a JWK, a JWK Set, or an array of JWKs, as RFC 7517 and 7518 say
// and strictly: no duplicate or missing members, and numbers that make a key
// (Material.Check). What other programs commonly write and can be read in only
// one way is accepted with a note on the key that names it: repairs.go and
// names.go have the list. RSA keys may lack their primes (RFC 7518 section
// 6.3.2 allows that) or their CRT values.
//
// A single JWK that cannot be read is an error. Of several, those that cannot
// be read are skipped. All errors are faults: no_key when data is not JSON with
// a JWK in it, malformed, truncated or trailing_data when it is broken,
// unsupported_algorithm or unsupported_curve by name, those of Check, and those
// of Inside.
//
// Certificates that came in "x5c" are in Given.X5C, as they are.
func (r Reader) Read(data []byte) (Document, error) {
	d, err := readDocument(data)
	if err != nil {
		return Document{}, err
	}
	doc := Document{Whole: !d.more}
	for i, c := range d.keys {
		k, err := r.key(c)
		switch {
		case err == nil:
			if d.several {
				k.Source += FromSet
			}
			doc.Keys = append(doc.Keys, k)
		case d.several:
			doc.Skipped = append(doc.Skipped, key.Skipped{Label: "JWK " + strconv.Itoa(i+1), Err: err})
		default:
			return Document{}, err
		}
	}
	if len(d.keys) == 0 {
		return Document{}, fault.New(fault.NoKey, "the JWK Set is empty")
	}
	return doc, nil
}

// Parse is Read without Inside.
func Parse(data []byte) (keys []*key.Key, skipped []key.Skipped, err error) {
	d, err := Reader{}.Read(data)
	return d.Keys, d.Skipped, err
}

func (r Reader) key(c candidate) (*key.Key, error) {
	if c.err != nil {
		return nil, c.err
	}
	return r.parse(c.object)
}

// IsKey reports whether the members of a JSON object make it a JWK, good or
// not, which ReadObject reads. One without kty is a JWK when its other members
// leave no doubt of it.
func IsKey(members []key.RawMember) bool {
	for _, m := range members {
		if strings.EqualFold(m.Name, "kty") && string(m.Raw) != "null" {
			isModule := strings.HasPrefix(string(m.Raw), `"jose_jwk_`) // which Erlang's jose prints before a JWK
			return (m.Name == "kty" && !isModule || hasKtyInCapitals(members)) && !isPolicy(members)
		}
	}
	return impliedKty(members) != ""
}

// isPolicy reports whether the members are what a key is to be like, as Azure Key Vault
// writes it beside a certificate (key_props), and no key.
func isPolicy(members []key.RawMember) bool {
	says := false
	for _, m := range members {
		if IsNumber(m.Name) || m.Name == "pub" {
			return false
		}
		says = says || m.Name == "key_size" || m.Name == "exportable"
	}
	return says
}

// IsNumber reports whether name is a member of a JWK that is a number or the
// octets of a key (RFC 7518 section 6, RFC 8037 section 2).
func IsNumber(name string) bool { return slices.Contains(numberNames, name) }

// isForeign reports whether name is a public member that keys of another type have.
func isForeign(kty, name string) bool {
	return strings.Contains(" n e crv x y ", " "+name+" ") && !strings.Contains(" RSA n RSA e EC crv EC x EC y OKP crv OKP x ", " "+kty+" "+name+" ")
}

// IsMember reports whether name is a member that RFC 7517 or RFC 7518 gives a
// JWK.
func IsMember(name string) bool {
	switch name {
	case "kty", "use", "key_ops", "alg", "kid", "x5u", "x5c", "x5t", "x5t#S256", "crv", "oth":
		return true
	}
	return IsNumber(name)
}

// ReadObject is Read for one JWK whose members were found already.
func (r Reader) ReadObject(members []key.RawMember) (*key.Key, error) {
	o, err := newObject(members)
	if err != nil {
		return nil, err
	}
	return r.parse(o)
}

// parser reads one JWK.
type parser struct {
	*object
	repairs
	inside func([]byte) (*key.Key, error)
}

func (r Reader) parse(o *object) (*key.Key, error) {
	p := &parser{object: o, inside: r.Inside}
	p.lowerNames()
	p.rename()
	p.dropEmpty()
	p.dropBlanked()
	inner, err := p.openMembers()
	if err != nil {
		return nil, err
	}
	m, err := p.material()
	if err != nil {
		return nil, err
	}
	k, err := key.Checked(&key.Key{Material: m, Source: "Public JWK"}, nil)
	if err != nil {
		return nil, err
	}
	mended := k.Notes
	k.Notes = nil
	var algs []string
	if inner != nil {
		algs = inner.Algs
	}
	k.Given = p.given(m, algs)
	switch {
	case m.Kty() == key.KtyOct:
		k.Source = "Symmetric JWK"
	case m.IsPrivate():
		k.Source = "Private JWK"
	}
	if inner != nil {
		if !key.SamePublic(m, inner.Material) {
			return nil, fault.New(fault.KeyMismatch, "a whole key stands in one member, and others are of another key")
		}
		k.Algs, k.Chain, k.Comment, k.Notes = inner.Algs, inner.Chain, inner.Comment, inner.Notes
	}
	k.Notes = slices.Concat(k.Notes, mended, p.notes())
	return k, nil
}

// material reads the key's own members.
func (p *parser) material() (key.Material, error) {
	kty, err := p.kty()
	if err != nil {
		return nil, err
	}
	switch kty {
	case key.KtyRSA:
		return p.rsa()
	case key.KtyAKP:
		return p.akp()
	case key.KtyOct:
		octets, err := p.numbers(kty, "", []string{"k"}, nil)
		if err != nil {
			return nil, err
		}
		return &key.Oct{K: octets["k"]}, nil
	}
	return p.curve(kty)
}

// dropEmpty takes private numbers that are empty texts for absent, and those of keys of
// another type, as they are in keys whose program writes every field it has.
func (p *parser) dropEmpty() {
	kty, _ := p.text("kty")
	empty := func(m key.RawMember) bool {
		return string(m.Raw) == `""` && (slices.Contains(privateMembers, m.Name) || m.Name == "oth" || isForeign(kty, m.Name) || m.Name == "k" && kty != key.KtyOct)
	}
	for _, m := range p.list {
		if empty(m) {
			p.mend(m.Name, wasEmpty)
		}
	}
	if len(p.mended) > 0 {
		p.object, _ = newObject(slices.DeleteFunc(slices.Clone(p.list), empty)) // the names are distinct
	}
}
