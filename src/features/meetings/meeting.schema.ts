/** What the forms of a meeting's document send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	oneOf,
	optionalDay,
	requiredLine,
	requiredText,
	text,
	tick,
	timeOfDay,
	version
} from '#server/form-fields.ts';
import { FORMS, INTERPRETER_ANSWERS, meetingTime, WAYS_EXPLAINED } from './meeting.rules.ts';
import type { Details } from './meeting.rules.ts';
import { clockProblem } from './clock.schema.ts';
import { ROOM } from './stages.rules.ts';

const time = () => timeOfDay(m.meeting_time_missing);

/** What was shown of the document (seen.rules.ts). Anything else counts as one that nobody has seen. */
const seen = () => z.string().transform((typed) => (/^[\d.]{1,120}$/.test(typed) ? typed : ''));

/** The plan of a meeting. `id` is a new meeting's; `version` that of the one that is changed. */
export const MeetingForm = z
	.object({
		id: z.union([z.literal(''), idField()]),
		version: version(),
		purpose: requiredText(2000, m.meeting_purpose_missing),
		whyNow: requiredText(2000, m.meeting_why_missing),
		form: oneOf(FORMS, m.meeting_form_missing),
		day: day(m.meeting_day_missing),
		start: time(),
		end: time(),
		place: line(500),
		placeAgreedOn: optionalDay(),
		interpreter: oneOf(INTERPRETER_ANSWERS, m.meeting_interpreter_missing),
		interpreterLanguage: line(100),
		interpreterAgreedOn: optionalDay(),
		interpreterProvider: line(200),
		interpreterOrderedOn: optionalDay(),
		interpreterConfirmedOn: optionalDay(),
		interpreterPaidBy: line(200),
		interpreterIsFit: tick(),
		companionNote: text(2000),
		preparedOn: optionalDay(),
		preparedNote: text(2000)
	})
	.superRefine((form, context) => {
		const complain = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const clock = clockProblem(form);
		if (clock) complain(clock.field, clock.message);
		if (form.interpreter === 'yes' && form.interpreterLanguage === '')
			complain('interpreterLanguage', m.meeting_interpreter_language_missing());
	});

/** The plan as the rules know it. The form has seen to it that its times are times. */
export function detailsOf(form: z.output<typeof MeetingForm>): Details {
	const { id: _id, version: _version, day, start, end, ...details } = form;
	const clock = meetingTime(day, start, end);
	if (!clock.ok) throw new Error(clock.reason);
	return { ...details, ...clock.value };
}

/** One item, by its id, as it was shown. */
export const ItemChoice = z.object({ item: idField(), version: version() });

/** A parked item that is dropped, and why. */
export const DropForm = z.object({
	item: idField(),
	version: version(),
	reason: requiredLine(500, m.parked_reason_missing)
});

/** Somebody for the list: "person organisation" or "network" and who of it where chosen, else a guest's name. */
export const ParticipantForm = z
	.object({
		participant: idField(),
		version: seen(),
		who: z.union([
			z.literal('guest'),
			z
				.string()
				.regex(/^([0-9a-f-]{36}|network) [0-9a-f-]{36}$/, { error: () => m.participant_missing() })
		]),
		guest: line(200),
		reason: requiredLine(500, m.participant_reason_missing)
	})
	.superRefine(({ who, guest }, context) => {
		if (who === 'guest' && guest === '')
			context.addIssue({
				code: 'custom',
				path: ['guest'],
				message: m.participant_guest_missing()
			});
	});

/** One participant, by id, on the list as it was shown. */
export const ParticipantChoice = z.object({ participant: idField(), version: seen() });

/** The document as it was shown: all that a step in its life asks. */
export const StepForm = z.object({ version: seen() });

/** What about the room is ready, and what was ticked when the page was shown. */
export const RoomForm = z.object({
	ready: z.array(oneOf(ROOM, m.form_choose)),
	shown: z.array(oneOf(ROOM, m.form_choose))
});

/** One item, as it was shown below another. */
export const MoveForm = z.object({ item: idField(), version: version(), above: idField() });

/** How the decisions were made clear to the citizen. */
export const ExplainForm = z.object({
	version: seen(),
	on: day(),
	how: oneOf(WAYS_EXPLAINED, m.explain_how_missing),
	note: requiredText(2000, m.explain_note_missing)
});
