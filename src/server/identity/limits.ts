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
/**
 * Guessed links from one place, and guessed codes of each kind, each counted for itself: high, since a library and a shelter are one
 * place, and no guesser may shut it for the others. The shortest code that is guessed at without saying whose it is has 40 bits (a
 * citizen's, come-in.ts): 100 a quarter are 400 tries an hour among 2^40 = 1.1 * 10^12 codes. Where a thousand codes stand open
 * at once, and each does so for a day, one place meets one of them with a chance of 1 in 2.7 million an hour: once in three hundred years.
 */
export const LINKS: Limit = { most: 100, seconds: QUARTER };
/** A code of an app is good once. */
export const ONCE: Limit = { most: 1, seconds: 3 * 60 };

/** Refused, and when one can go on. */
export type TooMany = { ok: false; reason: 'too-many-tries'; again: Date };

/**
 * Counts one try under each key, in this order, until one is met that is spent: what is refused there counts under none that comes after.
 * Name the narrow ones first, so that whoever goes on at one door does not shut the wide one for others. Nothing where all have room.
 */
export async function takeTurns(
	pool: Pool,
	turns: readonly (readonly [key: string, limit: Limit])[]
): Promise<TooMany | undefined> {
	for (const [key, limit] of turns) {
		const { count, since } = await countOne(pool, key, limit);
		if (count > limit.most)
			return {
				ok: false,
				reason: 'too-many-tries',
				again: new Date(since + limit.seconds * 1000)
			};
	}
	return undefined;
}

/** Counts one try under `key`; answers whether it was within the limit. */
export const takeTurn = async (pool: Pool, key: string, limit: Limit): Promise<boolean> =>
	(await countOne(pool, key, limit)).count <= limit.most;

/** How many tries there were since `since`, in milliseconds, with this one. */
async function countOne(
	pool: Pool,
	key: string,
	{ seconds }: Limit
): Promise<{ count: number; since: number }> {
	const now = Date.now();
	const { rows } = await pool.query<{ count: number; since: string }>({
		name: 'take_turn',
		text: `insert into identity."rateLimit" as l (key, count, "lastRequest") values ($1, 1, $2)
			on conflict (key) do update set
				count = case when l."lastRequest" <= $3 then 1 else l.count + 1 end,
				"lastRequest" = case when l."lastRequest" <= $3 then $2 else l."lastRequest" end
			returning count, "lastRequest" as since`,
		values: [hashed(key), now, now - seconds * 1000]
	});
	const { count, since } = rows[0]!;
	if (count === 1) await forgetOld(pool, now);
	return { count, since: Number(since) };
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
