/** Agreements whose next version was agreed on before its first day: on that day what it sets going begins. */
import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';

/** Lets the versions begin whose first day has come by `today`; answers how many did. May run as often as it likes. */
export async function beginVersions(jobs: Pool, today: Day): Promise<number> {
	const { rows } = await jobs.query<{ begun: number }>(
		'select samspil.begin_versions($1) as begun',
		[today]
	);
	await jobs.query('select samspil.begin_live($1)', [today]);
	return rows[0]?.begun ?? 0;
}
