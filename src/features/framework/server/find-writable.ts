import type { Acting } from '#server/acting.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Seat } from '../decision.rules.ts';
import { mayWrite } from '../framework.rules.ts';
import { mayWriteSection } from '../round.rules.ts';
import { findFramework, holdFramework } from './framework.queries.ts';
import { findOpenRound, listOwners } from './round.queries.ts';

/** The framework as a verb knows it. */
export type Framework = NonNullable<Awaited<ReturnType<typeof findHeld>>>;

/** Who acts, for which organisation; nobody's seat without a hat for one. */
export const seatOfVisitor = ({ visitor }: Acting): Seat => ({
	person: visitor.person,
	organisation: visitor.organisation ?? ''
});

/**
 * The framework, held until the transaction ends: writing, submitting and deciding come one after the
 * other, so that a version is frozen from, and decided on, exactly what stands.
 */
export async function findHeld(acting: Acting) {
	const framework = await acting.first(findFramework());
	if (!framework) return undefined;
	await acting.first(holdFramework(framework.id));
	// read again: what was waited for may have changed it
	return acting.first(findFramework());
}

/** The framework, held, where the acting person may write it. */
export async function findWritable(
	acting: Acting
): Promise<Outcome<Framework, 'no-framework' | 'not-a-writer'>> {
	const framework = await findHeld(acting);
	if (!framework) return refused('no-framework');
	if (!mayWrite(seatOfVisitor(acting), framework)) return refused('not-a-writer');
	return done(framework);
}

/** The framework, held, where the acting person may answer the questions of a section: also its owner, while a round is open. */
export async function findSectionWritable(
	acting: Acting,
	section: string
): Promise<Outcome<Framework, 'no-framework' | 'not-a-writer'>> {
	const framework = await findHeld(acting);
	if (!framework) return refused('no-framework');
	const [round, owners] = await Promise.all([
		acting.first(findOpenRound()),
		acting.all(listOwners())
	]);
	const isRoundOpen = round !== undefined;
	return mayWriteSection(seatOfVisitor(acting), framework, { section, isRoundOpen, owners })
		? done(framework)
		: refused('not-a-writer');
}
