/** What the forms about the plan of a pathway send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	chosenOrNot,
	idField,
	line,
	madeId,
	oneOf,
	optionalDay,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { LONGEST_CELL } from '#features/documents/validity.rules.ts';
import { ANSWERS, CHECKS } from './plan.rules.ts';

/** A new edition; `version` is the number of the one it was written from, 0 where there is none. */
export const WritePlanForm = z.object({
	id: madeId(),
	version: version(),
	category: oneOf(CATEGORIES, m.entry_category_missing),
	/** As plan-type.rules.ts spells it, of a name as long as a cell of the framework may be. */
	planType: line(LONGEST_CELL + 10),
	aim: requiredText(2000, m.plan_aim_missing),
	steps: requiredText(10_000, m.plan_steps_missing),
	cooperation: requiredText(5000, m.plan_cooperation_missing),
	involvement: requiredText(5000, m.plan_involvement_missing),
	reviewOn: optionalDay(),
	duration: text(1000),
	housing: text(2000),
	employment: text(2000),
	personalHelp: text(2000),
	treatment: text(2000),
	aids: text(2000),
	otherMatters: text(2000),
	owner: z.array(z.string().max(100))
});

const answer = {
	plan: idField(),
	/** Of exactly the text that was read. */
	hash: z.string().max(64),
	/** Of the answer that is changed, 0 where there is none. */
	version: version(),
	answer: oneOf(ANSWERS, m.plan_answer_missing),
	note: text(2000)
};

/** An answer to an edition, of a partner or as the citizen told it. */
export const AnswerPlanForm = z.object({ ...answer, checked: chosenOrNot(CHECKS) });

/** The same on the citizen's own page, which says which pathway it is about. */
export const AnswerMineForm = z.object({ pathway: idField(), ...answer });
