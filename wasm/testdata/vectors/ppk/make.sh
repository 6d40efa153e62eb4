#!/bin/sh
# PuTTY private keys, by puttygen 0.78; the broken ones are edited ones.
# The originals are its OpenSSH exports, turned into PKCS#8 by ssh-keygen and
# Node.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f ./*.ppk
pass='correct horse'
printf '%s' "$pass" >"$work/pass"
: >"$work/nopass"

make() { # NAME TYPE BITS
	puttygen -q -t "$2" ${3:+-b "$3"} -C "$1 key" -O private -o "$work/$1.ppk" --new-passphrase "$work/nopass"
	puttygen -q "$work/$1.ppk" -O private-openssh-new -o "$work/$1" --new-passphrase "$work/nopass"
	chmod 600 "$work/$1"
}
for bits in 256 384 521; do make p$bits ecdsa $bits; done
make rsa rsa 1024
make ed25519 ed25519
make dsa dsa 1024
puttygen -q -t ed448 -C 'ed448 key' -O private -o "$work/ed448.ppk" --new-passphrase "$work/nopass"
for k in rsa p256 p384 p521; do
	cp "$work/$k" "$work/$k.pem"
	ssh-keygen -q -p -m PKCS8 -P '' -N '' -f "$work/$k.pem" >/dev/null
done
node ../openssh/craft.mjs pkcs8 "$work/ed25519" "$work/ed25519.pem"
node ed448.mjs "$work/ed448.ppk" "$work/ed448.pem"

good() { # NAME KEY PARAMETERS [PASSPHRASE]
	if [ -n "${4:-}" ]; then
		printf '%s' "$4" >"$work/given"
		more="\"passphrase\":\"$4\",\"key\":{\"source\":\"PuTTY private key, encrypted with AES-256-CBC\",\"comment\":\"$2 key\"}"
	else
		: >"$work/given"
		more="\"key\":{\"source\":\"PuTTY private key\",\"comment\":\"$2 key\"}"
	fi
	puttygen -q "$work/$2.ppk" -O private -o "$1.ppk" --reencrypt --ppk-param "$3" --new-passphrase "$work/given"
	printf '%s.ppk\t%s\t{%s}\n' "$1" "$work/$2.pem" "$more" >>"$work/cases"
}
for k in rsa p256 p384 p521 ed25519 ed448; do
	good "v3-$k" $k version=3
	good "v2-$k" $k version=2
	good "v3-$k-encrypted" $k version=3,memory=64,passes=1 "$pass"
	good "v2-$k-encrypted" $k version=2 "$pass"
done
good v3-default ed25519 version=3 "$pass"
good v3-argon2i ed25519 version=3,kdf=argon2i,memory=256,passes=3 "$pass"
good v3-parallel ed25519 version=3,memory=256,passes=2,parallelism=4 "$pass"
good v3-utf8-passphrase ed25519 version=3,memory=64,passes=1 'pässwörd ✓'
good v2-utf8-passphrase ed25519 version=2 'pässwörd ✓'

sed 's/$/\r/' v3-rsa-encrypted.ppk >crlf.ppk
head -c -1 v3-rsa-encrypted.ppk >no-newline.ppk
printf '%s\t%s\t{"passphrase":"%s"}\n' crlf.ppk "$work/rsa.pem" "$pass" no-newline.ppk "$work/rsa.pem" "$pass" >>"$work/cases"

bad() { # NAME PASSPHRASE ERROR DETAIL, with the file on standard input
	cat >"$1.ppk"
	if [ -n "$2" ]; then given="\"passphrase\":\"$2\","; else given=; fi
	printf '%s.ppk\t-\t{%s"error":"%s","detail":"%s"}\n' "$1" "$given" "$3" "$4" >>"$work/cases"
}
bad v3-required '' passphrase_required '' <v3-rsa-encrypted.ppk
bad v2-required '' passphrase_required '' <v2-rsa-encrypted.ppk
bad v3-wrong 'Correct horse' wrong_passphrase '' <v3-rsa-encrypted.ppk
bad v2-wrong 'Correct horse' wrong_passphrase '' <v2-rsa-encrypted.ppk
bad dsa '' unsupported_algorithm DSA <"$work/dsa.ppk"
puttygen -q "$work/dsa.ppk" -O private -o "$work/dsa2.ppk" --reencrypt --ppk-param memory=64,passes=1 --new-passphrase "$work/pass"
bad dsa-encrypted '' unsupported_algorithm DSA <"$work/dsa2.ppk"
puttygen -q "$work/ed25519.ppk" -O private -o "$work/argon2d.ppk" --reencrypt --ppk-param kdf=argon2d,memory=64,passes=1 --new-passphrase "$work/pass"
bad argon2d '' unsupported_encryption Argon2d <"$work/argon2d.ppk"
sed 's/^Comment: .*/Comment: another/' v3-ed25519.ppk | bad v3-checksum '' malformed checksum
sed 's/^Comment: .*/Comment: another/' v2-ed25519.ppk | bad v2-checksum '' malformed checksum
sed 's/File-3/File-1/' v3-ed25519.ppk | bad version-1 '' unsupported_format 'version 1'
sed 's/File-3/File-4/' v3-ed25519.ppk | bad version-4 '' malformed ''
sed 's/aes256-cbc/rot13/' v3-ed25519-encrypted.ppk | bad cipher '' unsupported_encryption AES-256-CBC
sed 's/^Argon2-Memory: .*/Argon2-Memory: 1048576/' v3-ed25519-encrypted.ppk | bad costly-memory '' kdf_too_costly memory
sed 's/^Argon2-Passes: .*/Argon2-Passes: 2147483647/' v3-ed25519-encrypted.ppk | bad costly-passes '' kdf_too_costly passes
sed 's/^Argon2-Parallelism: .*/Argon2-Parallelism: 100000/' v3-ed25519-encrypted.ppk | bad costly-threads '' kdf_too_costly threads
sed 's/^Argon2-Passes: .*/Argon2-Passes: 0/' v3-ed25519-encrypted.ppk | bad passes-zero '' malformed ''
head -n 8 v3-rsa.ppk | bad cut '' truncated ''
sed '$d' v3-rsa.ppk | bad no-mac '' truncated ''
sed 's/^Public-Lines: .*/Public-Lines: 2000000000/' v3-rsa.ppk | bad lines-many '' truncated ''
sed 's/^PuTTY-User-Key-File-3: .*/PuTTY-User-Key-File-3: ssh-rsa/' v3-ed25519.ppk | bad type-differs '' malformed ''
# A key file with a certificate: the key is that of the file.
ssh-keygen -q -s "$work/p256" -I id "$work/ed25519.pub" 2>/dev/null || {
	puttygen "$work/ed25519.ppk" -O public-openssh -o "$work/ed25519.pub"
	ssh-keygen -q -s "$work/p256" -I id "$work/ed25519.pub" 2>/dev/null
}
puttygen -q "$work/ed25519.ppk" --certificate "$work/ed25519-cert.pub" -O private -o certificate.ppk --new-passphrase "$work/nopass"
printf 'certificate.ppk\t%s\t{}\n' "$work/ed25519.pem" >>"$work/cases"

cd .. && node expect.mjs ppk <"$work/cases"
