import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	oneOf,
	requiredLine,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';

/** Begins the framework in one of the collaborations one leads. */
export const beginForm = z.object({ collaboration: idField() });

/** Says that the version in force has been read. */
export const confirmForm = z.object({ version: idField() });

/** Chooses the next update of the framework in force. */
export const nextUpdateForm = z.object({ on: day(), person: idField(), version: version() });

/** Appoints a deputy; an empty choice ends it. */
export const deputyForm = z.object({
	deputy: z.union([z.literal('').transform(() => null), idField()]),
	version: version()
});

/** Records that the project group took part. */
export const involvementForm = z.object({
	id: madeId(),
	kind: oneOf(['meeting', 'comments'], () => m.form_choose()),
	on: day(),
	note: text(5000)
});

/** Comments on one question. */
export const commentForm = z.object({
	id: madeId(),
	field: line(100),
	body: requiredText(5000, () => m.framework_comment_missing())
});

/** Puts the framework before the steering group. */
export const submitForm = z.object({
	id: madeId(),
	summary: text(5000),
	nextUpdateOn: day(),
	responsible: idField(),
	read: z.string()
});

/** Decides on the version with this hash. */
export const decisionForm = z.object({
	verdict: oneOf(['approve', 'return'], () => m.form_choose()),
	hash: line(64),
	comment: text(5000)
});

/** A file to empty. */
export const fileForm = z.object({ file: idField() });

/** Chooses which sections everybody may read; none closes it. */
export const openingForm = z.object({ version: version(), section: z.array(line(41)) });

/** Says that the version in force was told by one of its ways. */
export const tellingForm = z.object({
	id: madeId(),
	version: idField(),
	way: line(100),
	on: day(),
	note: line(500)
});

/** A telling to take back. */
export const tellingChoice = z.object({ version: idField(), telling: idField() });

/** Says that a partner was told of the version in force by telephone. */
export const callForm = z.object({
	id: madeId(),
	version: idField(),
	organisation: idField(),
	on: day(),
	spokeWith: requiredLine(200, () => m.framework_call_spoke_with_missing()),
	read: oneOf(['yes', 'no'], () => m.form_choose())
});

/** A call to take back. */
export const callChoice = z.object({ version: idField(), call: idField() });
