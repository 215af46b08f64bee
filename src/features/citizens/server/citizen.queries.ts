/**
 * What the citizen's own page shows. Who may see what is the policies' affair: the same questions answer the citizen, a
 * companion with what the citizen opened, and the tovholder who prints the page for a citizen without an account.
 */
import { sql } from 'kysely';
import { actingPerson, actingTenant, ask, tables } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Answer } from '#features/meetings/answer.rules.ts';
import type { SentContent, minutesOf } from '#features/meetings/sending.rules.ts';
import type { Day } from '#values/day.ts';

/** A pathway that I am the citizen of, or a companion on. */
export type MyPathway = {
	id: string;
	number: number;
	state: 'open' | 'closed';
	isCitizen: boolean;
	/** The citizen's name where it is open to me. */
	name: string | null;
};

/** My pathways, the open ones first, the last touched before the others. */
export const listMyPathways = () =>
	ask<MyPathway>(sql`
		select p.id, p.number, p.state, c.name, exists (select from samspil.pathway_access a where a.tenant_id = p.tenant_id
			and a.pathway_id = p.id and a.reason = 'citizen' and a.person_id = (select samspil.acting_person())) as "isCitizen"
		from samspil.pathway p left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = ${actingTenant}
		order by p.state = 'open' desc, "isCitizen" desc, p.changed_at desc, p.id limit 50`);

export type MyTovholder = {
	person: string;
	name: string;
	organisation: string;
	title: string | null;
	/** How the organisation is reached, as it says itself. */
	contact: string;
	mail: string | null;
	/** At work; null or empty where none is told. */
	phone: string | null;
	isTemporary: boolean;
	/** Works there no more; somebody else is being found. */
	hasLeft: boolean;
	/** How the citizen wants to be reached. */
	preferredChannel: string | null;
};

/** Who holds the threads, and how they are reached. */
export const findMyTovholder = (pathway: string) =>
	ask<MyTovholder>(sql`
		select t.person_id as person, t.person_name as name, o.name as organisation, m.title, o.contact, samspil.tovholder_address(t.pathway_id) as mail, samspil.tovholder_phone(t.pathway_id) as phone,
			t.kind = 'temporary' as "isTemporary", coalesce(t.left_on < (select samspil.acting_day()), false) as "hasLeft", c.preferred_channel as "preferredChannel"
		from samspil.tovholder t
			join samspil.organisation o on o.id = t.organisation_id
			join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id
			left join samspil.membership m on m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.organisation_id = t.organisation_id
			left join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where t.tenant_id = ${actingTenant} and t.pathway_id = ${pathway}::uuid and t.until is null`);

export type PlanStep = {
	id: string;
	kind: 'measure' | 'plan';
	title: string;
	body: string;
	startsOn: Day | null;
	endsOn: Day | null;
	by: string;
	organisation: string;
};

/** The plan: what helps and which steps are agreed, in the order they happen. */
export const listMyPlan = (pathway: string) =>
	ask<PlanStep>(sql`
		select e.id, e.kind, e.title, e.body, e.starts_on as "startsOn", e.ends_on as "endsOn", e.author_name as by,
			e.author_organisation_name as organisation
		from samspil.entry e
		where e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid and e.kind in ('measure', 'plan')
		order by e.starts_on nulls last, e.created_at, e.id limit 100`);

export type ComingMeeting = {
	id: string;
	purpose: string;
	form: 'in-person' | 'video' | 'phone';
	startsAt: Date;
	endsAt: Date;
	place: string;
	/** It has begun. */
	isNow: boolean;
	interpreterLanguage: string;
	participants: { name: string; organisation: string | null; reason: string; isCitizen: boolean }[];
	agenda: string[];
	/** My own answer, and the time it was asked for; null where I was not asked, or it is too late to answer. */
	mine: { answer: Answer | null; isByTimes: boolean; movedSequence: number } | null;
};

/** The meetings that lie ahead or are being held: when, where, who and why. */
export const listComingMeetings = (pathway: string, now: Date) =>
	ask<ComingMeeting>(sql`
		select m.id, m.purpose, m.form, m.starts_at as "startsAt", m.ends_at as "endsAt", m.place, m.starts_at <= ${now} as "isNow", case when m.interpreter = 'yes' then m.interpreter_language else '' end as "interpreterLanguage",
			coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'organisation', o.name, 'reason', p.reason, 'isCitizen', p.kind = 'citizen')
				order by p.kind = 'citizen' desc, o.name, p.name) from samspil.meeting_participant p left join samspil.organisation o on o.id = p.organisation_id
				where p.tenant_id = m.tenant_id and p.meeting_id = m.id), '[]') as participants,
			array(select a.title from samspil.agenda_item a where a.tenant_id = m.tenant_id and a.meeting_id = m.id and not a.parked
				order by a.position, a.id) as agenda,
			case when m.state = 'invited' then (select jsonb_build_object('answer', s.answer, 'movedSequence', s.moved_sequence, 'isByTimes', coalesce(s.answered_how = 'times', false)) from samspil.calendar_seat s
				where s.tenant_id = m.tenant_id and s.event_id = m.id and s.person_id = ${actingPerson} and s.off_at is null) end as mine
		from samspil.meeting m
		where m.tenant_id = ${actingTenant} and m.pathway_id = ${pathway}::uuid and (m.state = 'invited' or m.state = 'minutes' and m.minutes_sent_at is null) and m.ends_at >= ${now}
		order by m.starts_at, m.id limit 5`);

export type SentMinutes = {
	id: string;
	meeting: string;
	pathway: string;
	sentAt: Date;
	content: SentContent & ReturnType<typeof minutesOf>;
};

/** The minutes that were sent, as they were sent, the latest first. */
export const listSentMinutes = (pathway: string) =>
	ask<SentMinutes>(sql`
		select s.id, s.meeting_id as meeting, s.pathway_id as pathway, s.sent_at as "sentAt", s.content from samspil.meeting_sending s
		where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.kind = 'minutes'
		order by s.sent_at desc, s.id limit 20`);

export type Involved = {
	organisation: string;
	/** The people who are on the pathway for it now. */
	people: string[];
	/** Why, as it was written when it was brought in; null where nothing was, or where it is not for me. */
	why: string | null;
	/** What they can see today; null where I may not know. */
	categories: Category[] | null;
};

/** Who is involved now: the organisations that said yes, with their people and what they can see. */
export const listInvolved = (pathway: string) =>
	ask<Involved>(sql`
		select o.name as organisation,
			array(select distinct m.person_name from samspil.partner_person x join samspil.membership m on m.tenant_id = x.tenant_id
				and m.person_id = x.person_id and m.organisation_id = x.organisation_id
				where x.tenant_id = r.tenant_id and x.pathway_id = r.pathway_id and x.organisation_id = r.organisation_id
					and x.since <= (select samspil.acting_day()) and (x.until is null or x.until >= (select samspil.acting_day()))
				order by m.person_name) as people,
			(select w.why from samspil.why_involved(${pathway}::uuid) w where w.organisation = r.organisation_id) as why,
			(select array_agg(distinct a.category) from samspil.scope_access a where a.tenant_id = r.tenant_id and a.pathway_id = r.pathway_id
				and a.organisation_id = r.organisation_id and a.reason = 'partner' and a.from_day <= (select samspil.acting_day())
				and a.until_day >= (select samspil.acting_day())) as categories
		from samspil.partner r join samspil.organisation o on o.id = r.organisation_id
		where r.tenant_id = ${actingTenant} and r.pathway_id = ${pathway}::uuid and r.state = 'agreed'
		order by o.name, o.id limit 100`);

export type MyConsent = {
	id: string;
	number: number;
	purpose: string;
	categories: Category[];
	/** The organisations that read by it. */
	/** Who reads by it; `isOut`: not on the pathway any more, and reads nothing. */
	recipients: { id: string; name: string; isOut: boolean }[];
	/** The organisations that were taken out of it again, each with what is needed to let it in. */
	takenOut: { id: string; version: number; name: string }[];
	endedWithPathway: boolean;
	validFrom: Day;
	validUntil: Day;
	withdrawnAt: Date | null;
	textShown: string;
	/** Who said yes for somebody else; null where the citizen did. */
	givenFor: string | null;
	/** Of that: what the child said, and why a young person did not answer; empty else. */
	heard: string;
	unableWhy: string;
	version: number;
};

/** What the citizen has said yes to, the newest first. None for a companion. */
export const listMyConsents = (pathway: string) =>
	ask<MyConsent>(sql`
		select k.id, k.number, k.purpose, k.categories,
			coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name,
					'isOut', coalesce((select bool_and(r.state in ('declined', 'ended')) from samspil.partner r where r.tenant_id = k.tenant_id
						and r.pathway_id = k.pathway_id and r.organisation_id = o.id), false)) order by o.name, o.id) from samspil.organisation o
				where o.id = any (k.organisations) and not o.id = any (k.denied)), '[]') as recipients,
			coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'version', d.version, 'name', o.name) order by o.name, d.id)
				from samspil.consent_denial d join samspil.organisation o on o.id = d.organisation_id
				where d.tenant_id = k.tenant_id and d.consent_id = k.id and d.lifted_at is null), '[]') as "takenOut",
			k.ended_with_pathway as "endedWithPathway",
			k.valid_from as "validFrom", k.valid_until as "validUntil", k.withdrawn_at as "withdrawnAt", k.text_shown as "textShown", k.version,
			case when k.given_by = 'guardian' then (select w.given_by_name from samspil.consent_in_full w where w.tenant_id = k.tenant_id and w.id = k.id) end as "givenFor",
			coalesce(f.heard, '') as heard, coalesce(f.unable_why, '') as "unableWhy"
		from samspil.consent k left join samspil.consent_of_child_in_full f on f.tenant_id = k.tenant_id and f.id = k.id
		where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid
		order by k.withdrawn_at is null and k.valid_until >= (select samspil.acting_day()) desc, k.number desc limit 100`);

/** One telling, by its id. */
export const findMyWords = (pathway: string, id: string) =>
	tables
		.selectFrom('own_words')
		.select(['question', 'body'])
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id);

/** The telling of a citizen in the citizen's own hand: nobody wrote it down for them. */
export const insertMyWords = (
	pathway: string,
	words: { id: string; question: string; body: string }
) =>
	ask<never>(sql`
		insert into samspil.own_words (tenant_id, id, pathway_id, scope_id, question, body, said_on)
		select s.tenant_id, ${words.id}::uuid, s.pathway_id, s.id, ${words.question}, ${words.body}, (select samspil.acting_day())
		from samspil.scope s join samspil.pathway_access a on a.tenant_id = s.tenant_id and a.pathway_id = s.pathway_id and a.reason = 'citizen'
			and a.person_id = (select samspil.acting_person())
		where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = 'situation'
		on conflict (tenant_id, id) do nothing`);
