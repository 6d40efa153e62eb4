// Package asn1 stands in the program for encoding/asn1.
//
// DER is read and written with cryptobyte here, which shares a few types with
// encoding/asn1; the JOSE library calls it for signers that keep their key to
// themselves, of which there are none. In its place the build links this one:
// the types, and functions that refuse.
package asn1

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// ErrLeftOut is the answer of every function here.
var ErrLeftOut = errors.New("this program reads and writes DER by itself")

func Marshal(any) ([]byte, error) { return nil, ErrLeftOut }

func Unmarshal([]byte, any) ([]byte, error) { return nil, ErrLeftOut }

// ObjectIdentifier is that of encoding/asn1.
type ObjectIdentifier []int

func (oid ObjectIdentifier) Equal(other ObjectIdentifier) bool { return slices.Equal(oid, other) }

func (oid ObjectIdentifier) String() string {
	arcs := make([]string, len(oid))
	for i, arc := range oid {
		arcs[i] = strconv.Itoa(arc)
	}
	return strings.Join(arcs, ".")
}

// BitString is that of encoding/asn1, as far as cryptobyte fills it.
type BitString struct {
	Bytes     []byte
	BitLength int
}

// RawValue and RawContent are mentioned by crypto/x509/pkix.
type (
	RawValue   struct{ FullBytes []byte }
	RawContent []byte
)
