#!/bin/sh
# PEM blocks encrypted the RFC 1421 way, by openssl 3.0 with its legacy
# provider.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f ./*.pem
export OPENSSL_CONF=/dev/null
legacy="-provider legacy -provider default"
pass='correct horse'

openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/ec.pem"
openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out "$work/rsa.pem"

good() { # NAME KEY DETAIL COMMAND...
	name=$1 key=$2 scheme=$3
	shift 3
	"$@" -in "$work/$key.pem" -out "$name.pem" -passout "pass:$pass" 2>/dev/null
	printf '%s.pem\t%s\t{"passphrase":"%s","key":{"source":"%s"}}\n' "$name" "$work/$key.pem" "$pass" "$scheme" >>"$work/cases"
}
for c in aes-128-cbc aes-192-cbc aes-256-cbc des-cbc des-ede3-cbc rc2-cbc rc2-64-cbc rc2-40-cbc; do
	good "ec-$c" ec "$(echo $c | tr a-z A-Z)" openssl ec $legacy "-$c"
done
good ec-des-ede-cbc ec DES-EDE-CBC openssl ec $legacy -des-ede-cbc
good rsa-aes-128-cbc rsa AES-128-CBC openssl rsa -traditional -aes128
good rsa-des-ede3-cbc rsa DES-EDE3-CBC openssl rsa -traditional -des3
pass='pässwörd ✓'
good utf8-passphrase rsa AES-256-CBC openssl rsa -traditional -aes256
pass='correct horse'

ssh-keygen -q -t rsa -b 1024 -m PEM -N "$pass" -C '' -f "$work/ssh"
mv "$work/ssh" ssh-keygen-m-pem.pem
openssl rsa -in ssh-keygen-m-pem.pem -passin "pass:$pass" -out "$work/ssh.pem" 2>/dev/null
printf 'ssh-keygen-m-pem.pem\t%s\t{"passphrase":"%s"}\n' "$work/ssh.pem" "$pass" >>"$work/cases"

# The header's own variations.
sed 's/$/\r/' rsa-aes-128-cbc.pem >crlf.pem
sed 's/^DEK-Info: \(.*\),\(.*\)/DEK-Info:  \1, \L\2/' rsa-aes-128-cbc.pem >spaces.pem
printf '%s\t%s\t{"passphrase":"%s"}\n' crlf.pem "$work/rsa.pem" "$pass" spaces.pem "$work/rsa.pem" "$pass" >>"$work/cases"

bad() { # NAME PASSPHRASE ERROR DETAIL, with the file on standard input
	cat >"$1.pem"
	if [ -n "$2" ]; then given="\"passphrase\":\"$2\","; else given=; fi
	printf '%s.pem\t-\t{%s"error":"%s","detail":"%s"}\n' "$1" "$given" "$3" "$4" >>"$work/cases"
}
bad required '' passphrase_required '' <rsa-aes-128-cbc.pem
bad wrong 'Correct horse' wrong_passphrase '' <rsa-aes-128-cbc.pem
bad wrong-des 'nope' wrong_passphrase '' <rsa-des-ede3-cbc.pem
bad iv-short "$pass" malformed DEK-Info <<END
$(sed 's/^\(DEK-Info: AES-128-CBC,................\).*/\1/' rsa-aes-128-cbc.pem)
END
bad iv-not-hex "$pass" malformed DEK-Info <<END
$(sed 's/^\(DEK-Info: AES-128-CBC,\)../\1zz/' rsa-aes-128-cbc.pem)
END
refused() { # CIPHER DETAIL
	openssl rsa $legacy -traditional "-$1" -in "$work/rsa.pem" -passout "pass:$pass" 2>/dev/null | bad "$1" '' unsupported_encryption "$2"
}
refused camellia-256-cbc Camellia
refused aria-128-cbc ARIA
refused seed-cbc SEED
bad idea-cbc '' unsupported_encryption IDEA <<END
$(sed 's/^DEK-Info: AES-128-CBC,\(................\).*/DEK-Info: IDEA-CBC,\1/' rsa-aes-128-cbc.pem)
END
refused bf-cbc Blowfish
refused cast5-cbc CAST5
refused aes-256-cfb 'AES in another mode'
refused aes-256-ofb 'AES in another mode'
refused des-ede3-cfb 'DES in another mode'
refused sm4-cbc SM4
bad unknown-cipher '' unsupported_encryption unknown <<END
$(sed 's/^DEK-Info: AES-128-CBC/DEK-Info: X-SECRET/' rsa-aes-128-cbc.pem)
END
cd .. && node expect.mjs dek <"$work/cases"
