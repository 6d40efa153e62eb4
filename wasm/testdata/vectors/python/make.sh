#!/bin/sh
# JWKs as Python before 3.12 prints an OrderedDict, which is what json.loads with
# object_pairs_hook, authlib and many a log have; by python3 3.11. The keys are
# openssl's, and Node says what is expected of them.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for f in *; do case $f in make.sh | expect.json) ;; *) rm -f "$f" ;; esac done
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/ec.pem"
openssl genpkey -quiet -algorithm ed25519 -out "$work/ed.pem"
openssl genrsa -out "$work/rsa.pem" 2048 2>/dev/null
for k in ec ed rsa; do
	node -e 'const c = require("node:crypto"); console.log(JSON.stringify(c.createPrivateKey(require("node:fs").readFileSync(0)).export({format: "jwk"})))' <"$work/$k.pem" >"$work/$k.jwk"
done
print() { # FILE KEYS MORE, a Python expression of ec, ed and rsa on standard input
	/usr/bin/python3 -c '
import json, pprint, sys
from collections import OrderedDict
ec, ed, rsa = (json.load(open(sys.argv[1] + "/" + k + ".jwk"), object_pairs_hook=OrderedDict) for k in ("ec", "ed", "rsa"))
exec("print(" + sys.stdin.read() + ")")' "$work" >"$1"
	keys=
	for k in $2; do keys="$keys${keys:+ }$work/$k"; done
	printf '%s\t%s\t%s\n' "$1" "$keys" "$3" >>"$work/cases"
}
note='{"key":{"notes":["jwk_not_json"]}}'
echo 'ec' | print ec.txt ec.pem "$note"
echo 'ed' | print ed.txt ed.pem "$note"
echo 'rsa' | print rsa.txt rsa.pem "$note"
echo 'OrderedDict(keys=[ec, ed])' | print set.txt "ec.pem ed.pem" "$note"
echo '"jwk = %r  # from the vault" % ec' | print assigned.txt ec.pem "$note"
echo 'list(ec.items())' | print items.txt ec.pem "$note"
echo 'pprint.pformat(rsa)' | print pprint.txt rsa.pem "$note"
echo 'dict(ec, key_ops=("sign", "verify"))' | print tuple.txt ec.pem "$note"
node ../expect.mjs . <"$work/cases"
