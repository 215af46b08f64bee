/** What the forms about taking something out of a consent post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	chosenOrNot,
	day,
	idField,
	madeId,
	oneOf,
	requiredLine,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';
import { GIVERS } from './consent.rules.ts';
import { ALL } from './denial.rules.ts';

const said = {
	denial: madeId(),
	reason: requiredText(2000, m.denial_reason_missing),
	saidBy: oneOf(GIVERS, m.denial_said_by_missing),
	saidByName: requiredLine(200, m.denial_name_missing),
	saidOn: day(m.consent_day_missing)
};

/** An organisation, or all of them. */
const fromWhom = () =>
	z
		.string()
		.toLowerCase()
		.refine((chosen) => chosen === ALL || z.uuid().safeParse(chosen).success, {
			error: () => m.denial_organisation_missing()
		})
		.transform((chosen) => (chosen === ALL ? null : chosen));

/** An organisation to be taken out of a consent. */
export const RecipientDenialForm = z.object({
	...said,
	organisation: idField(m.denial_organisation_missing)
});

/** An entry not to be read by an organisation, or by any. */
export const EntryDenialForm = z.object({ ...said, organisation: fromWhom() });

/** The citizen keeps an entry from an organisation, or from all, and owes nobody a reason. */
export const OwnEntryDenialForm = z.object({
	entry: idField(),
	denial: madeId(),
	organisation: fromWhom(),
	reason: text(2000)
});

/** A denial that is taken back, and what was said. */
export const LiftForm = z.object({
	denial: idField(),
	version: version(),
	note: requiredText(2000, m.denial_lift_note_missing),
	/** Of a child: whose word it is. */
	givenBy: chosenOrNot(GIVERS),
	guardians: z.array(idField()),
	unableWhy: text(2000)
});

/** The citizen takes an organisation out of a consent, and owes nobody a reason. */
export const OwnDenialForm = z.object({
	consent: idField(),
	denial: madeId(),
	organisation: idField(m.denial_organisation_missing),
	reason: text(2000)
});

/** The citizen lets an organisation in again. */
export const OwnLiftForm = z.object({ denial: idField(), version: version() });
