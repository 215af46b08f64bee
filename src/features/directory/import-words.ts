/** What people call themes and fields, in every language we speak: an import may be written in any of them. */
import { m } from '#messages';
import type { Language } from '#values/say.ts';
import { bareHeading, IMPORT_FIELDS, type ImportField } from './import-fields.rules.ts';
import type { KnownWords } from './imported-offer.rules.ts';
import { OFFER_LABELS } from './offer-labels.ts';
import { sayThemeIn } from './say-offer.ts';
import { THEMES } from './theme.rules.ts';

const SPOKEN: Language[] = ['da', 'en'];

/** The fields that no form of ours has, besides those of an offer's. */
const OTHER_LABELS = {
	key: m.import_field_key,
	group: m.import_field_group,
	themes: m.offer_themes,
	confirmedOn: m.import_field_confirmed,
	closed: m.import_field_closed
};
const LABELS: Record<ImportField, (words?: object, spoken?: { locale?: Language }) => string> = {
	...OFFER_LABELS,
	...OTHER_LABELS
};

/** What a field is called. */
export const sayField = (field: ImportField): string => LABELS[field]();

/** All fields to choose from. */
export const fieldOptions = () =>
	IMPORT_FIELDS.map((field) => ({ value: field, label: sayField(field) }));

/** Fields by what our own pages call them. */
export const fieldsByName = (): Record<string, ImportField> =>
	Object.fromEntries(
		SPOKEN.flatMap((locale) =>
			IMPORT_FIELDS.map((field) => [bareHeading(LABELS[field]({}, { locale })), field])
		)
	);

/** Themes by what they are called, in lower case: the whole of it, or a word of it that no other theme has. */
export function knownWords(): KnownWords {
	const names = SPOKEN.flatMap((locale) =>
		THEMES.map((theme) => ({ theme, name: sayThemeIn(theme, locale).toLowerCase() }))
	);
	const single = names.flatMap(({ theme, name }) =>
		(name.match(/\p{L}{4,}/gu) ?? []).map((word) => ({ theme, name: word }))
	);
	const clear = single.filter(({ theme, name }) =>
		single.every((other) => other.name !== name || other.theme === theme)
	);
	return {
		themes: Object.fromEntries([...clear, ...names].map(({ theme, name }) => [name, theme]))
	};
}
