#!/bin/sh
# One key under every cipher and MAC that is refused by name and that openssl 3.0
# opens, as it is or with its legacy provider: what the hint says must work on each.
# Those of pbes, dek and pkcs12 that it does not open are there. The passphrase is
# that of the other areas; key.pem is what comes out.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for f in *; do case $f in make.sh | craft.mjs) ;; *) rm -f "$f" ;; esac done
export OPENSSL_CONF=/dev/null
legacy="-provider legacy -provider default"
pass='pass:correct horse'

openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
openssl req -new -x509 -config /dev/stdin -key key.pem -subj /CN=ciphers.example -days 3650 -out "$work/crt" <<END
[req]
distinguished_name=dn
[dn]
END
printf 'key.pem\t%s\t{}\n' "$PWD/key.pem" >"$work/cases"
refused() { # FILE DETAIL
	printf '%s\t-\t{"error":"unsupported_encryption","detail":"%s"}\n' "$1" "$2" >>"$work/cases"
}

pbes2() { # CIPHER NAME
	openssl pkcs8 $legacy -topk8 -v2 "$1" -in key.pem -out "pbes2-$1.pem" -passout "$pass"
	refused "pbes2-$1.pem" "$2"
}
for bits in 128 192 256; do
	for mode in ecb cfb ofb; do pbes2 aes-$bits-$mode AES-$bits-$(echo $mode | tr a-z A-Z); done
	for mode in cbc ecb cfb ofb ctr; do
		pbes2 camellia-$bits-$mode Camellia-$bits-$(echo $mode | tr a-z A-Z)
		pbes2 aria-$bits-$mode ARIA-$bits-$(echo $mode | tr a-z A-Z)
	done
done
for mode in cbc ecb cfb ofb ctr; do pbes2 sm4-$mode SM4-$(echo $mode | tr a-z A-Z); done
for mode in cbc ecb cfb ofb; do pbes2 seed-$mode SEED-$(echo $mode | tr a-z A-Z); done
for mode in ecb cfb ofb; do pbes2 des-$mode DES-$(echo $mode | tr a-z A-Z); done
pbes2 des-ede DES-EDE-ECB
pbes2 rc4 RC4
pbes2 bf-cbc Blowfish-CBC
pbes2 cast5-cbc CAST5-CBC
node craft.mjs key.pem pbes2-prf-md5.pem
refused pbes2-prf-md5.pem 'HMAC with MD5'

dek() { # CIPHER NAME
	openssl ec $legacy "-$1" -in key.pem -out "dek-$1.pem" -passout "$pass" 2>/dev/null
	refused "dek-$1.pem" "$2"
}
for mode in cfb cfb1 cfb8 ofb ctr; do
	for bits in 128 192 256; do dek aes-$bits-$mode 'AES in another mode'; done
	for bits in 128 192 256; do dek camellia-$bits-$mode Camellia; done
	dek aria-128-$mode ARIA
done
for mode in cbc cfb ofb ctr; do dek sm4-$mode SM4; done
for mode in cbc cfb ofb; do
	dek seed-$mode SEED
	dek bf-$mode Blowfish
	dek cast5-$mode CAST5
done
for mode in cfb ofb; do
	dek des-$mode 'DES in another mode'
	dek des-ede-$mode 'triple DES in another mode'
	dek des-ede3-$mode 'triple DES in another mode'
	dek rc2-$mode 'RC2 in another mode'
done
dek desx-cbc DESX
dek chacha20 ChaCha20
dek aria-256-cbc ARIA

mac() { # DIGEST NAME
	openssl pkcs12 $legacy -export -inkey key.pem -in "$work/crt" -macalg "$1" -out "mac-$1.p12" -passout "$pass"
	refused "mac-$1.p12" "$2"
}
for bits in 224 256 384 512; do mac sha3-$bits SHA3-$bits; done
mac sm3 SM3
mac ripemd160 RIPEMD-160
mac blake2b512 BLAKE2b-512
mac blake2s256 BLAKE2s-256
mac md4 MD4
mac whirlpool Whirlpool
p12() { # CIPHER NAME
	openssl pkcs12 $legacy -export -inkey key.pem -in "$work/crt" -keypbe "$1" -certpbe "$1" -out "p12-$1.p12" -passout "$pass"
	refused "p12-$1.p12" "$2"
}
p12 camellia-128-cbc Camellia-128-CBC
p12 bf-cbc Blowfish-CBC
p12 seed-cbc SEED-CBC
p12 aes-256-cfb AES-256-CFB

# PuTTY's first format, after its appendix C.5: a SHA-1 hash of the private part.
puttygen -q -t ecdsa -b 256 -C first -O private -o "$work/2.ppk" --ppk-param version=2 --new-passphrase /dev/null
hash=$(sed -n '/^Private-Lines/,/^Private-MAC/p' "$work/2.ppk" | sed '1d;$d' | base64 -d | sha1sum | cut -d' ' -f1)
sed "s/^PuTTY-User-Key-File-2/PuTTY-User-Key-File-1/; s/^Private-MAC:.*/Private-Hash: $hash/" "$work/2.ppk" >ppk1.ppk
printf 'ppk1.ppk\t-\t{"error":"unsupported_format","detail":"version 1"}\n' >>"$work/cases"

cd .. && node expect.mjs ciphers <"$work/cases"
