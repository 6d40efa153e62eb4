#!/bin/sh
# Java key stores that are not PKCS#12: JKS and JCEKS by keytool 17. Of
# BouncyCastle's formats only the first bytes are here, which is what tells
# them: they are not read.
set -eu
cd "$(dirname "$0")"
rm -f ./*.jks ./*.jceks ./*.bks
for type in jks jceks; do
	keytool -genkeypair -keyalg RSA -keysize 1024 -alias key -dname CN=example -storetype $type -keystore key.$type -storepass changeit -keypass changeit 2>/dev/null
done
# Version, salt length, salt, iteration count, first entry.
for version in 1 2; do
	printf "\\000\\000\\000\\00$version\\000\\000\\000\\024saltsaltsaltsaltsalt\\000\\000\\004\\000\\004\\000\\003key" >version-$version.bks
done
cd .. && node expect.mjs jks <<END
$(printf '%s\t-\t{"error":"unsupported_format","detail":"%s"}\n' key.jks JKS key.jceks JCEKS version-1.bks BKS version-2.bks BKS)
END
