/** The people who can sign in, as identity knows them: a mail address and what they prove themselves with. */
import type { Pool, PoolClient } from 'pg';
import { withClient } from '../database/with-client.ts';
import type { Identity } from './identity.ts';

type Connection = Pool | PoolClient;

/** A person who can sign in, and with what. */
export type Account = {
	person: string;
	name: string;
	email: string;
	hasPassword: boolean;
	/** An app on the telephone shows codes. */
	hasApp: boolean;
	passkeys: number;
};

const ACCOUNT = `select u.id as person, u.name, u.email, u."twoFactorEnabled" as "hasApp",
	exists (select from identity.account a where a."userId" = u.id and a.password is not null) as "hasPassword",
	(select count(*)::int from identity.passkey k where k."userId" = u.id) as passkeys
	from identity."user" u`;

/** The account whose session `token` is; undefined where the session has ended. */
export async function findAccount({ pool }: Identity, token: string): Promise<Account | undefined> {
	const { rows } = await pool.query<Account>(
		`${ACCOUNT} join identity.session s on s."userId" = u.id where s.token = $1 and s."expiresAt" > now()`,
		[token]
	);
	return rows[0];
}

/** The account with this mail address. */
export async function findAccountByEmail(
	connection: Connection,
	email: string
): Promise<Account | undefined> {
	const { rows } = await connection.query<Account>(`${ACCOUNT} where u.email = $1`, [email]);
	return rows[0];
}

/** A new person with a password. `emailVerified`: a mail to the address was read. */
export type NewAccount = {
	name: string;
	email: string;
	passwordHash: string;
	emailVerified: boolean;
};

/** Makes an account; undefined where the address has one already. */
export async function makeAccount(
	connection: Connection,
	{ name, email, passwordHash, emailVerified }: NewAccount
): Promise<string | undefined> {
	const person = crypto.randomUUID();
	const { rowCount } = await connection.query(
		`insert into identity."user" (id, name, email, "emailVerified") values ($1, $2, $3, $4)
		on conflict (email) do nothing`,
		[person, name, email, emailVerified]
	);
	if (rowCount === 0) return undefined;
	await setPassword(connection, person, passwordHash);
	return person;
}

/** Gives a person a password, or another one. */
export async function setPassword(
	connection: Connection,
	person: string,
	passwordHash: string
): Promise<void> {
	await connection.query(
		`insert into identity.account ("accountId", "providerId", "userId", password)
		values ($1::text, 'credential', $1::uuid, $2)
		on conflict ("providerId", "accountId") do update set password = $2, "updatedAt" = now()`,
		[person, passwordHash]
	);
}

/**
 * The address of an account is proven by a mail that was read. Where the account came by a link handed over, it becomes
 * the own of whoever read the mail: other ways in go, and what was tied to it. Answers how many ways in there were; undefined where the address was proven.
 */
export async function makeUnprovenOwn(
	identity: Identity,
	person: string
): Promise<number | undefined> {
	return transactIdentity(identity, async (client) => {
		const { rowCount: wasUnproven } = await client.query(
			`update identity."user" set "emailVerified" = true where id = $1 and not "emailVerified"`,
			[person]
		);
		if (!wasUnproven) return undefined;
		const { rows } = await client.query<{ released: boolean }>(
			'select samspil.release_account($1) as released',
			[person]
		);
		let removed = 0;
		if (!rows[0]?.released) return removed;
		await client.query(`update identity."user" set "twoFactorEnabled" = false where id = $1`, [
			person
		]);
		for (const waysIn of [
			'delete from identity."twoFactor" where "userId" = $1',
			'delete from identity.passkey where "userId" = $1',
			`delete from identity.account where "userId" = $1 and "providerId" <> 'credential'`
		])
			removed += (await client.query(waysIn, [person])).rowCount ?? 0;
		await client.query('delete from identity.session where "userId" = $1', [person]);
		return removed;
	});
}

/** The slow one-way form in which a password is kept. */
export async function hashPassword({ auth }: Identity, password: string): Promise<string> {
	return (await auth.$context).password.hash(password);
}

/** Runs `work` in one transaction of the identity role. */
export function transactIdentity<Result>(
	{ pool }: Identity,
	work: (client: PoolClient) => Promise<Result>
): Promise<Result> {
	return withClient(pool, async (client) => {
		await client.query('begin');
		const result = await work(client);
		await client.query('commit');
		return result;
	});
}
