/** What has been let go is erased: step by step, each step a transaction of its own. And whoever lets go is told that something waits. */
import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';

/** More steps than the largest pathway takes; who is not done by then goes on the next time. */
const MOST_STEPS = 10_000;

/** Told that an erasure broke: by which kind of fault (an SQLSTATE) and of which kind of thing, and nothing of whose. */
type Report = (fault: Error) => void;

/**
 * Erases what has been let go; answers how many pathways are gone. Whoever is killed in the middle has lost nothing: the next
 * goes on with the step that was not finished, and several at once each take another pathway. One that breaks is reported; the others go on,
 * and that one in an hour.
 */
export async function eraseWaiting(jobs: Pool, report: Report = () => {}): Promise<number> {
	let gone = 0;
	for (let step = 0; step < MOST_STEPS; step++) {
		const { rows } = await jobs.query<{ did: string }>('select samspil.erase_step() as did');
		const did = rows[0]?.did ?? 'nothing';
		if (did === 'nothing') break;
		if (did === 'done') gone += 1;
		if (did.startsWith('broke')) report(new Error(`erasing ${did}`));
	}
	return gone;
}

/** The same for the kinds that are kept apart from pathways; answers how many runs are done. */
export async function eraseKept(jobs: Pool, report: Report = () => {}): Promise<number> {
	let done = 0;
	for (let step = 0; step < MOST_STEPS; step++) {
		const { rows } = await jobs.query<{ did: string }>('select samspil.keep_step() as did');
		const did = rows[0]?.did ?? 'nothing';
		if (did === 'nothing') break;
		if (did === 'done') done += 1;
		if (did.startsWith('broke')) report(new Error(`keeping ${did}`));
	}
	return done;
}

/**
 * Tells those who let go that something has been kept long enough on `today`, once in four weeks, and that what an organisation wrote comes to its time,
 * thirty days before; answers how many are told.
 */
export async function tellOfKept(jobs: Pool, today: Day): Promise<number> {
	const { rows } = await jobs.query<{ told: number }>(
		'select samspil.tell_of_kept($1) + samspil.foretell_parts($1) as told',
		[today]
	);
	return rows[0]?.told ?? 0;
}
