// Package sealed opens what a passphrase protects by the standards of PKCS:
// encrypted PKCS#8 (PBES1 and PBES2), PEM with a DEK-Info header, and PKCS#12.
//
// What a file asks for is looked at before a passphrase is asked for, so that
// nobody types one in vain, and before anything is derived, so that a hostile
// file cannot make the page work for hours; package unlock keeps the account.
package sealed
