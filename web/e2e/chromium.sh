#!/bin/sh
# Makes sure that there is a Chromium for the tests to drive: $JWKMINT_CHROMIUM, one
# in the path, or else, where that is allowed, Debian's package.
set -eu

for name in ${JWKMINT_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
	if command -v "$name" >/dev/null 2>&1; then
		exit 0
	fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	echo "installing Chromium for the browser tests" >&2
	export DEBIAN_FRONTEND=noninteractive
	if apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends chromium >/dev/null; then
		exit 0
	fi
fi
echo "The browser tests need Chromium, which is not here and could not be installed: install the package chromium, or set JWKMINT_CHROMIUM to the program." >&2
exit 1
