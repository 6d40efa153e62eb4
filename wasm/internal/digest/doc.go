// Package digest knows the digests by which systems name a key or certificate:
// what there is to show of a key, and what a digest is that somebody pasted,
// the commonest mistakes included.
package digest
