// A service of another organisation that signs people in: oidc-provider, which is certified for OpenID Connect, on a
// port of its own. Whoever signs in there is called what they type, and that is their e-mail address too.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import Provider from 'oidc-provider';

/** Its name on the buttons. */
export const NAME = { lv: 'Pārbaudes identitāte', en: 'Trial identity' };

/** With signs that are written otherwise in a header. */
const SECRET = `s3cret: 100 % & ${randomUUID()}`;

export class IdentityProvider {
  private constructor(
    private readonly http: HttpServer,
    private readonly issuer: string,
  ) {}

  static async start(): Promise<IdentityProvider> {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    return new IdentityProvider(http, `http://127.0.0.1:${port}`);
  }

  /** What the data directory of a server holds that lets this service sign people in. */
  get settings(): Record<string, string> {
    const table = [
      '[[provider]]',
      'id = "trial"',
      `name = { lv = "${NAME.lv}", en = "${NAME.en}" }`,
      `issuer = "${this.issuer}"`,
      'client_id = "blis"',
      'client_secret_file = "trial.secret"',
    ];
    return { 'blis.toml': `${table.join('\n')}\n`, 'trial.secret': `${SECRET}\n` };
  }

  /** Registers the server at this address, and begins to answer. */
  register(server: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: 'blis',
          client_secret: SECRET,
          redirect_uris: [`${server}/sign-in/with/trial/callback`],
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'trial-1', use: 'sig' }] },
      cookies: { keys: [randomUUID()] },
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      findAccount: (_: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified'), name: 'Anna Liepa' }),
      }),
    });
    this.http.on('request', provider.callback());
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}
