#!/bin/sh
# Makes sure that there is a Chromium for the tests to drive: $JWKMINT_CHROMIUM, one
# in the path, or else, where that is allowed, Debian's package. Its headless shell,
# the same engine without windows, is fetched along: most tests run in it where it
# is there, in two thirds of the time.
set -eu

chromium=
for name in ${JWKMINT_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
	if command -v "$name" >/dev/null 2>&1; then
		chromium=$name
		break
	fi
done
wanted=
[ -n "$chromium" ] || wanted=chromium
[ -n "${JWKMINT_CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null 2>&1 || wanted="$wanted chromium-headless-shell"
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	echo "installing$(printf ' %s' $wanted) for the browser tests" >&2
	export DEBIAN_FRONTEND=noninteractive
	# Without a network this is to fail soon.
	soon="-o Acquire::Retries=0 -o Acquire::http::Timeout=15 -o Acquire::https::Timeout=15"
	if apt-get update -qq $soon >/dev/null; then
		for package in $wanted; do
			apt-get install -y -qq --no-install-recommends "$package" >/dev/null || true
		done
	fi
fi
if [ -n "$chromium" ] || command -v chromium >/dev/null 2>&1; then
	command -v chromium-headless-shell >/dev/null 2>&1 || echo "The tests run without chromium-headless-shell, which would save a third of their time." >&2
	exit 0
fi
echo "The browser tests need Chromium, which is not here and could not be installed: install the package chromium, or set JWKMINT_CHROMIUM to the program." >&2
exit 1
