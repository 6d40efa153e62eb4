#!/bin/sh
# Makes the areas pem, der, text, cert, several, refused, hostile, odd, jwk, xml
# and chain anew: with new keys, so that every file of an area changes; and embedded, of
# keys of other areas. Needs OpenSSL 3.0, OpenSSH 9.2, Node 20, xxd and hexdump;
# refused needs GnuPG 2.2, age 1.1, wg and puttygen too.
set -eu
cd "$(dirname "$0")"
for area in ${*:-pem der text cert several refused hostile jwk xml embedded odd chain}; do
	node "make/$area.mjs"
done
