/** From when to when, as forms about meetings send it. */
import { m } from '#messages';
import { isTimeOfDay } from '#server/form-fields.ts';
import { isDay } from '#values/day.ts';
import { meetingTime } from './meeting.rules.ts';

/** Each refusal of the clock belongs to one of the two fields. */
const CLOCK = {
	'no-such-start': { field: 'start', message: m.meeting_time_skipped },
	'no-such-end': { field: 'end', message: m.meeting_time_skipped },
	'ends-too-early': { field: 'end', message: m.meeting_ends_too_early }
} as const;

/** At which field a refusal of `meetingTime` stands, and what it says there. */
export const sayClock = (
	reason: keyof typeof CLOCK
): { field: 'start' | 'end'; message: string } => ({
	field: CLOCK[reason].field,
	message: CLOCK[reason].message()
});

/**
 * What is wrong with the times of a form; null where nothing is. Asked even where the fields do not fit by themselves: then they have
 * said so, and there is no time to judge.
 */
export function clockProblem(form: { day: string; start: string; end: string }) {
	if (!isDay(form.day) || !isTimeOfDay(form.start) || !isTimeOfDay(form.end)) return null;
	const clock = meetingTime(form.day, form.start, form.end);
	return clock.ok ? null : sayClock(clock.reason);
}
