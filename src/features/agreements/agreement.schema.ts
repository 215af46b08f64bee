/** What the forms about an agreement post. */
import { z } from 'zod';
import { PERSPECTIVES } from './theory.rules.ts';
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
import { AGREEMENT_KINDS } from './kind.rules.ts';
import { REMOVAL_REASONS } from './ending.rules.ts';
import { CONCLUSIONS } from './review.rules.ts';

const title = requiredLine(200, m.agreement_title_missing);

/** An organisation of a row that may be left empty. */
const choice = z.union([z.literal('').transform(() => null), idField()]);

/** Somebody of a list that may be left unchosen. */
const person = choice;

/** Begins an agreement. The organisations stand in rows, of which any may be empty. */
export const BeginForm = z.object({
	id: madeId(),
	kind: oneOf(AGREEMENT_KINDS, m.form_choose),
	title,
	language: oneOf(['da', 'en'], m.form_choose),
	/** The collaboration it belongs to; '' where it belongs to none. */
	collaboration: choice,
	party: z
		.array(choice)
		.refine((chosen) => chosen.some(Boolean), { error: () => m.agreement_parties_missing() })
});

/** Changes the title and the picked sections. */
export const ChangeForm = z.object({ version: version(), title, section: z.array(line(100)) });

/** An organisation to take in or out. */
export const PartyForm = z.object({
	organisation: idField(),
	/** The version that waited when the page was shown; '' where none did. */
	waiting: z.string()
});

/** A party to take out, as it was shown. */
export const PartyChoice = PartyForm.extend({ version: version() });

/** Who acts for a party. Signatories stand in rows: a person and a title each. */
export const PeopleForm = z.object({
	party: idField(),
	version: version(),
	responsible: person,
	executing: z.array(person),
	// each once: of two lines with the same person one would be lost unseen
	signatory: z.array(person).refine(isEachOnce, { error: () => m.document_signatory_twice() }),
	title: z.array(line(200))
});

/** Whether nobody is chosen in two rows. */
function isEachOnce(rows: readonly (string | null)[]): boolean {
	return chosenIn(rows).length === rows.filter((each) => each !== null).length;
}

/** Those of a form's rows in which something is chosen, each once. */
export const chosenIn = (rows: readonly (string | null)[]): string[] => [
	...new Set(rows.filter((each) => each !== null))
];

/** A file to empty. */
export const AttachmentForm = z.object({ attachment: idField() });

/** Sends the agreement to its parties. */
export const SendForm = z.object({ name: line(100), summary: text(5000) });

/** Signs exactly the text with this hash; the code proves anew who signs. */
export const SignForm = z.object({ hash: line(64), code: line(50) });

/** Confirms for a party; `by` is who said yes, where the party has nobody here. */
export const ConfirmForm = z.object({ hash: line(64), party: idField(), by: line(200) });

/** Marks a comment as dealt with, when so many answers to it had been read. */
export const DealtWithForm = z.object({
	comment: idField(),
	answers: z.string().transform((typed) => (/^\d{1,4}$/.test(typed) ? Number(typed) : -1))
});

/** Refuses to sign exactly this text. */
export const ReturnForm = z.object({
	hash: line(64),
	reason: requiredText(5000, m.refusal_comment_missing)
});

/** Says something about a question, or answers what somebody said about it. */
export const CommentForm = z.object({
	id: madeId(),
	question: line(140),
	answers: choice,
	body: requiredText(5000, m.agreement_comment_missing),
	/** From where it is looked at; nothing where it is not asked. */
	perspective: z.enum(PERSPECTIVES).nullable().catch(null)
});

/** What the page of ending showed: the version that counts, and the end that was certain then. */
const base = { agreed: line(40), ends: optionalDay() };

/** A notice. `last` is the last day that its writer has been shown; empty before they have. */
export const NoticeForm = z.object({
	id: madeId(),
	...base,
	by: idField(),
	received: day(),
	end: optionalDay(),
	reason: text(5000),
	evidence: text(2000),
	last: optionalDay()
});

/** Says yes to taking a notice back. */
export const TakeBackForm = z.object({ notice: idField() });

/** Ends the agreement for what another party has done. */
export const BreachForm = z.object({
	id: madeId(),
	...base,
	against: idField(),
	what: requiredText(5000, m.refusal_breach_not_described),
	happened: day(),
	told: day(),
	end: day()
});

/** How a promise goes; giving one up is for all, at a review. */
export const PromiseForm = z.object({
	version: version(),
	status: oneOf(['open', 'under-way', 'kept'], m.form_choose),
	evidence: text(2000)
});

/**
 * A review as it was held. What was found of each promise stands in four columns, a row for each: the promise, the
 * version of it that was shown, the outcome and what is said about it.
 */
export const ReviewForm = z.object({
	id: madeId(),
	version: version(),
	on: day(),
	present: z.array(line(80)),
	promise: z.array(idField()),
	base: z.array(version()),
	outcome: z.array(line(20)),
	about: z.array(text(2000)),
	conclusion: oneOf(CONCLUSIONS, m.form_choose),
	note: text(5000),
	next: optionalDay(),
	owner: line(80)
});

/** Asks a party to take one's name off a material it keeps. */
export const AskRemovalForm = z.object({
	id: madeId(),
	material: requiredLine(300, m.agreement_removal_material_missing),
	keeper: idField(),
	why: oneOf(REMOVAL_REASONS, m.form_choose)
});

/** Says that a name is off. */
export const RemovedForm = z.object({ removal: idField() });
