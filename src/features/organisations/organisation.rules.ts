/** What an organisation is: its kind, its CVR number, and when two are probably the same. */

export const ORGANISATION_KINDS = [
	'municipality',
	'region',
	'voluntary',
	'private',
	'housing',
	'foundation'
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** The kinds an administrator adds to a municipality; the municipality itself is made with its tenant. */
export const PARTNER_KINDS = ['voluntary', 'housing', 'private', 'region', 'foundation'] as const;

/** What an authority may be told, and what its people need not declare, follows from its kind (L-2, L-5). */
export const AUTHORITIES: readonly OrganisationKind[] = ['municipality', 'region'];

/** The kinds that an organisation's own can be put right to: nobody becomes an authority by it, or stops being one. */
export const kindsFor = (now: OrganisationKind): OrganisationKind[] =>
	AUTHORITIES.includes(now)
		? [now]
		: PARTNER_KINDS.filter((kind) => kind === now || !AUTHORITIES.includes(kind));

/** How many areas an organisation can name, and how long the name of each may be. */
export const MOST_AREAS = 20;
export const LONGEST_AREA = 100;

/** The areas of a line, as people write them: between commas, each once however it is written. */
export function areasIn(typed: string): string[] {
	const areas = new Map<string, string>();
	for (const part of typed.split(/[,;\n]/)) {
		const area = part.replace(/\s+/g, ' ').trim();
		const folded = area.toLowerCase();
		if (area && !areas.has(folded)) areas.set(folded, area);
	}
	return [...areas.values()];
}

/** The weights of a CVR number's digits: their sum is divisible by 11, the last digit being the check digit. */
const CVR_WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1] as const;

/** Whether `digits` is a possible CVR number: eight digits, the first not 0, with a right check digit. */
export function isCvr(digits: string): boolean {
	if (!/^[1-9][0-9]{7}$/.test(digits)) return false;
	const sum = CVR_WEIGHTS.reduce<number>(
		(total, weight, place) => total + weight * Number(digits[place]),
		0
	);
	return sum % 11 === 0;
}

/** The digits of a CVR number as people write it: "12 34 56 78", "DK-12345678". */
export const cvrDigits = (typed: string): string =>
	typed.replace(/^\s*DK/i, '').replace(/[\s.-]/g, '');

/**
 * What two names of one organisation have in common: small letters without accents, signs and the words that say only
 * what sort of body it is. Two names that fold alike are probably one organisation; the administrator decides.
 */
export function foldName(name: string): string {
	const words = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
	const telling = words.filter((word) => !BODIES.has(word));
	// a letter that is nothing but an accent to Unicode (ͺ, ﾞ) leaves no word
	return (telling.length > 0 ? telling : words).join(' ') || name.trim().toLowerCase();
}

const BODIES = new Set([
	'a',
	's',
	'as',
	'aps',
	'ivs',
	'fmba',
	'amba',
	'foreningen',
	'forening',
	'den',
	'det'
]);

/** An organisation of the register, as far as telling it apart needs. */
export type Registered = { id: string; name: string; cvr: string | null };

/** Those of `register` that are probably the organisation with this name and CVR number already. */
export const alikeIn = <Entry extends Registered>(
	register: readonly Entry[],
	{ name, cvr }: { name: string; cvr: string | null }
): Entry[] =>
	register.filter(
		(each) => (cvr !== null && each.cvr === cvr) || foldName(each.name) === foldName(name)
	);
