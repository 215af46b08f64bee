/**
 * Works on imports that are ordered, beside requests: each whole, in one transaction, as the project leader who ordered it. One that fails
 * is tried again, later each time, and given up after the tenth; where a worker is gone, nothing of it is kept, and the next one begins anew.
 */
import { actingByTicket } from '#server/acting.ts';
import type { Pools } from '#server/database/pool.ts';
import type { Part } from '#server/installation.ts';
import {
	claimImport,
	isStillOurs,
	putOffOrder,
	refuseOrder,
	tellProgress
} from '#server/jobs/import-orders.ts';
import { repeat } from '#server/jobs/repeat.ts';
import { dayNow, type Day } from '#values/day.ts';
import { MOST_TRIES } from '../import-work.rules.ts';
import { deleteDone } from './import-work.queries.ts';
import { takeImport, undoImport } from './take-import.ts';

/** In seconds. */
export type ImportPace = {
	/** Between two looks for something that is ordered. */
	look: number;
	/** How long a claim holds without a word from its worker. */
	claim: number;
	/** Before the second try; twice as long before each after it, up to an hour. */
	retry: number;
};

const PACE: ImportPace = { look: 1, claim: 120, retry: 5 };
const LONGEST_PAUSE = 3600;

type Two = Pick<Pools, 'app' | 'jobs'>;

/** Works on what is ordered, one at a time. `report` hears of what goes wrong; nothing in it is from a file. */
export function startImports(
	pools: Two,
	report: (error: Error) => void,
	pace: ImportPace = PACE
): Part {
	let isReached = true;
	const working = repeat(pace.look, report, async () => {
		try {
			const found = await workNext(pools, dayNow(), report, pace);
			isReached = true;
			return found;
		} catch (error) {
			isReached = false;
			throw error;
		}
	});
	return { isReady: () => isReached, stop: () => working.stop() };
}

/** Works on what has waited longest; answers whether there was anything. */
export async function workNext(
	{ app, jobs }: Two,
	today: Day,
	report: (error: Error) => void,
	{ claim, retry }: Pick<ImportPace, 'claim' | 'retry'> = PACE
): Promise<boolean> {
	const claimed = await claimImport(jobs, claim);
	if (!claimed) return false;
	const { ticket, what, mark, attempts } = claimed;
	// Its workers have died of it, one after another.
	if (attempts > MOST_TRIES) {
		await refuseOrder(jobs, claimed, 'import-failed');
		return true;
	}
	const tell = async (done: number) => void (await tellProgress(jobs, claimed, done, claim));
	try {
		const outcome = await actingByTicket(app, { ticket, today }, async (acting) => {
			const worked =
				what === 'take'
					? await takeImport(acting, claimed.import, mark, tell)
					: await undoImport(acting, claimed.import, tell);
			if (!worked.ok) return worked.reason;
			if ((await acting.run(deleteDone(claimed.import, attempts))) === 0)
				throw new Error('an import was taken over by another while it was worked on');
			return 'done' as const;
		});
		// Nobody's visit began: whoever ordered it leads no more, or it took longer to begin than the claim holds.
		if (outcome === null && !(await isStillOurs(jobs, claimed)))
			throw new Error('the claim of an import was over before the work began');
		if (outcome !== 'done') await refuseOrder(jobs, claimed, outcome ?? 'import-not-yours');
	} catch (error) {
		const pause = Math.min(retry * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE);
		if (attempts < MOST_TRIES) await putOffOrder(jobs, claimed, pause);
		else await refuseOrder(jobs, claimed, 'import-failed');
		report(error as Error);
	}
	return true;
}
