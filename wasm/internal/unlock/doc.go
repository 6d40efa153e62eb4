// Package unlock is what every opening of something encrypted shares: what it
// may cost, the forms of a passphrase, the derivations of keys from it, CBC, and the
// faults with their hints.
package unlock
