// Package raw reads keys that come as bare numbers: the bytes of a point, a seed or
// a scalar, coordinates, numbers by name as tools print them, COSE_Keys (RFC 9052
// section 7) and Multikeys. None of them looks further into what it has read, and
// each proves its key by what there is to prove: a point lies on its curve, private
// numbers belong to public ones.
package raw
