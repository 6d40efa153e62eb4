package chain

import (
	"bytes"
	"slices"

	"jwkmint/wasm/internal/key"
)

// mayIssue reports whether a certificate is one of a CA: one that says so in
// BasicConstraints and, where it has KeyUsage, in that. A root from before there
// were BasicConstraints may too: it is of X.509 version 1, or has the KeyUsage
// alone. (So does OpenSSL: X509_check_ca.)
func mayIssue(c *key.Certificate) bool {
	l := c.Link
	switch {
	case l.HasUsage && !l.SignsCerts:
		return false
	case l.HasConstraints:
		return c.IsCA
	}
	return looksSelfSigned(l) && (l.HasUsage || l.Version == 1)
}

// findAuthorities groups the certificates by name and key, those of CAs first.
func (g *Graph) findAuthorities() {
	all := map[string]*authority{}
	for _, issues := range []bool{true, false} {
		for _, n := range g.nodes {
			if n.issues == issues {
				g.addTo(all, n)
			}
		}
	}
}

func (g *Graph) addTo(all map[string]*authority, n *node) {
	name, id := n.Link.Subject, string(n.Link.SubjectKeyID)
	a := all[name+string(n.SPKI)]
	if a == nil {
		a = &authority{hasID: map[string]bool{}}
		all[name+string(n.SPKI)] = a
		g.byName[name] = append(g.byName[name], a)
	}
	if n.issues {
		a.members = append(a.members, n)
	}
	a.all = append(a.all, n)
	if !a.hasID[id] {
		a.hasID[id] = true
		g.byKeyID[name+id] = append(g.byKeyID[name+id], a)
	}
	n.own = a
}

// candidates are the authorities, other than n's own, that can have issued n by
// name and key identifier. more is true where there are yet others.
func (g *Graph) candidates(n *node) (list []*authority, more bool) {
	l := n.Link
	add := func(from []*authority) {
		for _, a := range from {
			g.work++
			switch {
			case a == n.own || slices.Contains(list, a):
			case len(list) == maxCandidates:
				more = true
				return
			default:
				list = append(list, a)
			}
		}
	}
	if len(l.AuthorityKeyID) == 0 {
		add(g.byName[l.Issuer])
	} else {
		add(g.byKeyID[l.Issuer+string(l.AuthorityKeyID)])
		add(g.byKeyID[l.Issuer])
	}
	return list, more
}

// findIssuers links every certificate with the authorities that issued it.
// Those for which names and key identifiers leave a choice come first: where
// there are too many signatures to verify all, they need it most.
func (g *Graph) findIssuers() {
	var plain []*node
	for _, n := range g.nodes {
		list, more := g.candidates(n)
		if id := n.Link.AuthorityKeyID; len(id) > 0 && len(list) == 1 && !more && list[0].hasID[string(id)] {
			plain = append(plain, n)
			continue
		}
		g.link(n, list, more)
	}
	for _, n := range plain {
		list, more := g.candidates(n)
		g.link(n, list, more)
	}
}

// link decides between the candidates for having issued n.
func (g *Graph) link(n *node, list []*authority, more bool) {
	if looksSelfSigned(n.Link) { // none but a CA would sign for another of its own name
		list = slices.DeleteFunc(list, func(a *authority) bool { return len(a.members) == 0 })
	}
	if g.issuedItself(n, len(list) == 0) {
		n.ending = rooted
		return
	}
	open := g.try(n, list)
	switch {
	case looksSelfSigned(n.Link):
		// OpenSSL takes it for a root, and so do we unless another is proven.
		n.ending = rooted
		if len(n.links) > 0 {
			n.ending, n.signer, n.links = selfNamed, n.links[0].authority, nil
		}
	case len(n.links) > 0:
	case len(open) == 1 && !more:
		n.links = []link{{open[0], false}}
	case len(open) > 0 || more:
		n.ending = ambiguous
	default:
		n.ending = g.endingBy(n)
	}
	for _, l := range n.links {
		l.children = append(l.children, n)
	}
	if n.signer != nil {
		n.signer.children = append(n.signer.children, n)
	}
}

// try verifies the signature of n by each authority. It links n with those that
// made it, and returns those for which that cannot be told.
func (g *Graph) try(n *node, list []*authority) (open []*authority) {
	for _, a := range list {
		if len(a.members) == 0 && len(n.links)+len(open) > 0 {
			continue // a CA goes before
		}
		switch verdict := g.verify(n, a.all[0].Link.Key); {
		case verdict == right && len(a.members) > 0:
			n.links = append(n.links, link{a, true})
		case verdict == right:
			n.signer = a
		case verdict == unknown && len(a.members) > 0:
			open = append(open, a)
		}
	}
	return open
}

// endingBy is why none of the certificates with the issuer's name is its.
func (g *Graph) endingBy(n *node) ending {
	for _, a := range g.byName[n.Link.Issuer] {
		g.work++
		switch {
		case n.signer != nil || len(a.members) == 0 && a != n.own:
			return notCA
		case len(a.members) > 0 && a != n.own:
			return otherKey
		}
	}
	return absent
}

// issuedItself reports whether n is signed by its own key. Its own name as
// issuer does not say so: a CA with a new key gives it a certificate by the old
// one. Where both key identifiers are there they tell; else, the signature,
// where anybody else could have made it.
func (g *Graph) issuedItself(n *node, alone bool) bool {
	switch l := n.Link; {
	case !looksSelfSigned(l):
		return false
	case len(l.AuthorityKeyID) > 0 && len(l.SubjectKeyID) > 0:
		return true
	default:
		return alone || g.verify(n, l.Key) == right
	}
}

// checkOwn verifies the signatures of certificates that are their own issuers. That
// decides nothing about chains, so it comes last.
func (g *Graph) checkOwn() {
	checked := 0
	for _, n := range g.nodes {
		if n.ending == rooted && checked < maxOwn {
			n.unsound = g.verify(n, n.Link.Key) == wrong
			checked++
		}
	}
}

// looksSelfSigned reports whether names and key identifiers allow that a
// certificate is signed by its own key.
func looksSelfSigned(l *key.Link) bool {
	return l.Issuer == l.Subject &&
		(len(l.AuthorityKeyID) == 0 || len(l.SubjectKeyID) == 0 || bytes.Equal(l.AuthorityKeyID, l.SubjectKeyID))
}

// verify holds the signature of n against a key, as long as there is effort
// left for it.
func (g *Graph) verify(n *node, m key.Material) verdict {
	if n.signed == nil {
		n.signed = newSigned(n.Link)
	}
	if m != nil {
		if g.effort -= effort(m); g.effort < 0 {
			return unknown
		}
	}
	return n.signed.by(m)
}
