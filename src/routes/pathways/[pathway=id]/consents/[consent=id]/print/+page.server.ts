import { error } from '@sveltejs/kit';
import { composeConsentText } from '#features/consents/server/compose-consent-text.ts';
import {
	findConsent,
	findConsentHead,
	listHolders
} from '#features/consents/server/consent.queries.ts';
import { ownWords, readWords } from '#features/consents/consent-words.ts';
import { findLoadedWords, listLoadedLanguages } from '#features/consents/server/words.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Language } from '#values/say.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const OWN: readonly Language[] = ['da', 'en'];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [consent], languages, guardians] = await locals.read(
		findConsentHead(params.pathway),
		findConsent(params.pathway, params.consent),
		listLoadedLanguages(),
		listHolders(params.pathway)
	);
	if (!head?.isHeld || !consent) error(404);
	const { language: shownIn, textShown } = consent;
	/** The same reader in every language; before there were others, an adult about themselves. */
	const reader = consent.reader ?? 'citizen';
	const spoken = languages.filter(
		({ language, speaksToChildren }) =>
			language === shownIn || reader === 'citizen' || speaksToChildren
	);
	const wanted = url.searchParams.get('in') ?? shownIn;
	const loaded = spoken.find(({ language }) => language === wanted);
	// Somebody has reviewed this language, and not these words.
	if (!loaded && languages.some(({ language }) => language === wanted)) error(404);
	/** What is said around the words is said in one of our own. */
	const rest: Language = wanted === 'en' ? 'en' : 'da';
	const language = loaded?.language ?? (wanted === shownIn ? shownIn : rest);
	const terms = { ...consent, recipients: consent.named };
	// Only now is it sure to be shown.
	const [, words] = await locals.read(
		recordPathway('consent.read', params.pathway, params.consent),
		...(loaded && language !== shownIn ? [findLoadedWords(language)] : [])
	);
	const inOther = () =>
		composeConsentText(
			terms,
			(words?.[0] && readWords(words[0].words, reader)) ?? ownWords(rest, reader)
		);
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
			...spoken.map((each) => ({ language: each.language, name: each.name }))
		].filter((each) => each.language !== language),
		/** The same in Danish, beside words in a language that was loaded. */
		inDanish: loaded ? composeConsentText(terms, ownWords('da', reader)) : null,
		/** What a child was told that others answered for, as it was told. */
		told: consent.toldShown && {
			text: consent.toldShown,
			language: shownIn,
			direction: languages.find(({ language: each }) => each === shownIn)?.direction
		},
		/** Those who signed for a child, each with room of their own. */
		signing: guardians.filter(({ id }) => consent.guardians.includes(id)).map(({ name }) => name),
		/** The words as they were shown; in another language, the same terms in its words. */
		text: language === shownIn ? textShown : inOther()
	};
};
