package chain

import "jwkmint/wasm/internal/key"

// Issuers are the certificates that are there for others: all that are reached by
// going up from the certificates that issued no other, and from those for which
// own is true. A lone root is not one, nor are CAs that only certified one
// another.
func (g *Graph) Issuers(own func(*key.Certificate) bool) []*key.Certificate {
	var queue []*node
	for _, n := range g.nodes {
		if len(n.own.children) == 0 || own(n.Certificate) {
			queue = append(queue, n)
		}
	}
	seen := map[*authority]bool{}
	up := func(a *authority) {
		if a != nil && !seen[a] {
			seen[a] = true
			queue = append(queue, a.all...)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, l := range queue[0].links {
			up(l.authority)
		}
		up(queue[0].signer)
	}
	var list []*key.Certificate
	for _, n := range g.nodes {
		if seen[n.own] && !own(n.Certificate) {
			list = append(list, n.Certificate)
		}
	}
	return list
}
