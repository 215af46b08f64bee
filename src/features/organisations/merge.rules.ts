/** Whether one organisation may become the former name of another. */
import { done, refused, type Outcome } from '#values/outcome.ts';
import { AUTHORITIES, type OrganisationKind } from './organisation.rules.ts';

/** What moves with a merge, and what stays under the former name: names that an administrator sees anyway, and numbers. */
export type Moved = {
	people: string[];
	/** Those of the people who are managers or can bind the organisation; they come along as employees. */
	leaders: string[];
	collaborations: string[];
	offers: string[];
	contacts: string[];
	invitations: number;
	seats: number;
	pool: number;
	activities: number;
	imports: number;
	/** Agreements that no version was sent of: they move. */
	drafts: number;
	/** Agreements that some version was sent of: they stay. */
	agreements: number;
};

export type Mergeable = { id: string; name: string; kind: OrganisationKind };

export type MergeRefusal = 'merge-other-kind' | 'merge-name-differs';

/**
 * Whether `merged` may go into `survivor`, by the name that was typed to say so. Refuses two of different kinds, and
 * authorities: what somebody may be told follows from the kind (L-2), so a merge never changes it.
 */
export function mayMerge(
	merged: Mergeable,
	survivor: Mergeable,
	typed: string
): Outcome<true, MergeRefusal> {
	if (!isOfOneKind(merged, survivor)) return refused('merge-other-kind');
	return sameWords(typed, merged.name) ? done(true) : refused('merge-name-differs');
}

/** Whether two are of one kind that is no authority. */
export const isOfOneKind = (
	one: { kind: OrganisationKind },
	other: { kind: OrganisationKind }
): boolean => one.kind === other.kind && !AUTHORITIES.includes(one.kind);

/** Large letters and spaces are not what a name is typed for. */
const sameWords = (typed: string, name: string) => plain(typed) === plain(name);
const plain = (words: string) => words.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
