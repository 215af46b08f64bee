import { isActive } from '#features/organisations/membership.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { LED_GROUPS, type Group, type LeadRefusal } from '../collaboration.rules.ts';
import { chooseLeader, mayHandOver } from '../lead.rules.ts';
import { leaveSeat } from './change-seats.ts';
import { findCollaboration } from './collaboration.queries.ts';
import { holdCollaboration, listEmployees, updateLeader } from './lead.queries.ts';
import { listSeats } from './seat.queries.ts';

/** Who takes over, and the groups in which the one who gives the lead on keeps a seat. */
export type HandOver = { to: string; keeps: readonly Group[] };

/** Who leads as it is saved, and who saved the collaboration last. */
export type SavedLead = {
	tenant: string;
	leader: string;
	version: number;
	changedAt: Date;
	changedBy: string;
};

type Refusal =
	| LeadRefusal
	| 'leader-still-here'
	| 'not-employed-here'
	| 'leads-already'
	| 'no-such-collaboration';

/**
 * Gives a collaboration another project leader. The project leader may, and an administrator where that
 * person has left. The new one sits in both groups from now (R-061, R-063; the database sees to it), the old one where
 * they wish; the framework and everything else the lead opens follows. The new one and everybody in the groups
 * are told. Answers what is saved where the collaboration was changed since `version`.
 */
export async function handOverLead(
	acting: Acting,
	id: string,
	version: number,
	{ to, keeps }: HandOver
): Promise<Outcome<true, Refusal> | Stale<SavedLead>> {
	// Held until the transaction ends, so that the seats and the lead change together or not at all.
	await acting.first(holdCollaboration(id));
	const [before, employees, seats] = await Promise.all([
		acting.first(findCollaboration(id)),
		acting.all(listEmployees()),
		acting.all(listSeats(id))
	]);
	if (!before) return refused('no-such-collaboration');
	// Sent twice: done once, and whoever has given the lead on may not do it any more.
	if (before.leader === to && before.version === version + 1) return done(true);
	const may = mayHandOver(acting.visitor, before, acting.today);
	if (!may.ok) return may;
	if (before.version !== version) return stale(before);
	if (before.leader === to) return refused('leads-already');
	const chosen = chooseLeader(to, employees, before.tenant);
	if (!chosen.ok) return chosen;

	const { person } = acting.visitor;
	// While they still may: afterwards they change no seats.
	if (person === before.leader)
		for (const group of LED_GROUPS.filter((each) => !keeps.includes(each)))
			await leaveSeat(acting, id, { group, person, organisation: before.tenant });
	await acting.run(updateLeader(id, version, to));
	await acting.run(record('collaboration.lead-handed-over', id, { from: before.leader, to }));
	const path = `/collaborations/${id}`;
	const told = new Set(
		seats.filter((seat) => isActive(seat, acting.today)).map((seat) => seat.person)
	);
	for (const known of [to, person]) told.delete(known);
	await tellPeople(acting, [to], 'lead-given', path);
	await tellPeople(acting, [...told], 'lead-changed', path);
	return done(true);
}
