/**
 * Passwords, codes and passkeys: better-auth, used as a library for the ceremonies and for nothing else. None of its
 * addresses is reachable from outside; our own pages call it and decide what to say.
 *
 * It has its own database role and schema. Who belongs where is none of its affair (docs/decisions/0004-identity.md).
 */
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { Log } from '../log/log.ts';
import { scrub } from '../log/scrub.ts';
import { newBackupCodes } from './backup-codes.ts';
import { cookiePrefix } from './session-cookie.ts';

/** How long a session may last in all, in seconds; the database ends an idle one earlier. */
export const LONGEST_SESSION = 12 * 60 * 60;

/** How long after signing in a passkey may be added, in seconds: whoever finds an open browser may not. */
const FRESH = 30 * 60;

/** How long the link of a mail for a new password works, in seconds. */
const RESET_LINK = 60 * 60;

/** The longest password whose hash is computed at all, in characters; what is good enough is accounts' affair. */
const LONGEST_PASSWORD = 200;

/** The header in which we tell better-auth the visitor's address, which it shows in the list of sessions. */
export const ADDRESS_HEADER = 'x-samspil-address';

/** What identity is made from. */
export type IdentityParts = {
	/** Connections of the role samspil_identity. */
	pool: Pool;
	/** What cookies are signed and TOTP secrets encrypted with. */
	secret: string;
	/** The address people type. */
	origin: string;
	log: Log;
};

/** The ceremonies of one installation. */
export type Identity = IdentityParts & {
	isHttps: boolean;
	auth: ReturnType<typeof makeAuth>;
};

let opened: Identity | undefined;

/** Makes the ceremonies; the app's `init` does it once. */
export function openIdentity(parts: IdentityParts): Identity {
	opened = { ...parts, isHttps: parts.origin.startsWith('https:'), auth: makeAuth(parts) };
	return opened;
}

/** The ceremonies of the running installation. Throws before `openIdentity`. */
export function identity(): Identity {
	if (!opened) throw new Error('Identity is not open yet.');
	return opened;
}

function makeAuth({ pool, secret, origin, log }: IdentityParts) {
	const isHttps = origin.startsWith('https:');
	return betterAuth({
		appName: 'Samspil',
		baseURL: origin,
		secret,
		database: {
			db: new Kysely({ dialect: new PostgresDialect({ pool }) }).withSchema('identity'),
			type: 'postgres'
		},
		telemetry: { enabled: false },
		// What it says beside its sentence is often somebody's mail address.
		logger: {
			level: 'warn',
			log: (level, sentence, ...rest) =>
				log[level === 'error' ? 'error' : 'info'](scrub(sentence), {
					part: 'identity',
					error: rest.find((each) => each instanceof Error)
				})
		},
		// Our own limits (limits.ts) count what better-auth's do not see: calls from our pages.
		rateLimit: { enabled: false },
		advanced: {
			database: { generateId: () => crypto.randomUUID() },
			cookiePrefix: cookiePrefix(isHttps),
			// The prefix above says it already; better-auth would put its own weaker one before it.
			useSecureCookies: false,
			defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
			ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] }
		},
		session: { expiresIn: LONGEST_SESSION, disableSessionRefresh: true, freshAge: FRESH },
		emailAndPassword: {
			enabled: true,
			// One comes in by an invitation, or as the first administrator.
			disableSignUp: true,
			minPasswordLength: 1,
			maxPasswordLength: LONGEST_PASSWORD,
			revokeSessionsOnPasswordReset: true,
			resetPasswordTokenExpiresIn: RESET_LINK,
			sendResetPassword: ({ user, token }) => sendResetMail(pool, user.id, token)
		},
		plugins: [
			twoFactor({
				issuer: 'Samspil',
				allowPasswordless: true,
				backupCodeOptions: { customBackupCodesGenerate: newBackupCodes }
			}),
			passkey({
				rpName: 'Samspil',
				rpID: new URL(origin).hostname,
				origin,
				authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
				// A passkey alone signs in, so it must have asked for a finger, a face or a code.
				registration: {
					afterVerification: async ({ verification }) =>
						requireVerified(verification.registrationInfo?.userVerified)
				},
				authentication: {
					afterVerification: async ({ verification }) =>
						requireVerified(verification.authenticationInfo.userVerified)
				}
			})
		]
	});
}

function requireVerified(userVerified: boolean | undefined): void {
	if (!userVerified) throw new Error('The passkey did not verify its user.');
}

/** The mail that leads to a new password: it belongs to no tenant, and holds nothing but the link. */
async function sendResetMail(pool: Pool, person: string, token: string): Promise<void> {
	await pool.query(
		`insert into samspil.mail (tenant_id, kind, person_id, words) values (null, 'password-reset', $1, $2)`,
		[person, JSON.stringify({ path: `/reset-password?token=${encodeURIComponent(token)}` })]
	);
}
