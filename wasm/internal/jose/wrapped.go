package jose

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// numberNames are the members that are numbers or octets of a key.
var numberNames = []string{"n", "e", "d", "p", "q", "dp", "dq", "qi", "x", "y", "k"}

// maxWhole bounds the text of a whole key in a member: the PEM of the largest
// RSA key in base64 takes 18 KiB.
const maxWhole = 64 << 10

// whole returns the PEM or DER that the text of a member is, or is in base64
// or hexadecimal; nil when it is none. What it takes for DER begins as keys and
// certificates do, with five octets that say so and no number has by chance.
func whole(text string) []byte {
	if len(text) > maxWhole {
		return nil
	}
	for range 3 { // base64 of the base64 of PEM
		text = strings.TrimSpace(text)
		if strings.Contains(text, "-----BEGIN ") {
			return []byte(text)
		}
		if !beginsLikeIt(text) {
			return nil
		}
		data := decodeLoosely(text)
		if beginsAsKey(data) {
			return data
		}
		text = string(data)
	}
	return nil
}

// mayBeWhole tells by the JSON of a value whether it is worth a look.
func mayBeWhole(raw []byte) bool {
	return len(raw) > 40 && raw[0] == '"' && bytes.IndexByte([]byte("MLTU3 \\"), raw[1]) >= 0 ||
		bytes.Contains(raw, []byte("-----BEGIN "))
}

// beginsLikeIt tells by the first characters whether it is worth decoding a text:
// DER in base64 begins with M, in hexadecimal with 30, "-----BEGIN" with LS0,
// and base64 of these with T and U.
func beginsLikeIt(text string) bool {
	if len(text) < 40 {
		return false
	}
	switch text[0] {
	case 'M':
		return text[1] >= 'A' && text[1] <= 'P'
	case 'L':
		return strings.HasPrefix(text, "LS0tLS1CRUdJTi")
	case 'T', '3', 'U':
		return strings.HasPrefix(text, "TU") || strings.HasPrefix(text, "TFMwdExTM") || strings.HasPrefix(text, "30")
	}
	return false
}

// decodeLoosely decodes base64 of either alphabet, padded or not, over lines
// or not, or hexadecimal; nil when it is neither.
func decodeLoosely(text string) []byte {
	text = strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "", "-", "+", "_", "/").Replace(text)
	if strings.HasPrefix(text, "30") {
		if data, err := hex.DecodeString(text); err == nil {
			return data
		}
	}
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil
	}
	return data
}

// beginsAsKey reports whether data is, or begins as, the DER of a key or
// certificate: a SEQUENCE of just its length whose first element fits, or one
// whose first octets leave no doubt, though it was cut or something follows.
func beginsAsKey(data []byte) bool {
	content, size, ok := header(data, 0x30)
	if !ok || size < 32 {
		return false
	}
	for _, sign := range certainSigns {
		if bytes.Contains(content[:min(len(content), 16)], []byte(sign)) {
			return true
		}
	}
	if size != len(content) {
		return false
	}
	switch content[0] {
	case 0x02: // INTEGER: a version 0 to 3, or a modulus
		number, n, ok := header(content, 0x02)
		return ok && (n == 1 && number[0] <= 3 || n >= 32 && n < size)
	case 0x30: // an algorithm's identifier, or what is signed in a certificate
		first, n, ok := header(content, 0x30)
		return ok && n < size && (first[0] == 0x06 || first[0] == 0xa0 || first[0] == 0x02)
	}
	return false
}

// certainSigns stand at the beginning of every usual key and certificate: the
// object identifiers of RSA, PBES and PKCS #7, of EC, Edwards and ML-DSA keys, a
// certificate's version, and the versions of PKCS#8, PKCS#1 and SEC 1.
var certainSigns = []string{
	"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01", "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01", "\x30\x05\x06\x03\x2b\x65", "\x60\x86\x48\x01\x65\x03\x04\x03",
	"\xa0\x03\x02\x01\x02\x02", "\x02\x01\x00\x30\x0d\x06", "\x02\x01\x00\x02\x82", "\x02\x01\x01\x04\x20", "\x02\x82\x01\x01\x00", "\x02\x82\x02\x01\x00",
}

// header reads the tag and length that DER begins with; content is what
// follows, as far as it is there.
func header(der []byte, tag byte) (content []byte, size int, ok bool) {
	if len(der) < 8 || der[0] != tag {
		return nil, 0, false
	}
	size, der = int(der[1]), der[2:]
	if size >= 0x80 {
		n := size & 0x7f
		if n < 1 || n > 3 || der[0] == 0 {
			return nil, 0, false
		}
		size = 0
		for _, b := range der[:n] {
			size = size<<8 | int(b)
		}
		der = der[n:]
	}
	return der, size, true
}

// openMembers reads the whole key that members hold in place of numbers, and
// puts its numbers where they belong. Members beside it that are numbers must
// be those of the same key. It returns nil when there is none.
func (p *parser) openMembers() (*key.Key, error) {
	var inner *key.Key
	holds := map[string]bool{}
	names := numberNames
	if p.isAKP() {
		names = []string{"pub", "priv"}
	}
	for _, name := range names {
		if !mayBeWhole(p.raw(name)) {
			continue
		}
		text, _ := p.text(name)
		data := whole(text)
		if data == nil {
			continue
		}
		if p.inside == nil {
			return nil, fault.New(fault.Malformed, "the member "+name+" holds a whole key, not a number")
		}
		k, err := p.inside(data)
		if err != nil {
			return nil, err
		}
		if inner != nil && !key.SamePublic(inner.Material, k.Material) {
			return nil, fault.New(fault.KeyMismatch, "its members hold different keys")
		}
		if inner == nil || k.Material.IsPrivate() && !inner.Material.IsPrivate() {
			inner = k
		}
		holds[name] = true
		if p.holder == "" {
			p.holder = name
		} else {
			p.holder += " and " + name
		}
	}
	if inner == nil {
		return p.fromCertificate()
	}
	p.held = inner.Source
	p.replace(inner.Material, holds)
	return inner, nil
}

// fromCertificate gives a JWK that lacks public numbers those of the first
// certificate in its x5c, and returns its key; nil when there is nothing to do.
func (p *parser) fromCertificate() (*key.Key, error) {
	probe := &parser{object: p.object}
	kty, _ := probe.kty()
	var missing []string
	for _, name := range requiredNames[kty] {
		if name != "kty" && name != "k" && !p.has(name) {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 || p.inside == nil || !p.has("x5c") {
		return nil, nil
	}
	chain := probe.x5c()
	if len(chain) == 0 {
		return nil, nil
	}
	k, err := p.inside(chain[0])
	if err != nil || k.Material.Kty() != kty {
		return nil, nil // material names what is missing
	}
	for _, name := range missing {
		p.mend(name, wasMissing)
	}
	p.replace(k.Material, nil)
	return k, nil
}

// replace gives the JWK the members of m in place of those named; others that
// it lacks are added.
func (p *parser) replace(m key.Material, names map[string]bool) {
	right := map[string][]byte{}
	members := Members(m, m.IsPrivate())
	for _, member := range members {
		right[member.Name] = rawValue(member.Value)
	}
	var list []key.RawMember
	for _, member := range p.list {
		raw, ok := right[member.Name]
		if member.Name == "kty" || member.Name == "crv" || names[member.Name] || ok && !p.has(member.Name) {
			if !ok {
				continue // a key of this type has none
			}
			member.Raw = raw
		}
		delete(right, member.Name)
		list = append(list, member)
	}
	for _, member := range members {
		if raw, ok := right[member.Name]; ok {
			list = append(list, key.RawMember{Name: member.Name, Raw: raw})
		}
	}
	p.object, _ = newObject(list) // the names are distinct
}

// rawValue is the JSON of a value of Members, none of which needs escapes.
func rawValue(value any) []byte {
	switch v := value.(type) {
	case string:
		return []byte(`"` + v + `"`)
	case [][]Member:
		objects := make([]string, len(v))
		for i, o := range v {
			objects[i] = string(rawObject(o))
		}
		return []byte("[" + strings.Join(objects, ",") + "]")
	}
	return []byte("null")
}

// rawObject is the JSON of members.
func rawObject(members []Member) []byte {
	out := []byte{'{'}
	for i, m := range members {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(append(out, '"'), m.Name...), `":`...), rawValue(m.Value)...)
	}
	return append(out, '}')
}
