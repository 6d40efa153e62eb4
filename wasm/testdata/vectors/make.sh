#!/bin/sh
# Makes the areas pem, der, text, cert, several, refused, hostile, jwk and xml
# anew: with new keys, so that every file of an area changes. Needs OpenSSL 3.0
# and Node 20; refused needs GnuPG 2.2, age 1.1, wg and puttygen too.
set -eu
cd "$(dirname "$0")"
for area in ${*:-pem der text cert several refused hostile jwk xml}; do
	node "make/$area.mjs"
done
