#!/bin/sh
# What people paste where something was lost, added or stands beside the key:
# damaged text, bytes after DER, EC PARAMETERS, lines of SSH files, a JWE
# beside a JWK, and keys in formats of GnuPG, Dropbear and python-jose.
#
# By openssl 3.0, ssh-keygen 9.2, dropbearkey 2022.83, gpg 2.2 and craft.mjs
# (what python-jose wrote, GnuPG's older layout, a JWE). The expected values
# are those of Node for the whole key. The files of "given" were made the same
# way after reports of people's trouble; the script keeps them as they are.
set -eu
cd "$(dirname "$0")"
given="der-with-trailing-newline.crt pem-sec1-with-pkcs7-padding-left.pem dropbear_rsa_host_key python-jose-legacy-pkcs8.pem jwe-cajson.json"
work=$(mktemp -d)
trap 'GNUPGHOME=$work/gpg gpgconf --kill all 2>/dev/null || :; rm -rf "$work"' EXIT
for f in *; do case " make.sh craft.mjs expect.json $given " in *" $f "*) ;; *) rm "$f" ;; esac done

openssl genpkey -algorithm ed25519 -out "$work/ed.pem"
openssl genpkey -algorithm ed25519 -out "$work/other.pem"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/p256.pem"
openssl genrsa -out "$work/rsa.pem" 2048 2>/dev/null
openssl genrsa -out "$work/rsa-1024.pem" 1024 2>/dev/null
openssl genrsa -out "$work/rsa-4096.pem" 4096 2>/dev/null
for k in ed p256 rsa; do
	openssl pkey -in "$work/$k.pem" -outform DER -out "$work/$k.der"
	openssl pkey -in "$work/$k.pem" -pubout -out "$work/$k.pub"
	openssl pkey -in "$work/$k.pem" -pubout -outform DER -out "$work/$k-public.der"
	openssl req -new -x509 -key "$work/$k.pem" -subj "/CN=$k" -days 10000 -out "$work/$k.crt"
done
openssl x509 -in "$work/p256.crt" -outform DER -out "$work/p256.cer"

# good NAME "KEYS" MORE, with the file on standard input
good() {
	cat >"$1"
	keys=
	for k in $2; do keys="$keys${keys:+ }$work/$k"; done
	printf '%s\t%s\t%s\n' "$1" "$keys" "${3:-}" >>"$work/cases"
}
bad() { # NAME ERROR DETAIL
	cat >"$1"
	printf '%s\t-\t{"error":"%s","detail":"%s"}\n' "$1" "$2" "${3:-}" >>"$work/cases"
}
tail='"notes":["trailing_bytes"]'
b64() { base64 -w0 "$work/$1"; }

# The RSA key that the test of all edits takes, short enough for that.
good rsa-1024.pem rsa-1024.pem <"$work/rsa-1024.pem"

# Bytes after the DER.
{ cat "$work/p256.cer"; printf '\r\n'; } | good certificate-crlf.cer p256.pem.pub "{\"key\":{\"certificates\":1,$tail}}"
{ cat "$work/rsa.der"; head -c 700 /dev/zero; } | good pkcs8-zeros.der rsa.pem "{\"key\":{$tail}}"
{ cat "$work/ed-public.der"; printf '\032'; } | good spki-control-z.der ed.pem.pub "{\"key\":{$tail}}"
{ cat "$work/ed.der"; printf '\n'; } | good ed25519-newline.der ed.pem "{\"key\":{$tail}}"
{ cat "$work/p256.cer" "$work/rsa-public.der"; printf '\n'; } | good joined-newline.der "p256.pem.pub rsa.pem.pub" '{"key":[{"certificates":1},{"notes":["trailing_bytes"]}]}'
{ openssl crl2pkcs7 -nocrl -certfile "$work/p256.crt" -outform DER; printf '\n'; } | good pkcs7-newline.p7b p256.pem.pub "{\"key\":{\"certificates\":1,$tail}}"
{ openssl pkcs12 -export -inkey "$work/p256.pem" -in "$work/p256.crt" -passout pass:secret; printf '\n'; } | good pkcs12-newline.p12 p256.pem "{\"passphrase\":\"secret\",\"key\":{\"certificates\":1,$tail}}"
pem() { printf -- '-----BEGIN %s-----\n' "$1"; base64 -w64; printf -- '-----END %s-----\n' "$1"; }
{ cat "$work/rsa.der"; printf '\n'; } | pem 'PRIVATE KEY' | good newline-in-pem.pem rsa.pem "{\"key\":{$tail}}"
{ cat "$work/p256.cer"; head -c 64 /dev/zero; } | pem CERTIFICATE | good zeros-in-pem.pem p256.pem.pub "{\"key\":{\"certificates\":1,$tail}}"
{ cat "$work/ed-public.der"; printf '\004\004\004\004'; } | base64 -w0 | good padding-in-base64.txt ed.pem.pub "{\"key\":{$tail}}"
{ cat "$work/ed-public.der"; printf '\n'; } | base64 -w0 | bad newline-in-base64.txt trailing_data # nobody knows that it was no character
{ cat "$work/ed-public.der"; printf '\004\004\004'; } | bad padding-wrong.der trailing_data
{ cat "$work/ed-public.der"; printf '\nkey'; } | bad words-after.der trailing_data

# One character lost, added or changed.
edkey=$(b64 ed-public.der)
printf '%s' "$edkey" | sed 's/\(.\{30\}\)/\1Q/' | bad added-base64.txt trailing_data
printf '%s' "$edkey" | sed 's/\(.\{30\}\)./\1/' | bad lost-base64.txt truncated
printf '%s' "$edkey" | sed 's/=//; s/\(.\{30\}\)/\1Q/' | bad added-base64-no-padding.txt trailing_data
b64 p256-public.der | sed 's/..==$/Qf==/' | bad stray-bits-base64.txt malformed
b64 rsa.der | sed 's/\(.\{400\}\)/\1Q/' | bad added-base64-rsa.txt malformed
b64 rsa.der | sed 's/\(.\{400\}\)./\1/' | bad lost-base64-rsa.txt truncated
printf '%s' "$edkey" | sed 's/^.//' | bad lost-first.txt malformed beginning
printf 'KEY=Q%s\n' "$(b64 rsa-public.der)" | bad added-first.env malformed beginning
b64 p256.der | sed 's/^M/N/' | bad changed-first.txt malformed beginning
xxd -p "$work/rsa-public.der" | tr -d '\n' | sed 's/^.//' | bad lost-first.hex malformed beginning
printf '%sA' "$edkey" | bad attached.txt trailing_data
printf '%s\nThe key of ann\n' "$edkey" | good words-below.txt ed.pem.pub
printf '%s%s' "$edkey" "$(b64 p256-public.der)" | good attached-key.txt "ed.pem.pub p256.pem.pub"
printf '{"key":"%s"}' "$(printf '%s' "$edkey" | sed 's/\(.\{30\}\)/\1Q/')" | bad added-in-json.json trailing_data
printf 'A=1\nKEY=%s\nA=1\n' "$(printf '%s' "$edkey" | sed 's/=//; s/\(.\{30\}\)./\1/')" | bad lost-in.env malformed
sed 's/^\(MC.\{30\}\)/\1Q/; /END/d' "$work/ed.pub" | bad added-without-end.pem trailing_data
sed 's/^\(MC.\{30\}\)/\1Q/' "$work/ed.pub" | bad added.pem malformed
sed 's/^\(MC.\{30\}\)./\1/' "$work/ed.pub" | bad lost.pem truncated
xxd -p "$work/ed-public.der" | tr -d '\n' | sed 's/\(.\{40\}\)./\1/' | bad lost-digit.hex malformed
xxd -p "$work/ed-public.der" | tr -d '\n' | sed 's/\(.\{40\}\)/\10/' | bad added-digit.hex malformed
xxd "$work/ed-public.der" | sed '2s/: ./: /' | bad lost-digit.xxd malformed
xxd "$work/ed-public.der" | sed '2d' | bad lost-line.xxd malformed
hexdump -C "$work/rsa-public.der" | sed '5s/|.*|/|not the characters|/' | good other-words.hexdump rsa.pem.pub
hexdump -C "$work/rsa-public.der" | sed '1s/|0/|1/' | bad other-character.hexdump malformed
{ xxd -i "$work/ed-public.der" | sed '2s/0x65/0x5/'; } | bad lost-digit.c malformed

# EC PARAMETERS are for the next block.
openssl ecparam -name secp521r1 -out "$work/p521.params"
openssl ecparam -name prime256v1 -out "$work/p256.params"
{ # a key that names neither its curve nor its point
	printf '\060\045\002\001\001\004\040'
	openssl ec -in "$work/p256.pem" -outform DER 2>/dev/null | head -c 39 | tail -c 32
} | pem 'EC PRIVATE KEY' >"$work/bare.pem"
cat "$work/p256.params" "$work/bare.pem" | good parameters-before.pem p256.pem
{ cat "$work/p256.params"; printf '\nthe key:\n'; cat "$work/bare.pem"; } | good parameters-words-between.pem p256.pem
cat "$work/p521.params" "$work/rsa.pem" "$work/bare.pem" | good parameters-of-another.pem rsa.pem '{"skipped":["malformed"],"detail":"curve"}'
cat "$work/p521.params" "$work/rsa.pub" "$work/p256.params" "$work/bare.pem" | good parameters-twice.pem "rsa.pem.pub p256.pem"
cat "$work/bare.pem" | bad parameters-missing.pem malformed curve

# Lines of SSH files.
ssh-keygen -q -t ed25519 -N '' -C ann@example -f "$work/ann"
ssh-keygen -q -t ecdsa -N '' -C bob@example -f "$work/bob"
node ../openssh/craft.mjs pkcs8 "$work/ann" "$work/ann.pem"
cp "$work/bob" "$work/bob.pem"
ssh-keygen -q -p -m PKCS8 -P '' -N '' -f "$work/bob.pem" >/dev/null
cat >"$work/lines" <<END
# $(cat "$work/ann.pub")
$(cat "$work/bob.pub")
END
good ssh-commented-out bob.pem.pub '{"skipped":["not_a_key"],"detail":"comment"}' <"$work/lines"
sed 's/^/#/' "$work/ann.pub" | bad ssh-only-comment not_a_key comment
sed 's/^/  ## old: /' "$work/ann.pub" | bad ssh-words-in-comment not_a_key comment
sed 's/^/#no-pty,command="echo a # b" /' "$work/ann.pub" | bad ssh-options-in-comment not_a_key comment
{ printf '# ssh-ed25519 AAAA is how a key begins\n'; cat "$work/ann.pub"; } | good ssh-prose-in-comment ann.pem.pub
sed 's/^/@revoked *.example.com,192.0.2.7 /' "$work/ann.pub" | good ssh-revoked ann.pem.pub '{"key":{"notes":["ssh_revoked"],"comment":"ann@example"}}'
sed 's/^/> @cert-authority * /' "$work/ann.pub" | good ssh-authority-quoted ann.pem.pub '{"key":{"notes":["ssh_cert_authority"]}}'
sed 's/^/restrict,Cert-Authority,principals="ann,root" /' "$work/ann.pub" | good ssh-authority-option ann.pem.pub '{"key":{"notes":["ssh_cert_authority"]}}'
sed 's/^/command="echo \\",cert-authority",no-pty /' "$work/ann.pub" | good ssh-authority-in-quotes ann.pem.pub
sed 's/^/expiry-time="20990101",from="!*.example.com,10.0.0.0\/8",environment="A=#b" /' "$work/ann.pub" | good ssh-options ann.pem.pub

# A JWE beside a JWK.
jwe=$(node craft.mjs jwe "$work/p256.pem")
node craft.mjs jwk "$work/p256.pem" >"$work/p256.jwk"
printf '{"key":%s,"encryptedKey":"%s"}\n' "$(cat "$work/p256.jwk")" "$jwe" | good jwe-beside.json p256.pem.pub '{"skipped":["passphrase_required"]}'
printf '{"jwk":%s,"encryptedKey":"%s"}\n' "$(cat "$work/p256.jwk")" "$jwe" | good jwe-beside-jwk.json p256.pem.pub '{"skipped":["passphrase_required"]}'
printf 'public: %s\nprivate: %s\n' "$(cat "$work/p256.jwk")" "$jwe" | good jwe-in-text.txt p256.pem.pub '{"skipped":["passphrase_required"]}'
printf '%s\n' "$jwe" | bad jwe-alone.txt passphrase_required

# Formats of their own.
dropbearkey -t ecdsa -f "$work/dropbear-ecdsa" >/dev/null 2>&1
dropbearkey -t ed25519 -f "$work/dropbear-ed25519" >/dev/null 2>&1
bad dropbear_ecdsa_host_key unsupported_format Dropbear <"$work/dropbear-ecdsa"
bad dropbear_ed25519_host_key unsupported_format Dropbear <"$work/dropbear-ed25519"
base64 "$work/dropbear-ed25519" | bad dropbear-base64.txt unsupported_format Dropbear
export GNUPGHOME="$work/gpg"
mkdir -m 700 "$GNUPGHOME"
gpg --batch -q --quick-gen-key --passphrase '' 'Ann <ann@example>' ed25519 2>/dev/null
bad gnupg.key unsupported_format GnuPG <"$(echo "$GNUPGHOME"/private-keys-v1.d/*)"
node craft.mjs sexp "$(echo "$GNUPGHOME"/private-keys-v1.d/*)" | bad gnupg-older.key unsupported_format GnuPG
rm "$GNUPGHOME"/private-keys-v1.d/*
gpg --batch -q --quick-gen-key --passphrase secret 'Bob <bob@example>' rsa2048 2>/dev/null
bad gnupg-protected.key unsupported_format GnuPG <"$(echo "$GNUPGHOME"/private-keys-v1.d/*)"
node craft.mjs python-jose "$work/rsa-4096.pem" | bad python-jose-4096.pem unsupported_format python-jose

# The given ones.
openssl x509 -inform DER -in der-with-trailing-newline.crt -noout -pubkey >"$work/given-crt.pub.pem"
grep -v -- ---- pem-sec1-with-pkcs7-padding-left.pem | base64 -d | head -c 121 | openssl pkey -inform DER -out "$work/given-sec1.pem"
node craft.mjs pem jwe-cajson.json >"$work/given-jwe.pub.pem"
cat >>"$work/cases" <<END
der-with-trailing-newline.crt	$work/given-crt.pub.pem	{"key":{"certificates":1,$tail}}
pem-sec1-with-pkcs7-padding-left.pem	$work/given-sec1.pem	{"key":{$tail}}
dropbear_rsa_host_key	-	{"error":"unsupported_format","detail":"Dropbear"}
python-jose-legacy-pkcs8.pem	-	{"error":"unsupported_format","detail":"python-jose"}
jwe-cajson.json	$work/given-jwe.pub.pem	{"skipped":["passphrase_required"],"key":{"kid":"abc"}}
END
cd .. && node expect.mjs pasted <"$work/cases"
