/** The numbers that a collaboration is followed up by are taken once a month, where that tells of nobody. */
import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';
import { firstOfMonth, mayBeTakenAnew, type Changed } from '#values/taken-numbers.ts';

/**
 * Takes the numbers of each collaboration whose were not asked about in this month; answers of how many it took them. May run as often as it
 * likes: what was refused is asked about again in the next month.
 */
export async function takeFollowUp(jobs: Pool, today: Day): Promise<number> {
	const { rows: due } = await jobs.query<Due>(
		'select tenant, collaboration from samspil.follow_ups_due($1)',
		[firstOfMonth(today)]
	);
	let taken = 0;
	for (const one of due) if (await takeOne(jobs, one, today)) taken += 1;
	return taken;
}

type Due = { tenant: string; collaboration: string };

/** What is counted as different is what is taken: both are of one moment. */
async function takeOne(jobs: Pool, { tenant, collaboration }: Due, today: Day): Promise<boolean> {
	const client = await jobs.connect();
	let broken: Error | undefined;
	try {
		await client.query('begin isolation level repeatable read');
		const { rows } = await client.query<Changed>(
			'select course, activity from samspil.follow_up_changes($1, $2, $3)',
			[tenant, collaboration, today]
		);
		const isTaken = !rows[0] || mayBeTakenAnew(rows[0]);
		await client.query('select samspil.take_follow_up($1, $2, $3, $4)', [
			tenant,
			collaboration,
			today,
			isTaken
		]);
		await client.query('commit');
		return isTaken;
	} catch (error) {
		await client.query('rollback').catch((lost: Error) => (broken = lost));
		throw error;
	} finally {
		client.release(broken);
	}
}
