/** What the forms of a child's pathway send. Each id is made with its form. */
import { z } from 'zod';
import { involvedFields } from '#features/pathways/involved.schema.ts';
import { m } from '#messages';
import {
	day,
	idField,
	isTimeOfDay,
	line,
	madeId,
	oneOf,
	optionalDay,
	requiredLine,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';
import { COURSES } from './child.rules.ts';
import { CUSTODIES } from './custody.rules.ts';
import { CONTENTS, FIXED_POINTS, type Point } from './sharing.rules.ts';

const yesOrNo = () => oneOf(['yes', 'no'], m.form_choose).transform((said) => said === 'yes');

const timeOrNot = () =>
	z
		.string()
		.refine((typed) => typed === '' || isTimeOfDay(typed), { error: () => m.child_time_missing() });
const received = { receivedOn: optionalDay(), receivedTime: timeOrNot() };

const guardian = {
	name: requiredLine(200, m.child_name_missing),
	relation: requiredLine(200, m.child_relation_missing),
	contact: line(200),
	custody: oneOf(CUSTODIES, m.form_choose),
	words: text(5000)
};

/** A guardian, and what they say in their own words. */
export const GuardianForm = z.object({ id: madeId(), ...guardian });

/** What is mended about a guardian. */
export const ChangeGuardianForm = z.object({ id: idField(), version: version(), ...guardian });

/** what a professional has found. */
export const AssessmentForm = z.object({
	id: madeId(),
	organisation: idField(m.child_organisation_missing),
	need: requiredText(5000, m.child_need_missing),
	effort: requiredText(2000, m.child_effort_missing),
	assessedBy: requiredLine(200, m.child_assessed_by_missing),
	profession: requiredLine(200, m.child_profession_missing),
	assessedOn: day(m.child_day_missing)
});

/** the effort is not the right one. */
export const WrongFitForm = z.object({
	id: madeId(),
	organisation: idField(m.child_organisation_missing),
	course: oneOf(COURSES, m.child_course_missing),
	why: requiredText(5000, m.child_why_missing),
	...involvedFields
});

/** a time at which something was shared. */
export const SharingForm = z.object({
	id: madeId(),
	point: requiredLine(220, m.form_choose).transform((typed) => typed as Point),
	heldOn: day(m.child_day_missing),
	youngPerson: yesOrNo(),
	parents: yesOrNo(),
	absentWhy: text(1000),
	contents: z.array(z.enum(CONTENTS)),
	ground: idField(m.child_basis_missing),
	shared: requiredText(5000, m.child_shared_missing)
});

/** the fixed times of a collaboration: which of the three, and its own, a name a line. */
export const SettingForm = z.object({
	version: version(),
	standard: z.array(z.enum(FIXED_POINTS)),
	own: text(3000)
});

/** That a notification was made outside. */
export const NotificationForm = z.object({
	id: madeId(),
	madeOn: day(m.child_day_missing),
	madeBy: requiredLine(200, m.child_made_by_missing),
	madeTo: requiredLine(200, m.child_made_to_missing),
	...received
});

/** L-16: when the municipality received it, assessed it and sent its receipt. */
export const ClocksForm = z.object({
	id: idField(),
	version: version(),
	...received,
	assessedOn: optionalDay(),
	assessedTime: timeOrNot(),
	receiptedOn: optionalDay()
});
