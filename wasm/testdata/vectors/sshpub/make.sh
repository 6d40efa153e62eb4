#!/bin/sh
# SSH public keys as they lie about: .pub, authorized_keys, known_hosts,
# certificates, RFC 4716. By ssh-keygen 9.2, puttygen 0.78 (Ed448, its own
# RFC 4716) and craft.mjs (security keys, which need hardware to be made).
# The expected values are those of ssh-keygen's PKCS#8 export in Node.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find . -type f ! -name 'make.sh' ! -name '*.mjs' ! -name expect.json -delete

ssh-keygen -q -t rsa -b 1024 -N '' -C 'rsa@example' -f "$work/rsa"
for bits in 256 384 521; do ssh-keygen -q -t ecdsa -b $bits -N '' -C "p$bits@example" -f "$work/p$bits"; done
ssh-keygen -q -t ed25519 -N '' -C 'ed@example' -f "$work/ed"
ssh-keygen -q -t dsa -N '' -C 'dsa@example' -f "$work/dsa"
for k in rsa p256 p384 p521; do
	cp "$work/$k" "$work/$k.pem"
	ssh-keygen -q -p -m PKCS8 -P '' -N '' -f "$work/$k.pem" >/dev/null
done
node ../openssh/craft.mjs pkcs8 "$work/ed" "$work/ed.pem"

# good NAME "KEYS" MORE, with the file on standard input
good() {
	cat >"$1"
	keys=
	for k in $2; do keys="$keys${keys:+ }$work/$k.pem.pub"; done
	printf '%s\t%s\t%s\n' "$1" "$keys" "${3:-}" >>"$work/cases"
}
bad() { # NAME ERROR DETAIL
	cat >"$1"
	printf '%s\t-\t{"error":"%s","detail":"%s"}\n' "$1" "$2" "${3:-}" >>"$work/cases"
}
line() { cat "$work/$1.pub"; }
bare() { cut -d' ' -f1,2 "$work/$1.pub"; }
data() { cut -d' ' -f2 "$work/$1.pub"; }

for k in rsa p256 p384 p521 ed; do
	line $k | good "$k.pub" $k "{\"key\":{\"comment\":\"$(cut -d' ' -f3- "$work/$k.pub")\",\"source\":\"SSH public key\"}}"
done
bare ed | good no-comment.pub ed '{"key":{"comment":""}}'
bare ed | tr -d '\n' | good no-newline.pub ed
bare ed | sed 's/$/ Ann Other <ann@example> # 2/' | good comment-with-spaces.pub ed '{"key":{"comment":"Ann Other <ann@example> # 2"}}'
bare ed | sed 's/ /\t /; s/^/  /; s/$/ \r/' | good tabs-and-crlf.pub ed
data ed | good blob-only.txt ed
data rsa | good blob-only-rsa.txt rsa
data ed | base64 -d | good wire.bin ed

good authorized_keys "ed rsa p256 p384" '{"about":"options, comments, empty lines","key":[{},{},{"notes":["ssh_cert_authority"]}]}' <<END
# Ann's keys

restrict,command="echo \"ssh-rsa AAAA\" is no key",no-pty $(line ed)
from="10.0.0.0/8,*.example.com",environment="A=b c" $(bare rsa)
  cert-authority $(line p256)
no-pty	$(line p384)
# the end: ssh-ed25519 AAAA
END
{
	line ed
	line dsa
	line p256
} | good authorized_keys-dsa "ed p256" '{"skipped":["unsupported_algorithm"],"detail":"DSA"}'

good known_hosts "ed p256 rsa p384 p521" '{"about":"plain, hashed, port, marker","key":[{},{},{},{"notes":["ssh_cert_authority"]},{"notes":["ssh_revoked"]}]}' <<END
example.com,192.0.2.1 $(bare ed)
|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= $(bare p256)
[example.com]:2222 $(bare rsa)
@cert-authority *.example.com $(line p384)
@revoked * $(bare p521)
END

for k in rsa ed p256; do
	ssh-keygen -q -s "$work/ed" -I "an identity" -n ann,root -V -5m:+52w -O force-command=/bin/true "$work/$k.pub" 2>/dev/null
	good "$k-cert.pub" $k '{"key":{"source":"SSH certificate"}}' <"$work/$k-cert.pub"
done
{
	sed 's/^/cert-authority /' "$work/ed.pub"
	cat "$work/rsa-cert.pub"
} | good authorized_keys-cert "ed rsa" '{"key":[{"notes":["ssh_cert_authority"]}]}'

for k in rsa ed p521; do ssh-keygen -e -m RFC4716 -f "$work/$k.pub" | sed "s/converted by .* from/converted by ann@example from/" | good "$k-rfc4716.pub" $k '{"key":{"source":"RFC 4716"}}'; done
puttygen "$work/ed" -O public -C 'Ed in PuTTY' -o "$work/putty.pub"
good putty-rfc4716.pub ed '{"key":{"comment":"Ed in PuTTY"}}' <"$work/putty.pub"
{
	printf -- '---- BEGIN SSH2 PUBLIC KEY ----\nSubject: ann\nComment: "a comment that \\\ngoes on"\nx-private: a:b\n'
	data rsa | fold -w 70
	printf -- '---- END SSH2 PUBLIC KEY ----\n'
} | good continued-rfc4716.pub rsa '{"key":{"comment":"a comment that goes on"}}'
{
	ssh-keygen -e -m RFC4716 -f "$work/ed.pub" | sed "s/converted by .* from/converted by ann@example from/"
	ssh-keygen -e -m RFC4716 -f "$work/rsa.pub" | sed "s/converted by .* from/converted by ann@example from/"
} | good two-rfc4716.pub "ed rsa"

puttygen -q -t ed448 -C 'ed448@example' -O private -o "$work/ed448.ppk" --new-passphrase /dev/null
puttygen "$work/ed448.ppk" -O public-openssh -o "$work/ed448.pub"
node ../ppk/ed448.mjs "$work/ed448.ppk" "$work/ed448.pem"
line ed448 | good ed448.pub ed448 '{"key":{"comment":"ed448@example"}}'

line dsa | bad dsa.pub unsupported_algorithm DSA
ssh-keygen -e -m RFC4716 -f "$work/dsa.pub" | sed "s/converted by .* from/converted by ann@example from/" | bad dsa-rfc4716.pub unsupported_algorithm DSA
line rsa | sed 's/\(.\{100\}\).*/\1/' | bad cut.pub malformed
line ed | sed 's/^ssh-ed25519/ssh-rsa/' | bad type-differs.pub malformed differ
line ed | sed 's/ AAAA/ !!!!/' | bad not-base64.pub malformed
printf 'ssh-ed25519' | bad type-only.pub no_key

node craft.mjs "$work/ed.pub" "$work/cases"
cd .. && node expect.mjs sshpub <"$work/cases"
