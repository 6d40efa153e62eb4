#!/bin/sh
# Builds the site and a release twice from copies of this tree, in two folders
# of different names and depth, each with an empty build cache, and compares
# every byte. The modules come from the network into an empty cache, where
# they are held against go.sum: what lies in this machine's own cache, and may
# have been changed there, counts for nothing. Then prints the checksums,
# which are also what web/dist and .cache/release must have.
set -eu

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM

export GOMODCACHE="$place/modules" GOFLAGS=-mod=readonly GOWORK=off GOENV=off
echo "getting the modules anew" >&2
go mod download -modcacherw || {
	echo "The modules cannot be had: this needs the Go module proxy, or what GOPROXY names." >&2
	exit 1
}
go mod verify >&2

for copy in "$place/a" "$place/quite another/place, deeper"; do
	mkdir -p "$copy"
	tar -cf - go.mod go.sum LICENSE README.md wasm web server | tar -xf - -C "$copy"
	find "$copy/web/dist" -type f ! -name .gitkeep -delete
done
# Both copies are there before the first build: what is changed in the tree meanwhile is in neither.
for copy in "$place/a" "$place/quite another/place, deeper"; do
	echo "building in $copy" >&2
	(cd "$copy" && GOCACHE="$place/cache" go run -modcacherw ./web/build -cache "" -release .cache/release >/dev/null)
	rm -rf "$place/cache"
done

for made in web/dist .cache/release; do
	if ! diff -r "$place/a/$made" "$place/quite another/place, deeper/$made"; then
		echo "The two builds differ: this build is not reproducible here." >&2
		exit 1
	fi
done
go version
echo "The two builds are the same, byte for byte:"
cat "$place/a/web/dist/SHA256SUMS" "$place/a/.cache/release/SHA256SUMS"
for made in web/dist .cache/release; do
	if [ -f "$made/SHA256SUMS" ] && ! cmp -s "$made/SHA256SUMS" "$place/a/$made/SHA256SUMS"; then
		echo "$made is not what this tree gives with this Go: run make build, or make release." >&2
		exit 1
	fi
done
