// Package der reads DER: keys, certificates, certificate requests and the
// certificates in PKCS#7, one file for each structure, with the one table of
// object identifiers. BER comes in where real files have it, and is made DER
// first.
//
// It knows no text and no passphrase: it names what is encrypted, and leaves it to
// package sealed. Faults name what is wrong and hold none of the input.
package der
