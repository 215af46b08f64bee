import { error } from '@sveltejs/kit';
import { composeConsentText } from '#features/consents/server/compose-consent-text.ts';
import { findConsent, findConsentHead } from '#features/consents/server/consent.queries.ts';
import { ownWords, readWords, type WordsFor } from '#features/consents/consent-words.ts';
import { readerOf, stageOn } from '#features/consents/giver.rules.ts';
import { findLoadedWords, listLoadedLanguages } from '#features/consents/server/words.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { dayOf } from '#values/day.ts';
import type { Language } from '#values/say.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const OWN: readonly Language[] = ['da', 'en'];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [consent], languages] = await locals.read(
		findConsentHead(params.pathway),
		findConsent(params.pathway, params.consent),
		listLoadedLanguages(),
		recordPathway('consent.read', params.pathway, params.consent)
	);
	if (!head?.isHeld || !head.birthDate || !consent) error(404);
	const { language: shownIn, textShown } = consent;
	const wanted = url.searchParams.get('in') ?? shownIn;
	const loaded = languages.find(({ language }) => language === wanted);
	/** What is said around the words is said in one of our own. */
	const rest: Language = wanted === 'en' ? 'en' : 'da';
	const language = loaded?.language ?? (wanted === shownIn ? shownIn : rest);
	const terms = { ...consent, recipients: consent.named };
	const [words] =
		loaded && language !== shownIn ? await locals.read(findLoadedWords(language)) : [];
	const reader = readerOf(stageOn(head.birthDate, dayOf(consent.givenAt)), consent.givenBy);
	const wordsFor = (who: WordsFor) =>
		(words?.[0] && readWords(words[0].words, who)) ?? ownWords(rest, who);
	const inOther = () => composeConsentText(terms, wordsFor(reader));
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}/consents/${params.consent}`,
		consent,
		language,
		rest,
		loaded,
		isAsShown: language === shownIn,
		others: [
			...OWN.map((each) => ({ language: each, name: null })),
			...languages.map((each) => ({ language: each.language, name: each.name }))
		].filter((each) => each.language !== language),
		/** The same in Danish, beside words in a language that was loaded. */
		inDanish: loaded ? composeConsentText(terms, ownWords('da', reader)) : null,
		/** The same told to a child that others answered for. */
		told: reader === 'guardian' ? composeConsentText(terms, wordsFor('child')) : null,
		/** The words as they were shown; in another language, the same terms in its words. */
		text: language === shownIn ? textShown : inOther()
	};
};
