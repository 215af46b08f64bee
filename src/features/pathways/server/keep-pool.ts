/** The pool of possible tovholdere: only the project leader adds, presents and removes. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Member } from '../tovholder.rules.ts';
import {
	endInPool,
	findInPool,
	findLed,
	insertIntoPool,
	markPresented,
	restoreToPool
} from './tovholder.queries.ts';

type PoolRefusal =
	| 'no-such-collaboration'
	| 'not-at-work'
	| 'said-in-the-future'
	| 'changed-meanwhile';

/**
 * Adds somebody at work to the pool, who is told; the role is still to be presented to them. Writes only where they are not
 * in it, as the page showed.
 */
export async function addToPool(
	acting: Acting,
	collaboration: string,
	member: Member
): Promise<Outcome<null, PoolRefusal>> {
	if (!(await acting.first(findLed(collaboration)))) return refused('no-such-collaboration');
	const restored = await acting.run(restoreToPool(collaboration, member));
	// In the pool already: by the same form, or by another window.
	if (restored === 0 && (await acting.run(insertIntoPool(collaboration, member))) === 0)
		return (await acting.first(findInPool(collaboration, member)))
			? done(null)
			: refused('not-at-work');
	await acting.run(record('pool.added', collaboration, { person: member.person }));
	if (member.person !== acting.visitor.person)
		await tellPeople(acting, [member.person], 'pool-added', '/');
	return done(null);
}

/**
 * Takes somebody out of the pool, to whom the role had been `presented` on that day, or not yet, when the page was shown.
 * `whenever` is said by a list that does not show it. What they hold now they keep until it is decided otherwise.
 */
export async function removeFromPool(
	acting: Acting,
	collaboration: string,
	member: Member,
	presented: Day | null | 'whenever'
): Promise<Outcome<null, PoolRefusal>> {
	if (!(await acting.first(findLed(collaboration)))) return refused('no-such-collaboration');
	const inPool = await acting.first(findInPool(collaboration, member));
	if (!inPool) return done(null);
	if (presented !== 'whenever' && inPool.presentedOn !== presented)
		return refused('changed-meanwhile');
	await acting.run(endInPool(collaboration, member));
	await acting.run(record('pool.removed', collaboration, { person: member.person }));
	return done(null);
}

/**
 * Notes the day on which the role was presented to somebody in the pool. The page that asks knows of no day: where
 * another has been noted since, or the person has been taken out, nothing is written over it.
 */
export async function notePresented(
	acting: Acting,
	collaboration: string,
	member: Member,
	on: Day
): Promise<Outcome<null, PoolRefusal>> {
	if (on > acting.today) return refused('said-in-the-future');
	if (!(await acting.first(findLed(collaboration)))) return refused('no-such-collaboration');
	const isNoted = (await acting.run(markPresented(collaboration, member, on))) > 0;
	return isNoted ? done(null) : refused('changed-meanwhile');
}
