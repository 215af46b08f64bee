/** Which organisations of the register are perhaps one and the same, and why one would think so. */
import { AUTHORITIES, foldName, type OrganisationKind } from './organisation.rules.ts';

/** Why two look alike, the strongest first. `merged-elsewhere`: another municipality has found that they are one. */
export const ALIKE_REASONS = [
	'merged-elsewhere',
	'cvr',
	'name',
	'like-name',
	'phone',
	'domain'
] as const;
export type AlikeReason = (typeof ALIKE_REASONS)[number];

/** An organisation as far as telling it apart needs. */
export type Known = {
	id: string;
	name: string;
	kind: OrganisationKind;
	cvr: string | null;
	/** Whether it works in this municipality under this name. */
	here: boolean;
	/** The organisation that it is, where another municipality has merged it. */
	mergedInto: string | null;
	/** How it can be reached, as anybody has written it: lines with mail addresses, telephone numbers, web addresses. */
	reach: readonly string[];
};

/** Two organisations that look alike; the id of `one` comes before that of `other`. */
export type Pair = { one: Known; other: Known; reasons: AlikeReason[] };

/** Two of which somebody has said that they are not the same, by what they looked alike then. */
export type NotSame = { one: string; other: string; reasons: readonly string[] };

/** What many share says nothing of any of them: the address of an umbrella, the number of a switchboard. */
const MOST_WHO_SHARE = 5;
/** A name so short is another name when a letter is. */
const SHORTEST_ALIKE = 6;

/**
 * The pairs that are probably one organisation, the surest first; each pair once, with all its reasons. At least one of
 * the two works here; where nothing but a way to reach them is the same, both do. Authorities are never among them.
 * Work grows with the number of organisations and not with its square.
 */
export function findDuplicates(register: readonly Known[]): Pair[] {
	const known = register.filter(({ kind }) => !AUTHORITIES.includes(kind));
	const byId = new Map(known.map((each) => [each.id, each]));
	const pairs = new Map<string, Pair>();
	const alike = (a: Known, b: Known, reason: AlikeReason) => {
		if (a.id === b.id || (!a.here && !b.here)) return;
		const [one, other] = a.id < b.id ? [a, b] : [b, a];
		const key = `${one.id} ${other.id}`;
		const pair = pairs.get(key) ?? { one, other, reasons: [] };
		if (!pair.reasons.includes(reason)) pair.reasons.push(reason);
		pairs.set(key, pair);
	};

	for (const each of known) {
		const survivor = each.mergedInto && byId.get(each.mergedInto);
		if (survivor) alike(each, survivor, 'merged-elsewhere');
	}
	const unmerged = known.filter(({ mergedInto }) => mergedInto === null);
	for (const [reason, keysOf] of Object.entries(KEYS) as [AlikeReason, typeof KEYS.cvr][])
		for (const sharing of bucketsOf(unmerged, keysOf))
			if (reason === 'cvr' || reason === 'name' || sharing.length <= MOST_WHO_SHARE)
				for (const [a, b] of pairsOf(sharing)) alike(a, b, reason);

	return [...pairs.values()].map(inOrder).filter(isWorthSaying).toSorted(surestFirst);
}

/** Those of `register` that one who is about to be added looks like by its name or number, or by how it is reached. */
export const findLike = (
	register: readonly Known[],
	added: Omit<Known, 'here' | 'mergedInto'>
): Known[] =>
	findDuplicates([
		...register.filter(({ id }) => id !== added.id),
		{ ...added, here: true, mergedInto: null }
	]).flatMap(({ one, other }) =>
		one.id === added.id ? [other] : other.id === added.id ? [one] : []
	);

/** The pairs that nobody has said are two, or that look alike by something that was not so then. */
export function unsettled(pairs: readonly Pair[], notSame: readonly NotSame[]): Pair[] {
	const said = new Map(notSame.map(({ one, other, reasons }) => [`${one} ${other}`, reasons]));
	return pairs.filter(({ one, other, reasons }) => {
		const then = said.get(`${one.id} ${other.id}`);
		return !then || reasons.some((reason) => !then.includes(reason));
	});
}

/** What two have in common where they are alike for a reason. */
const KEYS: Record<Exclude<AlikeReason, 'merged-elsewhere'>, (each: Known) => string[]> = {
	cvr: ({ cvr }) => (cvr === null ? [] : [cvr]),
	name: ({ name }) => [inAnyOrder(foldName(name))],
	// What sort of body it is may be the word with the slip in it: 'Den nye forenig'.
	'like-name': ({ name }) => [
		...new Set([foldName(name), wholeName(name)].flatMap(withoutALetter))
	],
	phone: ({ reach }) => reach.flatMap(phonesIn),
	domain: ({ reach }) => reach.flatMap(domainsIn)
};

const wholeName = (name: string) =>
	name
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.join(' ');

const inAnyOrder = (folded: string) => folded.split(' ').toSorted().join(' ');

/** A name, and all that is left of it without one letter: two names that share one differ by a slip. Numbers are never slips. */
function withoutALetter(folded: string): string[] {
	const letters = folded.replaceAll(' ', '');
	if (letters.length < SHORTEST_ALIKE) return [];
	const numbers = letters.replace(/[^0-9]/g, '');
	const kept = new Set([`${letters} ${numbers}`]);
	for (let at = 0; at < letters.length; at++)
		if (!/[0-9]/.test(letters[at]!))
			kept.add(`${letters.slice(0, at)}${letters.slice(at + 1)} ${numbers}`);
	return [...kept];
}

/** The Danish telephone numbers of a line, as eight digits. */
export const phonesIn = (line: string): string[] =>
	(line.match(/(?<![\d+])(?:(?:\+|00)45[ -]?)?\d(?:[ -]?\d){7}(?![\d])/g) ?? []).map((number) =>
		number.replace(/\D/g, '').slice(-8)
	);

/** The domains of the mail and web addresses of a line, without those where everybody has an address. */
export const domainsIn = (line: string): string[] =>
	[
		...line
			.toLowerCase()
			.matchAll(/(?:@|https?:\/\/(?:www\.)?|\bwww\.)([a-z0-9æøåé-]+(?:\.[a-z0-9æøåé-]+)+)/g)
	]
		.map(([, domain]) => domain!)
		.filter((domain) => !EVERYBODYS.has(domain));

const EVERYBODYS = new Set([
	'gmail.com',
	'hotmail.com',
	'hotmail.dk',
	'outlook.com',
	'outlook.dk',
	'live.dk',
	'live.com',
	'yahoo.com',
	'yahoo.dk',
	'icloud.com',
	'me.com',
	'mail.dk',
	'jubii.dk',
	'ofir.dk',
	'facebook.com',
	'instagram.com',
	'linkedin.com'
]);

/** Those who share a key, where more than one does. */
function bucketsOf(known: readonly Known[], keysOf: (each: Known) => string[]): Known[][] {
	const buckets = new Map<string, Set<Known>>();
	for (const each of known)
		for (const key of keysOf(each)) {
			const bucket = buckets.get(key) ?? new Set();
			buckets.set(key, bucket.add(each));
		}
	return [...buckets.values()].filter(({ size }) => size > 1).map((bucket) => [...bucket]);
}

/** Each with each; where there are very many, each with one that works here. */
function pairsOf(sharing: readonly Known[]): [Known, Known][] {
	if (sharing.length <= 2 * MOST_WHO_SHARE)
		return sharing.flatMap((a, at) => sharing.slice(at + 1).map((b): [Known, Known] => [a, b]));
	const first = sharing.find(({ here }) => here) ?? sharing[0]!;
	return sharing.map((each) => [first, each]);
}

/** A name that is the same is not also like itself. */
const inOrder = ({ one, other, reasons }: Pair): Pair => ({
	one,
	other,
	reasons: ALIKE_REASONS.filter(
		(reason) => reasons.includes(reason) && !(reason === 'like-name' && reasons.includes('name'))
	)
});

const isWorthSaying = ({ one, other, reasons }: Pair) =>
	(one.here && other.here) || reasons.some((reason) => reason !== 'phone' && reason !== 'domain');

const surestFirst = (a: Pair, b: Pair) =>
	ALIKE_REASONS.indexOf(a.reasons[0]!) - ALIKE_REASONS.indexOf(b.reasons[0]!) ||
	b.reasons.length - a.reasons.length ||
	a.one.name.localeCompare(b.one.name, 'da') ||
	a.one.id.localeCompare(b.one.id) ||
	a.other.id.localeCompare(b.other.id);
