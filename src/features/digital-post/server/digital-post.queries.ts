/** Letters by Digital Post as they stand in the database. No civil registration number is among it. */
import { sql } from 'kysely';
import { actingOrganisation, actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import { AUTHORITIES } from '#features/organisations/organisation.rules.ts';
import type { SentContent } from '#features/meetings/sending.rules.ts';
import type { Day } from '#values/day.ts';
import type { AfterAttempt, PostReason, PostState } from '../digital-post.rules.ts';

/** What a sending of a meeting is. */
export type SendingKind = 'invitation' | 'change' | 'cancellation' | 'minutes';

/** A letter, as whoever reads the whole pathway is told of it. */
export type PostShown = {
	id: string;
	task: string;
	sending: string;
	kind: SendingKind;
	/** When the meeting begins, as it was sent. */
	meetingAt: string;
	state: PostState;
	reason: PostReason | null;
	word: string | null;
	askedAt: Date;
	changedAt: Date;
	availableAt: Date | null;
	settles: boolean;
	settled: boolean;
	sentBy: string;
	/** The last day for telling them, of the task. */
	dueOn: Day | null;
};

const posts = sql`
	select d.id, d.task_id as task, d.sending_id as sending, g.kind, g.content ->> 'startsAt' as "meetingAt", d.state, d.reason, d.word, d.asked_at as "askedAt",
		d.changed_at as "changedAt", d.available_at as "availableAt", d.settles, d.settled, d.sent_by_name as "sentBy", t.due_on as "dueOn"
	from samspil.digital_post d
		join samspil.meeting_sending g on g.tenant_id = d.tenant_id and g.id = d.sending_id
		join samspil.task t on t.tenant_id = d.tenant_id and t.id = d.task_id
	where d.tenant_id = ${actingTenant}`;

/** The letters of a pathway, the latest first. */
export const listPosts = (pathway: string) =>
	ask<PostShown>(sql`${posts} and d.pathway_id = ${pathway}::uuid order by d.asked_at desc, d.id`);

/** The letters of one task, the latest first. */
export const listPostsOfTask = (pathway: string, task: string) =>
	ask<PostShown>(
		sql`${posts} and d.pathway_id = ${pathway}::uuid and d.task_id = ${task}::uuid order by d.asked_at desc, d.id`
	);

/** Those that were available to the citizen, the latest first: for the citizen's own page. */
export const listAvailable = (pathway: string) =>
	ask<PostShown>(
		sql`${posts} and d.pathway_id = ${pathway}::uuid and d.state = 'available' order by d.available_at desc, d.id limit 50`
	);

/** As whom the visitor would send, of the municipality they act in. */
export type SenderFound = {
	isTovholder: boolean;
	organisation: string | null;
	tenant: string;
	kind: string;
	cvr: string | null;
	name: string;
};

const senderOf = (pathway: string) => sql<SenderFound>`
		select exists (select from samspil.tovholder t where t.tenant_id = o.id and t.pathway_id = ${pathway}::uuid and t.until is null
				and t.person_id = ${actingPerson} and t.organisation_id = ${actingOrganisation}) as "isTovholder",
			${actingOrganisation} as organisation, o.id as tenant, o.kind, o.cvr, o.name
		from samspil.organisation o where o.id = ${actingTenant}`;

/** One row, also for whoever may not send. */
export const findSender = (pathway: string) => ask(senderOf(pathway));

/** A row for whoever may send under this number (`maySend`), so that the record tells of nobody else (L-9). */
export const findSenderUnder = (pathway: string, cvr: string) =>
	ask(sql`select from (${senderOf(pathway)}) s where s."isTovholder" and s.organisation = s.tenant
		and s.kind in (${sql.join(AUTHORITIES)}) and s.cvr = ${cvr}`);

/** The task of telling, with the citizen and what was sent of the meeting last. */
export type ToTell = {
	isOpen: boolean;
	citizenName: string;
	birthDate: Day;
	getsMail: boolean;
	sending: string;
	meeting: string;
	kind: SendingKind;
	content: SentContent;
	hash: string;
	sentAt: Date;
	sentByName: string;
	number: number;
};

/** No row: none of this pathway, or no task of telling. */
export const findToTell = (pathway: string, task: string) =>
	ask<ToTell>(sql`
		select t.state = 'open' and p.state = 'open' as "isOpen", c.name as "citizenName", c.birth_date as "birthDate", c.person_id is not null as "getsMail",
			p.number, s.id as sending, s.meeting_id as meeting, s.kind, s.content, encode(s.hash, 'hex') as hash, s.sent_at as "sentAt", s.sent_by_name as "sentByName"
		from samspil.task t
			join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id
			join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			join samspil.meeting_sending first on first.tenant_id = t.tenant_id and first.id = t.tells_of
			join lateral (select g.* from samspil.meeting_sending g where g.tenant_id = first.tenant_id and g.meeting_id = first.meeting_id
				order by g.sent_at desc, g.id desc limit 1) s on true
		where t.tenant_id = ${actingTenant} and t.pathway_id = ${pathway}::uuid and t.id = ${task}::uuid`);

/** Holds the task until the transaction ends: those who send of it go one after the other. */
export const holdTelling = (task: string) =>
	tables
		.selectFrom('task')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', task)
		.select('id')
		.forUpdate();

/** The letters of a sending. */
export const listPostsOf = (sending: string) =>
	ask<{ id: string; attempt: number; state: PostState; askedAt: Date; changedAt: Date }>(sql`
		select d.id, d.attempt, d.state, d.asked_at as "askedAt", d.changed_at as "changedAt" from samspil.digital_post d
		where d.tenant_id = ${actingTenant} and d.sending_id = ${sending}::uuid`);

/** A new letter; none where another is there already. */
export const insertPost = (post: {
	tenant: string;
	id: string;
	pathway: string;
	task: string;
	sending: string;
	settles: boolean;
	by: { person: string; name: string; organisation: string };
}) =>
	tables
		.insertInto('digital_post')
		.values({
			tenant_id: post.tenant,
			id: post.id,
			pathway_id: post.pathway,
			task_id: post.task,
			sending_id: post.sending,
			settles: post.settles,
			sent_by: post.by.person,
			sent_by_name: post.by.name,
			sent_by_organisation_id: post.by.organisation
		})
		.onConflict((conflict) => conflict.doNothing());

const updateAttempt = (id: string, attempt: number) =>
	tables
		.updateTable('digital_post')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('attempt', '=', attempt);

/** Begins to hand a letter over once more after `attempt`; writes nothing where somebody else has, or a receipt has said more meanwhile. */
export const updateToAgain = (id: string, attempt: number) =>
	updateAttempt(id, attempt)
		.set({
			...{ state: 'sending', reason: null, word: null, attempt: attempt + 1 },
			changed_at: sql<Date>`now()`
		})
		.where('state', 'in', ['sending', 'unsure']);

/** How a letter stands after `attempt`; writes nothing where it was begun anew since, or a receipt has said more meanwhile. */
export const updateAfter = (id: string, attempt: number, { state, reason, word }: AfterAttempt) =>
	updateAttempt(id, attempt)
		.set({ state, reason: reason ?? null, word: word ?? null, changed_at: sql<Date>`now()` })
		.where('state', '=', 'sending');
