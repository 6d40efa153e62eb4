package api

import (
	"context"
	"runtime"
	"slices"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// Version is the build's, set by the linker:
// -ldflags "-X jwkmint/wasm/internal/api.Version=…".
var Version = "dev"

type helloResult struct {
	Version  string        `json:"version"`
	Protocol int           `json:"protocol"`
	Go       string        `json:"go"`
	Subtle   bool          `json:"subtle"`
	Kinds    []kind        `json:"kinds"`
	Vendors  []vendorReply `json:"vendors"`
}

// kind is a type or curve of keys, and the algorithms that keys of it can
// have, the usual one first. The page offers them before there is a key.
type kind struct {
	Name string   `json:"name"`
	Sig  []string `json:"sig"`
	Enc  []string `json:"enc"`
}

func (s *Session) hello(_ context.Context, params *object) (any, error) {
	protocol := params.number("protocol")
	if err := params.doneAll(); err != nil {
		return nil, err
	}
	if protocol != Protocol {
		return nil, badRequest("another protocol")
	}
	return helloResult{Version, Protocol, runtime.Version(), s.subtle != nil, kinds(), describeVendors()}, nil
}

// kinds is the whole table of algorithms. Which of them a secret can have
// depends on its size: here are those of all sizes.
func kinds() []kind {
	list := []kind{newKind(key.KtyRSA, &key.RSA{})}
	for _, curve := range []string{key.P256, key.P384, key.P521, key.Secp256k1} {
		list = append(list, newKind(curve, &key.EC{Curve: curve}))
	}
	for _, curve := range slices.Concat([]string{key.Ed25519, key.X25519, key.Ed448, key.X448}, mldsa.Names) {
		list = append(list, newKind(curve, &key.OKP{Curve: curve}))
	}
	var secrets []key.Material
	for _, bits := range []int{128, 192, 256, 384, 512} {
		secrets = append(secrets, &key.Oct{K: make([]byte, bits/8)})
	}
	return append(list, newKind(key.KtyOct, secrets...))
}

func newKind(name string, materials ...key.Material) kind {
	k := kind{Name: name, Sig: []string{}, Enc: []string{}}
	add := func(list *[]string, algs []string) {
		for _, alg := range algs {
			if !slices.Contains(*list, alg) {
				*list = append(*list, alg)
			}
		}
	}
	for _, m := range materials {
		add(&k.Sig, jose.Algorithms(m, jose.UseSig, nil))
		add(&k.Enc, jose.Algorithms(m, jose.UseEnc, nil))
	}
	return k
}
