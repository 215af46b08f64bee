/** What the forms about consents post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	text,
	madeId,
	oneOf,
	requiredLine,
	requiredText,
	version
} from '#server/form-fields.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { instantAt } from '#values/day.ts';
import { GIVERS, WAYS } from './consent.rules.ts';

const terms = {
	id: madeId(),
	purpose: requiredText(2000, m.consent_purpose_missing),
	categories: z.array(z.enum(CATEGORIES)).min(1, { error: () => m.consent_categories_missing() }),
	organisations: z.array(idField()).min(1, { error: () => m.consent_organisations_missing() }),
	fromWhom: line(500),
	language: oneOf(['da', 'en'], m.consent_language_missing),
	validUntil: day(m.consent_until_missing)
};

const time = () =>
	z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: () => m.consent_time_missing() });

/** The terms of a consent, before the citizen is shown the words. */
export const TermsForm = z.object(terms);

/** The consent as it was given. */
export const ConsentForm = z.object({
	...terms,
	textShown: requiredText(20_000, m.consent_text_missing),
	givenBy: oneOf(GIVERS, m.consent_given_by_missing),
	givenByName: requiredLine(200, m.consent_name_missing),
	givenHow: oneOf(WAYS, m.consent_how_missing),
	interpreter: line(200),
	informedOn: day(m.consent_day_missing),
	informedTime: time(),
	givenOn: day(m.consent_day_missing),
	givenTime: time(),
	/** Of the no that stands on the same page: carried along, so that it is not lost. */
	refusalNote: text(2000)
});

/** A no to the terms; how a yes would have been given is carried along, so that it is not lost. */
export const RefusalForm = z.object({
	...terms,
	textShown: requiredText(20_000, m.consent_text_missing),
	givenBy: oneOf(GIVERS, m.consent_given_by_missing),
	givenByName: requiredLine(200, m.consent_name_missing),
	givenHow: z.string(),
	interpreter: line(200),
	informedOn: z.string(),
	informedTime: z.string(),
	givenOn: day(m.consent_day_missing),
	givenTime: z.string(),
	refusalNote: text(2000)
});

/** The moments of a form that is right, by the clock of Denmark. */
export const momentsOf = (form: z.output<typeof ConsentForm>) => ({
	informedAt: instantAt(form.informedOn, form.informedTime),
	givenAt: instantAt(form.givenOn, form.givenTime)
});

/** The withdrawal of a consent, based on a version. */
export const WithdrawalForm = z.object({ version: version() });
