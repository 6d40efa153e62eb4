#!/bin/sh
# OpenSSH private keys, by ssh-keygen 9.2 and, where it cannot write a file,
# by craft.mjs. The originals are the same keys as PKCS#8, by ssh-keygen and
# (Ed25519) craft.mjs.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f ./*.key
pass='correct horse'

ssh-keygen -q -t rsa -b 1024 -N '' -C 'rsa@example' -f "$work/rsa"
for bits in 256 384 521; do ssh-keygen -q -t ecdsa -b $bits -N '' -C "p$bits@example" -f "$work/p$bits"; done
ssh-keygen -q -t ed25519 -N '' -C 'Ed Käy ✓ <ed@example>' -f "$work/ed"
ssh-keygen -q -t dsa -N '' -C 'dsa@example' -f "$work/dsa"
for k in rsa p256 p384 p521; do
	cp "$work/$k" "$work/$k.pem"
	ssh-keygen -q -p -m PKCS8 -P '' -N '' -f "$work/$k.pem" >/dev/null
done
node craft.mjs pkcs8 "$work/ed" "$work/ed.pem"

for k in rsa p256 p384 p521 ed; do
	cp "$work/$k" "$k.key"
	comment=$(cut -d' ' -f3- "$work/$k.pub")
	printf '%s.key\t%s\t{"key":{"source":"OpenSSH private key","comment":"%s"}}\n' "$k" "$work/$k.pem" "$comment" >>"$work/cases"
done

encrypted() { # NAME KEY CIPHER ROUNDS
	cp "$work/$2" "$1.key"
	ssh-keygen -q -p -P '' -N "$pass" -Z "$3" -a "$4" -f "$1.key" >/dev/null
	printf '%s.key\t%s\t{"passphrase":"%s","key":{"source":"encrypted with %s"}}\n' "$1" "$work/$2.pem" "$pass" "$3" >>"$work/cases"
}
for c in 3des-cbc aes128-cbc aes192-cbc aes256-cbc aes128-ctr aes192-ctr aes256-ctr aes128-gcm@openssh.com aes256-gcm@openssh.com chacha20-poly1305@openssh.com; do
	encrypted "ed-${c%@*}" ed "$c" 1
done
encrypted rsa-aes256-ctr rsa aes256-ctr 1
encrypted p521-chacha20-poly1305 p521 chacha20-poly1305@openssh.com 1
encrypted ed-default-rounds ed aes256-ctr 16
pass='pässwörd ✓'
encrypted utf8-passphrase ed aes256-ctr 1
pass='correct horse'

bad() { # NAME PASSPHRASE ERROR DETAIL, with the file on standard input
	cat >"$1.key"
	if [ -n "$2" ]; then given="\"passphrase\":\"$2\","; else given=; fi
	printf '%s.key\t-\t{%s"error":"%s","detail":"%s"}\n' "$1" "$given" "$3" "$4" >>"$work/cases"
}
bad required '' passphrase_required '' <ed-aes256-ctr.key
for c in aes256-ctr aes256-cbc aes256-gcm chacha20-poly1305; do
	bad "wrong-$c" 'Correct horse' wrong_passphrase '' <"ed-$c.key"
done
bad dsa '' unsupported_algorithm DSA <"$work/dsa"
ssh-keygen -q -p -P '' -N "$pass" -a 1 -f "$work/dsa" >/dev/null
bad dsa-encrypted '' unsupported_algorithm DSA <"$work/dsa"

node craft.mjs cases "$work/ed" "$work/dsa.pub" "$work/cases"
cd .. && node expect.mjs openssh <"$work/cases"
