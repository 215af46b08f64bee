/** What the parties of a document decide together (db/migrations/0222). Who may see or settle it is the policies' affair. */
import { sql } from 'kysely';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	tables
} from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Quorum, Seat, Stand } from '../group-decision.rules.ts';

const bytes = (hash: string) => sql<Buffer>`decode(${hash}, 'hex')`;
const now = sql<string>`now()`;

/** Where a question stands by people's hands. */
export type QuestionState = 'open' | 'decided' | 'withdrawn' | 'ended';

const questions = (document: string) =>
	tables
		.selectFrom('document_question as q')
		.where('q.tenant_id', '=', actingTenant)
		.where('q.document_id', '=', document)
		.select(['q.id', 'q.document_id as document', 'q.title', 'q.body', 'q.version'])
		.select(sql<string>`encode(q.hash, 'hex')`.as('hash'))
		.select(sql<Quorum>`q.quorum`.as('quorum'))
		.select(sql<QuestionState>`q.state`.as('state'))
		.select(['q.asked_by_name as askedBy', 'q.asked_at as askedAt'])
		.select(['q.changed_at as changedAt', 'q.changed_by_name as changedBy'])
		.select([
			'q.decided_on as decidedOn',
			'q.review_on as reviewOn',
			'q.closed_by_name as closedBy'
		]);

/** Questions of a document: what waits first, then by the day on which a decision is looked at again. */
export const listQuestions = (document: string) =>
	questions(document)
		.select(sql<boolean>`q.id = any ((select samspil.my_questions())::uuid[])`.as('isMember'))
		.select(
			sql<boolean>`exists (select from samspil.document_voice v where v.tenant_id = q.tenant_id and v.question_id = q.id
				and v.person_id = ${actingPerson} and v.organisation_id = ${actingOrganisation} and v.hash = q.hash)`.as(
				'isAnswered'
			)
		)
		.orderBy(sql`q.state <> 'open'`)
		.orderBy(sql`q.review_on nulls last`)
		.orderBy('q.asked_at', 'desc')
		.limit(200);

/** One question of a document, or nothing. */
export const findQuestion = (document: string, id: string) =>
	questions(document).where('q.id', '=', id);

/** The question for writing: held until the transaction ends, so that voices and closing come one after the other. */
export const holdQuestion = (document: string, id: string) =>
	questions(document).where('q.id', '=', id).forUpdate();

/** Its group, by organisation and name, with who has left since. */
export const listQuestionMembers = (question: string) =>
	tables
		.selectFrom('document_question_member as m')
		.innerJoin('membership as s', (on) =>
			on
				.onRef('s.tenant_id', '=', 'm.tenant_id')
				.onRef('s.person_id', '=', 'm.person_id')
				.onRef('s.organisation_id', '=', 'm.organisation_id')
		)
		.innerJoin('organisation as o', 'o.id', 'm.organisation_id')
		.where('m.tenant_id', '=', actingTenant)
		.where('m.question_id', '=', question)
		.orderBy('o.name')
		.orderBy('s.person_name')
		.limit(500)
		.select(['m.person_id as person', 'm.organisation_id as organisation'])
		.select(['s.person_name as name', 'o.name as organisationName'])
		.select(sql<boolean>`coalesce(s.active_until < ${actingDay}, false)`.as('hasLeft'));

/** Every word that was given, in order. */
export const listVoices = (question: string) =>
	tables
		.selectFrom('document_voice as v')
		.innerJoin('organisation as o', 'o.id', 'v.organisation_id')
		.where('v.tenant_id', '=', actingTenant)
		.where('v.question_id', '=', question)
		.orderBy('v.id')
		.limit(2000)
		.select(['v.person_id as person', 'v.organisation_id as organisation'])
		.select(['v.person_name as name', 'o.name as organisationName', 'v.reason', 'v.said_at as at'])
		.select(sql<string>`v.id::text`.as('id'))
		.select(sql<Stand>`v.stand`.as('stand'))
		.select(sql<string>`encode(v.hash, 'hex')`.as('hash'));

/** The groups of all a document's questions that are open. */
export const listOpenMembers = (document: string) =>
	tables
		.selectFrom('document_question_member as m')
		.innerJoin('document_question as q', (on) =>
			on.onRef('q.tenant_id', '=', 'm.tenant_id').onRef('q.id', '=', 'm.question_id')
		)
		.where('m.tenant_id', '=', actingTenant)
		.where('m.document_id', '=', document)
		.where('q.state', '=', 'open')
		.select(['m.question_id as question', 'm.person_id as person'])
		.select('m.organisation_id as organisation');

/** The words that were given on a document's open questions as they read now, in order. */
export const listOpenVoices = (document: string) =>
	tables
		.selectFrom('document_voice as v')
		.innerJoin('document_question as q', (on) =>
			on
				.onRef('q.tenant_id', '=', 'v.tenant_id')
				.onRef('q.id', '=', 'v.question_id')
				.onRef('q.hash', '=', 'v.hash')
		)
		.where('v.tenant_id', '=', actingTenant)
		.where('v.document_id', '=', document)
		.where('q.state', '=', 'open')
		.orderBy('v.id')
		.select(['v.question_id as question', 'v.person_id as person', 'v.reason'])
		.select('v.organisation_id as organisation')
		.select(sql<Stand>`v.stand`.as('stand'))
		.select(sql<string>`encode(v.hash, 'hex')`.as('hash'));

/** When the decision was looked at again, the latest first. */
export const listSecondLooks = (question: string) =>
	tables
		.selectFrom('document_second_look')
		.where('tenant_id', '=', actingTenant)
		.where('question_id', '=', question)
		.orderBy('looked_on', 'desc')
		.limit(50)
		.select(['id', 'looked_on as on', 'note', 'next_on as nextOn', 'looked_by_name as by'])
		.select(sql<'stands' | 'ended'>`outcome`.as('outcome'));

/** What is put to the group. */
export type Put = { title: string; body: string; hash: string; quorum: Quorum };

const said = ({ title, body, hash, quorum }: Put, name: string) => ({
	title,
	body,
	hash: bytes(hash),
	quorum: sql<string>`${JSON.stringify(quorum)}::jsonb`,
	changed_by_name: name
});

/** A question put by the acting person; no row where its id is there (a form sent twice). */
export const insertQuestion = (document: string, id: string, put: Put, name: string) =>
	tables
		.insertInto('document_question')
		.values({
			tenant_id: actingTenant,
			id,
			document_id: document,
			...said(put, name),
			asked_by: actingPerson,
			asked_by_organisation: sql<string>`${actingOrganisation}`,
			asked_by_name: name
		})
		.onConflict((conflict) => conflict.doNothing());

/** Somebody of the group. */
export const insertQuestionMember = (
	document: string,
	question: string,
	{ person, organisation }: Seat
) =>
	tables.insertInto('document_question_member').values({
		tenant_id: actingTenant,
		document_id: document,
		question_id: question,
		person_id: person,
		organisation_id: organisation
	});

const openQuestion = (id: string, base: number) =>
	tables
		.updateTable('document_question')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', base);

/** The question in other words, on top of version `base`; no row where that is not the newest. */
export const updateQuestion = (id: string, base: number, put: Put, name: string) =>
	openQuestion(id, base).set({ ...said(put, name), changed_at: now, version: base + 1 });

/** The question as decided. */
export const decideQuestion = (
	id: string,
	base: number,
	{ on, reviewOn }: { on: Day; reviewOn: Day },
	name: string
) =>
	openQuestion(id, base).set({
		state: 'decided',
		decided_on: on,
		review_on: reviewOn,
		closed_by_name: name,
		version: base + 1
	});

/** The question taken back before it was decided. */
export const withdrawQuestion = (id: string, base: number, name: string) =>
	openQuestion(id, base).set({ state: 'withdrawn', closed_by_name: name, version: base + 1 });

/** A decision that stands until it is looked at once more, or is given up (null). */
export const renewDecision = (id: string, base: number, reviewOn: Day | null) =>
	openQuestion(id, base).set(
		reviewOn === null
			? { state: 'ended', review_on: null, version: base + 1 }
			: { review_on: reviewOn, version: base + 1 }
	);

/** The acting person's word on a text. */
export const insertVoice = (
	document: string,
	question: string,
	{ stand, reason, hash }: { stand: Stand; reason: string; hash: string },
	name: string
) =>
	tables.insertInto('document_voice').values({
		tenant_id: actingTenant,
		document_id: document,
		question_id: question,
		person_id: actingPerson,
		organisation_id: sql<string>`${actingOrganisation}`,
		person_name: name,
		stand,
		reason,
		hash: bytes(hash)
	});

/** What came of looking at a decision again; no row where its id is there. */
export const insertSecondLook = (
	document: string,
	question: string,
	look: { id: string; on: Day; outcome: 'stands' | 'ended'; note: string; nextOn: Day | null },
	name: string
) =>
	tables
		.insertInto('document_second_look')
		.values({
			tenant_id: actingTenant,
			id: look.id,
			document_id: document,
			question_id: question,
			looked_on: look.on,
			outcome: look.outcome,
			note: look.note,
			next_on: look.nextOn,
			looked_by: actingPerson,
			looked_by_organisation: sql<string>`${actingOrganisation}`,
			looked_by_name: name
		})
		.onConflict((conflict) => conflict.doNothing());
