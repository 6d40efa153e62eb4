package chain

import (
	"bytes"
	"cmp"
	"slices"

	"jwkmint/wasm/internal/key"
)

// measure counts how far each certificate is from one that signed itself, over
// issuers that are valid now and over all, and puts each authority's
// certificates in order. Cross-signed CAs lead round in circles; going down
// these numbers does not.
func (g *Graph) measure() {
	for _, n := range g.nodes {
		n.hops, n.hopsNow = noWay, noWay
	}
	g.spread(func(n *node) *int { return &n.hops }, func(*node) bool { return true })
	g.spread(func(n *node) *int { return &n.hopsNow }, func(n *node) bool { return g.valid(n.Certificate) })
	for _, list := range g.byName {
		for _, a := range list {
			slices.SortStableFunc(a.members, g.rank)
		}
	}
}

// spread goes from the certificates that signed themselves down to those that
// they issued, and so on, over issuers that pass. Each authority is gone
// through once.
func (g *Graph) spread(hops func(*node) *int, pass func(*node) bool) {
	var queue []*node
	for _, n := range g.nodes {
		if n.ending == rooted {
			*hops(n) = 0
			queue = append(queue, n)
		}
	}
	done := map[*authority]bool{}
	for ; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		if !n.issues || done[n.own] || !pass(n) {
			continue
		}
		done[n.own] = true
		for _, child := range n.own.children {
			if *hops(child) == noWay {
				*hops(child) = *hops(n) + 1
				queue = append(queue, child)
			}
		}
	}
}

// rank orders certificates that all could be the next in a chain: a way to a
// root that is valid now, then being valid now, then the shorter way to a root,
// the newer certificate, and the one that came first.
func (g *Graph) rank(a, b *node) int {
	return cmp.Or(
		first(a.hopsNow < noWay && g.valid(a.Certificate), b.hopsNow < noWay && g.valid(b.Certificate)),
		first(g.valid(a.Certificate), g.valid(b.Certificate)),
		cmp.Compare(a.hopsNow, b.hopsNow),
		cmp.Compare(a.hops, b.hops),
		b.NotBefore.Compare(a.NotBefore),
		cmp.Compare(a.order, b.order),
	)
}

// first orders what is true before what is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// path is the chain of n: the best that leads to a root over issuers valid now,
// else as far as the input goes, each authority once.
func (g *Graph) path(n *node) ([]*node, []key.Warning) {
	start := walk{nodes: []*node{n}}
	w, ok := walk{}, false
	if n.hopsNow < noWay {
		w, ok = g.toRoot(start)
	}
	if !ok {
		for w = start; len(w.nodes) < maxLength; {
			next := g.nexts(w)
			if len(next) == 0 {
				break
			}
			w = w.with(next[0])
		}
	}
	return w.nodes, g.remarks(w)
}

// walk is a chain on its way.
type walk struct {
	nodes         []*node
	intermediates int // how many of them count for the path length of the next
}

func (w walk) last() *node { return w.nodes[len(w.nodes)-1] }

func (w walk) with(n *node) walk {
	next := walk{append(slices.Clip(w.nodes), n), w.intermediates}
	if n.Link.Issuer != n.Link.Subject {
		next.intermediates++
	}
	return next
}

// toRoot goes on over issuers valid now until a certificate that signed itself,
// and tries what comes next in rank where a way comes round or is too long.
func (g *Graph) toRoot(w walk) (walk, bool) {
	if w.last().ending == rooted {
		return w, true
	}
	if len(w.nodes) == maxLength {
		return w, false
	}
	for _, n := range g.nexts(w) {
		if g.steps--; g.steps < 0 || !g.valid(n.Certificate) {
			return w, false
		}
		if found, ok := g.toRoot(w.with(n)); ok {
			return found, true
		}
	}
	return w, false
}

// nexts are the certificates that can follow in a chain, the best first.
func (g *Graph) nexts(w walk) []*node {
	n := w.last()
	var list []*node
	for _, l := range n.links {
		if comesRound(w.nodes, l.authority) {
			continue
		}
		for _, m := range l.members[:min(len(l.members), maxMembers)] {
			g.work++
			if n.namesAsIssuer(m) && (m.Link.MaxPath < 0 || w.intermediates <= m.Link.MaxPath) {
				list = append(list, m)
			}
		}
	}
	slices.SortFunc(list, g.rank)
	return list
}

// comesRound reports whether an authority is in the chain already: two that
// certified each other would lead on for ever.
func comesRound(chain []*node, a *authority) bool {
	return slices.ContainsFunc(chain, func(n *node) bool { return n.own == a })
}

// namesAsIssuer reports whether n's authority key identifier allows that
// issuer is the certificate it means: what both say must be the same.
func (n *node) namesAsIssuer(issuer *node) bool {
	l, other := n.Link, issuer.Link
	return (len(l.AuthorityKeyID) == 0 || len(other.SubjectKeyID) == 0 || bytes.Equal(l.AuthorityKeyID, other.SubjectKeyID)) &&
		(l.AuthoritySerial == "" || l.AuthoritySerial == issuer.Serial) &&
		(l.AuthorityIssuer == "" || l.AuthorityIssuer == other.Issuer)
}
