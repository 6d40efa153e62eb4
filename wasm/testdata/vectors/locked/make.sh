#!/bin/sh
# Makes the area locked: one key, as programs that keep secrets in files encrypt
# it. Needs age, ansible-vault, eyaml, git-crypt, openssl and sops; what a program
# that is not there makes stays as it is. Each run gives other bytes.
#
#   sh make.sh
set -eu
cd "$(dirname "$0")"
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
has() { command -v "$1" >/dev/null; }

# The key, and what opens it. These are for tests alone.
[ -f key.pem ] || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
printf 'correct horse\n' >passphrase
{ echo 'tls_key: |'; sed 's/^/  /' key.pem; } >"$work/values.yaml"

if has ansible-vault; then
	ansible-vault encrypt --vault-password-file passphrase --output ansible-file.txt key.pem
	{
		echo 'host: example.org'
		ansible-vault encrypt_string --vault-password-file passphrase --stdin-name tls_key <key.pem
	} >ansible-value.yaml
fi

if has age; then
	[ -f age.identity ] || age-keygen -o age.identity
	recipient=$(age-keygen -y age.identity)
	age -r "$recipient" -o age.age key.pem
	age -a -r "$recipient" -o age.txt key.pem
	for armor in '' -a; do # age asks the terminal, twice
		printf 'correct horse\rcorrect horse\r' |
			script -qec "age -p $armor -o '$work/age$armor' key.pem" /dev/null >/dev/null
	done
	mv "$work/age" age-passphrase.age
	mv "$work/age-a" age-passphrase.txt
fi

if has sops && has age; then
	for kind in yaml json; do
		SOPS_AGE_RECIPIENTS=$(age-keygen -y age.identity) \
			sops --encrypt --input-type yaml --output-type $kind "$work/values.yaml" >sops.$kind
	done
fi

if has eyaml; then
	[ -d keys ] || eyaml createkeys >/dev/null 2>&1
	eyaml encrypt -q -l tls_key -o string -f key.pem 2>/dev/null >eyaml.yaml
fi

if has git-crypt; then
	cd "$work"
	git init -q repository
	cd repository
	git-crypt init >/dev/null 2>&1
	git-crypt export-key "$here/git-crypt.key"
	echo 'key.pem filter=git-crypt diff=git-crypt' >.gitattributes
	cp "$here/key.pem" .
	git add .
	git show :key.pem >"$here/git-crypt.bin"
fi
