/** What the forms about decisions of an agreement's parties post. */
import { z } from 'zod';
import { STANDS } from '#features/documents/group-decision.rules.ts';
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

const title = requiredLine(200, m.decision_title_missing);
const body = requiredText(10_000, m.decision_body_missing);

/** The most voices that can be asked of one organisation. */
const MOST = 20;

/** Puts a question to a group. How many of each party must say yes stands in rows: the party, and the number. */
export const AskForm = z.object({
	id: madeId(),
	title,
	body,
	member: z.array(line(80)),
	party: z.array(idField()),
	needed: z.array(
		line(3).refine((typed) => /^\d{1,2}$/.test(typed) && Number(typed) <= MOST, {
			error: () => m.decision_needed_wrong()
		})
	)
});

/** Puts it in other words. */
export const RewordForm = z.object({ version: version(), title, body });

/** Takes it back. */
export const TakeBackForm = z.object({ version: version() });

/** Somebody's word on exactly the text with this hash. */
export const VoiceForm = z.object({
	hash: line(64),
	stand: oneOf(STANDS, m.form_choose),
	reason: text(5000)
});

/** Closes it, with the day on which the decision is looked at again. */
export const CloseForm = z.object({ version: version(), review: day() });

/** Looks at a decision again. */
export const LookForm = z.object({
	id: madeId(),
	version: version(),
	outcome: oneOf(['stands', 'ended'], m.form_choose),
	next: line(10),
	note: text(5000)
});
