/** The words of a mail about a changed meeting: the time before and now, and which parts are others, never what they are (L-8). */
import { m } from '#messages';
import { saySpan } from '#values/span.ts';
import type { Language } from '#values/say.ts';
import { CHANGED_PARTS, type ChangedPart, type MailWords } from './mail-kinds.ts';

type Spoken = { locale: Language };

const PART = {
	changedPlace: m.mail_changed_place,
	changedAgenda: m.mail_changed_agenda,
	changedPeople: m.mail_changed_people,
	changedRest: m.mail_changed_rest
} satisfies Record<ChangedPart, (words: object, spoken: Spoken) => string>;

/** Where one part alone is another, the subject says which. */
const ONLY = {
	changedPlace: m.mail_meeting_changed_place_subject,
	changedAgenda: m.mail_meeting_changed_agenda_subject,
	changedPeople: m.mail_meeting_changed_people_subject,
	changedRest: m.mail_meeting_changed_subject
} satisfies Record<ChangedPart, (words: object, spoken: Spoken) => string>;

/** `time`: when the meeting is, in words; empty where the mail carries no calendar file, and it stands among the words. */
export function sayChangedMeeting(
	words: MailWords<'meeting-changed'> & { time: string },
	spoken: Spoken
): { subject: string; text: string } {
	const { was, anew } = words;
	const parts = CHANGED_PARTS.filter((part) => words[part] === 'yes');
	return {
		subject: was
			? m.mail_meeting_moved_subject({}, spoken)
			: parts.length === 1
				? ONLY[parts[0]!]({}, spoken)
				: m.mail_meeting_changed_subject({}, spoken),
		text: [
			...sayTimes(words, parts.length > 0, spoken),
			...(parts.length > 0 ? [m.mail_meeting_changed_parts({}, spoken)] : []),
			...parts.map((part) => `• ${PART[part]({}, spoken)}`),
			...(anew ? [m.mail_meeting_answer_anew({}, spoken)] : [])
		].join('\n\n')
	};
}

/** When the meeting was and is. `isSaid`: what is another is told by itself. */
function sayTimes(
	{ was, wasUntil, at, atUntil, unsaid, ...words }: Parameters<typeof sayChangedMeeting>[0],
	isSaid: boolean,
	spoken: Spoken
): string[] {
	const time = words.time || sayInstants(at, atUntil, spoken.locale);
	const before = sayInstants(was, wasUntil, spoken.locale);
	if (was) return [m.mail_meeting_moved_text({ time, before }, spoken)];
	if (unsaid) return [m.mail_meeting_invitation_text({ time }, spoken)];
	return isSaid
		? [m.mail_meeting_same_time({ time }, spoken)]
		: [m.mail_meeting_changed_text({ time }, spoken)];
}

/** From when to when, as it was written down; another word there is left out. */
function sayInstants(from: string, until: string, language: Language): string {
	const [begins, ends] = [new Date(from), new Date(until)];
	return Number.isNaN(begins.getTime())
		? ''
		: saySpan(begins, Number.isNaN(ends.getTime()) ? undefined : ends, language);
}
