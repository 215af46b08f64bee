/** Series of meetings make their meetings: those that agreements in force have set going follow the agreement. */
import type { Pool } from 'pg';
import { instantAt, type Day } from '#values/day.ts';
import { comingMeetings, type Frequency } from '#values/meeting-dates.ts';

/** A series that runs, and the days of it that are planned. */
export type RunningSeries = {
	tenant: string;
	id: string;
	frequency: Frequency;
	firstOn: Day;
	until: Day | null;
	/** The clock time it begins at, and how many minutes it lasts. */
	starts: string;
	minutes: number;
	planned: Day[];
};

/** Meetings that stand ready of each series: the next, and the one after it. */
const READY = 2;
const MINUTE = 60_000;

/** The meetings that are to be made of a series, so that two stand ready; by the clock of Denmark, summer and winter. */
export const toBeMade = (series: RunningSeries, today: Day) =>
	comingMeetings(series, today, READY)
		.filter((day) => !series.planned.includes(day))
		.map((day) => {
			const starts = instantAt(day, series.starts);
			return { day, starts, ends: new Date(starts.getTime() + series.minutes * MINUTE) };
		});

/** Makes the meetings that are missing by `today`; answers how many. May run as often as it likes, and side by side: a day has one meeting. */
export async function makeMeetings(jobs: Pool, today: Day): Promise<number> {
	await jobs.query('select samspil.mirror_series($1)', [today]);
	const { rows } = await jobs.query<RunningSeries>('select * from samspil.running_series($1)', [
		today
	]);
	let made = 0;
	for (const series of rows)
		for (const { day, starts, ends } of toBeMade(series, today)) {
			const { rows: planned } = await jobs.query<{ made: boolean }>(
				'select samspil.plan_group_meeting($1, $2, $3, $4, $5) as made',
				[series.tenant, series.id, day, starts, ends]
			);
			if (planned[0]?.made) made += 1;
		}
	return made;
}
