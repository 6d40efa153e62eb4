#!/bin/sh
# Makes the areas pem, der, text, cert, several, refused, hostile and jwk anew:
# with new keys, so that every file of an area changes. Needs OpenSSL 3.0,
# GnuPG 2.2 and Node 20.
set -eu
cd "$(dirname "$0")"
for area in ${*:-pem der text cert several refused hostile jwk}; do
	node "make/$area.mjs"
done
