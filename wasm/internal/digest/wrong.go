package digest

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/key"
)

// wrong are the things that people hash, or take for a digest, by mistake.
func (f *forms) wrong() []thing {
	var list []thing
	add := func(name, mistake string, data, instead []byte) {
		list = append(list, thing{name: name, data: data, mistake: mistake, instead: instead})
	}
	texts := func(label, what string, der []byte) {
		if len(der) == 0 {
			return
		}
		const mistake = "It was made of the PEM text; it must be made of the DER in it."
		block := string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
		for _, text := range []string{block, strings.TrimSuffix(block, "\n"), strings.ReplaceAll(block, "\n", "\r\n"), strings.TrimSuffix(strings.ReplaceAll(block, "\n", "\r\n"), "\r\n")} {
			add("the PEM text of "+what, mistake, []byte(text), der)
		}
		lines := strings.Split(strings.TrimSuffix(block, "\n"), "\n")
		body := strings.Join(lines[1:len(lines)-1], "\n")
		one := base64.StdEncoding.EncodeToString(der)
		for _, text := range []string{one, one + "\n", body, body + "\n"} {
			add("the base64 text of "+what, "It was made of the base64 text; it must be made of the DER in it.", []byte(text), der)
		}
		for _, text := range hexTexts(der) {
			add("the hexadecimal text of "+what, "It was made of the hexadecimal text; it must be made of the DER in it.", []byte(text), der)
		}
		add(what+" with a line break after it", "A line break was hashed with it.", append(der[:len(der):len(der)], '\n'), der)
	}
	if len(f.k.Chain) > 0 {
		texts("CERTIFICATE", "its certificate", f.k.Chain[0].Raw)
	}
	texts("PUBLIC KEY", "its public key (SPKI)", f.spki)
	texts("RSA PUBLIC KEY", "its public key (PKCS#1)", f.pkcs1)
	texts("PRIVATE KEY", "its private key (PKCS#8)", f.pkcs8)
	if f.k.Material.Kty() == key.KtyEC {
		texts("EC PRIVATE KEY", "its private key (SEC 1)", f.traditional)
	} else {
		texts("RSA PRIVATE KEY", "its private key (PKCS#1)", f.traditional)
	}
	f.wrongSSH(add)
	f.wrongJWK(add)
	for i, c := range f.k.Chain {
		if serial, err := hex.DecodeString(c.Serial); err == nil && len(serial) >= 8 {
			list = append(list, thing{name: "the serial number of its certificate", data: serial, plain: true, certificate: i + 1,
				mistake: "A serial number is no digest, and another CA may have given the same."})
		}
	}
	if len(f.x) > 0 {
		name := "its x coordinate, the public key itself"
		if f.k.Material.Kty() == key.KtyRSA {
			name = "its modulus, the number of the public key itself"
			for _, text := range append(hexTexts(f.x), string(f.x)) {
				add("its modulus alone", "It must be made of the DER of the public key.", []byte(text), f.spki)
			}
		}
		const mistake = "It is no digest of the key."
		list = append(list, thing{name: name, data: f.x, plain: true, mistake: mistake})
		if f.y != nil {
			list = append(list, thing{name: "its y coordinate, a part of the public key itself", data: f.y, plain: true, mistake: mistake})
		}
	}
	return list
}

// hexTexts are how tools print bytes.
func hexTexts(data []byte) []string {
	digits := hex.EncodeToString(data)
	return []string{digits, strings.ToUpper(digits)}
}

func (f *forms) wrongSSH(add func(name, mistake string, data, instead []byte)) {
	line, err := encode.SSHLine(&key.Key{Material: f.k.Material})
	if err != nil {
		return
	}
	const mistake = "It was made of the text; it must be made of the bytes that its base64 stands for."
	line = strings.TrimSpace(line)
	_, blob, _ := strings.Cut(line, " ")
	for _, text := range []string{line, line + "\n", blob, blob + "\n"} {
		add("the OpenSSH line", mistake, []byte(text), f.blob)
	}
}

// wrongJWK are ways of writing the JWK that is hashed other than RFC 7638's.
func (f *forms) wrongJWK(add func(name, mistake string, data, instead []byte)) {
	const order = "RFC 7638 hashes the required members alone, in the order of their names and without white space."
	add("its JWK with a line break after it", "A line break was hashed with it.", append(f.jwk[:len(f.jwk):len(f.jwk)], '\n'), f.jwk)
	members := thumbprintMembers(f.k.Material)
	for i, p := range permutations(len(members)) {
		list := make([]string, len(p))
		for j, at := range p {
			list[j] = members[at]
		}
		if i > 0 {
			add("its JWK with the members in another order", order, object(list), f.jwk)
		}
		spaced := make([]string, len(list))
		for j, m := range list {
			spaced[j] = strings.Replace(m, ":", ": ", 1)
		}
		add("its JWK with white space", order, []byte("{"+strings.Join(spaced, ", ")+"}"), f.jwk)
		add("its JWK with white space", order, []byte("{\n  "+strings.Join(spaced, ",\n  ")+"\n}"), f.jwk)
	}
	if m, ok := f.k.Material.(*key.RSA); ok {
		padded := base64.RawURLEncoding.EncodeToString(append([]byte{0}, m.N.Bytes()...))
		plain := base64.RawURLEncoding.EncodeToString(m.N.Bytes())
		add("its JWK with a zero byte before n", "n was written with a sign octet, which JWK does not have.",
			[]byte(strings.Replace(string(f.jwk), plain, padded, 1)), f.jwk)
	}
}

// permutations are the orders of n things, the given one first: 6 of three, 24
// of four.
func permutations(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var list [][]int
	for _, p := range permutations(n - 1) {
		for at := len(p); at >= 0; at-- {
			q := append(append(append([]int{}, p[:at]...), n-1), p[at:]...)
			list = append(list, q)
		}
	}
	return list
}
