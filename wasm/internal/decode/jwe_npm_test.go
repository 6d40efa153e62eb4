package decode

import (
	"encoding/json"
	"os/exec"
	"testing"

	"jwkmint/wasm/testkit"
)

// writeAll writes one JWK by every pair of algorithms that a passphrase or a
// shared key opens, in compact form and as JSON.
const writeAll = `import * as jose from 'jose'
import { randomBytes } from 'node:crypto'
const body = new TextEncoder().encode(process.argv[1])
const keys = { PBES2: 0, A128: 16, A192: 24, A256: 32 }
const cek = { A128GCM: 16, A192GCM: 24, A256GCM: 32, 'A128CBC-HS256': 32, 'A192CBC-HS384': 48, 'A256CBC-HS512': 64 }
const made = []
for (const enc of Object.keys(cek)) {
  for (const alg of ['PBES2-HS256+A128KW', 'PBES2-HS384+A192KW', 'PBES2-HS512+A256KW', 'A128KW', 'A192KW', 'A256KW', 'A128GCMKW', 'A192GCMKW', 'A256GCMKW', 'dir']) {
    const size = alg === 'dir' ? cek[enc] : keys[alg.slice(0, 4)]
    const secret = size ? randomBytes(size) : new TextEncoder().encode('correct horse')
    const typed = size ? secret.toString('base64url') : 'correct horse'
    const few = size ? undefined : { p2c: 1000 }
    const seal = (e) => few ? e.setKeyManagementParameters(few) : e
    made.push([alg + ' ' + enc, typed, await seal(new jose.CompactEncrypt(body).setProtectedHeader({ alg, enc, cty: 'jwk+json' })).encrypt(secret)])
    const flat = new jose.FlattenedEncrypt(body).setProtectedHeader({ enc }).setSharedUnprotectedHeader({ cty: 'jwk+json' }).setAdditionalAuthenticatedData(randomBytes(5))
    made.push([alg + ' ' + enc + ', JSON', typed, JSON.stringify(await seal(flat.setUnprotectedHeader({ alg })).encrypt(secret))])
  }
}
console.log(JSON.stringify(made))`

func TestJWEOfNpm(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed")
	}
	dir := t.TempDir()
	testkit.Jose.Install(t, "../../..", dir)
	jwk := string(readVector(t, "jwk/p256-private.json"))
	cmd := exec.Command("node", "--input-type=module", "-e", writeAll, jwk)
	cmd.Dir = dir
	out, err := cmd.Output()
	var made [][3]string
	if err != nil || json.Unmarshal(out, &made) != nil || len(made) != 120 {
		t.Fatalf("%v: %s", err, out)
	}
	right, err := Decode(Input{Data: []byte(jwk)})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range made {
		result, err := Decode(Input{Data: []byte(m[2]), Passphrase: []byte(m[1])})
		if err != nil || len(result.Keys) != 1 || !sameMaterial(result.Keys[0].Material, right.Keys[0].Material) {
			t.Errorf("%s: %v", m[0], err)
		}
		if result, err := Decode(Input{Data: []byte(m[2]), Passphrase: []byte("another")}); err == nil {
			t.Errorf("%s: %d keys with another passphrase", m[0], len(result.Keys))
		}
	}
}
