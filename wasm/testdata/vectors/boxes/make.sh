#!/bin/sh
# Keys in archives beside what is no text, keys with a passphrase of their own, and DER
# that begins like a key's and is none: by tar, gzip, xz, bzip2, zstd, openssl 3.0, certtool 3.7,
# pk12util 3.87, java 17, dnssec-keygen 9.18 and botan 2.19. A key store whose key has another passphrase than the file is what
# programs in Java write: keytool refuses to.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for f in *; do case $f in make.sh | expect.json) ;; *) rm -f "$f" ;; esac done
export OPENSSL_CONF=/dev/null
config="-config /dev/stdin"
name() { printf '[req]\ndistinguished_name=dn\n[dn]\n'; }
for k in ec other; do
	openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$k.pem"
	name | openssl req -new -x509 $config -key "$work/$k.pem" -subj "/CN=$k.example" -days 3650 -out "$work/$k.crt"
done
expect() { # FILE KEYS MEMBERS
	printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$work/cases"
}
ec=$work/ec.pem other=$work/other.pem

# Archives: a key as text, one in DER under a name that begins like DER, one in a file that is encrypted.
(
	cd "$work"
	cp ec.pem 0000_key.pem
	openssl pkey -in other.pem -outform DER -out other.der
	openssl x509 -in other.crt -outform DER -out other.cer
	openssl pkcs12 -export -inkey other.pem -in other.crt -out other.p12 -passout pass:secret
	printf '== ed25519v1-public: type0 ==\000\000\00012345678901234567890123456789012' >hs_ed25519_public_key
)
pack() { # FORMAT ARCHIVE FILES
	format=$1 archive=$2
	shift 2
	tar --format="$format" --owner=0 --group=0 -C "$work" -cf "$archive" "$@"
}
pack ustar text-and-pkcs12.tar 0000_key.pem other.p12
expect text-and-pkcs12.tar "$ec $other" '{"passphrase":"secret","key":[{},{"certificates":1}]}'
pack ustar pkcs12-shut.tar 0000_key.pem other.p12
expect pkcs12-shut.tar "$ec" '{"skipped":["passphrase_required"]}'
for format in gnu pax; do
	pack $format $format.tar 0000_key.pem other.der other.cer
	expect $format.tar "$ec $other" '{"key":[{},{"certificates":1}]}'
done
# What stands before a file of its attributes is no file, and what another file says is not of its key.
line=$(ssh-keygen -i -m PKCS8 -f /dev/stdin <<END
$(openssl pkey -in "$other" -pubout)
END
)
tar --format=pax --pax-option="comment:=$line" --owner=0 --group=0 -C "$work" -cf comment.tar ec.pem
expect comment.tar "$ec" '{}'
printf 'kid: other\nalg: ES256\nkey: |\n' >"$work/of-another.yaml"
pack ustar settings.tar of-another.yaml ec.pem
expect settings.tar "$ec" '{"key":{"kid":"","alg":""}}'
gzip -nc gnu.tar >packed.tgz
expect packed.tgz "$ec $other" '{"key":[{},{"certificates":1}]}'
cp ../jks/key.jks "$work/key.jks"
pack ustar java.tar key.jks
expect java.tar - '{"error":"unsupported_format","detail":"JKS"}'
base64 java.tar >base64.txt
expect base64.txt - '{"error":"unsupported_format","detail":"JKS"}'
pack ustar named.tar 0000_key.pem hs_ed25519_public_key
expect named.tar "$ec" '{"skipped":["unsupported_format"],"detail":"Tor"}'
mkdir "$work/folder"
ln -s ec.pem "$work/folder/link"
cp "$ec" "$work/folder/ec.pem"
pack ustar folder.tar folder
expect folder.tar "$ec" '{}'
head -c 2200 gnu.tar >cut-between.tar # in what stands before the third file
head -c 2600 gnu.tar >cut.tar         # in the third file
expect cut-between.tar "$ec $other" '{"skipped":["malformed"],"detail":"tar"}'
expect cut.tar "$ec $other" '{"skipped":["truncated","malformed"]}'
for by in xz:xz bzip2:bz2 zstd:zst; do
	${by%:*} -c <"$ec" >packed.${by#*:}
	expect packed.${by#*:} - '{"error":"unsupported_format","detail":"a packed file"}'
done

# Of these the first bytes, which is what tells them.
printf 'Rar!\032\007\001\000and so on' >packed.rar
printf '7z\274\257\047\034\000\004and so on' >packed.7z
printf 'Cr24\003\000\000\000and so on' >extension.crx
for f in rar 7z; do expect packed.$f - '{"error":"unsupported_format","detail":"a packed file"}'; done
expect extension.crx - '{"error":"unsupported_format","detail":"Chrome"}'

# Passphrases.
openssl pkcs8 -topk8 -in "$ec" -passout pass:first -out "$work/first.pem"
openssl pkcs8 -topk8 -in "$other" -passout pass:second -out "$work/second.pem"
cat "$work/first.pem" "$work/second.pem" >two-passphrases.pem
expect two-passphrases.pem "$ec" '{"passphrase":"first","skipped":["wrong_passphrase"],"detail":"it opened another part"}'
cat "$work/second.pem" "$work/first.pem" >two-passphrases-second.pem
expect two-passphrases-second.pem "$ec" '{"passphrase":"first","skipped":["wrong_passphrase"],"detail":"it opened another part"}'
cat >"$work/Own.java" <<'END'
import java.io.*;
import java.security.*;

class Own {
	public static void main(String[] a) throws Exception {
		char[] file = "the file's".toCharArray();
		KeyStore from = KeyStore.getInstance("PKCS12"), to = KeyStore.getInstance("PKCS12");
		from.load(new FileInputStream(a[0]), "secret".toCharArray());
		to.load(null, null);
		String name = from.aliases().nextElement();
		to.setKeyEntry(name, from.getKey(name, "secret".toCharArray()), "the key's".toCharArray(), from.getCertificateChain(name));
		to.store(new FileOutputStream(a[1]), file);
	}
}
END
java "$work/Own.java" "$work/other.p12" java-of-file.p12
cp java-of-file.p12 java-of-key.p12
cp java-of-file.p12 java-wrong.p12
expect java-of-file.p12 "$other.pub" '{"passphrase":"the file'"'"'s","key":{"certificates":1},"skipped":["wrong_passphrase"],"detail":"it opened another part"}'
expect java-of-key.p12 "$other" '{"passphrase":"the key'"'"'s","skipped":["wrong_passphrase"],"detail":"it opened another part"}'
expect java-wrong.p12 - '{"passphrase":"another","error":"wrong_passphrase"}'
certtool --to-p12 --load-privkey "$other" --load-certificate "$work/other.crt" --p12-name other --password secret --pkcs-cipher none --outder --outfile gnutls-none.p12 2>/dev/null
expect gnutls-none.p12 "$other" '{"passphrase":"secret","key":{"certificates":1}}'
# pk12util takes the passphrase for this old scheme in UTF-16, as nothing else does.
mkdir "$work/db"
certutil -N -d "sql:$work/db" --empty-password
openssl pkcs12 -export -inkey "$other" -in "$work/other.crt" -name other -out "$work/named.p12" -passout pass:secret
pk12util -i "$work/named.p12" -d "sql:$work/db" -W secret >/dev/null
scheme='PKCS #5 Password Based Encryption with SHA-1 and DES-CBC'
pk12util -o nss-pkcs5.p12 -n other -d "sql:$work/db" -W secret -c "$scheme" -C "$scheme" >/dev/null
expect nss-pkcs5.p12 - '{"passphrase":"secret","error":"wrong_passphrase","detail":"it opened another part"}'

# A name server's key of RSA, whose numbers have names.
dnssec-keygen -q -a RSASHA256 -b 2048 -K "$work" example >/dev/null
cat "$work"/Kexample*.private >dnssec-rsa.private
node -e '
const lines = Object.fromEntries(require("fs").readFileSync(0, "utf8").split("\n").map((line) => line.split(": ")))
const jwk = { kty: "RSA" }
const names = { n: "Modulus", e: "PublicExponent", d: "PrivateExponent", p: "Prime1", q: "Prime2", dp: "Exponent1", dq: "Exponent2", qi: "Coefficient" }
for (const [member, name] of Object.entries(names)) jwk[member] = Buffer.from(lines[name], "base64").toString("base64url")
console.log(require("crypto").createPrivateKey({ key: jwk, format: "jwk" }).export({ type: "pkcs8", format: "pem" }))' <dnssec-rsa.private >"$work/dnssec.pem"
expect dnssec-rsa.private "$work/dnssec.pem" '{"key":{"notes":["dnssec_key"]}}'

# Botan's name for SM2 has a number more than others'.
botan keygen --algo=SM2 >sm2-botan.pem
expect sm2-botan.pem - '{"error":"unsupported_algorithm","detail":"SM2"}'

# No keys.
not() { expect "$1" - '{"error":"not_a_key","detail":"DER of another kind"}'; }
openssl ts -query -data "$ec" -sha256 -cert -out time-request.der 2>/dev/null
name | openssl req -new $config -key "$ec" -subj /CN=x -outform DER -out "$work/request.der"
openssl asn1parse -inform DER -in "$work/request.der" -strparse 3 -noout -out request-without-signature.der
generate() { # FILE, what it is on standard input
	openssl asn1parse -genconf /dev/stdin -noout -out "$1"
}
generate attribute-certificate.der <<'END'
asn1 = SEQUENCE:certificate
[certificate]
info = SEQUENCE:info
algorithm = SEQUENCE:algorithm
signature = FORMAT:HEX,BITSTRING:30060201010201010000
[info]
version = INTEGER:1
holder = SEQUENCE:holder
issuer = IMPLICIT:0,SEQUENCE:names
algorithm = SEQUENCE:algorithm
serial = INTEGER:5
validity = SEQUENCE:validity
attributes = SEQUENCE:attributes
[holder]
name = IMPLICIT:1,SEQUENCE:names
[names]
directory = EXPLICIT:4,SEQUENCE:name
[name]
set = SET:rdn
[rdn]
attribute = SEQUENCE:attribute
[attribute]
type = OID:2.5.4.3
value = UTF8String:holder
[validity]
from = GENERALIZEDTIME:20260101000000Z
until = GENERALIZEDTIME:20360101000000Z
[attributes]
role = SEQUENCE:attribute2
[attribute2]
type = OID:2.5.4.72
values = SET:rdn
[algorithm]
oid = OID:1.2.840.10045.4.3.2
END
generate digest.der <<'END'
asn1 = SEQUENCE:digest
[digest]
algorithm = SEQUENCE:algorithm
digest = FORMAT:HEX,OCTETSTRING:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
[algorithm]
oid = OID:sha256
parameters = NULL
END
for f in time-request request-without-signature attribute-certificate digest; do not $f.der; done
{ # BCFKS is DER, and in base64 it stands in a text
	echo 'keystore:'
	printf '  data: %s\n' "$(base64 -w0 ../unlock/bouncycastle.bcfks)"
} >bcfks.yaml
expect bcfks.yaml - '{"error":"unsupported_format","detail":"BCFKS"}'
printf '== ed25519v1-secret: type0 ==\000\000\000%064d' 0 >tor.key
expect tor.key - '{"error":"unsupported_format","detail":"Tor"}'
cd .. && node expect.mjs boxes <"$work/cases"
