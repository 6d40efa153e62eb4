package api

import (
	"context"
	"path"
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/vendors"
)

type archiveReply struct {
	Name  string   `json:"name"`
	Data  int      `json:"data"` // which attachment is the zip
	Files []string `json:"files"`
	zip   []byte
}

func (r archiveReply) attachments() [][]byte { return [][]byte{r.zip} }

// file is one file of the archive; secret ones are readable by their owner
// only when unpacked.
type file struct {
	kind       string // its name where there is one key: "public.key"
	name, text string
	secret     bool
}

// archive packs the guide's files of the remembered keys.
func (s *Session) archive(_ context.Context, params *object) (any, error) {
	opt, f, err := readOptions(params)
	if err != nil {
		return nil, err
	}
	if f.asked {
		return nil, badRequest("an archive has no forms")
	}
	if err := s.remembers(); err != nil {
		return nil, err
	}
	opt.oneLine = false // these are files
	w := s.writer(&opt)
	files, err := w.files()
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fault.New(fault.NoSuchForm, "the keys are secret").WithHint("Include the private key, then download again.")
	}
	reply := archiveReply{Name: archiveName(w.headers[w.groups[0].standing()].kid)}
	files = append(files, file{name: "README.txt", text: readme(files, opt.encrypt != "")})
	for _, f := range files {
		reply.Files = append(reply.Files, f.name)
	}
	if len(files) > maxZipFiles {
		return nil, fault.New(fault.TooLarge, "an archive of more than 65535 files").WithHint("Save the set instead, or fewer keys.")
	}
	reply.zip = zipOf(files, s.now())
	return reply, nil
}

// files lists the archive's files in their order: key by key, the set last.
func (w *writer) files() ([]file, error) {
	var (
		files []file
		err   error
	)
	add := func(kind, number string, e *entry, form encode.Form) {
		if e == nil || err != nil || form.IsPrivate() && !w.options.private {
			return
		}
		var text string
		if text, err = w.one(e, form); err == nil {
			files = append(files, file{kind, numbered(kind, number), withNewline(text), form.IsPrivate()})
		}
	}
	privateForm, secretForm := encode.PKCS8, encode.JWKPrivate
	if w.options.encrypt != "" {
		privateForm, secretForm = encode.PKCS8Encrypted, encode.JWKEncrypted
	}
	for i, number := range w.fileNames() {
		g := w.groups[i]
		add("private.key", number, g.with(privateForm), privateForm)
		add("public.key", number, g.with(encode.SPKI), encode.SPKI)
		add("jwk.json", number, g.with(encode.JWK), encode.JWK)
		if g.with(encode.JWK) == nil { // a secret has just the one form
			add("secret.json", number, g.with(secretForm), secretForm)
		}
		if w.wantsBase64() {
			add("public-base64.txt", number, g.with(encode.SPKIBase64), encode.SPKIBase64)
		}
		if e := g.with(encode.Certificate); e != nil {
			add("certificate.pem", number, e, encode.Certificate)
			files = append(files, file{"certificate.cer", numbered("certificate.cer", number), string(e.Chain[0].Raw), false})
		}
	}
	if err != nil {
		return nil, err
	}
	if have, _ := w.choose(encode.JWKS); len(have) > 0 {
		text, err := w.asSet(have, false)
		if err != nil {
			return nil, err
		}
		files = append(files, file{"jwks.json", "jwks.json", withNewline(text), false})
	}
	return files, nil
}

// wantsBase64 reports whether the system that the keys are for is given them as
// base64; all the other forms are there anyway.
func (w *writer) wantsBase64() bool {
	return w.options.vendor != nil && slices.Contains(w.options.vendor.Forms, vendors.SPKIBase64)
}

// numbered is the name of one of several files of a kind.
func numbered(kind, number string) string {
	end := path.Ext(kind)
	return strings.TrimSuffix(kind, end) + number + end
}

// fileNames are what tells the files of each key apart: the name of the file that
// it came from, else its number; nothing where there is one key.
func (w *writer) fileNames() []string {
	names := make([]string, len(w.groups))
	if len(names) == 1 {
		return names
	}
	used := map[string]bool{}
	for i, g := range w.groups {
		number := "-" + strconv.Itoa(g.number)
		name := fileSafe(strings.TrimSuffix(path.Base(g.entries[0].fixed.File), path.Ext(g.entries[0].fixed.File)))
		if name == "" || used[name] {
			name = strings.TrimPrefix(name+number, "-")
		}
		for used[name] { // a file may be called like this
			name += number
		}
		used[name] = true
		names[i] = "-" + name
	}
	return names
}

// readme says which file goes where, for whoever finds the archive a month
// later. Of several of a kind it tells of the first.
func readme(files []file, encrypted bool) string {
	var b strings.Builder
	b.WriteString("Which file goes where\n\n")
	told := map[string]bool{}
	for _, f := range files {
		if told[f.kind] {
			continue
		}
		told[f.kind] = true
		name := f.name
		if name != f.kind {
			name += ", and so on"
		}
		b.WriteString(name + "\n" + purposes[f.kind])
		if f.secret && encrypted {
			b.WriteString("  It is encrypted: it opens with the passphrase that was typed for it.\n")
		}
		b.WriteString("\n")
	}
	b.WriteString("Made by jwkmint, in a browser, on the device that saved this file.\n")
	return b.String()
}

// purposes are what README.txt says of each kind of file.
var purposes = map[string]string{
	"private.key":       "  SECRET. It stays with your application, which signs or decrypts with it:\n  a PKCS#8 file, as openssl and most libraries read it. Never register it,\n  send it or commit it.\n",
	"public.key":        "  Public. For libraries that want PEM instead of a JWK.\n",
	"jwk.json":          "  Public. Register this one where your tokens are checked.\n",
	"jwks.json":         "  Public. All keys in one set: publish it at your jwks_uri, or register it.\n",
	"secret.json":       "  SECRET. The key that both sides share, as a JWK. Give it to those two\n  alone, over a safe way.\n",
	"public-base64.txt": "  Public. The same as one line of base64, for the system that was chosen.\n",
	"certificate.pem":   "  Public. For systems that take a certificate, as text.\n",
	"certificate.cer":   "  Public. The same certificate, for systems that take it as a file of DER.\n",
}

func withNewline(text string) string {
	if strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// archiveName holds as much of the key ID as is safe in a file name
// everywhere.
func archiveName(kid string) string {
	safe := fileSafe(kid)
	if safe == "" {
		return "jwkmint.zip"
	}
	return "jwkmint-" + safe + ".zip"
}

// fileSafe is as much of a text as is safe in a file name everywhere.
func fileSafe(text string) string {
	safe := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return -1
	}, text)
	return safe[:min(len(safe), 64)]
}
