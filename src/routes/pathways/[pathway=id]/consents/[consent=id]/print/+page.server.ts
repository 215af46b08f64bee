import { error } from '@sveltejs/kit';
import { composeConsentText } from '#features/consents/server/compose-consent-text.ts';
import { findConsent, findConsentHead } from '#features/consents/server/consent.queries.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { Language } from '#values/say.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const LANGUAGES: readonly Language[] = ['da', 'en'];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [consent]] = await locals.read(
		findConsentHead(params.pathway),
		findConsent(params.pathway, params.consent),
		recordPathway('consent.read', params.pathway, params.consent)
	);
	if (!head?.isHeld || !consent) error(404);
	const shownIn = LANGUAGES.find((each) => each === consent.language) ?? null;
	const asked = LANGUAGES.find((each) => each === url.searchParams.get('in'));
	const language = asked ?? shownIn ?? 'da';
	return {
		visitor: locals.visitor,
		back: `/pathways/${params.pathway}/consents/${params.consent}`,
		consent,
		language,
		shownIn,
		others: LANGUAGES.filter((each) => each !== language),
		/** The words as they were shown; in another language, the same terms in its words. */
		text:
			language === shownIn
				? consent.textShown
				: composeConsentText(
						{
							...consent,
							recipients: consent.named
						},
						language
					)
	};
};
