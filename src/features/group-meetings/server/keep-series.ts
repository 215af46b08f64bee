/** Begins, plans and ends a series of meetings; only whoever leads the collaboration does. Its next meetings are made with it. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { toBeMade } from '#server/jobs/make-meetings.ts';
import type { Day } from '#values/day.ts';
import type { Frequency } from '#values/meeting-dates.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { isSingle, ONCE, type SeriesGroup } from '../series.rules.ts';
import {
	dropPlanned,
	insertSeries,
	listRunning,
	listSeries,
	planMeeting,
	updateSeriesEnd
} from './series.queries.ts';

/**
 * Begins a series, or plans one meeting alone, which is a series whose first day is its last; a form sent twice begins one. Refuses where one does
 * not lead the collaboration, and one meeting on a day that is past.
 */
export async function beginSeries(
	acting: Acting,
	collaboration: string,
	mayLead: boolean,
	series: {
		id: string;
		group: SeriesGroup;
		purpose: string;
		frequency: Frequency | typeof ONCE;
		firstOn: Day;
		starts: string;
		minutes: number;
		place: string;
	}
): Promise<Outcome<true, 'not-there' | 'sent-before' | 'time-is-past'>> {
	if (!mayLead) return refused('not-there');
	const isOnce = series.frequency === ONCE;
	const kept = {
		...series,
		frequency: series.frequency === ONCE ? ('yearly' as const) : series.frequency,
		until: isOnce ? series.firstOn : null
	};
	if (isOnce && series.firstOn < acting.today) return refused('time-is-past');
	const written = await acting.run(insertSeries(collaboration, acting.visitor.name, kept));
	if (written === 0) {
		const [saved] = await acting.all(listSeries(collaboration, series.id));
		const isSame =
			saved !== undefined &&
			saved.group === series.group &&
			saved.purpose === series.purpose &&
			saved.frequency === kept.frequency &&
			isSingle(saved) === isOnce &&
			saved.firstOn === series.firstOn &&
			saved.starts.slice(0, 5) === series.starts.slice(0, 5) &&
			saved.minutes === series.minutes &&
			saved.place === series.place;
		return isSame ? done(true) : refused('sent-before');
	}
	await makeReady(acting, series.id);
	await acting.run(record('series.begun', series.id));
	return done(true);
}

/** Plans the next meetings of a series now, where the job has not come to it. Refuses where no day of it is left. */
export async function planSeries(
	acting: Acting,
	collaboration: string,
	id: string
): Promise<Outcome<true, 'not-there' | 'no-day-left'>> {
	const [series] = await acting.all(listSeries(collaboration, id));
	if (!series) return refused('not-there');
	if (series.next !== null) return done(true);
	if ((await makeReady(acting, id)) === 0) return refused('no-day-left');
	await acting.run(record('series.planned', id));
	return done(true);
}

/** Makes the meetings of a series that are to stand ready; answers how many. */
async function makeReady(acting: Acting, id: string): Promise<number> {
	const running = (await acting.all(listRunning(acting.today))).find((each) => each.id === id);
	const missing = running ? toBeMade(running, acting.today) : [];
	for (const { day, starts, ends } of missing)
		await acting.first(planMeeting(running!.tenant, id, day, starts, ends));
	return missing.length;
}

/** Ends a series on top of `version`. One that an agreement says ends with the agreement. */
export async function endSeries(
	acting: Acting,
	collaboration: string,
	id: string,
	version: number
): Promise<Outcome<true, 'not-there' | 'stale' | 'series-of-agreement'>> {
	const [series] = await acting.all(listSeries(collaboration, id));
	// Ended before, by this very form.
	if (!series) return done(true);
	if (series.agreement !== null) return refused('series-of-agreement');
	const written = await acting.run(updateSeriesEnd(id, version, acting.visitor.name));
	if (written === 0) return refused(series.version === version ? 'not-there' : 'stale');
	await acting.run(dropPlanned(id, acting.visitor.name));
	await acting.run(record('series.ended', id));
	return done(true);
}
