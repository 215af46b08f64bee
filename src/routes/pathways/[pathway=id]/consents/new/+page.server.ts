import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#messages';
import { areAllKnown, holdersOf } from '#features/children/custody.rules.ts';
import { askConsent as decide } from '#features/consents/consent.rules.ts';
import {
	AskForm,
	ConsentForm,
	momentsOf,
	RefusalForm,
	spokenBy,
	TermsForm
} from '#features/consents/consent.schema.ts';
import { isLanguage, ownWords, readWords } from '#features/consents/consent-words.ts';
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
	listRecipients
} from '#features/consents/server/consent.queries.ts';
import { giveConsent } from '#features/consents/server/give-consent.ts';
import { refuseConsent } from '#features/consents/server/refuse-consent.ts';
import { findLoadedWords, listLoadedLanguages } from '#features/consents/server/words.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
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
		listRecipients(params.pathway),
		listLoadedLanguages(),
		listHolders(params.pathway),
		recordPathway('consents.read', params.pathway)
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
			listRecipients(params.pathway),
			findLoadedWords(language),
			listHolders(params.pathway),
			recordPathway('consents.read', params.pathway)
		);
		if (!head?.isHeld || !head.birthDate) error(404);
		// A yes is given today or before: what could not be asked today, nobody could say yes to.
		const partners = recipients.map(({ id }) => id);
		const decision = decide(form.value, { partners, today: locals.today });
		if (!decision.ok)
			return fail(409, { step: 'terms' as const, typed: form.typed, refusal: decision.reason });
		const stage = stageOn(head.birthDate, locals.today);
		const givenBy = stage === 'young' ? (form.value.givenBy ?? 'citizen') : usualGiver(stage);
		const forChild = stage !== 'adult' && givenBy === 'guardian';
		if (forChild && !areAllKnown(guardians))
			return fail(409, {
				step: 'terms' as const,
				typed: form.typed,
				refusal: 'custody-not-known'
			});
		if (form.value.validUntil > lastDayFrom(head.birthDate, givenBy, locals.today))
			return fail(409, {
				step: 'terms' as const,
				typed: form.typed,
				refusal: 'runs-past-the-birthday'
			});
		const reader = readerOf(stage, givenBy);
		const words = isLanguage(language)
			? ownWords(language, reader)
			: loaded && readWords(loaded.words, reader);
		if (!words)
			return fail(422, {
				step: 'terms' as const,
				typed: form.typed,
				problems: { language: [m.consent_language_missing()] }
			});
		const named = recipients.filter(({ id }) => organisations.includes(id));
		const terms = { ...form.value, recipients: named.map(({ name }) => name) };
		return {
			step: 'given' as const,
			typed: {
				...form.typed,
				givenBy,
				textShown: composeConsentText(terms, words),
				told: forChild ? composeConsentText(terms, toldWords(language, loaded?.words)) : ''
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
		if (result.reason === 'child-not-heard')
			return fail(422, {
				step: 'given' as const,
				typed: form.typed,
				problems: { heard: [sayRefusal(result.reason)] }
			});
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
		const step = BACK_TO_TERMS.has(result.reason) ? ('terms' as const) : ('given' as const);
		return fail(409, { step, typed: form.typed, refusal: result.reason });
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
		const step = BACK_TO_TERMS.has(result.reason) ? ('terms' as const) : ('given' as const);
		return fail(409, { step, typed: form.typed, refusal: result.reason });
	},
	refuse: async ({ locals, params, request }) => {
		const form = await readForm(request, RefusalForm);
		if (!form.ok)
			return fail(422, { step: 'given' as const, typed: form.typed, problems: form.problems });
		const { givenBy, givenByName, givenOn, refusalNote, heard, ...terms } = form.value;
		const refusal = {
			...terms,
			...spokenBy(form.value),
			refusedBy: givenBy,
			refusedByName: givenByName,
			refusedOn: givenOn,
			/** A no says nothing of a child's own words but these. */
			note: [refusalNote, heard].filter(Boolean).join('\n\n')
		};
		const result = await locals.transact((acting) =>
			refuseConsent(acting, params.pathway, refusal)
		);
		if (result.ok) redirect(303, `/pathways/${params.pathway}/consents?said=refused`);
		if (result.reason === 'no-such-pathway') error(404);
		const step = BACK_TO_TERMS.has(result.reason) ? ('terms' as const) : ('given' as const);
		return fail(409, { step, typed: form.typed, refusal: result.reason });
	}
};

/** The words that are told to a child: in the language of the rest where it has them, else in Danish. */
const toldWords = (language: string, loaded: unknown) =>
	isLanguage(language)
		? ownWords(language, 'child')
		: ((loaded ? readWords(loaded, 'child') : undefined) ?? ownWords('da', 'child'));

/** Refusals that are mended in what is said yes to, not in how it was said. */
const BACK_TO_TERMS = new Set([
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
