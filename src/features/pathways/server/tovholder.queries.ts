/** Who holds the threads, who may be asked to, and what a project leader knows of it. */
import { sql } from 'kysely';
import { actingDay, actingTenant, ask, tables } from '#server/tables.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Day } from '#values/day.ts';
import type { CitizenPart, Decision, Member, Route } from '../tovholder.rules.ts';

/** One of those who have held the threads. */
export type Holder = {
	id: string;
	name: string;
	organisation: string;
	kind: 'temporary' | 'final';
	since: Date;
	until: Date | null;
	reason: string;
	route: Route | 'registration' | 'stand-in';
	citizenPart: CitizenPart | '';
	citizenNote: string;
	decidedBy: string;
	handoverUntil: Day | null;
	/** The day on which they said yes (R-121); null for the first, and for decisions from before it was asked. */
	agreedOn: Day | null;
	heardBy: string;
};

/** The whole history, the current one first, for those who read the whole pathway. */
export const listHolders = (pathway: string) =>
	ask<Holder>(sql`
		select t.id, t.person_name as name, t.organisation_name as organisation, t.kind, t.since, t.until, t.reason, t.route,
			t.citizen_part as "citizenPart", t.citizen_note as "citizenNote", t.decided_by_name as "decidedBy", t.handover_until as "handoverUntil", t.agreed_on as "agreedOn", t.agreed_heard_by as "heardBy"
		from samspil.tovholder_in_full t where t.tenant_id = ${actingTenant} and t.pathway_id = ${pathway}::uuid
		order by t.since desc limit 100`);

/** What is known of a pathway without any content: for its tovholder, and for the project leader. */
export type Allotment = {
	pathway: string;
	collaboration: string;
	number: number;
	registeredOn: Day;
	due: Day;
	temporary: string;
	temporaryOrganisation: string;
	decidedOn: Day | null;
	/** The day the pathway was closed before anybody was chosen. */
	closedOn: Day | null;
	tovholder: string | null;
	tovholderOrganisation: string | null;
	/** The last day of a tovholder who stops working there; null where nobody has left. */
	leftOn: Day | null;
	/** The last day on which the citizen said no to a tovholder (A-5). */
	refusedOn: Day | null;
	version: number;
};
const allotment = sql`select a.pathway_id as pathway, a.collaboration_id as collaboration, a.pathway_number as number,
	a.registered_on as "registeredOn", a.due_on as due, a.temporary_name as temporary,
	a.temporary_organisation_name as "temporaryOrganisation", a.decided_on as "decidedOn", a.closed_on as "closedOn", a.tovholder_name as tovholder,
	a.tovholder_organisation_name as "tovholderOrganisation", a.left_on as "leftOn", a.refused_on as "refusedOn", a.version from samspil.allotment a`;

export const findAllotment = (pathway: string) =>
	ask<Allotment>(
		sql`${allotment} where a.tenant_id = ${actingTenant} and a.pathway_id = ${pathway}::uuid`
	);

/** How many of those that wait for a decision a page shows. */
export const PAGE_OF_UNDECIDED = 50;

/**
 * The pathways of a collaboration that wait for a decision, the most urgent first, from where the page before ended; one more
 * than a page.
 */
export const listUndecided = (collaboration: string, after: CursorKey | null = null) =>
	ask<Allotment & { cursor: string }>(sql`
		select a.*, a.due::timestamptz::text || '~' || a.pathway as cursor from (${allotment}
			where a.tenant_id = ${actingTenant} and a.collaboration_id = ${collaboration}::uuid and a.decided_on is null
				and ${after ? sql`(a.due_on, a.pathway_id) > (${after.at}::timestamptz::date, ${after.id}::uuid)` : sql`true`}
			order by a.due_on, a.pathway_id limit ${PAGE_OF_UNDECIDED + 1}) a`);

/** How many decided ones a page shows. */
export const PAGE_OF_DECIDED = 50;

/** Those that are decided, the last first, from where the page before ended; one more than a page. */
export const listDecided = (collaboration: string, after: CursorKey | null) =>
	ask<Allotment & { cursor: string }>(sql`
		select a.*, a."decidedOn"::timestamptz::text || '~' || a.pathway as cursor from (${allotment}
			where a.tenant_id = ${actingTenant} and a.collaboration_id = ${collaboration}::uuid and a.decided_on is not null
				and ${after ? sql`(a.decided_on, a.pathway_id) < (${after.at}::timestamptz::date, ${after.id}::uuid)` : sql`true`}
			order by a.decided_on desc, a.pathway_id desc limit ${PAGE_OF_DECIDED + 1}) a`);

/** A collaboration that I lead; no row for anybody else. */
export const findLed = (collaboration: string) =>
	ask<{ id: string; name: string }>(sql`
		select c.id, c.name from samspil.collaboration c
		where c.tenant_id = ${actingTenant} and c.id = ${collaboration}::uuid and c.id = any ((select samspil.my_led_collaborations())::uuid[])`);

/** Somebody at work who may be asked to hold the threads. */
export type Candidate = Member & {
	name: string;
	title: string;
	organisationName: string;
	isInPool: boolean;
	/** R-110: of the name of the citizen's coordinating caseworker. */
	isCaseworker: boolean;
};

/**
 * Who may be asked: the coordinating caseworker of `pathway` before all others (R-110), then those in the collaboration's
 * pool, those whose name holds `wanted` where something is looked for, and `kept`, people by their ids. At most a hundred.
 */
export const listCandidates = (
	collaboration: string,
	wanted: string,
	pathway: string | null = null,
	kept: readonly string[] = []
) =>
	ask<Candidate>(sql`
		select m.person_id as person, m.organisation_id as organisation, m.person_name as name, m.title, o.name as "organisationName",
			p.person_id is not null as "isInPool", k.pathway_id is not null as "isCaseworker"
		from samspil.membership m
			join samspil.organisation o on o.id = m.organisation_id
			left join samspil.tovholder_pool p on p.tenant_id = m.tenant_id and p.collaboration_id = ${collaboration}::uuid
				and p.person_id = m.person_id and p.organisation_id = m.organisation_id and p.until is null
			left join samspil.caseworker k on k.tenant_id = m.tenant_id and k.pathway_id = ${pathway}::uuid and lower(k.name) = lower(m.person_name)
		where m.tenant_id = ${actingTenant} and m.active_from <= ${actingDay} and (m.active_until is null or m.active_until >= ${actingDay})
			and (p.person_id is not null or k.pathway_id is not null or (${wanted} <> '' and strpos(lower(m.person_name), lower(${wanted})) > 0)
				or m.person_id = any (${kept}::uuid[]))
		order by "isCaseworker" desc, lower(o.name) = lower(k.workplace) desc nulls last, "isInPool" desc, m.person_name, o.name limit 100`);

/** What the database answers to a decision: 'stale' where somebody has decided since, 'no-meeting' where none was called whose day has come. */
export type Appointed = 'appointed' | 'not-yours' | 'stale' | 'not-at-work' | 'no-meeting';

/** Hands the threads over, tells everybody and writes it in the record, all in one step of the database. */
export const appoint = (id: string, pathway: string, version: number, decision: Decision) =>
	ask<{ answer: Appointed }>(sql`
		select samspil.appoint_tovholder(${id}::uuid, ${pathway}::uuid, ${version}::int, ${decision.person}::uuid,
			${decision.organisation}::uuid, ${decision.reason}, ${decision.route}, ${decision.citizenPart}, ${decision.citizenNote},
			${decision.handoverUntil}::date, ${decision.agreedOn}::date, ${decision.heardBy}) as answer`);

/** L-21: whether somebody of an association would hold the threads of a child under 15 without the certificate. */
export const findLacksCertificate = (pathway: string, person: string, organisation: string) =>
	ask<{ lacks: boolean }>(sql`
		select samspil.holder_lacks_certificate(${pathway}::uuid, ${person}::uuid, ${organisation}::uuid) as lacks`);

/** Whether the visitor has made exactly this decision under this id before. */
export const findAppointed = (id: string, pathway: string, decision: Decision) =>
	ask<{ isDone: boolean }>(sql`
		select samspil.have_appointed(${id}::uuid, ${pathway}::uuid, ${decision.person}::uuid, ${decision.organisation}::uuid,
			${decision.reason}, ${decision.route}, ${decision.citizenPart}, ${decision.citizenNote}, ${decision.handoverUntil}::date) as "isDone"`);

/** A person in the pool of possible tovholdere (R-115, R-117). */
export type PoolMember = Member & {
	name: string;
	title: string;
	organisationName: string;
	since: Day;
	presentedOn: Day | null;
};

/** Those in the pool now, by name. */
export const listPool = (collaboration: string) =>
	ask<PoolMember>(sql`
		select p.person_id as person, p.organisation_id as organisation, m.person_name as name, m.title, o.name as "organisationName",
			p.since, p.presented_on as "presentedOn"
		from samspil.tovholder_pool p
			join samspil.membership m on m.tenant_id = p.tenant_id and m.person_id = p.person_id and m.organisation_id = p.organisation_id
			join samspil.organisation o on o.id = p.organisation_id
		where p.tenant_id = ${actingTenant} and p.collaboration_id = ${collaboration}::uuid and p.until is null
		order by m.person_name, o.name limit 500`);

/** Somebody's place in the pool, where they are in it now. */
export const findInPool = (collaboration: string, { person, organisation }: Member) =>
	tables
		.selectFrom('tovholder_pool')
		.select('presented_on as presentedOn')
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.where('until', 'is', null)
		.forUpdate();

/** Brings back somebody who was in the pool before: the role is presented anew. */
export const restoreToPool = (collaboration: string, { person, organisation }: Member) =>
	ask<never>(sql`
		update samspil.tovholder_pool set until = null, presented_on = null
		where tenant_id = ${actingTenant} and collaboration_id = ${collaboration}::uuid and person_id = ${person}::uuid
			and organisation_id = ${organisation}::uuid and until is not null`);

export const insertIntoPool = (collaboration: string, { person, organisation }: Member) =>
	ask<never>(sql`
		insert into samspil.tovholder_pool (tenant_id, collaboration_id, person_id, organisation_id, since)
		select m.tenant_id, ${collaboration}::uuid, m.person_id, m.organisation_id, ${actingDay} from samspil.membership m
		where m.tenant_id = ${actingTenant} and m.person_id = ${person}::uuid and m.organisation_id = ${organisation}::uuid
			and (m.active_until is null or m.active_until >= ${actingDay})
			and not exists (select from samspil.tovholder_pool p where p.tenant_id = m.tenant_id and p.collaboration_id = ${collaboration}::uuid
				and p.person_id = m.person_id and p.organisation_id = m.organisation_id)`);

export const endInPool = (collaboration: string, { person, organisation }: Member) =>
	tables
		.updateTable('tovholder_pool')
		.set({ until: actingDay })
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.where('until', 'is', null);

export const markPresented = (collaboration: string, { person, organisation }: Member, on: Day) =>
	tables
		.updateTable('tovholder_pool')
		.set({ presented_on: on })
		.where('tenant_id', '=', actingTenant)
		.where('collaboration_id', '=', collaboration)
		.where('person_id', '=', person)
		.where('organisation_id', '=', organisation)
		.where('until', 'is', null)
		.where(({ or, eb }) => or([eb('presented_on', 'is', null), eb('presented_on', '=', on)]));
