/**
 * Reads beside requests what Digital Post says of the letters it was given, and lets go of those that nobody hears of. Whoever dies in the middle
 * has lost nothing: a receipt is dismissed once what it says is kept, and counts once.
 */
import type { Pool } from 'pg';
import type { Part } from '../installation.ts';
import { repeat } from '../jobs/repeat.ts';
import type { DigitalPostDriver, Receipt } from './digital-post-driver.ts';

/** Seconds between two looks. */
const LOOK = 60;

/**
 * Starts looking. `report` hears when the service cannot be asked, and when it can again: once each. A part that waits for somebody else
 * is ready all the same.
 */
export function startReceipts(
	jobs: Pool,
	driver: DigitalPostDriver,
	report: (error: Error) => void,
	look: number = LOOK
): Part {
	let failing: string | null = null;
	const seen = nothingSeen();
	const looking = repeat(look, report, async () => {
		const said = await readReceipts(jobs, driver, report, seen).then(
			() => null,
			(error: Error) => error.message
		);
		if (said !== failing) report(new Error(said ?? 'Digital Post answers again.'));
		failing = said;
		return false;
	});
	return { isReady: () => true, stop: () => looking.stop() };
}

/** Seconds before a receipt is looked at again of which there is nothing to keep: it is another's, says nothing, or comes before its time. */
const PASSED_OVER = 3600;

/** So many failures one after the other, and it is not the receipts: the rest waits for the next look, and those that failed come last there. */
const MOST_IN_A_ROW = 5;

/** What is remembered from look to look, by the id of a receipt. */
export type Seen = {
	/** When one that was passed over is looked at again, in milliseconds. */
	passed: Map<string, number>;
	/** Those that could not be fetched, kept or dismissed: told of once, and tried again each time. */
	failed: Set<string>;
};
export const nothingSeen = (): Seen => ({ passed: new Map(), failed: new Set() });

/**
 * Keeps what the receipts say that lie ready, and gives up what has been waited for in vain; answers how many were kept. One that cannot be fetched,
 * kept or dismissed does not hold up those behind it; `report` hears of it once. `now`: milliseconds.
 * @throws where the service cannot be asked
 */
export async function readReceipts(
	jobs: Pool,
	driver: DigitalPostDriver,
	report: (error: Error) => void,
	seen: Seen = nothingSeen(),
	now: number = Date.now()
): Promise<number> {
	await jobs.query('select samspil.give_up_post()');
	const { rows } = await jobs.query<{ waits: boolean }>('select samspil.post_waits() as waits');
	if (!rows[0]?.waits) return 0;
	const ids = new Set(await driver.listReceipts());
	for (const id of seen.passed.keys()) if (!ids.has(id)) seen.passed.delete(id);
	for (const id of seen.failed) if (!ids.has(id)) seen.failed.delete(id);
	const isDue = (id: string) => (seen.passed.get(id) ?? 0) <= now;
	const hasFailed = (id: string) => seen.failed.has(id);
	const due = [...ids].filter(isDue).sort((a, b) => Number(hasFailed(a)) - Number(hasFailed(b)));
	let kept = 0;
	let inARow = 0;
	for (const id of due) {
		if (inARow === MOST_IN_A_ROW) break;
		try {
			const receipt = await driver.fetchReceipt(id);
			const taken = receipt ? await takeReceipt(jobs, receipt) : 'nothing';
			if (taken === 'kept') kept += 1;
			// Of letters that are not ours somebody else may be waiting for the receipt.
			if (taken === 'kept' || taken === 'before') await driver.dismiss(id);
			else seen.passed.set(id, now + PASSED_OVER * 1000);
			seen.failed.delete(id);
			inARow = 0;
		} catch (error) {
			if (!hasFailed(id)) report(error as Error);
			seen.failed.add(id);
			inARow += 1;
		}
	}
	return kept;
}

type Taken = 'kept' | 'before' | 'unknown' | 'strange';

async function takeReceipt(jobs: Pool, receipt: Receipt): Promise<Taken | undefined> {
	const [reason, word] =
		receipt.state === 'refused' ? [receipt.reason, receipt.word ?? null] : [null, null];
	const { rows } = await jobs.query<{ taken: Taken }>(
		'select samspil.take_post_receipt($1, $2, $3, $4, $5) as taken',
		[receipt.letter, receipt.state, reason, word, receipt.at]
	);
	return rows[0]?.taken;
}
