/** What the tovholder does about closing: write the plan, close the pathway, and open it again. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { lacksOf, type ClosingPlan, type Lack } from '../closing.rules.ts';
import {
	closeNow,
	findClosing,
	findStanding,
	holdPathway,
	insertPlan,
	reopenNow,
	updatePlan,
	type Closing
} from './closing.queries.ts';

/** A plan as it was sent, and the version of the one it changes: 0 where there was none. */
export type SentPlan = { id: string; version: number; plan: ClosingPlan };

/** The plan after it was kept: its version, to be closed by. */
type Kept = Outcome<number, 'not-there' | 'pathway-closed'> | Stale<Closing>;

/** Keeps the plan for closing, based on `version`. The tovholder alone may, also before it is complete. */
export async function keepPlan(acting: Acting, pathway: string, sent: SentPlan): Promise<Kept> {
	const standing = await acting.first(findStanding(pathway));
	if (!standing) return refused('not-there');
	const saved = await acting.first(findClosing(pathway));
	if (saved?.closedAt && saysTheSame(saved, sent.plan)) return done(saved.version);
	if (standing.state === 'closed') return refused('pathway-closed');
	if (saved && saysTheSame(saved, sent.plan)) return done(saved.version);
	const { version, plan, id } = sent;
	const by = acting.visitor.name;
	const written = await acting.run(
		version === 0 ? insertPlan(pathway, id, plan, by) : updatePlan(pathway, version, plan, by)
	);
	if (written === 0) {
		const newest = await acting.first(findClosing(pathway));
		return newest ? stale(newest) : refused('not-there');
	}
	await acting.run(recordPathway('closing.planned', pathway));
	return done(version + 1);
}

/** The pathway is closed; or what hinders it, which is kept as the plan nevertheless. */
type Closed =
	| { ok: true; value: null }
	| { ok: false; reason: 'not-there' | 'pathway-closed' | 'closing-changed-meanwhile' }
	| { ok: false; reason: 'lacking'; lacks: Lack[]; version: number }
	| Stale<Closing>;

/**
 * Keeps the plan and closes the pathway by it: everybody on it is told, partners read nothing any more, and
 * consents end. What is still lacking is answered with the version the plan was kept at.
 */
export async function closePathway(
	acting: Acting,
	pathway: string,
	sent: SentPlan
): Promise<Closed> {
	// The pathway before the record, as in everything else that changes what is open on it.
	await acting.run(holdPathway(pathway));
	const kept = await keepPlan(acting, pathway, sent);
	if (!kept.ok) return kept;
	const standing = await acting.first(findStanding(pathway));
	if (!standing) return refused('not-there');
	// Sent twice: it is as it was wished.
	if (standing.state === 'closed') return done(null);
	const lacks = lacksOf(sent.plan, standing);
	if (lacks.length > 0) return { ok: false, reason: 'lacking', lacks, version: kept.value };
	const closed = await acting.first(closeNow(pathway, kept.value));
	switch (closed?.answer) {
		case 'closed':
			return done(null);
		case 'stale':
		case 'not-ready':
			return refused('closing-changed-meanwhile');
		default:
			return refused('not-there');
	}
}

/**
 * Opens a closed pathway again, for a reason. The same people hold and help; what consents opened stays closed until the
 * citizen gives new ones. Refused where another pathway of theirs is open.
 */
export async function reopenPathway(
	acting: Acting,
	pathway: string,
	{ version, reason }: { version: number; reason: string }
): Promise<Outcome<null, 'not-there' | 'closing-changed-meanwhile' | 'another-pathway-open'>> {
	const opened = await acting.first(reopenNow(pathway, version, reason));
	if (opened?.answer === 'open') return done(null);
	if (opened?.answer === 'another') return refused('another-pathway-open');
	return refused(opened?.answer === 'stale' ? 'closing-changed-meanwhile' : 'not-there');
}

const saysTheSame = (saved: ClosingPlan, said: ClosingPlan): boolean =>
	(['ground', 'groundNote', 'plan', 'citizenPart', 'citizenNote'] as const).every(
		(name) => saved[name] === said[name]
	) &&
	`${saved.criteria.toSorted()}` === `${said.criteria.toSorted()}` &&
	`${saved.toldOutside.toSorted()}` === `${said.toldOutside.toSorted()}`;
