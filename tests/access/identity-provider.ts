import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** An identity provider on this machine, with discovery and keys, that signs whatever it is told. */
export class IdentityProvider {
  /** How often its keys were asked for. */
  keyRequests = 0;
  up = true;
  #keys: { kid: string; key: Key; jwk: object }[] = [];

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const provider = new IdentityProvider(server, `http://127.0.0.1:${port}`);
    server.on('request', (request, response) => {
      if (!provider.up) {
        response.writeHead(503).end();
        return;
      }
      const body = request.url === '/keys' ? provider.#keySet() : provider.#discovery();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await provider.rotate();
    return provider;
  }

  /** Signs with a new key from now on; the keys before stay known. */
  async rotate(): Promise<void> {
    const kid = `key-${this.#keys.length}`;
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    this.#keys.push({ kid, key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } });
  }

  /** A token for a minute, with claims over the usual ones. */
  sign(claims: JWTPayload, key?: Key): Promise<string> {
    const last = this.#keys.at(-1)!;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: this.issuer, aud: 'market-worth', iat: now, exp: now + 60, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: last.kid })
      .sign(key ?? last.key);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #discovery(): object {
    return { issuer: this.issuer, jwks_uri: `${this.issuer}/keys` };
  }

  #keySet(): object {
    this.keyRequests++;
    return { keys: this.#keys.map(({ jwk }) => jwk) };
  }
}
