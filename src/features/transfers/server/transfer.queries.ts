/** What is passed from one to another on a pathway. The policies show it to who reads the whole pathway, and its own to a partner. */
import { sql } from 'kysely';
import { actingDay, actingPerson, actingTenant, ask } from '#server/tables.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Day } from '#values/day.ts';
import type { Identity } from '#features/pathways/partner.rules.ts';
import type { CitizenPart } from '#features/pathways/tovholder.rules.ts';
import type { Role, ThreadsOffered, TransferState, Verb, WorkOffered } from '../transfer.rules.ts';

/** How many of those that are over a page shows. */
export const PAGE_OF_TRANSFERS = 50;

/** One of them, with the names as they were. */
export type TransferShown = {
	id: string;
	verb: Verb;
	role: Role;
	state: TransferState;
	from: string;
	fromOrganisation: string;
	to: string;
	toOrganisation: string;
	toPerson: string | null;
	toOrganisationId: string;
	reason: string;
	question: string;
	citizenPart: CitizenPart | '';
	citizenNote: string;
	handoverUntil: Day | null;
	answerBefore: Day | null;
	by: string;
	byOrganisation: string;
	at: Date;
	isMine: boolean;
	answeredBy: string;
	answeredAt: Date | null;
	answerNote: string;
	version: number;
};

/** What the visitor is to the pathway, and who must not be named on it; no row where it is not open to me. */
export const findTransferPlace = (pathway: string) =>
	ask<{
		isHeld: boolean;
		isPartner: boolean;
		isOpen: boolean;
		collaboration: string;
		tovholder: string;
		tovholderOrganisation: string;
	}>(sql`
		select p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) as "isPartner", p.state = 'open' as "isOpen",
			p.collaboration_id as collaboration, t.person_id as tovholder, t.organisation_id as "tovholderOrganisation"
		from samspil.pathway p join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

/** Who of the pathway's citizen must not be told; no row where the citizen is not open to me. */
export const findWhoNotToName = (pathway: string) =>
	ask<Identity>(sql`
		select c.name, c.birth_date as "birthDate", c.phone from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

const shown = sql`
	select x.id, x.verb, x.role, x.state, x.from_name as from, x.from_organisation_name as "fromOrganisation", x.to_name as to,
		x.to_organisation_name as "toOrganisation", x.to_person_id as "toPerson", x.to_organisation_id as "toOrganisationId", x.reason, x.question,
		x.citizen_part as "citizenPart", x.citizen_note as "citizenNote", x.handover_until as "handoverUntil", x.answer_before as "answerBefore",
		x.begun_by_name as by, x.begun_by_organisation_name as "byOrganisation", x.begun_at as at, x.begun_by = ${actingPerson} as "isMine",
		x.answered_by_name as "answeredBy", x.answered_at as "answeredAt", x.answer_note as "answerNote", x.version,
		x.begun_at::text || '~' || x.id as cursor
	from samspil.transfer x`;
const isUnderWay = sql`x.verb in ('hand-over', 'take-over') and x.state in ('proposed', 'asked')`;

/** Those that somebody still has to answer, the oldest first: all of them. */
export const listUnderWay = (pathway: string) =>
	ask<TransferShown>(sql`${shown}
		where x.tenant_id = ${actingTenant} and x.pathway_id = ${pathway}::uuid and ${isUnderWay}
		order by x.begun_at, x.id`);

/** All others, the newest first, from where the page before ended; one more than a page. */
export const listTransfers = (pathway: string, after: CursorKey | null = null) =>
	ask<TransferShown & { cursor: string }>(sql`${shown}
		where x.tenant_id = ${actingTenant} and x.pathway_id = ${pathway}::uuid and not (${isUnderWay})
			and ${after ? sql`(x.begun_at, x.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
		order by x.begun_at desc, x.id desc limit ${PAGE_OF_TRANSFERS + 1}`);

export const findTransfer = (pathway: string, id: string) =>
	ask<TransferShown>(sql`${shown}
		where x.tenant_id = ${actingTenant} and x.pathway_id = ${pathway}::uuid and x.id = ${id}::uuid`);

/** Whether somebody is at work there today. */
export const findAtWork = (person: string, organisation: string) =>
	ask<{ name: string }>(sql`
		select m.person_name as name from samspil.membership m
		where m.tenant_id = ${actingTenant} and m.person_id = ${person}::uuid and m.organisation_id = ${organisation}::uuid
			and m.active_from <= ${actingDay} and (m.active_until is null or m.active_until >= ${actingDay})`);

/** The organisations of the municipality, by name. */
export const listOrganisations = () =>
	ask<{ id: string; name: string }>(sql`
		select o.id, o.name from samspil.tenant_organisation x join samspil.organisation o on o.id = x.organisation_id
		where x.tenant_id = ${actingTenant} and x.merged_into is null order by o.name, o.id limit 500`);

/** The people of organisations who can be told, managers first: at most a hundred of each that is asked about. */
export const listPeopleOf = (organisations: readonly string[]) =>
	ask<{ person: string; organisation: string; name: string; title: string }>(sql`
		select m.person_id as person, m.organisation_id as organisation, m.person_name as name, m.title from samspil.membership m
		where m.tenant_id = ${actingTenant} and m.organisation_id = any (${[...organisations]}::uuid[]) and m.active_from <= ${actingDay}
			and (m.active_until is null or m.active_until >= ${actingDay})
		order by m.organisation_id, m.function <> 'manager', m.person_name, m.person_id limit 300`);

/** Names and moments are the database's to write; nothing is written where the id is taken. */
const begin = (
	pathway: string,
	id: string,
	values: {
		verb: Verb;
		role: Role;
		state: TransferState;
		to_organisation_id: string;
		to_person_id?: string;
		reason: string;
		question?: string;
		citizen_part?: CitizenPart;
		citizen_note?: string;
		handover_until?: Day | null;
		answer_before?: Day | null;
	}
) =>
	ask<never>(sql`
		insert into samspil.transfer (tenant_id, id, pathway_id, verb, role, state, to_person_id, to_organisation_id, reason, question,
				citizen_part, citizen_note, handover_until, answer_before, begun_by)
			values (${actingTenant}, ${id}::uuid, ${pathway}::uuid, ${values.verb}, ${values.role}, ${values.state}, ${values.to_person_id ?? null}::uuid,
				${values.to_organisation_id}::uuid, ${values.reason}, ${values.question ?? ''}, ${values.citizen_part ?? ''}, ${values.citizen_note ?? ''},
				${values.handover_until ?? null}::date, ${values.answer_before ?? null}::date, ${actingPerson})
			on conflict do nothing`);

export const insertOffer = (pathway: string, id: string, offer: ThreadsOffered) =>
	begin(pathway, id, {
		verb: 'hand-over',
		role: 'tovholder',
		state: 'asked',
		to_person_id: offer.person,
		to_organisation_id: offer.organisation,
		reason: offer.reason,
		question: offer.question,
		citizen_part: offer.citizenPart,
		citizen_note: offer.citizenNote,
		handover_until: offer.handoverUntil,
		answer_before: offer.answerBefore
	});

export const insertWork = (pathway: string, id: string, offer: WorkOffered) =>
	begin(pathway, id, {
		verb: 'hand-over',
		role: 'partner',
		state: 'proposed',
		to_organisation_id: offer.organisation,
		reason: offer.reason,
		question: offer.question
	});

export const insertWish = (
	pathway: string,
	id: string,
	by: { person: string; organisation: string },
	reason: string
) =>
	begin(pathway, id, {
		verb: 'take-over',
		role: 'tovholder',
		state: 'proposed',
		to_person_id: by.person,
		to_organisation_id: by.organisation,
		reason
	});

/** What the database answers to somebody who acts on one that is under way. */
type Acted = { said: 'done' | 'stale' | 'not-yours' };

export const putPassedOn = (
	pathway: string,
	id: string,
	version: number,
	asked: { question: string; answerBefore: Day | null; people: readonly string[] }
) =>
	ask<Acted>(sql`
		select samspil.pass_transfer_on(${pathway}::uuid, ${id}::uuid, ${version}::int, ${asked.question}, ${asked.answerBefore}::date,
			${[...asked.people]}::uuid[]) as said`);

export const putDeclined = (pathway: string, id: string, version: number, note: string) =>
	ask<Acted>(
		sql`select samspil.decline_transfer(${pathway}::uuid, ${id}::uuid, ${version}::int, ${note}) as said`
	);

export const putWithdrawn = (pathway: string, id: string, version: number) =>
	ask<Acted>(
		sql`select samspil.withdraw_transfer(${pathway}::uuid, ${id}::uuid, ${version}::int) as said`
	);

/** Whether an organisation waits for an assessment of the child of a pathway (R-213); no row where it does not. */
export const findUnassessed = (pathway: string, organisation: string) =>
	ask<{ id: string }>(sql`
		select p.id from samspil.pathway p
		where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid and samspil.is_of_child(p.id)
			and not exists (select from samspil.child_assessment a where a.tenant_id = p.tenant_id and a.pathway_id = p.id
				and a.organisation_id = ${organisation}::uuid and a.void_at is null)`);

/** Whether what I am asked to take over waits for such an assessment; the tovholder is told where it does. */
export const findAwaited = (request: string) =>
	ask<{ awaits: boolean }>(sql`select samspil.awaits_assessment(${request}::uuid) as awaits`);

/** L-21: whether I would hold the threads of a child under 15 for an association without the certificate. */
export const findLacksCertificate = (request: string) =>
	ask<{ lacks: boolean }>(
		sql`select samspil.transfer_lacks_certificate(${request}::uuid) as lacks`
	);

/** The receiver's answer, in one step of the database. */
export const putAnswer = (id: string, yes: boolean, note: string) =>
	ask<{ said: 'accepted' | 'declined' | 'answered-before' | 'not-open'; pathway: string | null }>(
		sql`select said, pathway from samspil.answer_transfer(${id}::uuid, ${yes}, ${note})`
	);

/** What I, or my organisation, am asked to take over. Nothing tells whom it is about. */
export type TransferRequest = {
	id: string;
	role: Role;
	question: string;
	askedBy: string;
	askedByOrganisation: string;
	askedAt: Date;
	answerBefore: Day | null;
};

/** All of it: few are asked at a time, and each must be answered. */
export const listTransferRequests = () =>
	ask<TransferRequest>(sql`
		select r.id, r.role, r.question, r.asked_by_name as "askedBy", r.asked_by_organisation_name as "askedByOrganisation",
			r.asked_at as "askedAt", r.answer_before as "answerBefore"
		from samspil.transfer_request r order by r.answer_before nulls last, r.asked_at, r.id limit 100`);

/** Who wishes to take the threads of a pathway over, as its project leader may know it. */
export const listWishes = (pathway: string) =>
	ask<{
		id: string;
		person: string;
		organisation: string;
		name: string;
		organisationName: string;
		at: Date;
		version: number;
	}>(sql`
		select w.id, w.to_person_id as person, w.to_organisation_id as organisation, w.to_name as name,
			w.to_organisation_name as "organisationName", w.begun_at as at, w.version
		from samspil.take_over_wish w where w.tenant_id = ${actingTenant} and w.pathway_id = ${pathway}::uuid order by w.begun_at`);
