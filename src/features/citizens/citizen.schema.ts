/** What the forms on the citizen's own page send. */
import { z } from 'zod';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { GROUNDS } from './details.rules.ts';
import { WORDS_QUESTIONS } from '#features/pathways/entry.rules.ts';
import {
	day,
	idField,
	line,
	madeId,
	mailAddress,
	oneOf,
	requiredLine,
	requiredText,
	text,
	tick,
	version
} from '#server/form-fields.ts';

/** Something told in one's own words. */
export const WordsForm = z.object({
	pathway: idField(),
	words: madeId(),
	question: oneOf(WORDS_QUESTIONS, m.me_words_question_missing),
	body: requiredText(20_000, m.me_words_missing)
});

/** A task of one's own that is done, or open again after all. */
export const TickForm = z.object({
	pathway: idField(),
	task: idField(),
	version: version(),
	to: oneOf(['done', 'open'], m.form_choose)
});

/** A consent to stop. */
export const StopForm = z.object({ consent: idField(), version: version() });

/** The address the citizen will sign in with, and whether the link is sent there. */
export const InviteForm = z.object({ invitation: madeId(), email: mailAddress(), byMail: tick() });

const ownDetails = {
	version: version(),
	phone: line(50),
	preferredChannel: line(200),
	contactLimits: text(500),
	language: line(100),
	interpreter: oneOf(['yes', 'no', 'unknown'], m.need_interpreter_missing).transform((answer) =>
		answer === 'unknown' ? null : answer === 'yes'
	)
};

/** What the citizen changes themselves. */
export const OwnDetailsForm = z.object({ pathway: idField(), ...ownDetails });

/** The citizen's details, corrected. */
export const DetailsForm = z.object({
	...ownDetails,
	name: requiredLine(200, m.need_name_missing),
	isProtected: oneOf(['yes', 'no'], m.details_protected_missing).transform(
		(answer) => answer === 'yes'
	)
});

const companion = {
	pathway: idField(),
	invitation: madeId(),
	name: requiredLine(200, m.companion_name_missing),
	email: mailAddress(),
	categories: z.array(z.enum(CATEGORIES)).min(1, { error: () => m.companion_categories_missing() }),
	byMail: tick()
};

/** Somebody the citizen invites to be their companion, and what they will see. */
export const CompanionForm = z.object(companion);

/** The same by the tovholder, who says what the citizen and they have agreed. */
export const AgreedCompanionForm = z.object({
	...companion,
	agreedOn: day(m.companion_agreed_on_missing),
	agreedNote: requiredText(1000, m.companion_agreed_note_missing),
	/** Of a child: those with custody that it was agreed with. */
	guardians: z.array(idField())
});

/** The birth date as it should have been, and how that is known. */
export const BirthDateForm = z.object({
	version: version(),
	birthDate: day(m.need_birth_date_missing),
	ground: oneOf(GROUNDS, m.birth_date_ground_missing)
});

/** A companion to let go. */
export const EndCompanionForm = z.object({
	pathway: idField(),
	companion: idField(),
	version: version()
});

/** An invitation to take back. */
export const WithdrawCompanionForm = z.object({ pathway: idField(), invitation: idField() });

/** The account to take off the citizen, as the page showed it. */
export const UntieForm = z.object({ account: idField() });
