/**
 * What the columns of somebody else's table may hold, and which column most likely holds what. A table is never asked to look like ours:
 * its headings are read as those who keep such lists write them, in Danish or English.
 */

/** What can be taken in of an offer, in the order it is asked for. `key` is what the offer is called where it comes from. */
export const IMPORT_FIELDS = [
	'key',
	'name',
	'provider',
	'group',
	'targetGroup',
	'content',
	'nextStep',
	'admission',
	'contact',
	'phone',
	'email',
	'website',
	'address',
	'postalCode',
	'town',
	'area',
	'openingHours',
	'price',
	'languages',
	'themes',
	'isPreventive',
	'placesTotal',
	'placesFree',
	'validUntil',
	'keeperEmail',
	'confirmedOn',
	'closed'
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Whether `text` is one of them. */
export const isImportField = (text: string): text is ImportField =>
	(IMPORT_FIELDS as readonly string[]).includes(text);

/** Without these an offer is no help to anybody. */
export const REQUIRED_FIELDS = [
	'name',
	'targetGroup',
	'content',
	'contact'
] as const satisfies readonly ImportField[];

/** What each is called in such lists; the first that fits counts. */
const HEADINGS: Record<ImportField, string> = {
	key: 'id|nøgle|nr|løbenr|tilbudsnr|nummer|løbenummer|tilbudsid|tilbud id|identifier|key|source key|offer id|service id',
	name: 'navn|tilbud|titel|tilbuddets navn|tilbudsnavn|navn på tilbud|overskrift|name|title|offer|service|service name',
	provider:
		'udbyder|leverandør|organisation|forening|hvem|afdeling|provider|organization|organisation name|organization name|given by',
	group: 'gruppe|sektor|type|art|group|group kind|sector',
	targetGroup:
		'målgruppe|for hvem|hvem er det for|hvem kan bruge det|hvem kan få hjælp|til hvem|target group|targetgroup|who is it for|for whom|eligibility|eligibility description',
	content:
		'indhold|beskrivelse|hvad|hvad får man|hvad går det ud på|om tilbuddet|tekst|kort beskrivelse|content|description|what|about',
	nextStep:
		'hvad gør jeg nu|næste skridt|sådan gør du|sådan kommer du i gang|tilmelding|next step|what do i do now|how to apply|application process',
	admission:
		'visitation|adgang|henvisning|krav|betingelser|adgangskrav|visiteret|admission|referral|conditions|requirements',
	contact: 'kontakt|kontaktperson|kontaktoplysninger|contact|contact person|contact details',
	phone: 'telefon|tlf|telefonnummer|tlfnr|mobil|phone|telephone|phone number',
	email: 'mail|email|e mail|mailadresse|e mailadresse|mail address',
	website: 'hjemmeside|web|website|webadresse|link|url|www|netsted|web address',
	address: 'adresse|vej|gade|vejnavn|gadenavn|address|street|street address|address 1',
	postalCode: 'postnummer|postnr|postal code|postcode|zip',
	town: 'by|bynavn|postdistrikt|town|city',
	area: 'område|bydel|distrikt|dækker|geografi|area|district|covers',
	openingHours:
		'åbningstid|åbningstider|tid|tidspunkt|hvornår|opening hours|openinghours|hours|schedule',
	price: 'pris|egenbetaling|betaling|hvad koster det|koster|price|cost|fee|fees',
	languages: 'sprog|languages|language',
	themes:
		'tema|temaer|emne|emner|kategori|kategorier|theme|themes|category|categories|topic|topics',
	isPreventive: 'forebyggende|forebyggelse|er forebyggende|preventive|ispreventive|prevention',
	placesTotal:
		'pladser|antal pladser|kapacitet|pladser i alt|places|capacity|places total|placestotal',
	placesFree: 'ledige pladser|frie pladser|ledige|free places|places free|placesfree|available',
	validUntil:
		'gælder til|gyldig til|slutdato|udløber|til og med|til dato|valid until|validuntil|end date|expires|ends',
	keeperEmail: 'vedligeholder|opdateres af|mail til bekræftelse|keeper|keeper email|keeperemail',
	confirmedOn:
		'bekræftet|senest bekræftet|opdateret|senest opdateret|sidst opdateret|confirmed|confirmedon|confirmed on|updated|last updated|assured date',
	closed: 'lukket|nedlagt|ophørt|er lukket|closed|is closed'
};

/** A heading without what does not matter in it: capitals, signs and what stands in brackets. */
export const bareHeading = (heading: string): string =>
	heading
		.replace(/([a-zæøå])([A-ZÆØÅ])/g, '$1 $2')
		.toLowerCase()
		.replace(/\([^)]*\)/g, ' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

const KNOWN = new Map<string, ImportField>(
	IMPORT_FIELDS.flatMap((field) => [
		...HEADINGS[field].split('|').map((said) => [said, field] as const),
		[bareHeading(field), field] as const
	])
);

/**
 * What each column most likely holds, one field once: as it was `chosen` for the same heading before, as our own pages call it (`names`), or as
 * such lists are written. Empty where nobody can tell.
 */
export function guessColumns(
	headings: readonly string[],
	chosen: Readonly<Record<string, string>> = {},
	names: Readonly<Record<string, ImportField>> = {}
): (ImportField | '')[] {
	const taken = new Set<ImportField>();
	const take = (field: string | undefined): ImportField | '' => {
		if (!field || !isImportField(field) || taken.has(field)) return '';
		taken.add(field);
		return field;
	};
	const remembered = headings.map((heading) => take(chosen[bareHeading(heading)]));
	return headings.map((heading, index) => {
		const bare = bareHeading(heading);
		if (remembered[index] || Object.hasOwn(chosen, bare)) return remembered[index]!;
		return take(names[bare] ?? KNOWN.get(bare));
	});
}

/** What is wrong with the columns as they are chosen: one that is needed and not there, or one that is there twice. */
export function checkColumns(columns: readonly (ImportField | '')[]) {
	const missing = REQUIRED_FIELDS.filter((field) => !columns.includes(field));
	const twice = columns.flatMap((field, index) =>
		field !== '' && columns.indexOf(field) !== index ? [index] : []
	);
	return { missing, twice };
}
