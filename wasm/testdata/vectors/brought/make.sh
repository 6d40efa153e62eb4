#!/bin/sh
# Makes the files of this folder: openssl 3, keytool and Node.js. Each run makes
# other keys; the tests go by what is in the files.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# A person's key with its chain, as a CA delivers it: three certificates, one key.
ca() { # name, subject, issuer or nothing
	openssl ecparam -name prime256v1 -genkey -noout -out "$work/$1.key"
	printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n' > "$work/ca.ext"
	openssl req -new -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
	if [ -n "${3-}" ]; then
		openssl x509 -req -in "$work/$1.csr" -CA "$work/$3.pem" -CAkey "$work/$3.key" -days 36500 -extfile "$work/ca.ext" -out "$work/${4-$1}.pem" 2>/dev/null
	else
		openssl x509 -req -in "$work/$1.csr" -key "$work/$1.key" -days 36500 -extfile "$work/ca.ext" -out "$work/$1.pem" 2>/dev/null
	fi
}
ca root "/CN=Example Root"
ca issuing "/CN=Example Issuing CA" root
openssl genrsa -out "$work/server.key" 2048 2>/dev/null
openssl req -new -key "$work/server.key" -subj "/CN=server.example/O=Example" -out "$work/server.csr"
openssl x509 -req -in "$work/server.csr" -CA "$work/issuing.pem" -CAkey "$work/issuing.key" -days 36500 -out "$work/server.pem" 2>/dev/null
cat "$work/issuing.pem" "$work/root.pem" > "$work/above.pem"
openssl pkcs12 -export -inkey "$work/server.key" -in "$work/server.pem" -certfile "$work/above.pem" -passout pass:chain -iter 2048 -out server.pfx
cat "$work/server.pem" "$work/above.pem" > chain.pem

# The issuing CA is signed by a second root as well.
ca other "/CN=Other Root"
openssl x509 -req -in "$work/issuing.csr" -CA "$work/other.pem" -CAkey "$work/other.key" -days 36500 -extfile "$work/ca.ext" -out "$work/crossed.pem" 2>/dev/null
cat "$work/server.pem" "$work/issuing.pem" "$work/crossed.pem" "$work/root.pem" "$work/other.pem" > crossed.pem

# A key store by Java.
rm -f store.p12
keytool -genkeypair -alias mine -keyalg EC -groupname secp256r1 -dname CN=keytool.example -validity 36500 \
	-storetype PKCS12 -keystore store.p12 -storepass changeit >/dev/null 2>&1

# DER, PEM and an OpenSSH line.
openssl ecparam -name secp384r1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -outform DER -out ec.der
openssl genrsa 2048 2>/dev/null | openssl pkcs8 -topk8 -nocrypt -out rsa.pem
ssh-keygen -q -t ed25519 -N '' -C me@example -f "$work/id" && cp "$work/id.pub" id.pub

# A set as it is published, with members of its own, by Node.js.
node -e '
const {generateKeyPairSync} = require("node:crypto");
const make = (type, options, more) => ({...generateKeyPairSync(type, options).publicKey.export({format: "jwk"}), ...more});
const keys = [
	make("rsa", {modulusLength: 2048}, {use: "sig", alg: "RS384", kid: "sig-rsa", exp: 1893456000}),
	make("ec", {namedCurve: "P-384"}, {use: "sig", alg: "ES384", kid: "sig-ec", ext: true}),
	make("ec", {namedCurve: "P-256"}, {use: "enc", alg: "ECDH-ES+A256KW", kid: "enc+1", iat: 1767225600}),
];
require("node:fs").writeFileSync("published.json", JSON.stringify({keys}, null, 2) + "\n");'
