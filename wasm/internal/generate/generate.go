// Package generate makes new keys.
//
// RSA keys come from the browser's own SubtleCrypto where it is there, since
// Go compiled to WebAssembly takes seconds for what it does in half a second;
// every other key, and RSA where the browser does not help, comes from Go's
// crypto packages. Whatever the engine, a new key is checked like one that
// was pasted before anyone sees it.
package generate

import (
	"context"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// Engines, as asked for in a Request.
const (
	Auto       = "auto"   // SubtleCrypto where it is there and willing, else Go
	OnlySubtle = "subtle" // SubtleCrypto or an error; RSA only
	OnlyGo     = "go"
)

// Engines, as named in key.Key.Engine.
const (
	engineSubtle = "SubtleCrypto"
	engineGo     = "Go"
)

// MaxCount is the most keys that one request makes.
const MaxCount = 20

// usualMLDSA is the parameter set that most advice is for: it is as strong as
// AES-192.
const usualMLDSA = "ML-DSA-65"

// Sizes in bits.
const (
	MinRSA, MaxRSA = 2048, 8192
	MinOct, MaxOct = 128, 512
)

// Request says which keys to make. Zero values mean the usual: RSA 4096,
// EC P-256, OKP Ed25519, AKP ML-DSA-65, oct 256; one key; engine auto.
type Request struct {
	Type   string // key.KtyRSA, KtyEC, KtyOKP, KtyAKP or KtyOct
	Size   int    // RSA: 2048 to 8192 bits, even; oct: 128 to 512 bits, whole bytes
	Curve  string // EC: P-256, P-384, P-521, secp256k1; OKP: Ed25519, X25519
	Alg    string // AKP: one of mldsa.Names
	Count  int    // 1 to 20
	Engine string // auto, subtle, go
}

// Generate makes the keys. subtle is nil where the browser has none (pages over
// plain http, tests outside a browser). The context is looked at before each key; making
// one RSA key in Go cannot be interrupted (the page ends the worker instead).
//
// Errors are faults: bad_option for a request that is not possible,
// engine_unavailable when SubtleCrypto is asked for and not there,
// generation_failed when an engine fails, cancelled.
func Generate(ctx context.Context, r Request, subtle Subtle) ([]*key.Key, error) {
	r, err := r.normal(subtle != nil)
	if err != nil {
		return nil, err
	}
	keys := make([]*key.Key, 0, r.Count)
	for range r.Count {
		if ctx.Err() != nil {
			return nil, fault.Wrap(fault.Cancelled, "", ctx.Err())
		}
		material, engine, err := r.one(ctx, subtle)
		if err != nil {
			return nil, err
		}
		if err := material.Check(); err != nil {
			return nil, fault.Wrap(fault.GenerationFailed, "the new key did not pass its check", err)
		}
		keys = append(keys, &key.Key{Material: material, Source: "Generated", Engine: engine})
	}
	return keys, nil
}

// Check refuses a request that is not possible, as Generate does.
func (r Request) Check(hasSubtle bool) error {
	_, err := r.normal(hasSubtle)
	return err
}

// normal fills in what the request leaves to us, and refuses what is not
// possible, with or without SubtleCrypto.
func (r Request) normal(hasSubtle bool) (Request, error) {
	if r.Count == 0 {
		r.Count = 1
	}
	if r.Engine == "" {
		r.Engine = Auto
	}
	if r.Count < 1 || r.Count > MaxCount {
		return r, badOption("the count is from 1 to 20")
	}
	switch r.Engine {
	case Auto, OnlyGo:
	case OnlySubtle:
		if r.Type != key.KtyRSA {
			return r, badOption("the browser's engine is for RSA only")
		}
		if !hasSubtle {
			return r, fault.New(fault.EngineUnavailable, "")
		}
	default:
		return r, badOption("the engine is auto, subtle or go")
	}
	if r.Alg != "" && r.Type != key.KtyAKP {
		return r, badOption("alg is for the type AKP alone")
	}
	switch r.Type {
	case key.KtyRSA:
		return r.sized(4096, MinRSA, MaxRSA, 2, "RSA keys have an even size from 2048 to 8192 bits")
	case key.KtyOct:
		return r.sized(256, MinOct, MaxOct, 8, "secret keys have a size from 128 to 512 bits, in whole bytes")
	case key.KtyEC:
		return r.curved([]string{key.P256, key.P384, key.P521, key.Secp256k1}, "EC keys are on P-256, P-384, P-521 or secp256k1")
	case key.KtyOKP:
		return r.curved([]string{key.Ed25519, key.X25519}, "OKP keys are Ed25519 or X25519")
	}
	rule := "the type is RSA, EC, OKP, AKP or oct"
	if r.Type == key.KtyAKP {
		if r.Alg == "" {
			r.Alg = usualMLDSA
		}
		if r.Size == 0 && r.Curve == "" && mldsa.PublicSize(r.Alg) > 0 {
			return r, nil
		}
		rule = "AKP keys are ML-DSA-44, ML-DSA-65 or ML-DSA-87"
	}
	return r, badOption(rule)
}

func (r Request) sized(usual, low, high, step int, rule string) (Request, error) {
	if r.Size == 0 {
		r.Size = usual
	}
	if r.Curve != "" || r.Size < low || r.Size > high || r.Size%step != 0 {
		return r, badOption(rule)
	}
	return r, nil
}

func (r Request) curved(curves []string, rule string) (Request, error) {
	if r.Curve == "" {
		r.Curve = curves[0]
	}
	for _, curve := range curves {
		if r.Curve == curve && r.Size == 0 {
			return r, nil
		}
	}
	return r, badOption(rule)
}

func badOption(rule string) error { return fault.New(fault.BadOption, rule) }

// one makes one key and says which engine made it.
func (r Request) one(ctx context.Context, subtle Subtle) (key.Material, string, error) {
	switch r.Type {
	case key.KtyRSA:
		return r.rsa(ctx, subtle)
	case key.KtyEC:
		m, err := newEC(r.Curve)
		return m, engineGo, err
	case key.KtyOKP, key.KtyAKP:
		m, err := newOKP(r.Curve + r.Alg) // either has one of them
		return m, engineGo, err
	}
	return newOct(r.Size), engineGo, nil
}
