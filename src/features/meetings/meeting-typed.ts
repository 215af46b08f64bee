/** The form of a meeting's plan filled in with what is saved. */
import { dayOf, timeOf } from '#values/day.ts';
import type { Meeting } from './meeting.rules.ts';

/** What stands in the form: text, as it was typed or is to be typed. */
export type MeetingTyped = Record<string, string>;

/** Each input's text, by its name. */
export function typedOf(meeting: Meeting): MeetingTyped {
	const texts: MeetingTyped = {};
	for (const [name, value] of Object.entries(meeting))
		if (typeof value === 'string' || value === null) texts[name] = value ?? '';
	return {
		...texts,
		version: String(meeting.version),
		day: dayOf(meeting.startsAt),
		start: timeOf(meeting.startsAt),
		end: timeOf(meeting.endsAt),
		interpreterIsFit: meeting.interpreterIsFit ? 'yes' : ''
	};
}
