/** The half-yearly round: opened, each section said to be right by who looks after it, and ended by a version in force. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import type { Day } from '#values/day.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { findSection } from '#features/documents/template.rules.ts';
import type { Seat } from '../decision.rules.ts';
import { answersOf, asContent, markOfDraft } from '../draft.rules.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import {
	answersIn,
	mayWriteSection,
	openRound as decide,
	outcomeOf,
	uncheckedIn,
	type Owner
} from '../round.rules.ts';
import { listAnswers, listPool } from './answer.queries.ts';
import { findHeld, findWritable, seatOfVisitor } from './find-writable.ts';
import { insertNotice, listGroup } from './framework.queries.ts';
import {
	closeRound,
	findOpenRound,
	insertRound,
	listChecks,
	listOwners,
	updateOwner,
	writeCheck,
	writeOwner
} from './round.queries.ts';
import { findEstablished } from './version.queries.ts';

const PATH = '/framework/round';

/** A round as it is wished for; its id is made with the form. */
export type RoundWish = { id: string; dueOn: Day; words: string; owners: Owner[] };

/** Those who can look after a section: the two groups, and the leader with the deputy. */
export async function listCandidates(acting: Acting) {
	const [project, steering, owners] = await Promise.all([
		acting.all(listGroup('project')),
		acting.all(listGroup('steering')),
		acting.all(listOwners())
	]);
	return candidatesOf([...project, ...steering], owners);
}

/** The same people once each, by name. */
export function candidatesOf<Candidate extends Seat & { name: string; organisationName: string }>(
	members: readonly Candidate[],
	owners: readonly (Seat & { name: string; organisationName: string })[]
) {
	const all = [...members, ...owners].map(({ person, organisation, name, organisationName }) => ({
		person,
		organisation,
		name,
		organisationName
	}));
	return all
		.filter(
			(each, index) =>
				all.findIndex(
					(other) => other.person === each.person && other.organisation === each.organisation
				) === index
		)
		.toSorted((one, other) => one.name.localeCompare(other.name, 'da'));
}

/** Opens a round and tells who looks after a section. The same form sent twice opens one. */
export async function openRound(
	acting: Acting,
	{ id, dueOn, words, owners }: RoundWish
): Promise<
	| Outcome<
			string,
			| 'no-framework'
			| 'not-a-writer'
			| 'round-already-open'
			| 'in-the-past'
			| 'section-without-owner'
	  >
	| SentBefore
> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const framework = writable.value;
	const [open, candidates] = await Promise.all([
		acting.first(findOpenRound()),
		listCandidates(acting)
	]);
	if (open?.id === id) {
		const met = meetSaved({ words: open.words, dueOn: open.dueOn }, { words, dueOn });
		return met.ok ? done(id) : met;
	}
	const decision = decide({ dueOn, owners }, candidates, {
		today: acting.today,
		isRoundOpen: open !== undefined
	});
	if (!decision.ok) return decision;
	for (const owner of decision.value) {
		const { name } = candidates.find(
			(each) => each.person === owner.person && each.organisation === owner.organisation
		)!;
		const fields = findSection(frameworkTemplate, owner.section)!.fields.map(({ key }) => key);
		await acting.run(writeOwner(framework.id, { ...owner, name, fields }));
	}
	await acting.run(insertRound(id, framework.id, { dueOn, words }, acting.visitor.name));
	await acting.run(record('framework.round-opened', id));
	for (const person of new Set(decision.value.map((each) => each.person)))
		await tell(acting, person);
	return done(id);
}

/** Lets somebody else look after a section, on top of `version`. */
export async function changeOwner(
	acting: Acting,
	section: string,
	version: number,
	seat: Seat
): Promise<
	Outcome<true, 'no-framework' | 'not-a-writer' | 'section-without-owner' | 'owner-changed'>
> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const [candidates, owners, open] = await Promise.all([
		listCandidates(acting),
		acting.all(listOwners()),
		acting.first(findOpenRound())
	]);
	const isSeat = (each: Seat) =>
		each.person === seat.person && each.organisation === seat.organisation;
	const candidate = candidates.find(isSeat);
	const now = owners.find((each) => each.section === section);
	if (!candidate || !now) return refused('section-without-owner');
	if (isSeat(now)) return done(true);
	if ((await acting.run(updateOwner(section, version, candidate))) === 0)
		return refused('owner-changed');
	await acting.run(record('framework.section-given', writable.value.id, { section }));
	if (open) await tell(acting, seat.person);
	return done(true);
}

/**
 * Says that a section is right as it stands: `read` is the mark of what was on the page. Whoever looks after it says so, or
 * a writer. The writers are told when it was the last.
 */
export async function checkSection(
	acting: Acting,
	key: string,
	read: string
): Promise<
	Outcome<
		'checked' | 'all-checked',
		'no-framework' | 'no-round' | 'not-section-owner' | 'section-changed-since'
	>
> {
	const framework = await findHeld(acting);
	const section = findSection(frameworkTemplate, key);
	if (!framework || !section) return refused('no-framework');
	const [round, owners, saved, pool, checks, established] = await Promise.all([
		acting.first(findOpenRound()),
		acting.all(listOwners()),
		acting.all(listAnswers()),
		acting.all(listPool()),
		acting.all(listChecks()),
		acting.first(findEstablished())
	]);
	if (!round) return refused('no-round');
	const isRoundOpen = true;
	if (!mayWriteSection(seatOfVisitor(acting), framework, { section: key, isRoundOpen, owners }))
		return refused('not-section-owner');
	const answers = answersOf(saved, pool);
	const marks = await marksOf(answers);
	if (marks[key] !== read) return refused('section-changed-since');
	const inForce = established ? asContent(established.content).answers : {};
	const check = { section: key, outcome: outcomeOf(section, inForce, answers), mark: read };
	await acting.run(writeCheck(round.id, check, acting.visitor.name));
	await acting.run(record('framework.section-checked', round.id, { section: key }));

	const others = checks.filter((each) => each.section !== key);
	if (uncheckedIn([...others, check], marks).length > 0) return done('checked');
	if (uncheckedIn(checks, marks).length > 0)
		for (const person of new Set([framework.leader, framework.deputy]))
			if (person && person !== acting.visitor.person) {
				await acting.run(insertNotice(person, 'framework-round-ready', PATH));
				await acting.run(queueMail({ kind: 'notice', to: { person }, words: { path: PATH } }));
			}
	return done('all-checked');
}

/** Ends the round that is open without a new version, on top of `version`. */
export async function giveUpRound(
	acting: Acting,
	version: number
): Promise<Outcome<true, 'no-framework' | 'not-a-writer' | 'no-round'>> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	if ((await acting.run(closeRound('given-up', version))) === 0) return refused('no-round');
	await acting.run(record('framework.round-given-up', writable.value.id));
	return done(true);
}

/** A mark of each section's answers, by the section's key. */
export async function marksOf(
	answers: Parameters<typeof answersIn>[1]
): Promise<Record<string, string>> {
	const marks = await Promise.all(
		frameworkTemplate.sections.map(async (section) => [
			section.key,
			await markOfDraft(answersIn(section, answers))
		])
	);
	return Object.fromEntries(marks);
}

async function tell(acting: Acting, person: string) {
	if (person === acting.visitor.person) return;
	await acting.run(insertNotice(person, 'framework-section', PATH));
	await acting.run(queueMail({ kind: 'notice', to: { person }, words: { path: PATH } }));
}
