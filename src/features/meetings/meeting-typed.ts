/** The form of a meeting's plan filled in with what is saved. */
import { dayOf, timeOf } from '#values/day.ts';
import { shownAt } from '#values/shown.ts';
import type { Details, Meeting } from './meeting.rules.ts';

/** What stands in the form: text, as it was typed or is to be typed. */
export type MeetingTyped = Record<string, string>;

/** What is planned, as texts by the names of the inputs: what two plans are compared by. */
export const textsOf = (details: Details): MeetingTyped => {
	const { purpose, whyNow, form, startsAt, endsAt, place, interpreter, companionNote } = details;
	const { interpreterLanguage, interpreterProvider, interpreterPaidBy, preparedNote } = details;
	return {
		purpose,
		whyNow,
		form,
		day: dayOf(startsAt),
		start: timeOf(startsAt),
		end: timeOf(endsAt),
		place,
		interpreter,
		interpreterLanguage,
		interpreterProvider,
		interpreterPaidBy,
		companionNote,
		preparedNote,
		placeAgreedOn: details.placeAgreedOn ?? '',
		interpreterAgreedOn: details.interpreterAgreedOn ?? '',
		interpreterOrderedOn: details.interpreterOrderedOn ?? '',
		interpreterConfirmedOn: details.interpreterConfirmedOn ?? '',
		preparedOn: details.preparedOn ?? '',
		interpreterIsFit: details.interpreterIsFit ? 'yes' : ''
	};
};

/** Each input's text, by its name. */
export function typedOf(meeting: Meeting): MeetingTyped {
	const texts: MeetingTyped = {};
	for (const [name, value] of Object.entries(meeting))
		if (typeof value === 'string' || value === null) texts[name] = value ?? '';
	return {
		...texts,
		version: shownAt(meeting.version, textsOf(meeting)),
		day: dayOf(meeting.startsAt),
		start: timeOf(meeting.startsAt),
		end: timeOf(meeting.endsAt),
		interpreterIsFit: meeting.interpreterIsFit ? 'yes' : ''
	};
}
