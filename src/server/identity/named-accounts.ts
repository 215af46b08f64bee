/** Accounts of people without a mailbox: signed in by a name (values/sign-in-name.ts), opened and opened again by a code. */
import type { PoolClient } from 'pg';
import { addressOfName, signInNameOf, spellSignInName } from '#values/sign-in-name.ts';
import { makeAccount, setPassword } from './people.ts';

/** How often a name is drawn before we take it that something else is wrong. */
const DRAWS = 20;

/** An account under a name that nobody has. */
export async function makeNamedAccount(
	client: PoolClient,
	{ name, passwordHash }: { name: string; passwordHash: string }
): Promise<string> {
	for (let draw = 0; draw < DRAWS; draw++) {
		const email = addressOfName(spellSignInName(crypto.getRandomValues(new Uint8Array(4))));
		const person = await makeAccount(client, { name, email, passwordHash, emailVerified: false });
		if (person) return person;
	}
	throw new Error('No name to sign in with was free.');
}

/** Another password for an account, and nothing of what opened it before. */
export async function renewAccount(
	client: PoolClient,
	person: string,
	passwordHash: string
): Promise<void> {
	await client.query('delete from identity.session where "userId" = $1', [person]);
	await client.query(`update identity."user" set "twoFactorEnabled" = false where id = $1`, [
		person
	]);
	await client.query('delete from identity."twoFactor" where "userId" = $1', [person]);
	await client.query('delete from identity.passkey where "userId" = $1', [person]);
	await setPassword(client, person, passwordHash);
}

/** The name an account is signed in with; its mail address where it has one. */
export async function nameOf(client: PoolClient, person: string): Promise<string> {
	const { rows } = await client.query<{ email: string }>(
		'select email from identity."user" where id = $1',
		[person]
	);
	return signInNameOf(rows[0]!.email) ?? rows[0]!.email;
}
