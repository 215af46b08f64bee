/** Whoever still wears the hat of a former name takes it off when nothing runs under it any more. */
import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';

/** Ends the hats of former names that nothing is done with on `today`; answers how many. May run as often as it likes. */
export async function endFormerHats(jobs: Pool, today: Day): Promise<number> {
	const { rows } = await jobs.query<{ ended: number }>(
		'select samspil.end_all_former_hats($1) as ended',
		[today]
	);
	return rows[0]?.ended ?? 0;
}
