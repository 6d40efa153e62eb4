package decode

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/hex"
	"encoding/pem"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/testkit"
)

// readBlock returns the DER of a vector with one PEM block.
func readBlock(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(vectorsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(data)
	if block == nil {
		t.Fatalf("%s is no PEM", name)
	}
	return block.Bytes
}

// manyCertificates is a bundle of n certificates, each with another key: in
// turn on P-256 and Ed25519.
func manyCertificates(t testing.TB, n int) []byte {
	t.Helper()
	edwards, weierstrass := readBlock(t, "cert/ed25519.pem"), readBlock(t, "cert/certificate.pem")
	edwardsKey := bytes.Index(edwards, []byte("\x06\x03\x2b\x65\x70\x03\x21\x00")) + 8
	weierstrassKey := bytes.Index(weierstrass, []byte("\x03\x42\x00\x04")) + 3
	if edwardsKey < 8 || weierstrassKey < 3 {
		t.Fatal("no key found in the vectors")
	}
	var bundle bytes.Buffer
	for i := range n {
		var der []byte
		if i%2 == 0 {
			k, err := ecdh.P256().GenerateKey(rand.Reader)
			if err != nil {
				t.Fatal(err)
			}
			der = bytes.Clone(weierstrass)
			copy(der[weierstrassKey:], k.PublicKey().Bytes())
		} else {
			der = bytes.Clone(edwards)
			rand.Read(der[edwardsKey : edwardsKey+32])
		}
		if err := pem.Encode(&bundle, &pem.Block{Type: "CERTIFICATE", Bytes: der}); err != nil {
			t.Fatal(err)
		}
	}
	return bundle.Bytes()
}

func TestTwoThousandCertificates(t *testing.T) {
	testkit.Linear(t, "certificates", 2000, func(n int) []byte { return manyCertificates(t, n) }, func(bundle []byte) {
		n := bytes.Count(bundle, []byte("BEGIN"))
		result, err := Decode(Input{Data: bundle})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Keys) != n || len(result.Skipped) != 0 {
			t.Fatalf("%d keys of %d, %d skipped", len(result.Keys), n, len(result.Skipped))
		}
	})
}

func TestTooMany(t *testing.T) {
	line := "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n"
	_, err := Decode(Input{Data: []byte(strings.Repeat(line, der.MaxParts+1))})
	if fault.CodeOf(err) != fault.TooLarge {
		t.Errorf("got %v", err)
	}
	_, err = Decode(Input{Data: []byte(strings.Repeat(line, der.MaxParts))})
	if fault.CodeOf(err) != fault.NotAKey {
		t.Errorf("got %v", err)
	}
}

func TestMaxInput(t *testing.T) {
	data := make([]byte, MaxInput+1)
	if _, err := Decode(Input{Data: data}); fault.CodeOf(err) != fault.InputTooLarge {
		t.Errorf("got %v", err)
	}
	for i := range data {
		data[i] = 'x'
	}
	if _, err := Decode(Input{Data: data[1:]}); fault.CodeOf(err) != fault.NoKey {
		t.Errorf("got %v", err)
	}
}

// A text of braces is read again and again, but no more often than its size
// allows. What is not read for that is named.
func TestReadAgain(t *testing.T) {
	const jwk = `{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`
	for _, unit := range []string{`{"a":`, `{"a":"`, `{"`, `{"a":[`, `{"a":{"b":1} `, "{ \"a\"\n", `{"a":1,`} {
		text := []byte(strings.Repeat(unit, (1<<18)/len(unit)) + "\n" + jwk)
		r := &reader{rescans: newRescanBudget(len(text))}
		r.embedded(text)
		// The readers of JSON and of literals may each go on once to the end.
		if r.rescans < -2*rescanBudget(len(text)) {
			t.Errorf("%q: %d bytes were read after it was enough", unit, -r.rescans)
		}
		if !r.found() {
			t.Errorf("%q: a JWK vanished", unit)
		}
	}
	for _, unit := range []string{"function a(){ if(x){ y() } }\n", "a: {{ .Values.a }}\n", `{"a":1,}`, "{ \"a\", }\n"} {
		text := []byte(strings.Repeat(unit, 1000) + jwk)
		r := &reader{rescans: newRescanBudget(len(text))}
		if r.embedded(text); len(r.parts) != 1 {
			t.Errorf("%q: the JWK after it was not found", unit)
		}
	}
}

// hostileUnits are what makes naive scanners quadratic when it is repeated.
func hostileUnits() []string {
	return []string{
		"-", "--", "--\n", "- ", "BEGIN", "-----BEGIN", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n",
		"-----BEGIN PRIVATE KEY-----\nMIIP\n", "-----BEGIN A-----\nEND ", "END ", "\nEND PRIVATE KEY", "-----END PRIVATE KEY-----\n",
		"-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-256-CBC,", "-----BEGIN RSA PRIVATE KEY-----\nX: y\n", "DEK-Info:", "a:b\n",
		"-----BEGIN SSH2 PUBLIC KEY-----\n", "---- BEGIN SSH2 PUBLIC KEY ----\nComment: a\\\n", "-----BEGIN OPENSSH PRIVATE KEY-----\n",
		"MIIP", "MIIP ", "MIIPAAAA.", "MIP/////", "MIL///// ", "MIL/////\n", "MDAw", "MIACAQMw", "MIACAQMw ", "MIAGCSqGSIb3DQEHAqCA\n", "MIACAQMw.", "M", "MA ", "LS0tLS1CRUdJTi", "LS0tLS1CRUdJTi ", "LS0tLS1CRUdJTi\n.",
		"b3BlbnNzaC1rZXktdjEA", "b3BlbnNzaC1rZXktdjEA.", "AAAA", "AAAA ", " AAAA\n", "ssh-rsa AAAA ", "ssh-rsa AAAA\n", "\"ssh-rsa AAAA", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA",
		"\\\"ssh-rsa AAAA ", "ssh-rsa AAAA,", "\"ssh-rsa AAAA\", ", "ssh-rsa AAAA\\n", "ssh-rsa AAAA ssh-rsa ", "a AAAA", "aaaaAAAA ",
		"{", "[", "\"", `{"kty":`, `{"kty":"RSA"}`, `{"kty":"RSA"},`, `{"a":{"kty":"EC"}} `, `["`, `[{"kty":`, `{"keys":[`, `"kty"{`, `{"`, `{"a":"`, `"kty":{"a":`, `"kty":{"`, "{ ", `"kty":{ `,
		`kty\"`, `{\"kty\":`, `\\"kty\\"`, "kty&quot;", "{&quot;kty&quot;:", "“kty”", "'kty'", "\"kty\"\n> ", "> \"kty\":{\n",
		"PuTTY-User-Key-File-", "PuTTY-User-Key-File-3: ssh-rsa\n", "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-MAC: 0\n", "Private-MAC:",
		"PuTTY-User-Key-File-\nPrivate-Hash:\n", "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-MAC: 0\nPuTTY-User-Key-File-",
		"\\", "\\n", "\\\\n", "\\u0041", "%41", "%", "&#", "&#xD;", "> ", ">", "# ", "// ", "\"+\n", "\".\n", "\";\n$k .= ", "\";\n$k .= \"", "\"; ", "\"a ", "\"a .= ", "\n b\"", "app | -----BEGIN A-----\n", "------BEGIN A-----\n", "+", "+ ", "=", "A=", "A\n", "=3D", "=3D\n", "=\n", "A=\n", "=20\n", "Content-Transfer-Encoding: base64\n\nQUFB\n--a\nContent-a", "Content-Transfer-Encoding: quoted-printable\n\n--a--\n", "--a\nContent-", "\u2014", "\u200b", "\u2014BEGIN ",
		"30", "30 ", "00000000: 3082 ", "00000000: 3082\n", "00000000  30 |", "{30", "{0x30,}", "}", "0x30,", "3082ffff", "\x30\x80", "\x30", "\x30\x82\xff\xff", "\x00", "\xff", "\xfe\xed\xfe\xed", "0\x00", "a\x00", "\x00a", "\r", "\r\n", "\t", "eyJ", "eyJ.",
		"\x30\x00", "3000", "MAAw", "\x30\x03\x02\x01\x00", "-----BEGIN PUBLIC KEY-----\nssh-rsa AAAA\n", "-----BEGIN DSA PRIVATE KEY-----\nMAA=\n",
		"RSAKeyValue", "<RSAKeyValue", "<RSAKeyValue>", "<RSAKeyValue/>", "<RSAKeyValue></RSAKeyValue>", "<RSAKeyValue><D>", "<a:RSAKeyValue><P><D></a:RSAKeyValue>", "<RSAKeyValue>DPDPDPDP</RSAKeyValue>",
		"PrivateKey=", "PrivateKey=\n", "age1\n", "\x99\x01", "wireguard private-key=", "wireguard private-key=" + aKey[:43] + "=", "PrivateKey=" + aKey[:44], "a -----BEGIN A-----\n", "-----BEGIN A----- a\nA\n", "kid: a\n-----BEGIN A-----\n",
		`{"type":"Ed25519","publicKeyBase58":"z"}`, `{"type":{"type":`, `{"attestationObject":"`, "pGFhoA",
		"MIACAQMAAAAA ", "MIACAQMAAAAA", "MIAGCSqGSIb3DQEHAqCAAAAA ", "MIACAQMwgAYJKoZIhvcNAQcBoIAkgASC ", "MIACAQMwgAYJKoZIhvcNAQcBoIAkgASC\n",
		"MCowBQYDK2VwAyEA ", "MCowBQYDK2VwAyEA\n", "MCowBQYDK2VwAyEA", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A ", "MIP///8wDQYJKoZIhvcNAQEBBQADgg8A ", "MIP///8wDQYJKoZIhvcNAQEBBQADgg8A\n",
		aKey + " ", aKey + "\n", aKey + "A ", aKey, strings.TrimRight(aKey, "=") + " A\n", aKey + "AAAA\n", aKey[:58] + "\nA\n",
		"\"" + aKey[:58] + "\",", "\"" + aKey + "A\",", "\"-BEGIN \",", "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n", "-----BEGIN PUBLIC KEY-----\n" + aKey[:58] + "\n",
		"-----BEGIN EC PARAMETERS-----\nBgUrgQQAIw==\n-----END EC PARAMETERS-----\n",
		"# ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA\n", "#", "# ssh-ed25519 ", "# a ssh-ed25519 AAAA ", "@revoked ", "@revoked * ssh-rsa AAAA\n", "a,", "\"a,", "\\\"",
		"eyJ.a.b.c.d ", "eyJ.a.b.c.d.", "eyJa.eyJa", "eyJ....", "eyJhbGciOiJkaXIifQ..a.b.c\n", "\"eyJ.a.b.c.d\",",
		"00000000: 302a 3005 0603 2b65 7003 2100  0*0...+ep.!.\n", "0000000: 30  0\n", "0x3,", "{0x30,0x2a", "{302a", "302a300506032b6570032100 ",
		"modulus: 00:aa:bb\n", "<RSAKeyValue>modulus: 00:aa:bb\n", "Modulus (2048 bit):\n    00:aa:\nprivate key: <a>", "n: aabb\nd: aabb\n", "pub:\n04:aa\n", "priv:\n    00:aa:\n",
		"EC Public Key [a:b]\nX: aa\nY: bb\n", "kty: a\n1. row ***************************\n", "kty,a,b\n\"a,", "<td>kty", "<tr><td>kty</td>\n", "0000000 055\n", "0000000   -\n0000020   -\n", "00000000: 2d2d2d2d  a\n",
		"(11:private-key", "Key: (private-key", "\x30\x80\x02\x01\x03", "\x30\x80\x06\x09\x2a", "\x24\x80", "\x30\x02\x05\x00\n", "\x30\x02\x05\x00\x00",
	}
}

// aKey is the base64 of a whole Ed25519 key.
const aKey = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZg0="

// hostileShapes are texts that grow in other ways.
func hostileShapes(t testing.TB) map[string]func(size int) []byte {
	const deep = 60
	nest := func(before, after string) func(int) []byte {
		return func(size int) []byte {
			one := strings.Repeat(before, deep) + "1" + strings.Repeat(after, deep)
			return []byte("[" + strings.Repeat(one+",", size/len(one)) + "1]")
		}
	}
	padded := func(before, after string) func(int) []byte {
		return func(size int) []byte {
			pad := strings.Repeat("x", size/deep/2)
			return []byte(strings.Repeat(strings.ReplaceAll(before, "PAD", pad), deep) + "1" + strings.Repeat(strings.ReplaceAll(after, "PAD", pad), deep))
		}
	}
	around := func(before, fill, after string) func(int) []byte {
		return func(size int) []byte { return []byte(before + strings.Repeat(fill, size/len(fill)) + after) }
	}
	spki := string(readBlock(t, "cert/ed25519.pem"))
	return map[string]func(int) []byte{
		"JWKs in JWKs":                   nest(`{"kty":"RSA","a":`, `}`),
		"JWKs in JWKs, kty last":         nest(`{"a":`, `,"kty":"RSA"}`),
		"JWKs in JWKs, large":            padded(`{"kty":"RSA","a":`, `,"b":"PAD"}`),
		"JWKs in JWKs, kty last, large":  padded(`{"a":`, `,"b":"PAD","kty":"RSA"}`),
		"sets in sets":                   nest(`{"keys":[`, `]}`),
		"sets in sets, large":            padded(`{"b":"PAD","keys":[{"kty":"oct"},`, `]}`),
		"JWKs in jwk":                    nest(`{"jwk":`, `}`),
		"JWKs in arrays of jwks":         padded(`{"jwks":[{"kty":"RSA","b":"PAD"},`, `]}`),
		"a JWK in a text":                around(`a {"kty":"RSA","n":"`, "A", `"}`),
		"an array of the lines of a PEM": around(`["-----BEGIN PUBLIC KEY-----"`, `,"MCow"`, `]`),
		"certificates joined":            around("", spki, ""),
		"certificates joined, a newline": around("", spki, "\n"),
		"a certificate, zeros":           around(spki, "\x00", ""),
		"a certificate, line breaks":     around(spki, "\r\n", ""),
		"a dump":                         func(size int) []byte { return []byte(hex.Dump([]byte(strings.Repeat(spki, size/len(spki)/4)))) },
		"hexadecimal": func(size int) []byte {
			return []byte(hex.EncodeToString([]byte(strings.Repeat(spki, size/len(spki)/2))))
		},
		"rows of a table": around("kty|RSA|a\n", "a|b|c\n", ""),
		"listings without an end": func(size int) (text []byte) {
			for i := 0; len(text) < size; i += 5 {
				text = append(text, strconv.Itoa(i)+":d=0  hl=5 l=16777000 cons: SEQUENCE  \n"...)
			}
			return text
		},
		"a listing of many lines of digits": around("0:d=0  hl=2 l=  34 prim: OCTET STRING  [HEX DUMP]:04\n", "AA\n", ""),
		"a column far to the right": func(size int) []byte {
			return []byte(strings.Repeat(" ", size/2) + "-----BEGIN A-----\n" + strings.Repeat("\n", size/2))
		},
		"JWKs in a table":              around("kty|n|e\n", "RSA|AQAB|AQAB\n", ""),
		"members in a table":           around("kty|RSA\n", "a|b\n", ""),
		"a cell over many rows":        around("kty|RSA\n", "|b|\n", ""),
		"a row of the table, many":     around("kty|RSA", "|b", ""),
		"many long numbers":            around("{", strings.Repeat("7", 77)+" ", ""),
		"many named numbers":           around("", "n:"+strings.Repeat("7", 77)+" e:3 ", ""),
		"many points":                  around("", "x:"+strings.Repeat("7", 77)+" y:"+strings.Repeat("7", 77)+" d:"+strings.Repeat("7", 77)+" ", ""),
		"lists without an end":         around("", "modulus: {1\n", ""),
		"options before an SSH key":    around("", "a,", " ssh-ed25519 AAAA"),
		"a comment that is no SSH key": around("# ssh-ed25519 AAAA", "A", ""),
		"paragraphs":                   around("", "ab\n\n", ""),
		"fences":                       around("", "```\na\n", ""),
		"quotations":                   around("", "> ", "a\n> b"),
		"lists within lists":           around("", `[{"a":1},`, ""),
		"JSON and words":               around("", `{"a":"b"} words `, ""),
		"strings that begin a PEM":     around("", `"-----BEGIN PUBLIC KEY-----" + `, ""),
		"a PEM of strings":             around(`"-----BEGIN PUBLIC KEY-----" + `, `"AAAA" + `, ""),
		"offsets of zero":              around("", "0000 30 31 32 33\n", ""),
		"pairs of digits":              around("<Buffer ", "30 ", ">"),
		"members in calls":             around("", `.put("kty", "EC").put("x", "A").put("y", "A") `, ""),
		"a member in calls, many":      around(`.put("kty", "EC")`, `.put("x", "A")`, ""),
		"members in turn":              around("", `"kty", "EC", `, ""),
		"much between members": func(size int) []byte {
			return []byte("kty,EC" + strings.Repeat("(", size/2) + strings.Repeat("x,A\n", size/8))
		},
		"a name and no member":       around("kty ", "EC ", ""),
		"queries":                    around("", "kty=EC&a=b ", ""),
		"names with a prefix":        around("", "a.kty=EC\n", ""),
		"comma-separated values":     around("kty,crv,x\n", "EC,P-256,a\n", ""),
		"members that are private":   around(`{"kty":"EC"}`, `"d":"a"`, ""),
		"lines of base64":            around("", strings.Repeat("e30g", 16)+"\n", ""),
		"lines of base64, apart":     around("", strings.Repeat("e30g", 16)+"\nab\n", ""),
		"equals signs before spaces": func(size int) []byte { return []byte(strings.Repeat("=3D", size/6) + strings.Repeat(" ", size/2)) },
		"zeros in a PEM":             around("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZg0A", "AAAA", "\n-----END PUBLIC KEY-----\n"),
	}
}

// Whatever an input is made of, it takes time in proportion to its size.
func TestHostileText(t *testing.T) {
	size, long := 64<<10, 256<<10
	if testing.Short() {
		size, long = 32<<10, 128<<10
	}
	try := func(name string, size int, input func(size int) []byte) {
		testkit.Linear(t, name, size, input, func(data []byte) {
			result, err := Decode(Input{Data: data})
			if err != nil && fault.CodeOf(err) == fault.Internal {
				t.Errorf("%s: %v", name, err)
			}
			if err == nil && len(result.Keys) == 0 {
				t.Errorf("%s: neither a key nor an error", name)
			}
		})
	}
	for _, unit := range hostileUnits() {
		for _, prefix := range []string{"", `{"kty":"`, "[\"a\",", "-----BEGIN PRIVATE KEY-----\n", "\xff\xfe"} {
			size := size
			if prefix == "" {
				size = long
			}
			try(strconv.Quote(unit)+" after "+strconv.Quote(prefix), size, func(size int) []byte {
				return []byte(prefix + strings.Repeat(unit, (size-len(prefix))/len(unit)))
			})
		}
	}
	for name, input := range hostileShapes(t) {
		try(name, long, input)
	}
}

// What is nested is not read anew for every level.
func TestNestedJSONIsReadOnce(t *testing.T) {
	const size = 1 << 20
	nest := func(depth int, before, after string) []byte {
		pad := strings.Repeat("x", size/depth)
		return []byte(strings.Repeat(before, depth) + "1" + strings.Repeat(strings.ReplaceAll(after, "PAD", pad), depth))
	}
	for _, shape := range [][2]string{
		{`{"kty":"RSA","a":`, `,"b":"PAD"}`},
		{`{"a":`, `,"b":"PAD","kty":"RSA"}`},
		{`{"keys":[{"kty":"oct","k":"AAAA"},`, `,"PAD"]}`},
		{`{"jwks":[{"kty":"oct","k":"AAAA"},`, `,"PAD"]}`},
		{`{"a":[`, `,"PAD"]}`},
	} {
		testkit.Alike(t, shape[0], 8, nest(30, shape[0], shape[1]), nest(1, shape[0], shape[1]), func(data []byte) {
			Decode(Input{Data: data})
		})
	}
}
