#!/bin/sh
# Builds the site twice from copies of this tree, in two folders of different
# names and depth, each with an empty build cache, and compares every byte.
# Then prints the checksums, which are also what web/dist must have.
set -eu

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM

for copy in "$place/a" "$place/quite another/place, deeper"; do
	mkdir -p "$copy"
	tar -cf - go.mod go.sum LICENSE wasm web server | tar -xf - -C "$copy"
	find "$copy/web/dist" -type f ! -name .gitkeep -delete
	echo "building in $copy" >&2
	(cd "$copy" && GOCACHE="$place/cache" go run ./web/build -cache "" >/dev/null)
	rm -rf "$place/cache"
done

if ! diff -r "$place/a/web/dist" "$place/quite another/place, deeper/web/dist"; then
	echo "The two builds differ: this build is not reproducible here." >&2
	exit 1
fi
echo "The two builds are the same, byte for byte:"
cat "$place/a/web/dist/SHA256SUMS"
if [ -f web/dist/SHA256SUMS ] && ! cmp -s web/dist/SHA256SUMS "$place/a/web/dist/SHA256SUMS"; then
	echo "web/dist is not the build of this tree: run make build." >&2
	exit 1
fi
