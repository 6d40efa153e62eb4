#!/bin/sh
# Gets axe-core, which looks for barriers to people with disabilities, from
# npm into .cache. The tests check the file's hash, and do without axe-core,
# saying so, where it cannot be had.
version=4.14.1
dir=.cache/axe
file=$dir/axe-core-$version.tgz
[ -f "$file" ] && exit 0
if ! command -v npm >/dev/null; then
	echo "axe-core: npm is not installed; the accessibility tests will be skipped" >&2
	exit 0
fi
mkdir -p "$dir" && cd "$dir" || exit 0
npm pack --silent "axe-core@$version" >/dev/null 2>&1 ||
	echo "axe-core: npm cannot reach its registry; the accessibility tests will be skipped" >&2
exit 0
