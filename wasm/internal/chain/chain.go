// Package chain tells which certificate issued which, and gives each the chain
// that goes into x5c (RFC 7517 section 4.7).
//
// An issuer is told as RFC 5280 section 6 tells it: by its name, by the key
// identifiers, by what it may do (BasicConstraints, KeyUsage), and by the
// signature. Whether anybody should trust it, the policies and name constraints,
// and the dates as such, are not asked here: of several certificates of one issuer
// the one valid now comes first.
//
// The work is linear in the number of certificates, and the signatures that
// are verified are bounded: see the constants.
package chain

import (
	"time"

	"jwkmint/wasm/internal/key"
)

const (
	// maxLength is the longest chain given. Real ones have two to four; an
	// input of thousands of certificates, each issued by the next, would
	// otherwise give thousands of chains with thousands in each.
	maxLength = 10
	// maxCandidates is how many authorities of one name (and key identifier)
	// are looked at for one certificate. Thousands of one name would otherwise
	// be held against thousands.
	maxCandidates = 8
	// maxMembers is how many certificates of one authority are looked at to
	// find one that fits into a chain, for the same reason.
	maxMembers = 16
	// maxOwn is how many certificates that are their own issuers are held against their
	// own keys: an appliance's bundle can have thousands, of which nobody looks at one.
	maxOwn = 100
	// maxEffort is what the signatures verified for one input may cost, in the
	// units of effort: about a second in a page. A signature that cheaply made
	// junk claims takes as long to refute as a real one to confirm, and one by
	// an RSA key of 16,384 bits takes as long as a hundred usual ones.
	maxEffort = 500
	// stepsEach is how many certificates are tried for one chain, on the
	// average, where ways come round: all ways through many CAs that certified
	// one another would be more than can be counted.
	stepsEach = 12
)

// Graph is the certificates of one input, and who issued which.
type Graph struct {
	now   time.Time
	nodes []*node
	byRaw map[string]*node
	// authorities by name, and by name with key identifier ("" for none).
	byName, byKeyID map[string][]*authority
	effort          int // what signatures may yet cost
	steps           int // that may yet be tried for chains
	work            int // how many certificates and authorities were looked at for others
}

// node is one certificate.
type node struct {
	*key.Certificate
	order  int        // in the input
	own    *authority // under whose name and key it is
	issues bool       // it is a CA's
	signed *signed    // once it was needed
	links  []link
	// signer is who signed it without being a CA, where no CA did.
	signer *authority
	ending ending
	// unsound says that it is its own issuer, and that the signature in it is another's.
	unsound bool
	// hops is how many certificates lead from here to one that signed itself,
	// and hopsNow the same over issuers valid now; noWay where none do.
	hops, hopsNow int
}

const noWay = 1 << 30

// authority is a name with a key. It may have several certificates: renewed
// ones, and those that other authorities gave it. Where none of them is a CA's,
// members is empty.
type authority struct {
	members  []*node // those that may issue, the best first
	all      []*node
	children []*node         // what it issued
	hasID    map[string]bool // the key identifiers that its certificates name
}

// link says that an authority issued a certificate.
type link struct {
	*authority
	proven bool // by the signature; else by name and key identifier alone
}

// ending is why a certificate has no link.
type ending int

const (
	absent    ending = iota // nothing bears the issuer's name
	rooted                  // it issued itself
	otherKey                // what bears the issuer's name has another key identifier, or did not sign
	notCA                   // what bears the issuer's name may not issue certificates
	selfNamed               // it names itself, but another of that name signed it
	ambiguous               // several could be the issuer, and nothing here decides between them
)

// New looks at certificates, some of which may be there twice. now tells which of
// them are valid.
func New(certs []*key.Certificate, now time.Time) *Graph {
	g := &Graph{
		now: now, byRaw: map[string]*node{}, effort: maxEffort,
		byName: map[string][]*authority{}, byKeyID: map[string][]*authority{},
	}
	for _, c := range certs {
		if c.Link == nil || g.byRaw[string(c.Raw)] != nil {
			continue
		}
		n := &node{Certificate: c, order: len(g.nodes), issues: mayIssue(c)}
		g.byRaw[string(c.Raw)] = n
		g.nodes = append(g.nodes, n)
	}
	g.steps = stepsEach * len(g.nodes)
	g.findAuthorities()
	g.findIssuers()
	g.checkOwn()
	g.measure()
	return g
}

// Of returns the chain of a certificate that was given to New, itself first,
// and what should be known of it.
func (g *Graph) Of(c *key.Certificate) ([]*key.Certificate, []key.Warning) {
	n := g.byRaw[string(c.Raw)]
	if n == nil {
		return []*key.Certificate{c}, nil
	}
	nodes, warnings := g.path(n)
	chain := make([]*key.Certificate, len(nodes))
	for i, n := range nodes {
		chain[i] = n.Certificate
	}
	chain[0] = c
	return chain, warnings
}

// Better reports whether a is to be taken before b where both are for one key:
// the one valid now, then the newer one, then the one that came first.
func (g *Graph) Better(a, b *key.Certificate) bool {
	if va, vb := g.valid(a), g.valid(b); va != vb {
		return va
	}
	return a.NotBefore.After(b.NotBefore)
}

// valid reports whether a certificate is within its dates. One whose dates
// cannot be read is not.
func (g *Graph) valid(c *key.Certificate) bool {
	return !c.NotBefore.IsZero() && !c.NotAfter.IsZero() && !g.now.Before(c.NotBefore) && !g.now.After(c.NotAfter)
}
