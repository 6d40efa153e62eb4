package e2e

import "testing"

// TestPBKDF2ByTheBrowser opens an encrypted key with what the browser has for
// that, and without it when the browser refuses.
func TestPBKDF2ByTheBrowser(t *testing.T) {
	t.Parallel()
	if !has(t, "openssl") {
		t.Skip("openssl encrypts the key")
	}
	want := guide(t)["p256-pkcs8.key"].Thumbprint
	file := toolOutput(t, guideFile(t, "p256-pkcs8.key"), "openssl", "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-iter", "20000", "-passout", "pass:pä ss")
	p := open(t, startSite(t), "")
	p.paste(file)
	p.waitError()
	worker := p.inWorker()
	evalIn[any](t, worker, `void (() => {
		globalThis.derived = 0;
		globalThis.refuse = false;
		const original = SubtleCrypto.prototype.deriveBits;
		SubtleCrypto.prototype.deriveBits = async function(...args) {
			if (refuse) throw new DOMException('', 'OperationError');
			derived++;
			return original.apply(this, args);
		};
	})()`)
	p.unlock("pä ss")
	p.waitJWK("kid", want)
	if n := evalIn[int](t, worker, `derived`); n != 1 {
		t.Errorf("the browser derived %d keys for one passphrase", n)
	}
	evalIn[any](t, worker, `void (refuse = true)`)
	p.paste(file + "\n")
	p.unlock("pä ss")
	p.waitJWK("kid", want)
}
