/**
 * How often something may be tried: counted in the database, so that it holds for all processes and after a restart.
 * Keys are hashed: nobody can read from the table which addresses were typed.
 */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** So many tries within so many seconds, counted from the first. */
export type Limit = { most: number; seconds: number };

const QUARTER = 15 * 60;

/** Guessing at one account from one place. */
export const HERE: Limit = { most: 10, seconds: QUARTER };
/** Guessing at one account from everywhere: high, or strangers could lock a person out. */
export const ACCOUNT: Limit = { most: 50, seconds: QUARTER };
/** Guessing at any account from one place: high, since a town hall is one place. */
export const ADDRESS: Limit = { most: 100, seconds: QUARTER };
/** Mails for a new password to one account. */
export const MAILS: Limit = { most: 3, seconds: QUARTER };
/** Guessed links of invitations and resets from one place. */
export const LINKS: Limit = { most: 30, seconds: QUARTER };
/** A code of an app is good once. */
export const ONCE: Limit = { most: 1, seconds: 3 * 60 };

/** Counts one try under `key`; answers whether it was within the limit. */
export async function takeTurn(
	pool: Pool,
	key: string,
	{ most, seconds }: Limit
): Promise<boolean> {
	const now = Date.now();
	const { rows } = await pool.query<{ count: number }>({
		name: 'take_turn',
		text: `insert into identity."rateLimit" as l (key, count, "lastRequest") values ($1, 1, $2)
			on conflict (key) do update set
				count = case when l."lastRequest" <= $3 then 1 else l.count + 1 end,
				"lastRequest" = case when l."lastRequest" <= $3 then $2 else l."lastRequest" end
			returning count`,
		values: [hashed(key), now, now - seconds * 1000]
	});
	const count = rows[0]!.count;
	if (count === 1) await forgetOld(pool, now);
	return count <= most;
}

/** Gives a turn back: what succeeded was no guess. */
export async function giveBack(pool: Pool, key: string): Promise<void> {
	await pool.query({
		name: 'give_back',
		text: `update identity."rateLimit" set count = count - 1 where key = $1 and count > 0`,
		values: [hashed(key)]
	});
}

const DAY = 24 * 60 * 60 * 1000;

const forgetOld = (pool: Pool, now: number) =>
	pool.query({
		name: 'forget_old_limits',
		text: `delete from identity."rateLimit" where "lastRequest" < $1`,
		values: [now - DAY]
	});

const hashed = (key: string) => createHash('sha256').update(key).digest('base64url');
