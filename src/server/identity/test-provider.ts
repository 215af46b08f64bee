/** A real identity provider on this machine, for tests: everybody who comes is Karen, without being asked. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import Provider from 'oidc-provider';

/** Whom the provider says everybody is. */
export const KAREN = { subject: 'karen', email: 'Karen@Solby.example' };

/** The provider, its settings as an installation is given them, and the server that can be closed. */
export type TestProvider = {
	oidc: { issuer: string; clientId: string; clientSecret: string };
	server: Server;
};

/** Starts a provider that sends browsers back to `redirectUri`. */
export async function startTestProvider(redirectUri: string): Promise<TestProvider> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	const issuer = `http://localhost:${port}`;
	const clientId = 'samspil';
	const clientSecret = 'not a secret';
	const provider = new Provider(issuer, {
		clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
		claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
		cookies: { keys: ['a key of a test'] },
		findAccount: (_, id) => ({
			accountId: id,
			claims: async () => ({ sub: id, email: KAREN.email, email_verified: true })
		}),
		async loadExistingGrant({ oidc }) {
			const grant = new oidc.provider.Grant({ clientId, accountId: KAREN.subject });
			grant.addOIDCScope('openid email profile');
			await grant.save();
			return grant;
		},
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_, { uid }) => `/who/${uid}` }
	});
	const answer = provider.callback();
	const login = { accountId: KAREN.subject, amr: ['pwd', 'mfa'] };
	server.on('request', (request, response) =>
		request.url?.startsWith('/who/')
			? provider.interactionFinished(request, response, { login })
			: answer(request, response)
	);
	return { oidc: { issuer, clientId, clientSecret }, server };
}
