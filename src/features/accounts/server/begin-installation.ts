/** The first minutes of an installation: its first administrator, or the invented people to look around as. */
import type { Identity } from '#server/identity/identity.ts';
import { hashPassword, makeAccount, transactIdentity } from '#server/identity/people.ts';
import { recordAccount } from '#server/identity/records.ts';
import { beginSession, type Caller } from '#server/identity/sessions.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { judgePassword, type PasswordRefusal } from '../password.rules.ts';

/** Why there is no first administrator to become. */
export type BeginRefusal = 'already-begun' | 'account-exists';

/** Makes the first administrator and signs them in. Of two who try at once, one becomes it. */
export async function becomeFirstAdministrator(
	identity: Identity,
	caller: Caller,
	{ name, email, password }: { name: string; email: string; password: string }
): Promise<Outcome<true, BeginRefusal | PasswordRefusal>> {
	const judged = judgePassword(password, { name, email });
	if (!judged.ok) return judged;
	const passwordHash = await hashPassword(identity, password);
	const begun = await transactIdentity(identity, async (client) => {
		// Nobody has proven the address; a provider's sign-in is not tied to it before a mail has.
		const person = await makeAccount(client, { name, email, passwordHash, emailVerified: false });
		if (!person) return refused('account-exists');
		const { rows } = await client.query<{ became: boolean }>(
			'select samspil.become_first_administrator($1) as became',
			[person]
		);
		if (!rows[0]?.became) throw new AlreadyBegun();
		return done(person);
	}).catch((error: unknown) => {
		if (error instanceof AlreadyBegun) return refused('already-begun');
		throw error;
	});
	if (!begun.ok) return begun;
	await recordAccount(identity.pool, 'account.created', begun.value, { by: 'first run' });
	await beginSession(identity, caller, begun.value, 'single');
	return done(true);
}

class AlreadyBegun extends Error {}

/** An invented person to look around as. */
export type DemoPerson = { id: string; name: string; place: string | null; introduction: string };

/** The invented people, in the order they are offered; none in a real installation. */
export async function listDemoPeople(
	{ pool }: Identity,
	language: 'da' | 'en'
): Promise<DemoPerson[]> {
	const { rows } = await pool.query<
		Omit<DemoPerson, 'introduction'> & { introduction: Partial<Record<'da' | 'en', string>> }
	>('select id, name, place, introduction from samspil.list_demo_people()');
	return rows.map((row) => ({
		...row,
		introduction: row.introduction[language] ?? row.introduction.da ?? ''
	}));
}

/** Signs in as an invented person; `not-there` where there is none of this id, as in every real installation. */
export async function signInAsDemoPerson(
	identity: Identity,
	caller: Caller,
	id: string
): Promise<Outcome<true, 'not-there'>> {
	const { rowCount } = await identity.pool.query(
		'select from samspil.list_demo_people() where id::text = $1',
		[id]
	);
	if (rowCount === 0) return refused('not-there');
	await beginSession(identity, caller, id, 'multi');
	return done(true);
}
