// Package sealed opens what a passphrase protects by the standards of PKCS:
// encrypted PKCS#8 (PBES1 and PBES2), PEM with a DEK-Info header, and PKCS#12;
// and by that of JOSE, JWE.
//
// What a file asks for is looked at before a passphrase is asked for, so that
// nobody types one in vain, and before anything is derived, so that a hostile
// file cannot make the page work for hours; package unlock keeps the account.
//
// A JWE is read by package jose and opened here, and not by package jwe of jwx:
// that derives keys in Go alone, which takes ten times as long as the browser,
// takes a passphrase in one form only, refuses over 10,000 iterations or else
// sets no bound, and adds 84 kB (brotli) to the download. Ours adds 23 kB
// for opening; what writes one is not in that figure.
package sealed
