/** A broker on this machine, for tests: whoever comes is who the test says, and signs what is shown without being asked. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { SignJWT } from 'jose';
import Provider from 'oidc-provider';
import type { Provider as ProviderSettings } from '../settings.ts';

/** What the broker does with the next who comes. */
export type BrokerMood = {
	does: 'signs' | 'signs-another-text' | 'only-signs-in' | 'refuses';
	assurance: string;
	/** Who comes, by the broker's own name for them and by their name. */
	account: string;
	name: string;
	/** Whom it names in the transaction token. */
	subject: string;
	/** Signs with a key that it does not publish. */
	isForger: boolean;
};

export type TestBroker = {
	settings: ProviderSettings;
	server: Server;
	mood: BrokerMood;
	/** The last text that was sent to be signed. */
	shown(): string | undefined;
};

/** Starts a broker that sends browsers back to `redirectUri`. */
export async function startTestBroker(redirectUri: string): Promise<TestBroker> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	const settings = {
		issuer: `http://localhost:${port}`,
		clientId: 'samspil-signing',
		clientSecret: 'not a secret'
	};
	const mood: BrokerMood = {
		does: 'signs',
		assurance: 'https://data.gov.dk/concept/core/nsis/Substantial',
		account: 'aase',
		name: 'Åse Østergaard',
		subject: 'aase',
		isForger: false
	};
	const published = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
	const hidden = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
	const kid = 'the-key';
	/** Texts by the code that stands for their signature. */
	const texts = new Map<string, string>();
	let shown: string | undefined;

	const provider = new Provider(settings.issuer, {
		clients: [
			{
				client_id: settings.clientId,
				client_secret: settings.clientSecret,
				redirect_uris: [redirectUri]
			}
		],
		claims: { openid: ['sub'], mitid: [], transaction_token: [] },
		cookies: { keys: ['a key of a test'] },
		extraParams: ['signtext_base64', 'signtext_type', 'idp_values', 'idp_params'],
		jwks: { keys: [{ ...published.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] },
		findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
		async loadExistingGrant({ oidc }) {
			const grant = new oidc.provider.Grant({
				clientId: settings.clientId,
				accountId: mood.account
			});
			grant.addOIDCScope('openid mitid transaction_token');
			await grant.save();
			return grant;
		},
		features: {
			devInteractions: { enabled: false },
			pushedAuthorizationRequests: { enabled: true }
		},
		interactions: { url: (_, { uid }) => `/who/${uid}` }
	});
	provider.use(async (context, next) => {
		await next();
		const { oidc } = context;
		const code = oidc?.entities.AuthorizationCode;
		if (!code) return;
		if (oidc.route === 'token') {
			if (mood.does !== 'only-signs-in')
				Object.assign(context.body as object, {
					transaction_token: await transactionToken(texts.get(code.jti) ?? '')
				});
		} else if (oidc.params.signtext_base64) {
			shown = Buffer.from(oidc.params.signtext_base64, 'base64').toString();
			texts.set(code.jti, shown);
		}
	});

	const transactionToken = (text: string) =>
		new SignJWT({
			'mitid.identity_name': mood.name,
			amr: 'code_app',
			loa: mood.assurance,
			transaction_text_type: 'text',
			transaction_text_sha256: createHash('sha256')
				.update(mood.does === 'signs-another-text' ? `${text} og en båd` : text)
				.digest('base64'),
			transaction_actions: ['mitid.login', 'mitid.transaction_signing']
		})
			.setProtectedHeader({ alg: 'RS256', kid })
			.setIssuer(settings.issuer)
			.setAudience(settings.clientId)
			.setSubject(mood.subject)
			.setIssuedAt()
			.setExpirationTime('10y')
			.sign(mood.isForger ? hidden : published);

	const answer = provider.callback();
	server.on('request', (request, response) => {
		if (!request.url?.startsWith('/who/')) return answer(request, response);
		return provider.interactionFinished(
			request,
			response,
			mood.does === 'refuses'
				? { error: 'access_denied', error_description: 'mitid_user_aborted' }
				: { login: { accountId: mood.account } }
		);
	});
	return { settings, server, mood, shown: () => shown };
}
