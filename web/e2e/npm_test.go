package e2e

import (
	"testing"

	"jwkmint/wasm/testkit"
)

// npmPackage is a package that npm.sh fetches, and its hash as npm publishes
// it.
type npmPackage struct{ name, version, integrity string }

// files gives the package's files, as testkit.NPM does.
func (n npmPackage) files(t testing.TB) map[string][]byte {
	t.Helper()
	return testkit.NPM(t, "../..", n.name, n.version, n.integrity)
}
