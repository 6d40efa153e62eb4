// Package unlock is what every opening of something encrypted shares: what it
// may cost, the derivations of keys from passphrases, CBC, and the faults.
package unlock
