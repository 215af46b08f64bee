/** Those who keep offers are asked in time whether they are still right: by a link in a mail that needs no account. */
import type { Pool } from 'pg';
import type { Day } from '#values/day.ts';

/** Tells those who lead of what is hidden by `today`, and asks about all that are due by `today`; answers how many mails. May run as often as it likes: each day is asked for, and told of, once. */
export async function askAboutOffers(jobs: Pool, today: Day): Promise<number> {
	await jobs.query('select samspil.tell_of_hidden_offers($1)', [today]);
	const { rows } = await jobs.query<{ asked: number }>(
		'select samspil.ask_about_offers($1) as asked',
		[today]
	);
	return rows[0]?.asked ?? 0;
}
