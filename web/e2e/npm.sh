#!/bin/sh
# Gets what only tests and benchmarks use from npm into .cache/npm: axe-core,
# which looks for barriers to people with disabilities, jose, which reads keys
# with WebCrypto and signs, and oidc-provider, an authorization server to get
# tokens from. Their hashes are checked (wasm/testkit/npm.go; oidc-provider and
# what it needs by oidc/package-lock.json); where one cannot be had, what needs
# it is skipped and says so.
lock=$(cd "$(dirname "$0")/oidc" && pwd) || exit 1
dir=.cache/npm
mkdir -p "$dir" && cd "$dir" || exit 0
for package in axe-core@4.14.1 jose@6.2.18; do
	[ -f "${package%@*}-${package#*@}.tgz" ] && continue
	if ! command -v npm >/dev/null; then
		echo "$package: npm is not installed; what needs it will be skipped" >&2
		continue
	fi
	npm pack --silent "$package" >/dev/null 2>&1 ||
		echo "$package: npm cannot reach its registry; what needs it will be skipped" >&2
done
if ! cmp -s "$lock/package-lock.json" oidc/installed.json; then
	rm -rf oidc && mkdir -p oidc && cp "$lock/package.json" "$lock/package-lock.json" oidc &&
		(cd oidc && npm ci --silent --ignore-scripts --no-audit --no-fund >/dev/null 2>&1 && cp package-lock.json installed.json) ||
		echo "oidc-provider: npm cannot install it; what needs it will be skipped" >&2
fi
exit 0
