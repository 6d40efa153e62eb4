#!/bin/bash
# Makes the files of the guide with the tools that people use (OpenSSL 3,
# OpenSSH 9), and has Node's crypto, an independent implementation, write the
# JWK of each into expect.json. Run it here; it overwrites everything.
#
# The keys are test keys. Those named *-leading-zero were searched for a
# coordinate, private number or CRT value that starts with a zero byte.
set -euo pipefail
cd "$(dirname "$0")"
rm -f -- *.key *.pem *.pub expect.json

# The guide, first way.
openssl genrsa -out rsa4096-pkcs8.key 4096 2>/dev/null
openssl rsa -in rsa4096-pkcs8.key -traditional -out rsa4096-pkcs1.key 2>/dev/null
openssl rsa -in rsa4096-pkcs8.key -pubout -out rsa4096-spki.pem 2>/dev/null

# The guide, second way.
ssh-keygen -q -t rsa -b 4096 -m PEM -N '' -C 'guide@example.org' -f sshrsa4096.key
mv sshrsa4096.key.pub sshrsa4096.pub
ssh-keygen -e -m PKCS8 -f sshrsa4096.pub >sshrsa4096-spki.pem
ssh-keygen -e -m PEM -f sshrsa4096.pub >sshrsa4096-pkcs1-public.pem

ec() { # name curve
	openssl ecparam -name "$2" -genkey -out "$1-sec1-params.key" # EC PARAMETERS, then EC PRIVATE KEY
	openssl ec -in "$1-sec1-params.key" -out "$1-sec1.key" 2>/dev/null
	openssl pkcs8 -topk8 -nocrypt -in "$1-sec1.key" -out "$1-pkcs8.key"
	openssl pkey -in "$1-sec1.key" -pubout -out "$1-spki.pem"
	ssh-keygen -i -m PKCS8 -f "$1-spki.pem" >"$1.pub"
}
ec p256 prime256v1
ec p384 secp384r1
ec p521 secp521r1

openssl genpkey -algorithm ed25519 -out ed25519-pkcs8.key
openssl pkey -in ed25519-pkcs8.key -pubout -out ed25519-spki.pem
ssh-keygen -q -t ed25519 -N '' -C 'ed@example.org' -f ed25519-openssh.key
mv ed25519-openssh.key.pub ed25519.pub

node leading-zero.mjs
node expect.mjs
