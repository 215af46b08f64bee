import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { findOrganisation, updateOrganisation } from './organisation.queries.ts';

type Change = { version: number; name: string; cvr: string | null; contact: string };

/** An organisation as it is saved, with who saved it last. */
export type SavedOrganisation = Change & { changedAt: Date; changedBy: string };

/**
 * Changes what the register says of an organisation of this municipality. Answers what is saved where somebody else
 * changed it since `version`; the same change sent twice is done once.
 */
export async function changeOrganisation(
	acting: Acting,
	id: string,
	{ version, ...change }: Change
): Promise<Outcome<string, 'no-such-organisation'> | Stale<SavedOrganisation>> {
	const before = await acting.first(findOrganisation(id));
	if (!before) return refused('no-such-organisation');
	if (isSame(before, change)) return done(id);
	if ((await acting.run(updateOrganisation(id, version, change))) === 0) {
		// Asked again: the change that came first may have been written since we read.
		const saved = (await acting.first(findOrganisation(id)))!;
		return isSame(saved, change) ? done(id) : stale(saved);
	}
	await acting.run(record('organisation.changed', id));
	return done(id);
}

const isSame = (saved: Omit<Change, 'version'>, change: Omit<Change, 'version'>) =>
	saved.name === change.name && saved.cvr === change.cvr && saved.contact === change.contact;
