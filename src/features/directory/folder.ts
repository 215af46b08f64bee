/** What a folder of the open directory says: by what offers are about, with a code beside each offer. `print-folder.ts` prints it. */
import { encode } from 'uqr';
import { m } from '#messages';
import { sayDay, type Language } from '#values/say.ts';
import { isAdmissionKnown } from './offer.rules.ts';
import { sayThemeIn } from './say-offer.ts';
import type { PublicOffer } from './server/public.queries.ts';
import { THEMES } from './theme.rules.ts';

/** What the template prints. */
export type Folder = {
	language: Language;
	title: string;
	lead: string;
	contents: string;
	footer: string;
	pageWord: string;
	ofWord: string;
	sections: { heading: string; offers: FolderOffer[] }[];
};
export type FolderOffer = {
	name: string;
	provider: string;
	content: string;
	facts: { term: string; text: string }[];
	/** The offer's page, where its code leads. */
	href: string;
	/** The number of its code. */
	code: number;
	/** What the code is, for who cannot see it. */
	alt: string;
};

/** Of which municipality, where its directory is read, in which language, and on which day it is printed. */
export type FolderAbout = { municipality: string; home: string; language: Language; today: string };

/** Offers in one folder: as many as can be printed while somebody waits. */
export const MOST_PRINTED = 1000;

/** The offers in the words of a folder, which says so where there are more. An offer of several themes stands under its first. */
export function folderOf(all: readonly PublicOffer[], about: FolderAbout): Folder {
	const offers = all.slice(0, MOST_PRINTED);
	const { municipality, home, language, today } = about;
	const spoken = { locale: language };
	let code = 0;
	const sections = [...THEMES, null].map((theme) => ({
		heading: theme ? sayThemeIn(theme, language) : m.offers_other({}, spoken),
		offers: offers
			.filter(({ themes }) => (themes[0] ?? null) === theme)
			.map((offer) => offerIn(offer, code++, about))
	}));
	return {
		language,
		title: m.offers_public_title({ municipality }, spoken),
		lead: [
			m.folder_lead({ day: sayDay(today, language) }, spoken),
			all.length > MOST_PRINTED && m.folder_first({ count: MOST_PRINTED, address: home }, spoken)
		]
			.filter(Boolean)
			.join(' '),
		contents: m.folder_contents({}, spoken),
		footer: m.offers_public_title({ municipality }, spoken),
		pageWord: m.framework_pdf_page({}, spoken),
		ofWord: m.framework_pdf_of({}, spoken),
		sections: sections.filter((section) => section.offers.length > 0)
	};
}

function offerIn(offer: PublicOffer, code: number, { home, language }: FolderAbout): FolderOffer {
	const spoken = { locale: language };
	const street = [offer.address, [offer.postalCode, offer.town].filter(Boolean).join(' ')];
	const facts: [term: string, text: string][] = [
		[m.offer_target({}, spoken), offer.targetGroup],
		[m.offer_next_step({}, spoken), offer.nextStep || m.offer_next_step_none({}, spoken)],
		[
			m.offer_admission({}, spoken),
			isAdmissionKnown(offer.admission) ? offer.admission : m.offer_admission_unknown({}, spoken)
		],
		[m.offer_contact({}, spoken), offer.contact],
		[m.offer_phone({}, spoken), offer.phone],
		[m.offer_email({}, spoken), offer.email],
		[m.offer_website({}, spoken), offer.website],
		[m.offer_address({}, spoken), street.filter(Boolean).join(', ')],
		[m.offer_opening_hours({}, spoken), offer.openingHours],
		[m.offer_price({}, spoken), offer.price],
		[m.offer_languages({}, spoken), offer.languages.join(', ')],
		[
			m.offer_confirmed({}, spoken),
			!offer.isConfirmed
				? m.offer_unconfirmed({}, spoken)
				: offer.state === 'stale'
					? `${sayDay(offer.confirmedOn, language)}. ${m.offer_state_stale({}, spoken)}`
					: sayDay(offer.confirmedOn, language)
		]
	];
	return {
		name: offer.name,
		provider: [offer.provider, offer.area].filter(Boolean).join(', '),
		content: offer.content,
		facts: facts.filter(([, text]) => text !== '').map(([term, text]) => ({ term, text })),
		href: `${home}/${offer.id}`,
		code,
		alt: m.folder_code({ name: offer.name }, spoken)
	};
}

/**
 * The code of an address as a picture. What is dark in a row is one stroke: four hundred codes are drawn in one folder, and an outline takes
 * twice as many letters. As squares of a picture they were set sooner still, and could not be read from a screen that smooths them.
 */
export function drawCode(href: string): string {
	const { data, size } = encode(href, { ecc: 'L', border: 2 });
	const strokes = data.flatMap((row, y) =>
		[
			...row
				.map((isDark) => (isDark ? '#' : '.'))
				.join('')
				.matchAll(/#+/g)
		].map(({ index, 0: run }) => `M${index} ${y}.5h${run.length}`)
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path stroke="#000" d="${strokes.join('')}"/></svg>`;
}
