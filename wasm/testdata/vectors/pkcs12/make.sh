#!/bin/sh
# PKCS#12 files, by openssl 3.0 (with its legacy provider), keytool 17,
# certtool 3.7 and pk12util of NSS 3.87; craft.mjs writes what they cannot: PBMAC1, BER of indefinite
# length, nested bags, hostile parameters.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f ./*.p12
export OPENSSL_CONF=/dev/null
legacy="-provider legacy -provider default"
pass='correct horse'

# A root, an intermediate, a leaf with an RSA key, and another EC key.
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/root.pem"
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$work/mid.pem"
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out "$work/leaf.pem"
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/ec.pem"
cat >"$work/ca.cnf" <<END
basicConstraints=critical,CA:TRUE
END
issue() { # NAME SUBJECT ISSUER
	openssl req -new -config /dev/stdin -key "$work/$1.pem" -subj "/CN=$2" -out "$work/$1.csr" <<END
[req]
distinguished_name=dn
[dn]
END
	if [ "$1" = "$3" ]; then sign="-signkey $work/$1.pem"; else sign="-CA $work/$3.crt -CAkey $work/$3.pem -CAcreateserial"; fi
	openssl x509 -req -in "$work/$1.csr" $sign -days 3650 ${4:+-extfile "$work/ca.cnf"} -out "$work/$1.crt" 2>/dev/null
}
issue root Root root ca
issue mid Middle root ca
issue leaf leaf.example mid
issue ec ec.example ec
cat "$work/mid.crt" "$work/root.crt" >"$work/chain.crt"

expect() { printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$work/cases"; }
given="\"passphrase\":\"$pass\""

# good NAME SOURCE OPTIONS...: the RSA key with its certificate.
good() {
	name=$1 source=$2
	shift 2
	openssl pkcs12 $legacy -export -inkey "$work/leaf.pem" -in "$work/leaf.crt" -name "Leaf Käy ✓" -out "$name.p12" -passout "pass:$pass" "$@"
	expect "$name.p12" "$work/leaf.pem" "{$given,\"key\":{\"certificates\":1,\"subject\":\"CN=leaf.example\",\"comment\":\"Leaf Käy ✓\",\"source\":\"PKCS#12 private key$source\"}}"
}
good default ', encrypted with AES-256-CBC'
good legacy ', encrypted with PBE-SHA1-3DES' -legacy
good aes-128 ', encrypted with AES-128-CBC' -keypbe AES-128-CBC -certpbe AES-128-CBC
for pbe in RC4-128 RC4-40 3DES 2DES RC2-128 RC2-40; do
	good "pbe-$pbe" ", encrypted with PBE-SHA1-$pbe" -keypbe "PBE-SHA1-$pbe" -certpbe "PBE-SHA1-$pbe"
done
good pbes1-md5-des ', encrypted with PBE-MD5-DES' -keypbe PBE-MD5-DES -certpbe PBE-MD5-DES
for mac in md5 sha1 sha224 sha384 sha512 sha512-256; do good "mac-$mac" '' -macalg $mac; done
good no-iterations '' -noiter -nomaciter
good no-mac '' -nomac
good no-mac-legacy '' -nomac -legacy
good key-not-encrypted '' -keypbe NONE
good nothing-encrypted '' -keypbe NONE -certpbe NONE
good iterations-300000 '' -iter 300000

openssl pkcs12 -export -inkey "$work/leaf.pem" -in "$work/leaf.crt" -certfile "$work/chain.crt" -name leaf -caname middle -caname root -out chain.p12 -passout "pass:$pass"
expect chain.p12 "$work/leaf.pem" "{$given,\"key\":{\"certificates\":3,\"comment\":\"leaf\"},\"issuers\":[\"$work/mid.pem.pub\",\"$work/root.pem.pub\"]}"
openssl pkcs12 -export -inkey "$work/leaf.pem" -nocerts -out key-only.p12 -passout "pass:$pass"
expect key-only.p12 "$work/leaf.pem" "{$given}"
openssl pkcs12 -export -nokeys -in "$work/leaf.crt" -caname 'only a certificate' -out certificate-only.p12 -passout "pass:$pass"
expect certificate-only.p12 "$work/leaf.pem.pub" "{$given,\"key\":{\"certificates\":1,\"source\":\"in PKCS#12\"}}"
openssl pkcs12 -export -nokeys -in "$work/leaf.crt" -certpbe NONE -nomac -out open.p12 -passout pass:
expect open.p12 "$work/leaf.pem.pub" '{"about":"neither encrypted nor with a MAC: no passphrase is asked","key":{"certificates":1}}'

# The empty passphrase, in the forms that programs give it.
openssl pkcs12 -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out empty-openssl.p12 -passout pass:
openssl pkcs12 $legacy -legacy -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out empty-openssl-legacy.p12 -passout pass:
openssl pkcs12 $legacy -legacy -nomac -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out empty-no-mac.p12 -passout pass:
certtool() { command certtool "$@" 2>/dev/null; }
certtool --to-p12 --outder --p12-name ec --load-privkey "$work/ec.pem" --load-certificate "$work/ec.crt" --pkcs-cipher 3des --empty-password --outfile empty-certtool.p12
certtool --to-p12 --outder --p12-name ec --load-privkey "$work/ec.pem" --load-certificate "$work/ec.crt" --pkcs-cipher 3des --null-password --outfile null-certtool.p12
for f in empty-openssl empty-openssl-legacy empty-no-mac empty-certtool null-certtool; do
	expect $f.p12 "$work/ec.pem" '{"key":{"certificates":1}}'
done

# certtool's own defaults, and passphrases beyond ASCII.
certtool --to-p12 --outder --p12-name 'ec by certtool' --load-privkey "$work/ec.pem" --load-certificate "$work/ec.crt" --password "$pass" --outfile certtool.p12
expect certtool.p12 "$work/ec.pem" "{$given,\"key\":{\"certificates\":1,\"comment\":\"ec by certtool\"}}"
certtool --to-p12 --outder --p12-name ec --load-privkey "$work/ec.pem" --load-certificate "$work/ec.crt" --load-ca-certificate "$work/root.crt" --pkcs-cipher arcfour --password "$pass" --outfile certtool-arcfour.p12
expect certtool-arcfour.p12 "$work/ec.pem $work/root.pem.pub" "{$given,\"key\":{\"certificates\":1}}"
utf8='pässwörd ✓ 🔑'
openssl pkcs12 -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out utf8.p12 -passout "pass:$utf8"
openssl pkcs12 $legacy -legacy -export -inkey "$work/ec.pem" -in "$work/ec.crt" -out utf8-legacy.p12 -passout "pass:$utf8"
expect utf8.p12 "$work/ec.pem" "{\"passphrase\":\"$utf8\",\"key\":{\"certificates\":1}}"
expect utf8-legacy.p12 "$work/ec.pem" "{\"passphrase\":\"$utf8\",\"key\":{\"certificates\":1}}"

# keytool: several keys, its old and new algorithms, a certificate store, a
# secret key.
kt() { keytool -noprompt -storepass "$pass" "$@" 2>/dev/null; }
cp default.p12 "$work/a.p12"
kt -importkeystore -srckeystore "$work/a.p12" -srcstorepass "$pass" -srcalias 'Leaf Käy ✓' -destalias one -destkeystore several-keytool.p12 -deststoretype PKCS12
openssl pkcs12 -export -inkey "$work/ec.pem" -in "$work/ec.crt" -name two -out "$work/b.p12" -passout "pass:$pass"
kt -importkeystore -srckeystore "$work/b.p12" -srcstorepass "$pass" -destkeystore several-keytool.p12 -deststoretype PKCS12
kt -importcert -alias ca -file "$work/root.crt" -keystore several-keytool.p12
expect several-keytool.p12 "$work/leaf.pem $work/ec.pem $work/root.pem.pub" "{$given,\"key\":{\"certificates\":1}}"
kt -J-Dkeystore.pkcs12.legacy -importkeystore -srckeystore "$work/b.p12" -srcstorepass "$pass" -destkeystore keytool-legacy.p12 -deststoretype PKCS12
expect keytool-legacy.p12 "$work/ec.pem" "{$given,\"key\":{\"certificates\":1,\"comment\":\"two\",\"source\":\"PBE-SHA1-3DES\"}}"
cp keytool-legacy.p12 secret.p12
kt -genseckey -alias secret -keyalg AES -keysize 128 -storetype PKCS12 -keystore secret.p12
expect secret.p12 "$work/ec.pem" "{$given,\"key\":{\"certificates\":1},\"skipped\":[\"unsupported_format\"],\"detail\":\"secret\"}"
kt -genseckey -alias secret -keyalg AES -keysize 128 -storetype PKCS12 -keystore only-secret.p12
expect only-secret.p12 - "{$given,\"error\":\"unsupported_format\",\"detail\":\"secret\"}"

# pk12util writes BER in which the ciphertext is in pieces of its own.
nss() { # NAME SOURCE CIPHER...
	name=$1 source=$2
	shift 2
	mkdir "$work/$name"
	certutil -N -d "$work/$name" --empty-password
	pk12util -i "$work/b.p12" -d "$work/$name" -W "$pass"
	pk12util -o "$name.p12" -n two -d "$work/$name" -W "$pass" "$@"
	expect "$name.p12" "$work/ec.pem" "{$given,\"key\":{\"certificates\":1,\"comment\":\"two\",\"source\":\"$source\"}}"
}
nss nss 'encrypted with AES-256-CBC' >/dev/null
nss nss-3des 'encrypted with PBE-SHA1-3DES' -c 'PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC' >/dev/null

# No or a wrong passphrase.
cp default.p12 required.p12
cp legacy.p12 required-legacy.p12
cp no-mac.p12 required-no-mac.p12
cp default.p12 wrong.p12
cp legacy.p12 wrong-legacy.p12
cp no-mac.p12 wrong-no-mac.p12
cp nothing-encrypted.p12 wrong-nothing-encrypted.p12
for f in required required-legacy required-no-mac; do expect $f.p12 - '{"error":"passphrase_required"}'; done
for f in wrong wrong-legacy wrong-no-mac wrong-nothing-encrypted; do expect $f.p12 - '{"passphrase":"Correct horse","error":"wrong_passphrase"}'; done

# Not read: said by name before anybody types a passphrase.
openssl pkcs12 -export -inkey "$work/ec.pem" -in "$work/ec.crt" -keypbe camellia-256-cbc -certpbe camellia-256-cbc -out camellia.p12 -passout "pass:$pass"
expect camellia.p12 - '{"error":"unsupported_encryption","detail":"Camellia-256-CBC"}'
openssl pkcs12 -export -inkey "$work/ec.pem" -in "$work/ec.crt" -certpbe camellia-256-cbc -out camellia-certificate.p12 -passout "pass:$pass"
expect camellia-certificate.p12 "$work/ec.pem" "{$given,\"skipped\":[\"unsupported_encryption\"],\"detail\":\"Camellia\"}"
openssl pkcs12 -export -inkey "$work/ec.pem" -in "$work/ec.crt" -macalg sha3-256 -out mac-sha3.p12 -passout "pass:$pass"
expect mac-sha3.p12 - '{"error":"unsupported_encryption","detail":"SHA3-256"}'

# Damaged, and shapes of other programs.
head -c 900 default.p12 >cut.p12
expect cut.p12 - '{"error":"truncated"}'
{
	cat default.p12
	printf 'more'
} >tail.p12
expect tail.p12 - "{$given,\"error\":\"trailing_data\"}"
{
	cat default.p12
	head -c 300 /dev/zero
} >zeros.p12
expect zeros.p12 "$work/leaf.pem" "{$given,\"key\":{\"certificates\":1}}"
openssl pkcs12 -export -nomac -keypbe NONE -certpbe NONE -inkey "$work/ec.pem" -in "$work/ec.crt" -out "$work/plain.p12" -passout pass:
node craft.mjs "$work/plain.p12" default.p12 "$work/ec.pem" "$work/leaf.pem" "$work/cases"
# The first test vector of RFC 9579 (appendix A.1), whose MAC openssl 3.0 cannot
# check; it reads the key without that.
base64 -d >rfc9579-a1.p12 <<END
MIIKigIBAzCCCgUGCSqGSIb3DQEHAaCCCfYEggnyMIIJ7jCCBGIGCSqGSIb3DQEH
BqCCBFMwggRPAgEAMIIESAYJKoZIhvcNAQcBMFcGCSqGSIb3DQEFDTBKMCkGCSqG
SIb3DQEFDDAcBAg9pxXxY2yscwICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQME
ASoEEK7yYaFQDi1pYwWzm9F/fs+AggPgFIT2XapyaFgDppdvLkdvaF3HXw+zjzKb
7xFC76DtVPhVTWVHD+kIss+jsj+XyvMwY0aCuAhAG/Dig+vzWomnsqB5ssw5/kTb
+TMQ5PXLkNeoBmB6ArKeGc/QmCBQvQG/a6b+nXSWmxNpP+71772dmWmB8gcSJ0kF
Fj75NrIbmNiDMCb71Q8gOzBMFf6BpXf/3xWAJtxyic+tSNETfOJa8zTZb0+lV0w9
5eUmDrPUpuxEVbb0KJtIc63gRkcfrPtDd6Ii4Zzbzj2Evr4/S4hnrQBsiryVzJWy
IEjaD0y6+DmG0JwMgRuGi1wBoGowi37GMrDCOyOZWC4n5wHLtYyhR6JaElxbrhxP
H46z2USLKmZoF+YgEQgYcSBXMgP0t36+XQocFWYi2N5niy02TnctwF430FYsQlhJ
Suma4I33E808dJuMv8T/soF66HsD4Zj46hOf4nWmas7IaoSAbGKXgIa7KhGRJvij
xM3WOX0aqNi/8bhnxSA7fCmIy/7opyx5UYJFWGBSmHP1pBHBVmx7Ad8SAsB9MSsh
nbGjGiUk4h0QcOi29/M9WwFlo4urePyI8PK2qtVAmpD3rTLlsmgzguZ69L0Q/CFU
fbtqsMF0bgEuh8cfivd1DYFABEt1gypuwCUtCqQ7AXK2nQqOjsQCxVz9i9K8NDeD
aau98VAl0To2sk3/VR/QUq0PRwU1jPN5BzUevhE7SOy/ImuJKwpGqqFljYdrQmj5
jDe+LmYH9QGVRlfN8zuU+48FY8CAoeBeHn5AAPml0PYPVUnt3/jQN1+v+CahNVI+
La8q1Nen+j1R44aa2I3y/pUgtzXRwK+tPrxTQbG030EU51LYJn8amPWmn3w75ZIA
MJrXWeKj44de7u4zdUsEBVC2uM44rIHM8MFjyYAwYsey0rcp0emsaxzar+7ZA67r
lDoXvvS3NqsnTXHcn3T9tkPRoee6L7Dh3x4Od96lcRwgdYT5BwyH7e34ld4VTUmJ
bDEq7Ijvn4JKrwQJh1RCC+Z/ObfkC42xAm7G010u3g08xB0Qujpdg4a7VcuWrywF
c7hLNquuaF4qoDaVwYXHH3iuX6YlJ/3siTKbYCVXPEZOAMBP9lF/OU76UMJBQNfU
0xjDx+3AhUVgnGuCsmYlK6ETDp8qOZKGyV0KrNSGtqLx3uMhd7PETeW+ML3tDQ/0
X9fMkcZHi4C2fXnoHV/qa2dGhBj4jjQ0Xh1poU6mxGn2Mebe2hDsBZkkBpnn7pK4
wP/VqXdQTwqEuvzGHLVFsCuADe40ZFBmtBrf70wG7ZkO8SUZ8Zz1IX3+S024g7yj
QRev/6x6TtkwggWEBgkqhkiG9w0BBwGgggV1BIIFcTCCBW0wggVpBgsqhkiG9w0B
DAoBAqCCBTEwggUtMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhTxzw+
VptrYAICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEK9nSqc1I2t4tMVG
bWHpdtQEggTQzCwI7j34gCTvfj6nuOSndAjShGv7mN2j7WMV0pslTpq2b9Bn3vn1
Y0JMvL4E7sLrUzNU02pdOcfCnEpMFccNv2sQrLp1mOCKxu8OjSqHZLoKVL0ROVsZ
8dMECLLigDlPKRiSyLErl14tErX4/zbkUaWMROO28kFbTbubQ8YoHlRUwsKW1xLg
vfi0gRkG/zHXRfQHjX/8NStv7hXlehn7/Gy2EKPsRFhadm/iUHAfmCMkMgHTU248
JER9+nsXltd59H+IeDpj/kbxZ+YvHow9XUZKu828d3MQnUpLZ1BfJGhMBPVwbVUD
A40CiQBVdCoGtPJyalL28xoS3H0ILFCnwQOr6u0HwleNJPGHq78HUyH6Hwxnh0b0
5o163r6wTFZn5cMOxpbs/Ttd+3TrxmrYpd2XnuRme3cnaYJ0ILvpc/8eLLR7SKjD
T4JhZ0h/CfcV2WWvhpQugkY0pWrZ+EIMneB1dZB96mJVLxOi148OeSgi0PsxZMNi
YM33rTpwQT5WqOsEyDwUQpne5b8Kkt/s7EN0LJNnPyJJRL1LcqOdr6j+6YqRtPa7
a9oWJqMcuTP+bqzGRJh+3HDlFBw2Yzp9iadv4KmB2MzhStLUoi2MSjvnnkkd5Led
sshAd6WbKfF7kLAHQHT4Ai6dMEO4EKkEVF9JBtxCR4JEn6C98Lpg+Lk+rfY7gHOf
ZxtgGURwgXRY3aLUrdT55ZKgk3ExVKPzi5EhdpAau7JKhpOwyKozAp/OKWMNrz6h
obu2Mbn1B+IA60psYHHxynBgsJHv7WQmbYh8HyGfHgVvaA8pZCYqxxjpLjSJrR8B
Bu9H9xkTh7KlhxgreXYv19uAYbUd95kcox9izad6VPnovgFSb+Omdy6PJACPj6hF
W6PJbucP0YPpO0VtWtQdZZ3df1P0hZ7qvKwOPFA+gKZSckgqASfygiP9V3Zc8jIi
wjNzoDM2QT+UUJKiiGYXJUEOO9hxzFHlGj759DcNRhpgl5AgR57ofISD9yBuCAJY
PQ/aZHPFuRTrcVG3RaIbCAS73nEznKyFaLOXfzyfyaSmyhsH253tnyL1MejC+2bR
Eko/yldgFUxvU5JI+Q3KJ6Awj+PnduHXx71E4UwSuu2xXYMpxnQwI6rroQpZBX82
HhqgcLV83P8lpzQwPdHjH5zkoxmWdC0+jU/tcQfNXYpJdyoaX7tDmVclLhwl9ps/
O841pIsNLJWXwvxG6B+3LN/kw4QjwN194PopiOD7+oDm5mhttO78CrBrRxHMD/0Q
qniZjKzSZepxlZq+J792u8vtMnuzzChxu0Bf3PhIXcJNcVhwUtr0yKe/N+NvC0tm
p8wyik/BlndxN9eKbdTOi2wIi64h2QG8nOk66wQ/PSIJYwZl6eDNEQSzH/1mGCfU
QnUT17UC/p+Qgenf6Auap2GWlvsJrB7u/pytz65rtjt/ouo6Ih6EwWqwVVpGXZD0
7gVWH0Ke/Vr6aPGNvkLcmftPuDZsn9jiig3guhdeyRVf10Ox369kKWcG75q77hxE
IzSzDyUlBNbnom9SIjut3r+qVYmWONatC6q/4D0I42Lnjd3dEyZx7jmH3g/S2ASM
FzWr9pvXc61dsYOkdZ4PYa9XPUZxXFagZsoS3F1sU799+IJVU0tC0MExJTAjBgkq
hkiG9w0BCRUxFgQUwWO5DorvVWYF3BWUmAw0rUEajScwfDBtMEkGCSqGSIb3DQEF
DjA8MCwGCSqGSIb3DQEFDDAfBAhvRzw4sC4xcwICCAACASAwDAYIKoZIhvcNAgkF
ADAMBggqhkiG9w0CCQUABCB6pW2FOdcCNj87zS64NUXG36K5aXDnFHctIk5Bf4kG
3QQITk9UIFVTRUQCAQE=
END
openssl pkcs12 -nomacver -noenc -nocerts -in rfc9579-a1.p12 -passin pass:1234 -out "$work/rfc9579.pem"
expect rfc9579-a1.p12 "$work/rfc9579.pem" '{"passphrase":"1234","key":{"certificates":1}}'

cd .. && node expect.mjs pkcs12 <"$work/cases"
