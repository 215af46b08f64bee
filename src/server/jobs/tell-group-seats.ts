/** Whoever comes to sit in a group after its meeting was called is invited, and whoever leaves it before is told that it is off for them. */
import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';

/** Tells those whose seats have changed by `today`; answers how many. May run as often as it likes, and side by side: nobody is told twice. */
export async function tellGroupSeats(jobs: Pool, today: Day): Promise<number> {
	const { rows } = await jobs.query<{ told: number }>(
		'select samspil.tell_group_seats($1) as told',
		[today]
	);
	return rows[0]?.told ?? 0;
}
