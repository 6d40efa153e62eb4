#!/bin/sh
# Makes the keys of this folder and what OpenSSL, OpenSSH and Node write for
# them: the forms that package encode must give byte for byte. Run in this
# folder; it replaces everything. Needs OpenSSL 3, OpenSSH and Node.
set -eu

forms() { # name: the forms that OpenSSL and OpenSSH have of <name>/pkcs8
	d=$1
	openssl pkey -in "$d/pkcs8" -pubout -out "$d/spki"
	case $d in
	rsa*)
		openssl rsa -in "$d/pkcs8" -traditional -out "$d/traditional" 2>/dev/null
		openssl rsa -in "$d/pkcs8" -RSAPublicKey_out -out "$d/pkcs1_public" 2>/dev/null
		;;
	p256 | p384 | p521 | secp256k1)
		openssl ec -in "$d/pkcs8" -out "$d/traditional" 2>/dev/null
		;;
	esac
	case $d in
	rsa2048 | p256 | p384 | p521)
		cp "$d/traditional" openssh.tmp
		chmod 600 openssh.tmp
		ssh-keygen -q -p -N '' -C '' -f openssh.tmp >/dev/null
		mv openssh.tmp "$d/openssh_private"
		ssh-keygen -y -f "$d/openssh_private" >"$d/ssh"
		chmod 644 "$d/openssh_private"
		;;
	esac
}

make() { # name, arguments of genpkey
	d=$1
	shift
	rm -rf "$d"
	mkdir "$d"
	openssl genpkey "$@" -out "$d/pkcs8" 2>/dev/null
	chmod 644 "$d/pkcs8"
	forms "$d"
}

make rsa2048 -algorithm RSA -pkeyopt rsa_keygen_bits:2048
make rsa3primes -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_primes:3
make rsa-e33bits -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_keygen_pubexp:4294967297
make p256 -algorithm EC -pkeyopt ec_paramgen_curve:P-256
make p384 -algorithm EC -pkeyopt ec_paramgen_curve:P-384
make p521 -algorithm EC -pkeyopt ec_paramgen_curve:P-521
make secp256k1 -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1
make ed25519 -algorithm ED25519
make x25519 -algorithm X25519
make ed448 -algorithm ED448
make x448 -algorithm X448

# ssh-keygen makes the key with its OpenSSH form, and -m PKCS8 is not for Ed25519.
rm -rf ed25519-ssh && mkdir ed25519-ssh
ssh-keygen -q -t ed25519 -N '' -C 'ada@example.org  two words' -f ed25519-ssh/openssh_private
chmod 644 ed25519-ssh/openssh_private
mv ed25519-ssh/openssh_private.pub ed25519-ssh/ssh

# A leaf, and the root that signed it.
rm -rf cert && mkdir cert
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=Test root' \
	-days 36500 -keyout root.tmp -out root.pem 2>/dev/null
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=leaf.example' \
	-keyout cert/pkcs8 -out leaf.csr 2>/dev/null
openssl x509 -req -in leaf.csr -CA root.pem -CAkey root.tmp -set_serial 2 -days 36500 -out leaf.pem 2>/dev/null
cat leaf.pem root.pem >cert/certificate
chmod 644 cert/pkcs8
openssl pkey -in cert/pkcs8 -pubout -out cert/spki
rm -f root.tmp root.pem leaf.csr leaf.pem

# PBES2 as OpenSSL writes it with the parameters that package encode uses.
openssl pkcs8 -topk8 -in p256/pkcs8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 \
	-passout 'pass:correct horse' -out p256/pkcs8_encrypted

node jwk.mjs
