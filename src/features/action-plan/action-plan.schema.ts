/** What the forms of the action plan post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	oneOf,
	optionalDay,
	requiredLine,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';
import { GOALS, GOAL_STANDINGS, STANDINGS, TIMINGS } from './action-plan.rules.ts';

/** Somebody at one of their organisations, 'person.organisation'; empty where a role answers instead. */
const seat = () =>
	z
		.string()
		.regex(/^([0-9a-f-]{36}\.[0-9a-f-]{36})?$/, { error: () => m.form_choose() })
		.transform((chosen) => {
			const [person, organisation] = chosen.split('.');
			return person && organisation ? { person, organisation } : null;
		})
		.pipe(z.object({ person: idField(), organisation: idField() }).nullable());

const written = {
	what: requiredLine(300, m.activity_what_missing),
	words: text(2000),
	goals: z.array(oneOf(GOALS as [string, ...string[]], m.form_choose)).min(1, {
		error: () => m.activity_goals_missing()
	}),
	timing: oneOf(TIMINGS, m.form_choose),
	from: day(),
	until: optionalDay(),
	times: z
		.string()
		.trim()
		.regex(/^([1-9]|[1-4]\d|5[0-2])?$/, { error: () => m.activity_times_range() })
		.transform((typed) => (typed === '' ? null : Number(typed))),
	responsible: seat(),
	organisation: z.union([z.literal('').transform(() => null), idField()]),
	role: line(200)
};

/** A new activity. */
export const ActivityForm = z.object({ id: madeId(), ...written });

/** A change of an activity. */
export const ActivityChange = z.object({ version: version(), ...written });

/** How far an activity has come. */
export const StandingForm = z.object({
	version: version(),
	standing: oneOf(STANDINGS, m.form_choose)
});

/** A time that was held. */
export const OccurrenceForm = z.object({ id: madeId(), on: day(), note: line(500) });

/** A time that was not. */
export const OccurrenceChoice = z.object({ occurrence: idField() });

/** Something said to an activity. */
export const PlanCommentForm = z.object({
	id: madeId(),
	body: requiredText(2000, m.framework_comment_missing)
});

/** How far a goal is. Nothing has been said of it before where no version is told. */
export const GoalForm = z.object({
	goal: oneOf(GOALS as [string, ...string[]], m.form_choose),
	version: version(),
	standing: oneOf(GOAL_STANDINGS, m.form_choose),
	words: text(1000)
});
