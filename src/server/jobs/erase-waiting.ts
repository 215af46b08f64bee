/** Pathways that have been let go are erased: step by step, each step a transaction of its own. */
import type { Pool } from 'pg';

/** More steps than the largest pathway takes; who is not done by then goes on the next time. */
const MOST_STEPS = 10_000;

/**
 * Erases what has been let go; answers how many pathways are gone. Whoever is killed in the middle has lost nothing: the next
 * goes on with the step that was not finished, and several at once each take another pathway.
 */
export async function eraseWaiting(jobs: Pool): Promise<number> {
	let gone = 0;
	for (let step = 0; step < MOST_STEPS; step++) {
		const { rows } = await jobs.query<{ did: string }>('select samspil.erase_step() as did');
		if (rows[0]?.did === 'nothing') break;
		if (rows[0]?.did === 'done') gone += 1;
	}
	return gone;
}
