import { m } from '#messages';
import { sayCategory } from '#features/pathways/say-pathway.ts';
import { sayDay, type Language } from '#values/say.ts';
import type { Day } from '#values/day.ts';
import type { Category } from '#features/pathways/category.rules.ts';

/** What the text tells of. */
export type ConsentTerms = {
	purpose: string;
	categories: readonly Category[];
	/** The organisations' names. */
	recipients: readonly string[];
	fromWhom: string;
	validUntil: Day;
};

/**
 * The consent in plain words, as the citizen reads or hears it before saying yes (L-4). The same terms give the same
 * words, so that what is kept is exactly what was shown.
 */
export function composeConsentText(terms: ConsentTerms, locale: Language): string {
	const options = { locale };
	const list = (items: readonly string[]) => items.map((item) => `– ${item}`).join('\n');
	return [
		m.consent_text_yes({}, options),
		m.consent_text_purpose({ purpose: terms.purpose }, options),
		`${m.consent_text_categories({}, options)}\n${list(terms.categories.map((category) => sayCategory(category, locale)))}`,
		`${m.consent_text_recipients({}, options)}\n${list(terms.recipients)}`,
		...(terms.fromWhom ? [m.consent_text_from({ fromWhom: terms.fromWhom }, options)] : []),
		m.consent_text_until({ day: sayDay(terms.validUntil, locale) }, options),
		m.consent_text_stop({}, options),
		m.consent_text_look({}, options)
	].join('\n\n');
}
