import { canLead } from '#features/collaborations/groups.rules.ts';
import { contentHash, freeze } from '#features/documents/content.rules.ts';
import { namesIn } from '#features/documents/names.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { answersOf, markOfDraft } from '../draft.rules.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import { obstaclesToSubmitting, type Obstacle } from '../framework.rules.ts';
import { uncheckedIn } from '../round.rules.ts';
import { chooseNextUpdate } from '../update.rules.ts';
import { listAnswers, listPool } from './answer.queries.ts';
import { findWritable } from './find-writable.ts';
import {
	insertNotice,
	listGroup,
	listInvolvements,
	listOrganisations,
	updateDraftState
} from './framework.queries.ts';
import { marksOf } from './keep-round.ts';
import { listPeopleNamed, listPeopleOfDraft } from './people.queries.ts';
import { findOpenRound, listChecks } from './round.queries.ts';
import { findOpenVersion, findVersion, insertVersion } from './version.queries.ts';

/** What is put forward besides the answers: what has changed, when it is updated next, and by whom of the municipality. */
export type SubmissionWish = {
	/** The version's, made with the form. */
	id: string;
	summary: string;
	nextUpdateOn: Day;
	responsible: string;
	/** The draft as it was read before it was sent: `markOfDraft`. */
	read: string;
};

type Refusal =
	| 'no-framework'
	| 'not-a-writer'
	| 'in-the-past'
	| 'more-than-six-months-ahead'
	| 'not-employed-here'
	| 'draft-changed-since';

export type Submitted =
	| Outcome<string, Refusal>
	| { ok: false; reason: 'obstacles'; obstacles: Obstacle[] };

/**
 * Freezes the framework and puts it before the steering group; answers the version's
 * id. Refused with the whole list of what stands in the way, and where an answer is not the one that was read; a form sent
 * twice submits once.
 */
export async function submitFramework(acting: Acting, wish: SubmissionWish): Promise<Submitted> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	const framework = writable.value;
	const before = await acting.first(findVersion(wish.id));
	const isSame =
		before?.summary === wish.summary &&
		before.proposedNextUpdate === wish.nextUpdateOn &&
		before.proposedPerson === wish.responsible;
	if (isSame) return done(wish.id);
	const [saved, pool, involvements, open, organisations, people, steering, round, checks] =
		await Promise.all([
			acting.all(listAnswers()),
			acting.all(listPool()),
			acting.all(listInvolvements()),
			acting.first(findOpenVersion()),
			acting.all(listOrganisations()),
			acting.all(listPeopleOfDraft()),
			acting.all(listGroup('steering')),
			acting.first(findOpenRound()),
			acting.all(listChecks())
		]);
	const answers = answersOf(saved, pool);
	if (wish.read !== (await markOfDraft(answers))) return refused('draft-changed-since');
	const obstacles = obstaclesToSubmitting({
		leader: framework.leader,
		answers,
		involvements,
		establishedOn: framework.establishedOn,
		unchecked: round ? uncheckedIn(checks, await marksOf(answers)) : [],
		isSubmitted: open !== undefined
	});
	if (obstacles.length > 0) return { ok: false, reason: 'obstacles', obstacles };
	const next = chooseNextUpdate(wish.nextUpdateOn, acting.today, acting.today);
	if (!next.ok) return next;
	const named = await acting.all(listPeopleNamed([wish.responsible]));
	const responsible = named.find(
		(each) =>
			each.person === wish.responsible && canLead({ ...each, kind: 'municipality' }, framework.host)
	);
	if (!responsible) return refused('not-employed-here');

	const names = namesIn(frameworkTemplate, answers, organisations, people);
	const content = freeze(frameworkTemplate, answers, names);
	const id = before ? crypto.randomUUID() : wish.id;
	await acting.run(
		insertVersion({
			id,
			framework: framework.id,
			content,
			hash: await contentHash(content),
			summary: wish.summary,
			nextUpdate: { on: next.value, seat: responsible },
			by: acting.visitor.name
		})
	);
	await acting.run(updateDraftState(framework.id, 'submitted', acting.visitor.name));
	await acting.run(record('framework.submitted', id));
	const path = `/framework/versions/${id}`;
	for (const person of new Set(steering.map((each) => each.person))) {
		await acting.run(queueMail({ kind: 'framework-submitted', to: { person }, words: { path } }));
		await acting.run(insertNotice(person, 'framework-submitted', path));
	}
	return done(id);
}
