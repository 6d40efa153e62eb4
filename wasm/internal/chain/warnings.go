package chain

import (
	"slices"

	"jwkmint/wasm/internal/key"
)

// remarks are what should be known of a chain: that it was not checked, and why
// it ends before a root.
func (g *Graph) remarks(w walk) []key.Warning {
	var list []key.Warning
	for i, n := range w.nodes[1:] {
		of := func(l link) bool { return l.authority == n.own && !l.proven }
		if slices.ContainsFunc(w.nodes[i].links, of) {
			list = append(list, unproven)
			break
		}
	}
	if slices.ContainsFunc(w.nodes, func(n *node) bool { return n.unsound }) {
		list = append(list, unsound)
	}
	n := w.last()
	switch {
	case n.ending == rooted:
	case len(w.nodes) == maxLength && len(g.nexts(w)) > 0:
		list = append(list, tooLong)
	case len(n.links) == 0:
		if end, ok := endings[n.ending]; ok {
			list = append(list, end)
		}
	case !slices.ContainsFunc(n.links, func(l link) bool { return comesRound(w.nodes, l.authority) }):
		list = append(list, endings[otherKey])
	}
	return list
}

// What is said where a chain ends though something bears the issuer's name.
var endings = map[ending]key.Warning{
	otherKey: {
		Code:    "chain_other_issuer",
		Message: "A certificate here has the name of the issuer, but did not issue this one: its key, or what it may issue, is another; or one of the two is damaged. The chain ends before it.",
		Action:  "Ask for the certificate of the CA that issued it, and add that.",
	},
	notCA: {
		Code:    "chain_not_ca",
		Message: "The certificate here that has the name of the issuer is not one of a CA: it may not issue others. The chain ends before it.",
		Action:  "Ask for the certificate of the CA that issued it, and add that.",
	},
	selfNamed: {
		Code:    "chain_self_named",
		Message: "A certificate in this chain names itself as its issuer, but another key signed it, and no key identifier in it says so. OpenSSL does not go on from it; the chain ends with it.",
		Action:  "Ask the CA for a certificate with an authority key identifier.",
	},
	ambiguous: {
		Code:    "chain_undecided",
		Message: "Several certificates here could be the issuer's, and signatures did not settle which one is. The chain ends before them.",
		Action:  "Give the certificate with just those of its own chain.",
	},
}

var unproven = key.Warning{
	Code:    "chain_unproven",
	Message: "The chain of this certificate goes by names and key identifiers: a signature in it was not checked.",
	Action:  "Check it where it matters: openssl verify -CAfile root.pem -untrusted chain.pem certificate.pem",
}

var unsound = key.Warning{
	Code:    "certificate_unsound",
	Message: "A certificate here names itself as its issuer, but its own key did not sign it: it is damaged, and the key in it may be another one; or another key of that name signed it.",
	Action:  "Take it again from where it came from, whole.",
	Grave:   true,
}

var tooLong = key.Warning{
	Code:    "chain_cut",
	Message: "The chain of this certificate goes on after ten certificates. What follows was left out.",
	Action:  "Check where the file came from: real chains have two to four.",
}
