/** Deadlines as they are now: what has changed since they were worked out last is worked out before they are shown. */
import { installation } from '#server/installation.ts';
import { keepDeadlines } from '#server/jobs/keep-deadlines.ts';
import type { Day } from '#values/day.ts';
import type { Visitor } from '#values/visitor.ts';
import { DEADLINE_DUTIES } from '../duties.rules.ts';

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
		const { jobs } = installation().database.pools;
		await keepDeadlines(jobs, who.today, DEADLINE_DUTIES.workOut, tenant);
		[[waiting], ...rest] = await read();
	}
	return rest;
}
