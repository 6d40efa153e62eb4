package e2e

import "testing"

// proof imports both halves of a key with the browser's own crypto.subtle and
// uses them for what alg says: signs and verifies, encrypts and decrypts,
// wraps and unwraps, or agrees with another key. It gives "" or what is wrong.
const proof = `async (priv, pub) => {
	const s = crypto.subtle;
	const message = new TextEncoder().encode('what is signed');
	const same = (a, b) => { a = new Uint8Array(a); b = new Uint8Array(b); return a.length === b.length && a.every((x, i) => x === b[i]); };
	const take = (jwk, how, usages) => s.importKey('jwk', jwk, how, true, usages);
	const alg = priv.alg ?? '';
	let m;
	if ((m = /^(RS|PS|ES|HS)(256|384|512)$/.exec(alg)) || alg === 'EdDSA' || alg === 'Ed25519') {
		const hash = m && 'SHA-' + m[2];
		const how = m ? {
			RS: {name: 'RSASSA-PKCS1-v1_5', hash},
			PS: {name: 'RSA-PSS', hash, saltLength: m[2] / 8},
			ES: {name: 'ECDSA', namedCurve: priv.crv, hash},
			HS: {name: 'HMAC', hash},
		}[m[1]] : {name: 'Ed25519'};
		const key = await take(priv, how, priv.kty === 'oct' ? ['sign', 'verify'] : ['sign']);
		const other = priv.kty === 'oct' ? key : await take(pub, how, ['verify']);
		const signature = new Uint8Array(await s.sign(how, key, message));
		if (!await s.verify(how, other, signature, message)) return 'its own signature does not verify';
		signature[signature.length >> 1] ^= 1;
		if (await s.verify(how, other, signature, message)) return 'a changed signature verifies';
		return '';
	}
	if ((m = /^RSA-OAEP(?:-(\d+))?$/.exec(alg))) {
		const how = {name: 'RSA-OAEP', hash: 'SHA-' + (m[1] ?? '1')};
		const sealed = await s.encrypt(how, await take(pub, how, ['encrypt']), message);
		return same(await s.decrypt(how, await take(priv, how, ['decrypt']), sealed), message) ? '' : 'it decrypts to something else';
	}
	if (/^ECDH-ES/.test(alg)) {
		const how = priv.kty === 'EC' ? {name: 'ECDH', namedCurve: priv.crv} : {name: priv.crv};
		const bits = priv.crv === 'P-384' ? 384 : priv.crv === 'P-521' ? 528 : 256;
		const other = await s.generateKey(how, true, ['deriveBits']);
		const mine = await s.deriveBits({...how, public: other.publicKey}, await take(priv, how, ['deriveBits']), bits);
		const theirs = await s.deriveBits({...how, public: await take(pub, how, [])}, other.privateKey, bits);
		return same(mine, theirs) ? '' : 'the two sides do not agree';
	}
	if (/^A\d+GCM$/.test(alg)) {
		const how = {name: 'AES-GCM', iv: new Uint8Array(12)};
		const key = await take(priv, how, ['encrypt', 'decrypt']);
		return same(await s.decrypt(how, key, await s.encrypt(how, key, message)), message) ? '' : 'it decrypts to something else';
	}
	if (/^A\d+KW$/.test(alg)) {
		const key = await take(priv, {name: 'AES-KW'}, ['wrapKey', 'unwrapKey']);
		const inner = await s.generateKey({name: 'AES-CBC', length: 128}, true, ['encrypt']);
		const back = await s.unwrapKey('raw', await s.wrapKey('raw', inner, key, 'AES-KW'), key, 'AES-KW', 'AES-CBC', true, ['encrypt']);
		return same(await s.exportKey('raw', inner), await s.exportKey('raw', back)) ? '' : 'another key comes out';
	}
	return 'no proof for alg ' + alg;
}`

// prove fails the test when the browser cannot use the two halves of a key
// together. The tab must be a secure one; public is nil for a secret.
func prove(t testing.TB, p *tab, private, public map[string]any) {
	t.Helper()
	if wrong := call[string](p, `async (a, b) => { try { return await (`+proof+`)(a, b); } catch (e) { return String(e); } }`, private, public); wrong != "" {
		t.Errorf("crypto.subtle with %v %v %v: %s", private["kty"], private["crv"], private["alg"], wrong)
	}
}
