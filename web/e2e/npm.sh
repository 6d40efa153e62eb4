#!/bin/sh
# Gets what only tests and benchmarks use from npm into .cache/npm: axe-core,
# which looks for barriers to people with disabilities; jose, which reads keys
# with WebCrypto and signs; node-forge, which reads them in JavaScript alone; oidc-provider, an authorization server to get tokens
# from; and Lighthouse. The hashes of the first three are in wasm/testkit/npm.go,
# those of the others, which come with other packages, in the package-lock.json
# of oidc, lighthouse and sbom, which checks a bill of materials. Where one cannot be had, what needs it is skipped and
# says so.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
dir=.cache/npm
mkdir -p "$dir" && cd "$dir" || exit 0
for package in axe-core@4.14.1 jose@6.2.18 node-forge@1.4.3; do
	[ -f "${package%@*}-${package#*@}.tgz" ] && continue
	if ! command -v npm >/dev/null; then
		echo "$package: npm is not installed; what needs it will be skipped" >&2
		continue
	fi
	npm pack --silent "$package" >/dev/null 2>&1 ||
		echo "$package: npm cannot reach its registry; what needs it will be skipped" >&2
done
command -v npm >/dev/null || exit 0
for name in lighthouse oidc sbom; do
	cmp -s "$here/$name/package-lock.json" "$name/installed.json" && continue
	rm -rf "$name" && mkdir "$name" && cp "$here/$name"/package*.json "$name" &&
		(cd "$name" && npm ci --silent --ignore-scripts --no-audit --no-fund >/dev/null 2>&1 && cp package-lock.json installed.json) || {
		rm -rf "$name"
		echo "$name: npm cannot install it; what needs it will be skipped" >&2
	}
done
exit 0
