import { findAgreed } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { mayTell, type Tellable, type TellRefusal, type Told } from '../progress.rules.ts';
import { findLive, updateProgress } from './live.queries.ts';

type Refusal = 'no-document' | 'not-in-force-yet' | 'no-such-thing' | TellRefusal;
type Kept = NonNullable<Awaited<ReturnType<typeof find>>>;

/** Tells how a goal or a task of an agreement goes, on top of version `base`. */
export async function tellProgress(
	acting: Acting,
	agreement: string,
	at: { thing: string; base: number },
	told: Told
): Promise<Outcome<string, Refusal> | Stale<Kept>> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return found;
	const thing = await find(acting, agreement, at.thing);
	if (!thing) return refused('no-such-thing');
	const { visitor } = acting;
	const may = mayTell(tellableOf(thing), {
		person: visitor.person,
		organisation: visitor.organisation ?? '',
		isKeeper: found.value.document.isKeeper
	});
	if (!may.ok) return may;
	const note = told.note.trim();
	// Only a goal with a number is counted.
	const reached = thing.said.kind === 'goal' ? told.reached : null;
	const isSaid = thing.status === told.status && thing.reached === reached && thing.note === note;
	// The form was sent twice: it says so already.
	if (isSaid) return done(at.thing);
	const written =
		thing.version === at.base
			? await acting.run(
					updateProgress(at.thing, at.base, { status: told.status, reached, note }, visitor.name)
				)
			: 0;
	if (written === 0) return stale((await find(acting, agreement, at.thing))!);
	await acting.run(record('agreement.progress', at.thing, { status: told.status }));
	return done(at.thing);
}

/** A goal or task as telling of it asks. */
export const tellableOf = (
	thing: Pick<Kept, 'said' | 'person' | 'organisation' | 'retiredAt'>
): Tellable => ({
	kind: thing.said.kind === 'goal' ? 'goal' : 'task',
	responsible:
		thing.person && thing.organisation
			? { person: thing.person, organisation: thing.organisation }
			: null,
	isRetired: thing.retiredAt !== null
});

const find = (acting: Acting, agreement: string, id: string) =>
	acting.first(findLive(agreement, id));
