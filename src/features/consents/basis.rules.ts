/**
 * Other bases than consent for telling a partner something (L-1): what they are, whom they are for (L-2), and what must be
 * known before one opens anything. The database decides by the same words.
 */
import { addMonths, type Day } from '#values/day.ts';
import { ADULT_FROM, hasTurned } from '#features/children/custody.rules.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { OrganisationKind } from '#features/organisations/organisation.rules.ts';
import { sayInvolved, type Involved } from '#features/pathways/involved.rules.ts';
import type { Category } from '#features/pathways/category.rules.ts';

/** `crime-prevention`: SSP, PSP or KSP; `early-prevention`: SSD; `notification`: what a notification of concern asks for. */
export const BASES = [
	'law',
	'crime-prevention',
	'early-prevention',
	'vital-interest',
	'notification'
] as const;
export type BasisKind = (typeof BASES)[number];

/** Bases that are between authorities, and those who work for one. */
const BETWEEN_AUTHORITIES: readonly BasisKind[] = ['crime-prevention', 'early-prevention'];
const AUTHORITIES_AND_THEIRS: readonly OrganisationKind[] = ['municipality', 'region', 'private'];

/** Calendar months after which it is decided anew, at the latest. */
export const LONGEST_BASIS = 12;

/** L-2: whether an organisation of this kind can be told something, or tell it, by this basis. */
export const allows = (basis: BasisKind, kind: OrganisationKind): boolean =>
	!BETWEEN_AUTHORITIES.includes(basis) || AUTHORITIES_AND_THEIRS.includes(kind);

/** SSD is cooperation about children alone; the other bases are for anybody, and a notification may be about an adult's child. */
export const isFor = (basis: BasisKind, birthDate: Day, day: Day): boolean =>
	basis !== 'early-prevention' || !hasTurned(birthDate, ADULT_FROM, day);

/** What is to be registered. Days are Danish days, both ends included. */
export type BasisWish = {
	kind: BasisKind;
	provision: string;
	reason: string;
	categories: Category[];
	organisation: string;
	decidedByName: string;
	decidedOn: Day;
	validFrom: Day;
	validUntil: Day;
} & Involved;

export type BasisRefusal =
	| 'basis-without-provision'
	| 'citizen-part-unexplained'
	| 'not-involved'
	| 'basis-not-for-recipient'
	| 'basis-not-for-you'
	| 'basis-for-a-child'
	| 'decided-in-the-future'
	| 'basis-before-decision'
	| 'basis-over'
	| 'basis-too-long';

/**
 * Decides whether a basis may be registered: a law is named, the recipient takes part and is of a kind that it is for, as is
 * the organisation that tells; it has been decided, and it ends within a year. What is for children ends before they are 18.
 */
export function registerBasis(
	wish: BasisWish,
	{
		partners,
		own,
		birthDate,
		today
	}: {
		partners: readonly { id: string; kind: OrganisationKind }[];
		/** The kind of the organisation that the tovholder is of. */
		own: OrganisationKind;
		/** The citizen's. */
		birthDate: Day;
		today: Day;
	}
): Outcome<null, BasisRefusal> {
	if (wish.kind === 'law' && wish.provision.trim() === '')
		return refused('basis-without-provision');
	const involved = sayInvolved(wish);
	if (!involved.ok) return involved;
	const recipient = partners.find(({ id }) => id === wish.organisation);
	if (!recipient) return refused('not-involved');
	if (!allows(wish.kind, recipient.kind)) return refused('basis-not-for-recipient');
	if (!allows(wish.kind, own)) return refused('basis-not-for-you');
	if (wish.decidedOn > today) return refused('decided-in-the-future');
	if (wish.validFrom < wish.decidedOn) return refused('basis-before-decision');
	if (wish.validUntil < wish.validFrom || wish.validUntil < today) return refused('basis-over');
	if (wish.validUntil > lastFrom(wish.validFrom)) return refused('basis-too-long');
	if (!isFor(wish.kind, birthDate, wish.validUntil)) return refused('basis-for-a-child');
	return done(null);
}

/** The last day a basis from `day` may run. */
export const lastFrom = (day: Day): Day => addMonths(day, LONGEST_BASIS);

/** How a basis stands on a day. */
export type BasisState = 'coming' | 'running' | 'over' | 'ended';

export function basisStateOf(
	{ validFrom, validUntil, endedAt }: { validFrom: Day; validUntil: Day; endedAt: Date | null },
	day: Day
): BasisState {
	if (endedAt) return 'ended';
	if (day < validFrom) return 'coming';
	return day > validUntil ? 'over' : 'running';
}
