/** What the forms about consents post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	chosenOrNot,
	day,
	idField,
	line,
	text,
	madeId,
	oneOf,
	requiredText,
	tick,
	timeOfDay,
	version
} from '#server/form-fields.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { instantAt } from '#values/day.ts';
import { INTERPRETED, lacksOf, type Interpreter } from './interpreter.rules.ts';
import { GIVERS, WAYS_TO_WRITE_DOWN, type Giver } from './consent.rules.ts';

const terms = {
	id: madeId(),
	purpose: requiredText(2000, m.consent_purpose_missing),
	categories: z.array(z.enum(CATEGORIES)).min(1, { error: () => m.consent_categories_missing() }),
	organisations: z.array(idField()).min(1, { error: () => m.consent_organisations_missing() }),
	fromWhom: line(500),
	language: z.string().regex(/^[a-z]{2,3}$/, { error: () => m.consent_language_missing() }),
	validUntil: day(m.consent_until_missing),
	/** Whom the words are for; of an adult it is asked when they answer. */
	givenBy: chosenOrNot(GIVERS)
};

/** What was typed of the answer: carried along while the terms are mended, so that it is not lost. */
const answerAsTyped = {
	givenByName: z.string(),
	guardians: z.array(z.string()),
	noFrom: z.string(),
	unableWhy: z.string(),
	heard: z.string(),
	givenHow: z.string(),
	interpreterUsed: z.string(),
	interpreter: z.string(),
	interpreterHow: z.string(),
	interpreterLanguage: z.string(),
	interpreterAdult: z.string(),
	informedOn: z.string(),
	informedTime: z.string(),
	givenOn: z.string(),
	givenTime: z.string(),
	refusalNote: z.string()
};

const time = () => timeOfDay(m.consent_time_missing);

/** Who answered; of a child it is chosen from those with custody. */
const answered = {
	givenBy: oneOf(GIVERS, m.consent_given_by_missing),
	givenByName: line(200),
	ofChild: tick(),
	/** What is told to the child, carried along. */
	told: text(20_000),
	guardians: z.array(idField()),
	unableWhy: text(2000)
};
type Answered = {
	value: z.output<z.ZodObject<typeof answered>>;
	issues: z.core.$ZodRawIssue[];
};
const isByGuardians = ({ ofChild, givenBy }: Answered['value']): boolean =>
	ofChild && givenBy === 'guardian';
function checkAnswered({ value, issues }: Answered): void {
	const byGuardians = isByGuardians(value);
	if (byGuardians && value.guardians.length === 0)
		issues.push({
			code: 'custom',
			path: ['guardians'],
			message: m.consent_guardians_missing(),
			input: value
		});
	if (!byGuardians && value.givenByName === '')
		issues.push({
			code: 'custom',
			path: ['givenByName'],
			message: m.consent_name_missing(),
			input: value
		});
}

const interpreted = {
	interpreterUsed: oneOf(['no', 'yes'], m.consent_interpreter_used_missing),
	interpreter: line(200),
	interpreterHow: chosenOrNot(INTERPRETED),
	interpreterLanguage: line(100),
	interpreterAdult: tick()
};

/** What a form says of an interpreter, and a problem beside each field that lacks something. */
const interpreterOf = (form: z.output<z.ZodObject<typeof interpreted>>): Interpreter => ({
	interpreterUsed: form.interpreterUsed === 'yes',
	interpreter: form.interpreter,
	interpreterHow: form.interpreterHow,
	interpreterLanguage: form.interpreterLanguage,
	interpreterAdult: form.interpreterAdult
});
const LACKS = {
	interpreterUsed: m.consent_interpreter_not_used,
	interpreter: m.consent_interpreter_missing,
	interpreterHow: m.consent_interpreter_how_missing,
	interpreterLanguage: m.consent_interpreter_language_missing,
	interpreterAdult: m.consent_interpreter_adult_missing
} satisfies Record<keyof Interpreter, () => string>;
function checkInterpreter(context: {
	value: z.output<z.ZodObject<typeof interpreted>>;
	issues: z.core.$ZodRawIssue[];
}): void {
	for (const field of lacksOf(interpreterOf(context.value)))
		context.issues.push({
			code: 'custom',
			path: [field],
			message: LACKS[field](),
			input: context.value
		});
}

/** The terms of a consent, before the citizen is shown the words. */
export const TermsForm = z.object({ ...terms, ...answerAsTyped });

/** The consent as it was given. */
export const ConsentForm = z
	.object({
		...terms,
		textShown: requiredText(20_000, m.consent_text_missing),
		...answered,
		heard: text(2000),
		givenHow: oneOf(WAYS_TO_WRITE_DOWN, m.consent_how_missing),
		...interpreted,
		informedOn: day(m.consent_day_missing),
		informedTime: time(),
		givenOn: day(m.consent_day_missing),
		givenTime: time(),
		/** Of the no that stands on the same page: carried along, so that it is not lost. */
		noFrom: z.string(),
		refusalNote: text(2000)
	})
	.check(checkInterpreter)
	.check(checkAnswered);

/** A no to the terms; how a yes would have been given is carried along, so that it is not lost. */
export const RefusalForm = z
	.object({
		...terms,
		textShown: requiredText(20_000, m.consent_text_missing),
		...answered,
		heard: text(2000),
		givenHow: z.string(),
		...interpreted,
		informedOn: z.string(),
		informedTime: z.string(),
		givenOn: day(m.consent_day_missing),
		givenTime: z.string(),
		/** On a form for those with custody: whether it is they who say no, or the child. */
		noFrom: chosenOrNot(GIVERS),
		refusalNote: text(2000)
	})
	.check(checkInterpreter)
	.check((refused) => {
		if (!isOwnNo(refused.value)) checkAnswered(refused);
	});

/** Whether it is the child that says no, on a form for those who answer for it. */
export const isOwnNo = (form: Answered['value'] & { noFrom: Giver | null }): boolean =>
	isByGuardians(form) && form.noFrom === 'citizen';

/** What is asked of the citizen on their own page; how a yes would have been given is not asked. */
export const AskForm = z.object({
	...terms,
	...answerAsTyped,
	told: z.string(),
	textShown: requiredText(20_000, m.consent_text_missing)
});

/** The citizen's yes on their own page, and since when they have had the words before them. */
export const YesForm = z.object({ request: idField(), shownAt: z.string() });

/** The citizen's no there, and why where they tell. */
export const NoForm = z.object({ request: idField(), note: text(2000) });

/** What is asked for and taken back. */
export const TakeBackForm = z.object({ request: idField() });

/** A scan to empty. */
export const ScanForm = z.object({ scan: idField() });

/** The moments of a form that is right, by the clock of Denmark. */
export const momentsOf = (form: z.output<typeof ConsentForm>) => ({
	informedAt: instantAt(form.informedOn, form.informedTime),
	givenAt: instantAt(form.givenOn, form.givenTime)
});

/** The interpreter of a form that is right. */
export const spokenBy = interpreterOf;

/** The withdrawal of a consent, based on a version; of a child's it is said whose stop it is: the citizen's, or a guardian's by its id. */
export const WithdrawalForm = z.object({ version: version(), saidBy: line(100) });
