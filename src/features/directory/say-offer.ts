/** Offers in the reader's language: themes, groups and states. */
import { m } from '#messages';
import type { Group, OfferState } from './offer.rules.ts';
import type { Language } from '#values/say.ts';
import { THEMES, type Theme } from './theme.rules.ts';

const THEME_NAMES: Record<Theme, (words?: object, spoken?: { locale?: Language }) => string> = {
	housing: m.theme_housing,
	homelessness: m.theme_homelessness,
	'daily-life': m.theme_daily_life,
	work: m.theme_work,
	education: m.theme_education,
	economy: m.theme_economy,
	health: m.theme_health,
	'mental-health': m.theme_mental_health,
	'substance-use': m.theme_substance_use,
	family: m.theme_family,
	children: m.theme_children,
	youth: m.theme_youth,
	loneliness: m.theme_loneliness,
	leisure: m.theme_leisure,
	violence: m.theme_violence,
	crime: m.theme_crime,
	rights: m.theme_rights,
	language: m.theme_language
};

/** How whoever offers it is reached, in one line: a number or an address that stands in the words is not said twice. */
export const sayContact = ({
	contact,
	phone,
	email
}: Record<'contact' | 'phone' | 'email', string>) =>
	[contact, ...[phone, email].filter((said) => !contact.includes(said))]
		.filter(Boolean)
		.join(' · ');

/** What a theme is called. */
export const sayTheme = (theme: Theme): string => THEME_NAMES[theme]();

/** What a theme is called in a language of ours. */
export const sayThemeIn = (theme: Theme, locale: Language): string =>
	THEME_NAMES[theme]({}, { locale });

/** All themes to choose from. */
export const themeOptions = () => THEMES.map((value) => ({ value, label: sayTheme(value) }));

/** what a group is called. */
export const sayGroup = (group: Group): string =>
	group === 'municipal' ? m.offer_group_municipal() : m.offer_group_private_voluntary();

/** Whether one may come as one is, where somebody has said it. */
export const sayAdmission = (offer: { isOpen: boolean; isAdmissionKnown: boolean }): string =>
	offer.isOpen
		? m.offer_open_door()
		: offer.isAdmissionKnown
			? m.offer_has_admission()
			: m.offer_admission_unknown();

/** That nobody has found it right yet: it came with a file. */
export const sayUnconfirmed = () => ({ text: m.offer_unconfirmed(), tone: 'warning' as const });

/** How an offer stands, where that is worth a word. */
export const sayState = (state: OfferState): { text: string; tone: 'warning' | 'neutral' } | null =>
	state === 'stale'
		? { text: m.offer_state_stale(), tone: 'warning' }
		: state === 'hidden'
			? { text: m.offer_state_hidden(), tone: 'warning' }
			: state === 'over'
				? { text: m.offer_state_over(), tone: 'neutral' }
				: state === 'withdrawn'
					? { text: m.offer_state_withdrawn(), tone: 'neutral' }
					: state === 'soon'
						? { text: m.offer_state_soon(), tone: 'neutral' }
						: null;
