import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { areAllKnown, holdersOf } from '#features/children/custody.rules.ts';
import { askConsent as decide, type AskRefusal } from '#features/consents/consent.rules.ts';
import {
	AskForm,
	ConsentForm,
	isOwnNo,
	momentsOf,
	RefusalForm,
	spokenBy,
	TermsForm
} from '#features/consents/consent.schema.ts';
import {
	isLanguage,
	ownWords,
	readWords,
	type WordsFor
} from '#features/consents/consent-words.ts';
import {
	lastDayFrom,
	mustBeHeard,
	readerOf,
	stageOn,
	usualGiver
} from '#features/consents/giver.rules.ts';
import { askConsent } from '#features/consents/server/ask-consent.ts';
import { composeConsentText } from '#features/consents/server/compose-consent-text.ts';
import {
	findConsentHead,
	listHolders,
	listNameable
} from '#features/consents/server/consent.queries.ts';
import { giveConsent, type GiveRefusal } from '#features/consents/server/give-consent.ts';
import { refuseConsent } from '#features/consents/server/refuse-consent.ts';
import { findLoadedWords, listLoadedLanguages } from '#features/consents/server/words.queries.ts';
import { filled, having, recordFound } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { timeOf } from '#values/day.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[head], recipients, languages, guardians] = await locals.read(
		findConsentHead(params.pathway),
		listNameable(params.pathway),
		listLoadedLanguages(),
		listHolders(params.pathway),
		recordFound(
			'consents.read',
			params.pathway,
			null,
			having(findConsentHead(params.pathway), 'isHeld'),
			filled(findConsentHead(params.pathway), 'birthDate')
		)
	);
	if (!head?.isHeld || !head.birthDate) error(404);
	// A form that could not be kept is not offered: the pathway says that it is closed.
	if (!head.isOpen) redirect(303, `/pathways/${params.pathway}`);
	const stage = stageOn(head.birthDate, locals.today);
	return {
		visitor: locals.visitor,
		today: locals.today,
		time: timeOf(locals.now),
		longest: lastDayFrom(head.birthDate, usualGiver(stage), locals.today),
		/** Where a young person can be answered for. */
		longestForOthers:
			stage === 'young' ? lastDayFrom(head.birthDate, 'guardian', locals.today) : null,
		head,
		stage,
		holders: holdersOf(guardians),
		areHoldersKnown: areAllKnown(guardians),
		mustHear: mustBeHeard(head.birthDate, locals.today),
		recipients,
		languages,
		newId: crypto.randomUUID()
	};
};

export const actions: Actions = {
	// The words are shown before there is a yes to register; nothing is kept yet.
	show: async ({ locals, params, request }) => {
		const form = await readForm(request, TermsForm);
		if (!form.ok)
			return fail(422, { step: 'terms' as const, typed: form.typed, problems: form.problems });
		const { organisations, language } = form.value;
		const [[head], recipients, [loaded], guardians] = await locals.read(
			findConsentHead(params.pathway),
			listNameable(params.pathway),
			findLoadedWords(language),
			listHolders(params.pathway),
			recordFound(
				'consents.read',
				params.pathway,
				null,
				having(findConsentHead(params.pathway), 'isHeld'),
				filled(findConsentHead(params.pathway), 'birthDate')
			)
		);
		if (!head?.isHeld || !head.birthDate) error(404);
		// A yes is given today or before: what could not be asked today, nobody could say yes to.
		const partners = recipients.map(({ id }) => id);
		const decision = decide(form.value, { partners, today: locals.today });
		if (!decision.ok) return toMend(decision.reason, form.typed);
		const stage = stageOn(head.birthDate, locals.today);
		const givenBy = stage === 'child' ? 'guardian' : (form.value.givenBy ?? 'citizen');
		const forChild = stage !== 'adult' && givenBy === 'guardian';
		if (forChild && !areAllKnown(guardians)) return toMend('custody-not-known', form.typed);
		if (form.value.validUntil > lastDayFrom(head.birthDate, givenBy, locals.today))
			return toMend('runs-past-the-birthday', form.typed);
		const reader = readerOf(stage, givenBy);
		const wordsTo = (who: WordsFor) =>
			isLanguage(language) ? ownWords(language, who) : loaded && readWords(loaded.words, who);
		const words = wordsTo(reader);
		const toChild = forChild ? wordsTo('child') : undefined;
		if (!words || (forChild && !toChild)) return toMend('no-such-language', form.typed);
		const named = recipients.filter(({ id }) => organisations.includes(id));
		const terms = { ...form.value, recipients: named.map(({ name }) => name) };
		return {
			step: 'given' as const,
			typed: {
				...withoutBlanks(form.typed),
				givenBy,
				textShown: composeConsentText(terms, words),
				told: toChild ? composeConsentText(terms, toChild) : ''
			},
			/** What stands beside words that whoever reads them out may not understand. */
			inDanish: isLanguage(language) ? null : composeConsentText(terms, ownWords('da', reader))
		};
	},
	back: async ({ request }) => {
		const form = await readForm(request, TermsForm);
		return { step: 'terms' as const, typed: form.typed };
	},
	give: async ({ locals, params, request }) => {
		const form = await readForm(request, ConsentForm);
		if (!form.ok)
			return fail(422, { step: 'given' as const, typed: form.typed, problems: form.problems });
		const here = `/pathways/${params.pathway}/consents`;
		const given = { ...form.value, ...spokenBy(form.value), ...momentsOf(form.value) };
		const result = await locals.transact((acting) =>
			giveConsent(acting, params.pathway, given, locals.now)
		);
		// The paper is taken in next, while it lies there.
		if (result.ok)
			redirect(303, form.value.givenHow === 'paper' ? `${here}/${result.value}/scans` : here);
		if (result.reason === 'no-such-pathway') error(404);
		if (result.reason === 'sent-before')
			return fail(409, {
				step: 'given' as const,
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(result.saved, {
					textShown: m.consent_text_shown,
					givenByName: m.consent_name,
					interpreter: m.consent_interpreter
				})
			});
		return toMend(result.reason, form.typed);
	},
	/** The citizen is asked on their own page, and answers there. */
	ask: async ({ locals, params, request }) => {
		const form = await readForm(request, AskForm);
		if (!form.ok)
			return fail(422, { step: 'given' as const, typed: form.typed, problems: form.problems });
		const result = await locals.transact((acting) =>
			askConsent(atWork(acting), params.pathway, form.value)
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}/consents?said=asked`);
		if (result.reason === 'no-such-pathway') error(404);
		return toMend(result.reason, form.typed);
	},
	refuse: async ({ locals, params, request }) => {
		const form = await readForm(request, RefusalForm);
		if (!form.ok)
			return fail(422, { step: 'given' as const, typed: form.typed, problems: form.problems });
		const { givenBy, givenByName, givenOn, refusalNote, told, ...terms } = form.value;
		const said = { refusedBy: givenBy, refusedByName: givenByName };
		// A child says no to what it was told, and not to the words for those who answer for it.
		const bySelf = { refusedBy: 'citizen' as const, guardians: [], textShown: told };
		const refusal = {
			...terms,
			...spokenBy(form.value),
			...said,
			...(isOwnNo(form.value) && bySelf),
			refusedOn: givenOn,
			note: refusalNote
		};
		const result = await locals.transact((acting) =>
			refuseConsent(acting, params.pathway, refusal)
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}/consents?said=refused`);
		if (result.reason === 'no-such-pathway') error(404);
		return toMend(result.reason, form.typed);
	}
};

/** What is left blank in the answer is proposed anew. */
const withoutBlanks = (typed: Record<string, string | string[]>) =>
	Object.fromEntries(Object.entries(typed).filter(([, value]) => value.length > 0));

type Refused = Exclude<GiveRefusal, 'no-such-pathway'> | AskRefusal | 'citizen-without-account';

/** Back to the step where it is mended: beside its field where it is one (422), else above the form (409). */
function toMend<Typed>(reason: Refused, typed: Typed) {
	const step = BACK_TO_TERMS.has(reason) ? ('terms' as const) : ('given' as const);
	const field = FIELD[reason];
	return field
		? fail(422, { step, typed, problems: { [field]: [sayRefusal(reason)] } })
		: fail(409, { step, typed, refusal: reason });
}

const FIELD: Partial<Record<Refused, string>> = {
	'consent-already-over': 'validUntil',
	'consent-too-long': 'validUntil',
	'runs-past-the-birthday': 'validUntil',
	'no-such-language': 'language',
	'without-custody': 'guardians',
	'all-with-custody-say-it': 'guardians',
	'young-person-says-it': 'unableWhy',
	'guardian-without-ground': 'unableWhy',
	'child-not-heard': 'heard',
	'given-before-the-pathway': 'givenOn'
};

/** Refusals that are mended in what is said yes to, not in how it was said. */
const BACK_TO_TERMS = new Set<Refused>([
	'no-purpose',
	'no-recipient',
	'not-involved',
	'consent-already-over',
	'consent-too-long',
	'other-words-shown',
	'no-such-language',
	'custody-not-known',
	'runs-past-the-birthday',
	'guardians-say-it'
]);
