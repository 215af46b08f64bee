/** Deadlines as they are now: what has changed since they were worked out last is worked out before they are shown. */
import { installation } from '#server/installation.ts';
import { keepDeadlines } from '#server/jobs/keep-deadlines.ts';
import { shareRounds } from '#server/jobs/share-rounds.ts';
import type { Day } from '#values/day.ts';
import type { Visitor } from '#values/visitor.ts';
import { DEADLINE_DUTIES } from '../duties.rules.ts';

/** One working out at a time in this process: those who come meanwhile would each hold a connection of the jobs and wait for it. */
const share = shareRounds();

/** Works out what waits in a municipality, together with whoever else asks for it now. */
export const workOut = (
	tenant: string,
	today: Day,
	jobs = installation().database.pools.jobs
): Promise<void> =>
	share(`${tenant} ${today}`, () =>
		keepDeadlines(jobs, today, DEADLINE_DUTIES.workOut, tenant).then(() => {})
	);

/**
 * What `read` answers, its first query being `findWaiting`. Where something waits to be worked out it is, and read again.
 * `who` is asked after the first reading, since that is when the visitor is known.
 */
export async function readExactly<Rest extends unknown[]>(
	who: { readonly visitor: Visitor | null; readonly today: Day },
	read: () => Promise<[{ waits: boolean }[], ...Rest]>
): Promise<Rest> {
	let [[waiting], ...rest] = await read();
	const tenant = who.visitor?.tenant;
	if (waiting?.waits && tenant) {
		await workOut(tenant, who.today);
		[[waiting], ...rest] = await read();
	}
	return rest;
}
