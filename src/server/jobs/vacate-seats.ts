/** The seats that came with an agreement end with it. */
import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';

/** Ends the seats whose agreements have ended by `today`; answers how many. May run as often as it likes. */
export async function vacateSeats(jobs: Pool, today: Day): Promise<number> {
	const { rows } = await jobs.query<{ vacated: number }>(
		'select samspil.vacate_seats($1) as vacated',
		[today]
	);
	return rows[0]?.vacated ?? 0;
}
