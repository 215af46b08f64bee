/** What is kept of a child's pathway by whoever holds the threads, and told by a partner whose effort is not the right one. */
import { sayInvolved, type Involved } from '#features/pathways/involved.rules.ts';
import { noteInvolved } from '#features/pathways/server/note-involved.ts';
import { m } from '#messages';
import type { Acting, Query } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { mailTo } from '#server/tell-involved.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import type { Course } from '../child.rules.ts';
import { sayGround } from '../say-child.ts';
import { fixedPoints, shapeSharing, type Sharing } from '../sharing.rules.ts';
import {
	findChild,
	insertAssessment,
	insertGuardian,
	insertSharing,
	tellShared,
	tellWrongFit,
	updateGuardian,
	type ChildShown,
	type Guardian,
	type GuardianSaid
} from './child.queries.ts';

type Refusal = 'not-there' | 'pathway-closed' | 'held-in-the-future';
type Kept<More extends string = never> = Promise<Outcome<true, Refusal | More>>;

/** Writes a guardian down, with what they say in their own words; the young person's own stand apart. */
export const addGuardian = (
	acting: Acting,
	pathway: string,
	id: string,
	said: Parameters<typeof insertGuardian>[1]
): Kept =>
	keep(acting, pathway, id, 'child.guardian', (by) =>
		insertGuardian({ pathway, id, by }, said, acting.today)
	);

/** Mends what is written of a guardian, based on `version`; the same form sent twice is one. */
export async function changeGuardian(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	said: GuardianSaid
): Promise<Outcome<true, 'not-there' | 'pathway-closed'> | Stale<Guardian>> {
	const child = await acting.first(findChild(pathway));
	if (!child?.isHeld || !child.guardians.some((each) => each.id === id))
		return refused('not-there');
	if (!child.isOpen) return refused('pathway-closed');
	const by = acting.visitor.name;
	if ((await acting.run(updateGuardian({ pathway, id, by }, version, said, acting.today))) > 0) {
		await acting.run(recordPathway('child.guardian', pathway, id));
		return done(true);
	}
	const now = (await acting.first(findChild(pathway)))?.guardians.find((each) => each.id === id);
	if (!now) return refused('not-there');
	const isSame =
		now.name === said.name &&
		now.relation === said.relation &&
		now.contact === said.contact &&
		now.custody === said.custody &&
		now.words === said.words;
	return isSame ? done(true) : stale(now);
}

/** Writes down what a professional has found, and by whom: after this the organisation may be asked. */
export async function assess(
	acting: Acting,
	pathway: string,
	id: string,
	said: Parameters<typeof insertAssessment>[1]
): Kept {
	if (said.assessedOn > acting.today) return refused('held-in-the-future');
	return keep(acting, pathway, id, 'child.assessed', (by, child) => {
		const found = child.organisations.find((each) => each.id === said.organisation);
		return found ? insertAssessment({ pathway, id, by }, said, found.name) : null;
	});
}

/** Writes down a time at which something was shared, and on what it rests. Those who read it by that are told, once. */
export async function holdSharing(
	acting: Acting,
	pathway: string,
	id: string,
	said: Sharing
): Kept<'absent-without-reason' | 'nothing-chosen' | 'not-in-force-then' | 'no-such-point'> {
	const child = await acting.first(findChild(pathway));
	if (!child?.isHeld) return refused('not-there');
	const shaped = shapeSharing(said, child.grounds, fixedPoints(child.setting), acting.today);
	if (!shaped.ok) return shaped;
	const { restsOn } = shaped.value;
	return keep(
		acting,
		pathway,
		id,
		'child.shared',
		(by) => insertSharing({ pathway, id, by }, shaped.value, sayGround(restsOn)),
		async () => mailTo(acting, await acting.all(tellShared(pathway, id)))
	);
}

/**
 * the effort of an organisation is not the right one. It is stopped or goes on otherwise; the tovholder and whoever
 * referred the child are told; a new assessment begins as a task. By the tovholder, or by the organisation itself.
 */
export async function findWrong(
	acting: Acting,
	pathway: string,
	id: string,
	said: { organisation: string; course: Course; why: string } & Involved
): Promise<Outcome<true, 'not-there' | 'pathway-closed' | 'citizen-part-unexplained'>> {
	const child = await acting.first(findChild(pathway));
	if (!child || !(child.isHeld || child.partner === said.organisation)) return refused('not-there');
	if (!child.isOpen) return refused('pathway-closed');
	const involved = sayInvolved(said);
	if (!involved.ok) return involved;
	if (child.wrong.some((each) => each.id === id)) return done(true);
	const helps = child.organisations.find((each) => each.id === said.organisation);
	if (child.isHeld && !helps?.hasAgreed) return refused('not-there');
	await noteInvolved(acting, pathway, 'wrong-fit', id, involved.value);
	const told = await acting.first(tellWrongFit(pathway, id, said, m.child_assess_anew()));
	return told?.said === 'done' ? done(true) : refused('not-there');
}

/** Writes something of a child's pathway. The same form sent twice is kept once, and followed once: its id is made of all that was typed. */
export async function keep(
	acting: Acting,
	pathway: string,
	id: string,
	action: string,
	write: (by: string, child: ChildShown) => Query<unknown> | null,
	afterwards?: () => Promise<void>
): Promise<Outcome<true, 'not-there' | 'pathway-closed'>> {
	const child = await acting.first(findChild(pathway));
	if (!child?.isHeld) return refused('not-there');
	if (!child.isOpen) return refused('pathway-closed');
	const query = write(acting.visitor.name, child);
	if (!query) return refused('not-there');
	if ((await acting.run(query)) === 0) return done(true);
	await acting.run(recordPathway(action, pathway, id));
	await afterwards?.();
	return done(true);
}
