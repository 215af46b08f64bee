/** What the forms about the meeting at which a tovholder is found send. */
import { z } from 'zod';
import { m } from '#messages';
import { AnswerForm } from '#features/meetings/answer.schema.ts';
import { clockProblem } from '#features/meetings/clock.schema.ts';
import { meetingTime } from '#features/meetings/meeting.rules.ts';
import {
	day,
	idField,
	madeId,
	memberKey,
	oneOf,
	requiredLine,
	text,
	timeOfDay,
	version
} from '#server/form-fields.ts';
import type { Call } from './allotment-meeting.rules.ts';

const time = () => timeOfDay(m.meeting_time_missing);

const what = {
	day: day(m.meeting_day_missing),
	start: time(),
	end: time(),
	place: requiredLine(500, m.allotment_meeting_place_missing),
	candidates: z
		.array(memberKey())
		.min(1, { error: () => m.allotment_meeting_nobody() })
		.max(50)
};
type Typed = { day: string; start: string; end: string };
const clockFits = (form: Typed, context: z.core.$RefinementCtx<Typed>) => {
	const clock = clockProblem(form);
	if (clock) context.addIssue({ code: 'custom', path: [clock.field], message: clock.message });
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

/** Whether one comes, or what the citizen has said. */
export const ComesForm = AnswerForm.extend({ meeting: idField() });

/** The same on the citizen's own page, which shows more than one pathway. */
export const OwnComesForm = ComesForm.extend({ pathway: idField() });

/** The call as the rules know it. The form has seen to it that its times are times. */
export function callOf(form: Omit<z.output<typeof CallForm>, 'meeting'>): Call {
	const clock = meetingTime(form.day, form.start, form.end);
	if (!clock.ok) throw new Error(clock.reason);
	return { ...clock.value, place: form.place, candidates: form.candidates };
}
