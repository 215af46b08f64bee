/** The little we use of oidc-provider in tests; it comes without types. */
declare module 'oidc-provider' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };
	type Context = {
		/** What is answered. */
		body: unknown;
		oidc: {
			provider: Provider;
			/** Which of the provider's addresses was asked. */
			route: string;
			params: Record<string, string | undefined>;
			entities: { AuthorizationCode?: { jti: string; accountId: string } };
		};
	};

	export type Configuration = {
		clients: { client_id: string; client_secret: string; redirect_uris: string[] }[];
		claims: Record<string, string[]>;
		cookies: { keys: string[] };
		findAccount(
			context: Context,
			id: string
		): { accountId: string; claims(): Promise<Record<string, unknown>> };
		loadExistingGrant(context: Context): Promise<Grant>;
		features: Record<string, { enabled: boolean }>;
		interactions: { url(context: Context, interaction: { uid: string }): string };
		/** Parameters of requests that OpenID Connect does not know. */
		extraParams?: string[];
		/** The keys that tokens are signed with. */
		jwks?: { keys: object[] };
	};

	export default class Provider {
		constructor(issuer: string, configuration: Configuration);
		readonly Grant: new (of: { clientId: string; accountId: string }) => Grant;
		use(step: (context: Context, next: () => Promise<void>) => Promise<void>): void;
		callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
		interactionFinished(
			request: IncomingMessage,
			response: ServerResponse,
			result:
				| { login: { accountId: string; amr?: string[]; acr?: string } }
				| { error: string; error_description: string }
		): Promise<void>;
	}
}
