// An authorization server for the tests: node server.mjs, with a JSON array of
// clients, [{client_id, jwks, alg}], on standard input. It prints its issuer when it
// listens, on loopback, and lives until its input ends.

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(process.argv[2] + "/");
const { default: Provider } = await import(require.resolve("oidc-provider"));

const lines = createInterface({ input: process.stdin });
const clients = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
lines.on("close", () => process.exit());

const server = createServer();
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const algorithms = ["RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"];
const provider = new Provider(issuer, {
  clients: clients.map(({ client_id, jwks, alg }) => ({
    client_id, jwks, grant_types: ["client_credentials"], response_types: [], redirect_uris: [],
    token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: alg,
  })),
  clientAuthMethods: ["private_key_jwt"],
  enabledJWA: { clientAuthSigningAlgValues: algorithms },
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  scopes: ["api:read"],
  clockTolerance: 0,
});
server.on("request", provider.callback());
console.log(issuer);
