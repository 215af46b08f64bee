/** Partners on a pathway, and the questions that organisations are asked. */
import { sql } from 'kysely';
import { actingDay, actingOrganisation, actingTenant, ask, tables } from '#server/tables.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Day } from '#values/day.ts';
import type { InvolvedPart } from '../involved.rules.ts';
import type { Identity, PartnerState } from '../partner.rules.ts';

/** A partner as the tovholder sees it. */
export type PartnerShown = {
	id: string;
	organisation: string;
	name: string;
	contact: string;
	internal: boolean;
	/** What the organisation is called now, where this is a former name of it. */
	nowCalled: string | null;
	state: PartnerState;
	reason: string;
	decidedBy: string;
	decidedOn: Day;
	/** The citizen's part in it; null for those decided before it was asked. */
	citizenPart: InvolvedPart | null;
	citizenNote: string;
	question: string;
	contactedAt: Date | null;
	answerBefore: Day | null;
	answerNote: string;
	agreedOn: Day | null;
	endedOn: Day | null;
	/** The people of it who are assigned now. */
	people: string[];
	version: number;
};

const partner = sql`
	select r.id, r.organisation_id as organisation, o.name, n.name as "nowCalled", o.contact, r.organisation_id = r.tenant_id as internal, r.state, coalesce(w.reason, '') as reason,
		r.decided_by_name as "decidedBy", r.decided_on as "decidedOn", coalesce(w.question, '') as question, r.contacted_at as "contactedAt",
		r.answer_before as "answerBefore", coalesce(w.answer_note, '') as "answerNote", i.part as "citizenPart", coalesce(i.note, '') as "citizenNote", r.agreed_on as "agreedOn", r.ended_on as "endedOn", r.version,
		array(select m.person_name from samspil.partner_person x join samspil.membership m on m.tenant_id = x.tenant_id
			and m.person_id = x.person_id and m.organisation_id = x.organisation_id
			where r.state = 'agreed' and x.tenant_id = r.tenant_id and x.pathway_id = r.pathway_id and x.organisation_id = r.organisation_id
				and (x.until is null or x.until >= ${actingDay}) order by m.person_name) as people
	from samspil.partner r join samspil.organisation o on o.id = r.organisation_id
		left join samspil.partner_in_full w on w.tenant_id = r.tenant_id and w.id = r.id
		left join samspil.citizen_involved i on i.tenant_id = r.tenant_id and i.object_id = r.id
		left join samspil.tenant_organisation f on f.tenant_id = r.tenant_id and f.organisation_id = r.organisation_id
		left join samspil.organisation n on n.id = f.merged_into`;

/** Every organisation that is or was thought of, those who are in first. */
export const listPartners = (pathway: string) =>
	ask<PartnerShown>(sql`${partner}
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid
		order by array_position(array['agreed', 'contacted', 'planned', 'declined', 'ended'], r.state), o.name`);

export const findPartner = (pathway: string, id: string) =>
	ask<PartnerShown>(sql`${partner}
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.id = ${id}::uuid`);

/**
 * Holds a partner until the transaction ends, where it is the visitor's to write. Read with `findPartner` afterwards: what is read
 * beside the lock is from before the wait.
 */
export const holdPartner = (pathway: string, id: string) =>
	ask<never>(sql`
		select from samspil.partner r where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.id = ${id}::uuid for update`);

/** The organisations of the municipality that are not on the pathway yet, by name. */
export const listFreeOrganisations = (pathway: string) =>
	ask<{ id: string; name: string; internal: boolean }>(sql`
		select o.id, o.name, o.id = x.tenant_id as internal from samspil.tenant_organisation x join samspil.organisation o on o.id = x.organisation_id
		where x.tenant_id = ${actingTenant} and x.merged_into is null and not exists (select from samspil.partner r
			where r.tenant_id = x.tenant_id and r.pathway_id = ${pathway}::uuid and r.organisation_id = o.id)
		order by o.name, o.id limit 500`);

type NewPartner = { id: string; organisation: string; reason: string; decidedBy: string };

/** Adds an organisation to those thought of; nothing where it is among them, or the id is taken. */
export const insertPartner = (
	pathway: string,
	{ id, organisation, reason, decidedBy }: NewPartner
) =>
	tables
		.insertInto('partner')
		.values({
			tenant_id: actingTenant,
			pathway_id: pathway,
			organisation_id: organisation,
			id,
			reason,
			decided_by_name: decidedBy,
			decided_on: actingDay
		})
		.onConflict((conflict) => conflict.doNothing());

type Question = {
	question: string;
	answerBefore: Day | null;
	askedBy: string;
	askedByOrganisation: string;
};

/** Asks the organisation, if the partner still stands at `version`. */
export const putQuestion = (id: string, version: number, asked: Question) =>
	tables
		.updateTable('partner')
		.set({
			state: 'contacted',
			question: asked.question,
			answer_before: asked.answerBefore,
			asked_by_name: asked.askedBy,
			asked_by_organisation_name: asked.askedByOrganisation,
			contacted_at: sql<Date>`now()`,
			ended_on: null,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** Moves the partner to another state that the tovholder may choose, if it still stands at `version`. */
export const moveTo = (id: string, version: number, state: 'planned' | 'ended') =>
	tables
		.updateTable('partner')
		.set({
			state,
			ended_on: state === 'ended' ? actingDay : null,
			version: version + 1
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id)
		.where('version', '=', version);

/** Who of a pathway's citizen must not be told in a question. No row where the citizen is not open to me. */
export const findIdentity = (pathway: string) =>
	ask<Identity>(sql`
		select c.name, c.birth_date as "birthDate", c.phone from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** A row where the citizen is a child whom no professional has assessed for this organisation. */
export const findUnassessed = (pathway: string, organisation: string) =>
	ask<{ id: string }>(sql`
		select p.id from samspil.pathway p
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid and samspil.is_of_child(p.id)
			and not exists (select from samspil.child_assessment a where a.tenant_id = p.tenant_id and a.pathway_id = p.id
				and a.organisation_id = ${organisation}::uuid and a.void_at is null)`);

/** The people of an organisation who can be told of a question: managers first, at most a hundred. */
export const listContacts = (organisation: string) =>
	ask<{ person: string; name: string; title: string }>(sql`
		select m.person_id as person, m.person_name as name, m.title from samspil.membership m
		where m.tenant_id = ${actingTenant} and m.organisation_id = ${organisation}::uuid and m.active_from <= ${actingDay}
			and (m.active_until is null or m.active_until >= ${actingDay})
		order by m.function <> 'manager', m.person_name, m.person_id limit 100`);

/** Those of an organisation who are assigned to a pathway now. */
export const listAssigned = (pathway: string, organisation: string) =>
	ask<{ person: string }>(sql`
		select x.person_id as person from samspil.partner_person x
		where x.tenant_id = ${actingTenant} and x.pathway_id = ${pathway}::uuid and x.organisation_id = ${organisation}::uuid
			and (x.until is null or x.until >= ${actingDay})`);

/** What my organisation is asked and has not answered. Nothing tells whom it is about. */
export type RequestShown = {
	id: string;
	question: string;
	askedBy: string;
	askedByOrganisation: string;
	contactedAt: Date;
	answerBefore: Day | null;
};

/** What need not be answered by a day comes after all that must: no form takes a later day. */
const answerBy = sql`coalesce(r.answer_before, '2199-12-31'::date)`;

/** One page of what is asked. */
export const PAGE_OF_REQUESTS = 50;

/** What must be answered first comes first, from where the page before ended; one more than a page. */
export const listRequests = (after: CursorKey | null = null) =>
	ask<RequestShown & { cursor: string }>(sql`
		select r.id, r.question, r.asked_by_name as "askedBy", r.asked_by_organisation_name as "askedByOrganisation",
			r.contacted_at as "contactedAt", r.answer_before as "answerBefore", ${answerBy}::timestamptz::text || '~' || r.id as cursor
		from samspil.partner_request r
		where ${after ? sql`(${answerBy}, r.id) > (${after.at}::timestamptz::date, ${after.id}::uuid)` : sql`true`}
		order by ${answerBy}, r.id limit ${PAGE_OF_REQUESTS + 1}`);

/** Whether a question to my organisation waits for an assessment of a child (R-213); the tovholder is told where it does. */
export const findAwaited = (request: string) =>
	ask<{ awaits: boolean }>(sql`select samspil.awaits_assessment(${request}::uuid) as awaits`);

/** Says yes or no for my organisation; false where there is no such question to it. */
export const putAnswer = (request: string, yes: boolean, note: string) =>
	ask<{ answered: boolean }>(
		sql`select samspil.answer_partner_request(${request}::uuid, ${yes}, ${note}) as answered`
	);

/** What I have answered to a question, while that stands; no row for anybody else. */
export const findMyAnswer = (request: string) =>
	ask<{ yes: boolean; note: string; pathway: string | null }>(
		sql`select yes, note, pathway from samspil.my_answer(${request}::uuid)`
	);

/** The pathway that my organisation has just joined. */
export const findJoined = (request: string) =>
	tables
		.selectFrom('partner')
		.select('pathway_id as pathway')
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', request)
		.where('organisation_id', '=', sql<string>`${actingOrganisation}`);
