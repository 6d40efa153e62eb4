#!/bin/sh
# Encrypted PKCS#8 files, by openssl 3.0 (with its legacy provider) and, where
# it cannot write a scheme, by craft.mjs.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f ./*.pem ./*.der
export OPENSSL_CONF=/dev/null
legacy="-provider legacy -provider default"
pass='correct horse'

openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/ec.pem"
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out "$work/rsa.pem"
openssl genpkey -quiet -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -genparam -out "$work/dsa.param"
openssl genpkey -quiet -paramfile "$work/dsa.param" -out "$work/dsa.pem"

# good NAME SCHEME KEY OPTIONS...: a file that opens.
good() {
	name=$1 scheme=$2 key=$3
	shift 3
	openssl pkcs8 $legacy -topk8 -in "$work/$key.pem" -out "$name.pem" -passout "pass:$pass" "$@"
	printf '%s.pem\t%s\t{"passphrase":"%s","key":{"source":"%s"}}\n' "$name" "$work/$key.pem" "$pass" "$scheme" >>"$work/cases"
}
# refused NAME ERROR DETAIL OPTIONS...: no passphrase is given.
refused() {
	name=$1 code=$2 detail=$3
	shift 3
	openssl pkcs8 $legacy -topk8 -in "$work/ec.pem" -out "$name.pem" -passout "pass:$pass" "$@"
	printf '%s.pem\t-\t{"error":"%s","detail":"%s"}\n' "$name" "$code" "$detail" >>"$work/cases"
}

good default AES-256-CBC rsa
for prf in SHA1 SHA224 SHA256 SHA384 SHA512 SHA512-224 SHA512-256; do
	good "pbkdf2-$prf" AES-256-CBC ec -v2 aes-256-cbc -v2prf "hmacWith$prf"
done
good aes-128-cbc AES-128-CBC ec -v2 aes-128-cbc
good aes-192-cbc AES-192-CBC ec -v2 aes-192-cbc
good des-ede3-cbc DES-EDE3-CBC ec -v2 des3
good des-cbc DES-CBC ec -v2 des
good rc2-128-cbc RC2-CBC ec -v2 rc2
good rc2-64-cbc RC2-CBC ec -v2 rc2-64-cbc
good rc2-40-cbc RC2-CBC ec -v2 rc2-40-cbc
good iterations-1 AES-256-CBC ec -iter 1
good iterations-600000 AES-256-CBC ec -iter 600000
good scrypt AES-256-CBC ec -scrypt
good scrypt-r1-p3 AES-128-CBC ec -v2 aes-128-cbc -scrypt -scrypt_N 1024 -scrypt_r 1 -scrypt_p 3
for v1 in MD5-DES MD5-RC2-64 SHA1-DES SHA1-RC2-64 SHA1-RC4-128 SHA1-RC4-40 SHA1-3DES SHA1-2DES SHA1-RC2-128 SHA1-RC2-40; do
	good "pbe-$v1" "PBE-$v1" ec -v1 "PBE-$v1"
done
good pbe-SHA1-3DES-rsa PBE-SHA1-3DES rsa -v1 PBE-SHA1-3DES
pass='pässwörd ✓ 🔑'
good utf8-passphrase AES-256-CBC ec
good utf8-passphrase-pkcs12 PBE-SHA1-3DES ec -v1 PBE-SHA1-3DES
pass='correct horse'

# Binary DER of one.
openssl pkcs8 -topk8 -in "$work/ec.pem" -outform DER -out binary.der -passout "pass:$pass"
printf 'binary.der\t%s\t{"passphrase":"%s"}\n' "$work/ec.pem" "$pass" >>"$work/cases"

# The empty passphrase is tried when none is given and it costs nothing.
openssl pkcs8 -topk8 -in "$work/ec.pem" -out empty-passphrase.pem -passout pass:
openssl pkcs8 $legacy -topk8 -v1 PBE-SHA1-3DES -in "$work/ec.pem" -out empty-passphrase-pkcs12.pem -passout pass:
printf '%s\t%s\t{"about":"encrypted with the empty passphrase; none is given"}\n' \
	empty-passphrase.pem "$work/ec.pem" empty-passphrase-pkcs12.pem "$work/ec.pem" >>"$work/cases"

# No or a wrong passphrase, for each kind of check: padding, AEAD, stream.
openssl pkcs8 -topk8 -in "$work/ec.pem" -out required.pem -passout "pass:$pass"
openssl pkcs8 -topk8 -in "$work/ec.pem" -out required-costly.pem -passout "pass:$pass" -iter 400000
openssl pkcs8 -topk8 -in "$work/ec.pem" -out wrong.pem -passout "pass:$pass"
openssl pkcs8 $legacy -topk8 -v1 PBE-SHA1-RC4-128 -in "$work/ec.pem" -out wrong-rc4.pem -passout "pass:$pass"
openssl pkcs8 $legacy -topk8 -v1 PBE-SHA1-3DES -in "$work/ec.pem" -out wrong-3des.pem -passout "pass:$pass"
printf '%s\t-\t{"error":"passphrase_required"}\n' required.pem required-costly.pem >>"$work/cases"
printf '%s\t-\t{"passphrase":"Correct horse","error":"wrong_passphrase"}\n' wrong.pem wrong-rc4.pem wrong-3des.pem >>"$work/cases"

# What is inside decides too.
openssl pkcs8 -topk8 -in "$work/dsa.pem" -out dsa-inside.pem -passout "pass:$pass"
printf 'dsa-inside.pem\t-\t{"passphrase":"%s","error":"unsupported_algorithm","detail":"DSA"}\n' "$pass" >>"$work/cases"

# Not read: said by name, before anybody types a passphrase.
refused camellia unsupported_encryption Camellia-256-CBC -v2 camellia-256-cbc
refused aria unsupported_encryption ARIA-128-CBC -v2 aria-128-cbc
refused seed unsupported_encryption SEED-CBC -v2 seed-cbc
refused cast5 unsupported_encryption CAST5-CBC -v2 cast5-cbc

node craft.mjs "$work/ec.pem" "$work/cases"
cd .. && node expect.mjs pbes <"$work/cases"
