/** Taking a party's name, logo and mention off what another keeps: asked for by the one, done by the other. */
import { findAgreed, tellParties } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { removalsFor, type Removal, type RemovalReason } from '../ending.rules.ts';
import { pathOf } from './begin-agreement.ts';
import { finishRemoval, insertRemoval, listRemovals } from './removal.queries.ts';

/** What is asked for: the material in words, who keeps it, and why. */
export type RemovalWish = { material: string; keeper: string; why: RemovalReason };

/** Asks a party to take one's own organisation's name off a material it keeps; answers by when. */
export async function askRemoval(
	acting: Acting,
	agreement: string,
	id: string,
	{ material, keeper, why }: RemovalWish
): Promise<
	Outcome<Removal, 'no-document' | 'not-yours-to-end' | 'not-a-party' | 'removal-of-ones-own'>
> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return refused('no-document');
	if (!found.value.document.mayEnd) return refused('not-yours-to-end');
	if (!found.value.parties.includes(keeper)) return refused('not-a-party');
	const own = acting.visitor.organisation ?? '';
	const [removal] = removalsFor(own, [{ id: material, keeper, carries: [own] }], acting.today);
	// What one keeps oneself one takes down oneself.
	if (!removal) return refused('removal-of-ones-own');

	const { name } = acting.visitor;
	const written = await acting.run(insertRemoval(agreement, id, removal, { why, name }));
	if (written === 0) return done(removal);
	await acting.run(record('agreement.removal-asked', agreement, { removal: id }));
	await tellParties(acting, agreement, 'agreement-removal-asked', `${pathOf(agreement)}/removals`);
	return done(removal);
}

/** Says for the organisation that keeps a material that the name is off it. */
export async function tellRemoved(
	acting: Acting,
	agreement: string,
	id: string
): Promise<Outcome<string, 'no-document' | 'no-such-removal' | 'not-yours-to-remove'>> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return refused('no-document');
	const removal = (await acting.all(listRemovals(agreement))).find((each) => each.id === id);
	if (!removal) return refused('no-such-removal');
	const { document } = found.value;
	const isOurs = removal.keeper === acting.visitor.organisation;
	if (!isOurs || !(document.isKeeper || document.mayEnd)) return refused('not-yours-to-remove');
	if (removal.doneAt) return done(id);
	await acting.run(finishRemoval(agreement, id, acting.visitor.name));
	await acting.run(record('agreement.removed', agreement, { removal: id }));
	await tellParties(acting, agreement, 'agreement-removed', `${pathOf(agreement)}/removals`);
	return done(id);
}
