#!/bin/sh
# Gets what only tests and benchmarks use from npm into .cache/npm: axe-core,
# which looks for barriers to people with disabilities; jose, which reads keys
# with WebCrypto; and node-forge, which reads them in JavaScript alone. Their
# hashes are checked (wasm/testkit/npm.go); where one cannot be had, what needs it
# is skipped and says so.
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
exit 0
