import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { kindsFor, type OrganisationKind } from '../organisation.rules.ts';
import { findOrganisation, updateOrganisation } from './organisation.queries.ts';

type Change = {
	version: number;
	name: string;
	/** Null leaves the kind as it is. */
	kind: OrganisationKind | null;
	cvr: string | null;
	areas: string[];
	contact: string;
};

/** An organisation as it is saved, with who saved it last. */
export type SavedOrganisation = Change & {
	kind: OrganisationKind;
	changedAt: Date;
	changedBy: string;
};

/**
 * Changes what the register says of an organisation of this municipality. Refuses to make an authority of it or of an
 * authority something else, and to change a former name. Answers what is saved where somebody else changed it since
 * `version`; the same change sent twice is done once.
 */
export async function changeOrganisation(
	acting: Acting,
	id: string,
	{ version, kind, ...said }: Change
): Promise<
	Outcome<string, 'no-such-organisation' | 'kind-of-authority'> | Stale<SavedOrganisation>
> {
	const before = await acting.first(findOrganisation(id));
	if (!before || before.mergedInto) return refused('no-such-organisation');
	const change = { ...said, kind: kind ?? (before.kind as OrganisationKind) };
	if (!kindsFor(before.kind as OrganisationKind).includes(change.kind))
		return refused('kind-of-authority');
	if (isSame(before, change)) return done(id);
	if ((await acting.run(updateOrganisation(id, version, change))) === 0) {
		// Asked again: the change that came first may have been written since we read.
		const saved = (await acting.first(findOrganisation(id)))!;
		return isSame(saved, change) ? done(id) : stale(saved);
	}
	await acting.run(record('organisation.changed', id));
	return done(id);
}

type Said = Omit<Change, 'version' | 'kind'> & { kind: string };

const isSame = (saved: Said, change: Said) =>
	saved.name === change.name &&
	saved.kind === change.kind &&
	saved.cvr === change.cvr &&
	saved.areas.join() === change.areas.join() &&
	saved.contact === change.contact;
