/** Taking a party's name, logo and mention off what another keeps: asked for by the one, done by the other. */
import { findAgreed, listComing } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { removalsFor, type Removal, type RemovalReason } from '../ending.rules.ts';
import { findEnd } from './keep-alive.ts';
import { finishRemoval, insertRemoval, listLeft, listRemovals } from './removal.queries.ts';

/** What is asked for: the material in words, who keeps it, and why. */
export type RemovalWish = { material: string; keeper: string; why: RemovalReason };

/** Asks a party to take one's own organisation's name off a material it keeps; answers by when. Who keeps it is told (0202). */
export async function askRemoval(
	acting: Acting,
	agreement: string,
	id: string,
	{ material, keeper, why }: RemovalWish
): Promise<
	Outcome<Removal, 'no-document' | 'not-yours-to-end' | 'not-a-party' | 'removal-of-ones-own'>
> {
	const found = await findParting(acting, agreement);
	if (!found) return refused('no-document');
	if (!found.mayAsk) return refused('not-yours-to-end');
	if (!found.parties.includes(keeper)) return refused('not-a-party');
	const own = acting.visitor.organisation ?? '';
	const [removal] = removalsFor(
		own,
		[{ id: material, keeper, carries: [own] }],
		acting.today,
		why === 'leaving' ? found.leavesOn : null
	);
	// What one keeps oneself one takes down oneself.
	if (!removal) return refused('removal-of-ones-own');

	const { name } = acting.visitor;
	const written = await acting.run(insertRemoval(agreement, id, removal, { why, name }));
	if (written > 0) await acting.run(record('agreement.removal-asked', agreement, { removal: id }));
	return done(removal);
}

/** Says for the organisation that keeps a material that the name is off it. Whoever asked for it is told (0202). */
export async function tellRemoved(
	acting: Acting,
	agreement: string,
	id: string
): Promise<Outcome<string, 'no-document' | 'no-such-removal' | 'not-yours-to-remove'>> {
	const found = await findParting(acting, agreement);
	if (!found) return refused('no-document');
	const removal = (await acting.all(listRemovals(agreement))).find((each) => each.id === id);
	if (!removal) return refused('no-such-removal');
	const isOurs = removal.keeper === acting.visitor.organisation;
	if (!isOurs || !found.mayRemove) return refused('not-yours-to-remove');
	if (removal.doneAt) return done(id);
	await acting.run(finishRemoval(agreement, id, acting.visitor.name));
	await acting.run(record('agreement.removed', agreement, { removal: id }));
	return done(id);
}

/** The agreement as parting from it needs it: who its parties are or were, and when one's own organisation leaves. */
async function findParting(acting: Acting, agreement: string) {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) {
		const left = await acting.first(listLeft(agreement));
		return (
			left && {
				parties: left.parties.map(({ organisation }) => organisation),
				mayAsk: left.mayAsk,
				mayRemove: left.mayAsk,
				leavesOn: null
			}
		);
	}
	const { document, parties } = found.value;
	const [end, coming] = await Promise.all([
		findEnd(acting, found.value),
		listComing(acting, found.value)
	]);
	const own = acting.visitor.organisation ?? '';
	const without = coming.find((each) => !each.parties.includes(own))?.version.from;
	return {
		parties,
		mayAsk: document.mayEnd,
		mayRemove: document.isKeeper || document.mayEnd,
		/** The first day on which it is bound no more: the end of the agreement, or the beginning of a version without it. */
		leavesOn: [end?.end, without].filter((day) => day !== undefined).sort()[0] ?? null
	};
}
