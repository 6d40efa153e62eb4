#!/bin/sh
# Gets what only tests and benchmarks use from npm into .cache/npm: axe-core,
# which looks for barriers to people with disabilities, and jose, which reads
# keys with WebCrypto. Their hashes are checked (harness_npm_test.go); where one
# cannot be had, what needs it is skipped and says so. Lighthouse comes with a
# hundred other packages, whose hashes are in lighthouse/package-lock.json.
lock=$(cd "$(dirname "$0")" && pwd)/lighthouse
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
if command -v npm >/dev/null && ! cmp -s "$lock/package-lock.json" lighthouse/package-lock.json; then
	rm -rf lighthouse && mkdir lighthouse && cp "$lock"/package*.json lighthouse/ &&
		(cd lighthouse && npm ci --silent --ignore-scripts --no-audit --no-fund >/dev/null 2>&1) || {
		rm -rf lighthouse
		echo "lighthouse: npm cannot get it; what needs it will be skipped" >&2
	}
fi
exit 0
