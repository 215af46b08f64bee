import { whatIsMissing } from '#features/documents/completeness.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import { dayOf } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	decide,
	standingOf,
	stateAfter,
	type DecisionRefusal,
	type DecisionWish,
	type VersionState
} from '../decision.rules.ts';
import { asContent } from '../draft.rules.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import { nextUpdateFrom } from '../update.rules.ts';
import { findHeld, seatOfVisitor, type Framework } from './find-writable.ts';
import { insertNotice, listGroup, updateDraftState } from './framework.queries.ts';
import { closeRound } from './round.queries.ts';
import { askToTell } from './tell-by-way.ts';
import { tellPartners } from './tell-partners.ts';
import {
	endVersion,
	establish,
	findVersion,
	keepDecision,
	listDecisions,
	type Approval
} from './version.queries.ts';

/**
 * Keeps the acting member's decision on a frozen version and carries out what follows: it is returned at
 * once, established when both sides have approved, or goes on waiting. Answers its state.
 */
export async function decideVersion(
	acting: Acting,
	versionId: string,
	wish: DecisionWish
): Promise<Outcome<VersionState, DecisionRefusal | 'no-such-version'>> {
	const framework = await findHeld(acting);
	const version = await acting.first(findVersion(versionId));
	if (!framework || version?.framework !== framework.id) return refused('no-such-version');
	const members = await acting.all(listGroup('steering'));
	const group = { host: framework.host, leader: framework.leader, members };
	const state: VersionState = version.outcome ?? 'submitted';
	const frozen = { hash: version.hash, state };
	const seat = seatOfVisitor(acting);
	const before = (await acting.all(listDecisions(versionId))).find(
		(each) => each.person === seat.person && each.organisation === seat.organisation
	);
	// The same word a second time, also where the first has ended the version.
	if (
		before?.verdict === wish.verdict &&
		before.hash === wish.hash &&
		before.comment === wish.comment
	)
		return done(state);
	const decision = decide(seat, group, frozen, wish);
	if (!decision.ok) return decision;

	const { name, organisationName } = acting.visitor;
	await acting.run(
		keepDecision(versionId, wish, { person: name, organisation: organisationName ?? '' })
	);
	await acting.run(
		record(wish.verdict === 'approve' ? 'framework.approved' : 'framework.returned', versionId)
	);

	const decisions = await acting.all(listDecisions(versionId));
	const content = asContent(version.content);
	const isComplete = whatIsMissing(frameworkTemplate, content.answers).length === 0;
	const after = stateAfter(frozen, standingOf(version.hash, decisions, group), isComplete);
	if (after === 'returned') await giveBack(acting, framework, versionId);
	if (after === 'established') {
		const approvals = decisions
			.filter((each) => each.verdict === 'approve' && each.hash === version.hash)
			.map((each): Approval => ({
				name: each.name,
				organisation: each.organisationName,
				on: dayOf(each.at)
			}));
		await acting.run(endVersion(versionId, 'established', approvals));
		await acting.run(
			establish(framework.id, versionId, {
				on: nextUpdateFrom(acting.today, version.proposedNextUpdate),
				seat: { person: version.proposedPerson, organisation: version.proposedOrganisation },
				name: version.submittedBy
			})
		);
		await acting.run(closeRound('established'));
		await acting.run(record('framework.established', versionId));
		await tellPartners(acting, framework, versionId, content.answers);
		await askToTell(acting, content.answers);
	}
	return done(after);
}

/** Back to the writers, who are told. */
async function giveBack(acting: Acting, framework: Framework, version: string) {
	await acting.run(endVersion(version, 'returned'));
	await acting.run(updateDraftState(framework.id, 'draft', framework.changedBy));
	const path = `/framework/versions/${version}`;
	for (const person of new Set([framework.leader, framework.deputy])) {
		if (person === null) continue;
		await acting.run(insertNotice(person, 'framework-returned', path));
		await acting.run(queueMail({ kind: 'notice', to: { person }, words: { path } }));
	}
}
