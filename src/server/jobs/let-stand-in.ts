/** Whoever stands in takes over the threads of a tovholder who has left, when the day begins. */
import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';

/** Lets somebody stand in wherever the tovholder's last day is before `today`; answers on how many pathways. May run as often as it likes. */
export async function letStandIn(jobs: Pool, today: Day): Promise<number> {
	const { rows } = await jobs.query<{ stood: number }>(
		'select samspil.let_stand_in_everywhere($1) as stood',
		[today]
	);
	return rows[0]?.stood ?? 0;
}
