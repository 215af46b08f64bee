/** Signs in somebody whom an outside provider vouches for. It opens an account that is there, and never makes one. */
import type { Identity } from '#server/identity/identity.ts';
import { transactIdentity } from '#server/identity/people.ts';
import type { Told } from '#server/identity/provider.ts';
import { recordAccount } from '#server/identity/records.ts';
import { beginSession, type Caller } from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/**
 * The first time, the account is found by the mail address, which both the provider and we must have seen proven;
 * afterwards by the provider's own name for the person, whatever becomes of the address.
 */
export async function signInThroughProvider(
	identity: Identity,
	caller: Caller,
	issuer: string,
	{ subject, email, emailVerified, isStrong }: Told
): Promise<Outcome<true, 'provider-unknown-person'>> {
	const provider = `oidc:${issuer}`;
	const person = await transactIdentity(identity, async (client) => {
		const { rows: tied } = await client.query<{ person: string }>(
			`select "userId" as person from identity.account where "providerId" = $1 and "accountId" = $2`,
			[provider, subject]
		);
		if (tied[0]) return tied[0].person;
		if (!emailVerified || !email) return undefined;
		const { rows } = await client.query<{ person: string }>(
			`insert into identity.account ("accountId", "providerId", "userId")
			select $2, $1, u.id from identity."user" u where u.email = $3 and u."emailVerified"
			on conflict ("providerId", "accountId") do nothing returning "userId" as person`,
			[provider, subject, email]
		);
		return rows[0]?.person;
	});
	if (!person) {
		await recordAccount(identity.pool, 'account.sign-in-failed', null, { with: 'provider' });
		return refused('provider-unknown-person');
	}
	await beginSession(identity, caller, person, isStrong ? 'multi' : 'single');
	await recordAccount(identity.pool, 'account.signed-in', person, { with: 'provider' });
	return done(true);
}
