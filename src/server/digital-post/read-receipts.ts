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
	const looking = repeat(look, report, async () => {
		const said = await readReceipts(jobs, driver, report).then(
			() => null,
			(error: Error) => error.message
		);
		if (said !== failing) report(new Error(said ?? 'Digital Post answers again.'));
		failing = said;
		return false;
	});
	return { isReady: () => true, stop: () => looking.stop() };
}

/**
 * Keeps what the receipts say that lie ready, and gives up what has been waited for in vain; answers how many were kept. One that cannot be kept
 * is told to `report` and stays there: it does not hold up those behind it.
 * @throws where the service cannot be asked
 */
export async function readReceipts(
	jobs: Pool,
	driver: DigitalPostDriver,
	report: (error: Error) => void
): Promise<number> {
	await jobs.query('select samspil.give_up_post()');
	const { rows } = await jobs.query<{ waits: boolean }>('select samspil.post_waits() as waits');
	if (!rows[0]?.waits) return 0;
	let kept = 0;
	for await (const receipt of driver.receipts()) {
		const taken = await takeReceipt(jobs, receipt).catch((error: Error) => report(error));
		if (taken === 'kept') kept += 1;
		// Of letters that are not ours somebody else may be waiting for the receipt.
		if (taken === 'kept' || taken === 'before') await driver.dismiss(receipt.id);
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
