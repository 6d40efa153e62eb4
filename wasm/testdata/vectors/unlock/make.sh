#!/bin/sh
# What is encrypted under a passphrase that programs turn into bytes in more ways
# than one, under the empty passphrase, and with a key derivation that costs too
# much; by openssl 3.0 (with its legacy provider), ssh-keygen 9.2, puttygen 0.78 and
# certtool 3.7, and what they do not write by craft.mjs. keytool is not among them:
# it takes passphrases in ASCII alone. The files reported-* are such as people had
# trouble with, and are kept; so are BouncyCastle's stores, unless BCPROV says where
# its jar is, as 1.72.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for f in *; do case $f in reported-* | bouncycastle.* | make.sh | craft.mjs | expect.json) ;; *) rm -f "$f" ;; esac done
export OPENSSL_CONF=/dev/null LC_ALL=C.UTF-8
legacy="-provider legacy -provider default"

openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/ec.pem"
openssl ec -in "$work/ec.pem" -out "$work/sec1.pem" 2>/dev/null
openssl req -new -x509 -config /dev/stdin -key "$work/ec.pem" -subj /CN=forms.example -days 3650 -out "$work/ec.crt" <<END
[req]
distinguished_name=dn
[dn]
END
puttygen -q -t ecdsa -b 256 -C forms -O private -o "$work/forms.ppk" --new-passphrase /dev/null
puttygen -q "$work/forms.ppk" -O private-openssh-new -o "$work/forms" --new-passphrase /dev/null
chmod 600 "$work/forms"
cp "$work/forms" "$work/forms.pem"
ssh-keygen -q -p -m PKCS8 -P '' -N '' -f "$work/forms.pem" >/dev/null

expect() { # FILE KEY MEMBERS
	printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$work/cases"
}
# each FORM TYPED: every container under the bytes in the file given, to be
# opened by what was typed.
each() {
	form=$1 given="{\"passphrase\":\"$2\"}" with="{\"passphrase\":\"$2\",\"key\":{\"certificates\":1}}"
	out="file:$work/given"
	openssl pkcs8 -topk8 -in "$work/ec.pem" -out "$form-pbes2.pem" -passout "$out"
	openssl pkcs8 -topk8 -scrypt -in "$work/ec.pem" -out "$form-scrypt.pem" -passout "$out"
	openssl pkcs8 $legacy -topk8 -v1 PBE-MD5-DES -in "$work/ec.pem" -out "$form-pbes1.pem" -passout "$out"
	openssl pkcs8 $legacy -topk8 -v1 PBE-SHA1-3DES -in "$work/ec.pem" -out "$form-pbes1-pkcs12.pem" -passout "$out"
	openssl ec -aes128 -in "$work/ec.pem" -out "$form-dek.pem" -passout "$out" 2>/dev/null
	for f in pbes2 scrypt pbes1 pbes1-pkcs12 dek; do expect "$form-$f.pem" "$work/ec.pem" "$given"; done
	openssl pkcs12 -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out "$form.p12" -passout "$out"
	openssl pkcs12 $legacy -legacy -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out "$form-legacy.p12" -passout "$out"
	openssl pkcs12 $legacy -legacy -nomac -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out "$form-no-mac.p12" -passout "$out"
	for f in "$form.p12" "$form-legacy.p12" "$form-no-mac.p12"; do expect "$f" "$work/ec.pem" "$with"; done
	cp "$work/forms" "$form-openssh.key"
	ssh-keygen -q -p -P '' -N "$(cat "$work/given")" -a 1 -f "$form-openssh.key" >/dev/null
	expect "$form-openssh.key" "$work/forms.pem" "$given"
	puttygen -q "$work/forms.ppk" -O private -o "$form-2.ppk" --reencrypt --ppk-param version=2 --new-passphrase "$work/given"
	puttygen -q "$work/forms.ppk" -O private -o "$form-3.ppk" --reencrypt --ppk-param memory=64,passes=1 --new-passphrase "$work/given"
	for f in 2 3; do expect "$form-$f.ppk" "$work/forms.pem" "$given"; done
}
printf 'na\303\257ve \342\202\254' | iconv -t WINDOWS-1252 >"$work/given"
each windows-1252 'naïve €'
each windows-1252-decomposed "$(printf 'nai\314\210ve \342\202\254')"
printf 'na\303\257ve \342\202\254' >"$work/given"
each composed "$(printf 'nai\314\210ve \342\202\254')"
printf 'nai\314\210ve \342\202\254' >"$work/given"
each decomposed "$(printf 'na\303\257ve \342\202\254')"
printf 'na\303\257ve' | iconv -t WINDOWS-1252 >"$work/given"
each latin-1 'naïve'
printf 'na\303\257ve' >"$work/given"
openssl pkcs8 -topk8 -in "$work/ec.pem" -out wrong.pem -passout "file:$work/given"
openssl pkcs12 -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out wrong.p12 -passout "file:$work/given"
for f in wrong.pem wrong.p12; do expect $f - '{"passphrase":"naïves","error":"wrong_passphrase"}'; done
# The empty passphrase: by itself where it costs little, else when it is said.
none='{"passphrase":""}'
node craft.mjs dek "$work/ec.pem" empty-dek.pem # openssl writes none
expect empty-dek.pem "$work/ec.pem" '{"about":"encrypted under the empty passphrase; none is given"}'
certtool --to-p8 --load-privkey "$work/ec.pem" --empty-password --outfile empty-certtool.p8 2>/dev/null
expect empty-certtool.p8 "$work/ec.pem" "$none"
cp empty-certtool.p8 required-certtool.p8
expect required-certtool.p8 - '{"error":"passphrase_required"}'
openssl pkcs8 -topk8 -iter 600000 -in "$work/ec.pem" -out empty-600000.pem -passout pass:
openssl pkcs8 -topk8 -scrypt -scrypt_p 5 -in "$work/ec.pem" -out empty-scrypt.pem -passout pass:
for f in 600000 scrypt; do
	expect empty-$f.pem "$work/ec.pem" "$none"
	cp empty-$f.pem required-$f.pem
	expect required-$f.pem - '{"error":"passphrase_required"}'
done
openssl pkcs12 -export -iter 600000 -inkey "$work/ec.pem" -in "$work/ec.crt" -out empty-600000.p12 -passout pass:
expect empty-600000.p12 "$work/ec.pem" '{"passphrase":"","key":{"certificates":1}}'
for f in openssh.key 2.ppk 3.ppk; do
	cp "composed-$f" "not-empty-$f"
	expect "not-empty-$f" - '{"passphrase":"","error":"wrong_passphrase","detail":"empty"}'
done
cp composed-pbes2.pem not-empty-pbes2.pem
cp composed-dek.pem not-empty-dek.pem
cp composed.p12 not-empty.p12
for f in not-empty-pbes2.pem not-empty-dek.pem not-empty.p12; do expect $f - '{"passphrase":"","error":"wrong_passphrase","detail":"empty"}'; done
# What is under the empty passphrase beside what is under another.
cat empty-dek.pem composed-openssh.key >beside.pem
expect beside.pem "$work/ec.pem $work/forms.pem" '{"passphrase":"naïve €"}'
cp beside.pem beside-required.pem
expect beside-required.pem "$work/ec.pem" '{"skipped":["passphrase_required"]}'

# What was reported. puttygen and openssl take the passphrase as bytes.
printf 's\374\337' >"$work/given"
puttygen -q reported-ppk-passphrase-windows-1252.ppk --old-passphrase "$work/given" -O private-openssh-new -o "$work/reported" --new-passphrase /dev/null
chmod 600 "$work/reported"
ssh-keygen -q -p -m PKCS8 -P '' -N '' -f "$work/reported" >/dev/null
expect reported-ppk-passphrase-windows-1252.ppk "$work/reported" '{"passphrase":"süß"}'
openssl pkcs12 -in reported-p12-passphrase-latin1.p12 -nocerts -noenc -passin "file:$work/given" -out "$work/reported12"
expect reported-p12-passphrase-latin1.p12 "$work/reported12" '{"passphrase":"süß","key":{"certificates":1}}'
openssl pkey -in reported-traditional-pem-empty-passphrase.pem -passin pass: -out "$work/reported-dek"
expect reported-traditional-pem-empty-passphrase.pem "$work/reported-dek" '{}'
openssl pkey -in reported-ct-emptypw.p8 -passin pass: -out "$work/reported-p8"
expect reported-ct-emptypw.p8 "$work/reported-p8" "$none"

expect reported-traditional-pem-camellia-256-cbc.pem - '{"error":"unsupported_encryption","detail":"Camellia"}'

if [ -n "${BCPROV:-}" ]; then
	rm -f bouncycastle.*
	for type in bks uber bcfks; do
		keytool -genkeypair -keyalg EC -groupname secp256r1 -alias key -dname CN=example -keystore bouncycastle.$type -storetype $type \
			-storepass changeit -keypass changeit -provider org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath "$BCPROV" 2>/dev/null
	done
fi
for type in bks uber bcfks; do
	expect bouncycastle.$type - "{\"error\":\"unsupported_format\",\"detail\":\"BouncyCastle key store, $(echo $type | tr a-z A-Z)\"}"
done

node craft.mjs cases "$work/ec.pem" "$work/ec.crt" "$work/cases"
cd .. && node expect.mjs unlock <"$work/cases"
