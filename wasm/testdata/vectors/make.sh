#!/bin/sh
# Makes the areas pem, der, text, cert, several, refused, hostile and jwk anew:
# with new keys, so that every file of an area changes; and embedded, of keys
# of other areas. Needs OpenSSL 3.0, OpenSSH 9.2, Node 20, xxd and hexdump.
set -eu
cd "$(dirname "$0")"
for area in ${*:-pem der text cert several refused hostile jwk embedded}; do
	node "make/$area.mjs"
done
