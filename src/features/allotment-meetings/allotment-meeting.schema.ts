/** What the forms about the meeting at which a tovholder is found send. */
import { z } from 'zod';
import { m } from '#messages';
import { meetingTime } from '#features/meetings/meeting.rules.ts';
import { day, idField, madeId, oneOf, requiredLine, text, version } from '#server/form-fields.ts';
import { isDay } from '#values/day.ts';
import type { Call } from './allotment-meeting.rules.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const time = () => z.string().regex(TIME, { error: () => m.meeting_time_missing() });
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const CLOCK = {
	'no-such-start': ['start', m.meeting_time_skipped],
	'no-such-end': ['end', m.meeting_time_skipped],
	'ends-too-early': ['end', m.meeting_ends_too_early]
} as const;

const what = {
	day: day(m.meeting_day_missing),
	start: time(),
	end: time(),
	place: requiredLine(500, m.allotment_meeting_place_missing),
	candidates: z
		.array(z.string().regex(new RegExp(`^${UUID} ${UUID}$`)))
		.min(1, { error: () => m.allotment_meeting_nobody() })
		.max(50)
};
type Typed = { day: string; start: string; end: string };
const clockFits = (form: Typed, context: z.core.$RefinementCtx<Typed>) => {
	if (!isDay(form.day) || !TIME.test(form.start) || !TIME.test(form.end)) return;
	const clock = meetingTime(form.day, form.start, form.end);
	if (clock.ok) return;
	const [field, message] = CLOCK[clock.reason];
	context.addIssue({ code: 'custom', path: [field], message: message() });
};

/** A meeting that is called; its id is made with the form. */
export const CallForm = z.object({ meeting: madeId(), ...what }).superRefine(clockFits);

/** A change of one that is called. */
export const CallChange = z
	.object({ meeting: idField(), version: version(), ...what })
	.superRefine(clockFits);

/** One that is called off. */
export const CancelCall = z.object({ meeting: idField(), version: version() });

/** What a candidate says. */
export const AnswerCall = z.object({
	meeting: idField(),
	answer: oneOf(['yes', 'no'], m.allotment_meeting_answer_missing),
	note: text(1000)
});

/** The call as the rules know it. The form has seen to it that its times are times. */
export function callOf(form: Omit<z.output<typeof CallForm>, 'meeting'>): Call {
	const clock = meetingTime(form.day, form.start, form.end);
	if (!clock.ok) throw new Error(clock.reason);
	return { ...clock.value, place: form.place, candidates: form.candidates };
}
