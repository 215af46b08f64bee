/** The numbers that a collaboration is followed up by are taken once a month, so that no two takings tell of anybody (R-058, L-13). */
import type { Pool, PoolClient } from 'pg';
import type { Day } from '#values/day.ts';
import { firstOfMonth, letThrough, type Contribution } from '#values/taken-numbers.ts';
import { withClient } from '../database/with-client.ts';

/**
 * Takes the numbers of each collaboration whose were not taken in this month; answers of how many. May run as often as it likes, and beside another that does.
 * @throws what broke first, after all others were taken
 */
export async function takeFollowUp(jobs: Pool, today: Day): Promise<number> {
	const due = await findDue(jobs, today);
	const broken: unknown[] = [];
	for (const one of due)
		await takeUndisturbed(jobs, one, today).catch((error: unknown) => broken.push(error));
	if (broken.length > 0) throw broken[0];
	return due.length;
}

type Due = { tenant: string; collaboration: string };

/** What waits of a taking; the client is one that may, in a transaction of its own or of its caller. */
export async function findDue(client: Pick<PoolClient, 'query'>, today: Day): Promise<Due[]> {
	const { rows } = await client.query<Due>(
		'select tenant, collaboration from samspil.follow_ups_due($1)',
		[firstOfMonth(today)]
	);
	return rows;
}

/** Somebody else has written what was read: an erasure, or another process that takes the same. */
const DISTURBED = '40001';
const MOST_TRIES = 5;

async function takeUndisturbed(jobs: Pool, due: Due, today: Day): Promise<void> {
	for (let tries = 1; ; tries += 1)
		try {
			return await takeApart(jobs, due, today);
		} catch (error) {
			if ((error as { code?: string }).code !== DISTURBED || tries === MOST_TRIES) throw error;
		}
}

/** What was counted before and what is counted now are of one moment. */
function takeApart(jobs: Pool, due: Due, today: Day): Promise<void> {
	return withClient(jobs, async (client) => {
		await client.query('begin isolation level repeatable read');
		await takeOne(client, due, today);
		await client.query('commit');
	});
}

/** Takes the numbers of one collaboration. The first show all there is: nothing was shown before, and what is small is hidden. */
export async function takeOne(
	client: Pick<PoolClient, 'query'>,
	{ tenant, collaboration }: Due,
	today: Day
): Promise<void> {
	type Share = Contribution & { pathway: string | null; is_first: boolean };
	const { rows } = await client.query<Share>(
		'select pathway, is_first, taken, now from samspil.follow_up_shares($1, $2, $3)',
		[tenant, collaboration, today]
	);
	const next = rows[0]?.is_first ? rows.map(({ now }) => now) : letThrough(rows);
	const counted = rows.map(({ pathway }, index) => ({ pathway, numbers: next[index] }));
	await client.query('select samspil.take_follow_up($1, $2, $3, $4)', [
		tenant,
		collaboration,
		today,
		JSON.stringify(counted)
	]);
}
