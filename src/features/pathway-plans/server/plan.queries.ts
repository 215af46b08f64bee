/** The editions of a pathway's plan and the answers to them: read by whoever reads their category. */
import { sql } from 'kysely';
import { actingTenant, ask, isOpenToMe } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import type { Answer, Asked, Check, Given, Owner, PlanText } from '../plan.rules.ts';

/** Editions that a page shows: the newest, and those before it. */
const MOST_EDITIONS = 20;

/** An edition with what was answered to it. */
export type PlanShown = PlanText & {
	id: string;
	number: number;
	/** 64 hexadecimal digits: exactly this text. */
	hash: string;
	category: Category;
	owners: Owner[];
	citizenOwns: boolean;
	by: string;
	organisation: string;
	at: Date;
	/** No newer one has taken its place. */
	isNewest: boolean;
	answers: Given[];
};

const editions = (pathway: string) => sql`
	select p.id, p.number, encode(p.hash, 'hex') as hash, p.category, p.plan_type as "planType", p.aim, p.steps, p.cooperation, p.involvement, p.review_on as "reviewOn",
		p.duration, p.housing, p.employment, p.personal_help as "personalHelp", p.treatment, p.aids, p.other_matters as "otherMatters",
		p.owners, p.citizen_owns as "citizenOwns", p.written_by_name as by, p.written_by_organisation_name as organisation,
		p.written_at as at, p.replaced_at is null as "isNewest",
		(select coalesce(jsonb_agg(jsonb_build_object('organisation', a.organisation_id, 'name', a.organisation_name,
				'answer', a.answer, 'note', a.note, 'by', coalesce(w.answered_by_name, ''), 'told', a.told,
				'checked', a.checked_how, 'at', a.answered_at, 'version', a.version, 'former', coalesce(w.former, '[]'))
			order by a.answered_at), '[]')
			from samspil.pathway_plan_answer a
				left join samspil.pathway_plan_answer_in_full w on w.tenant_id = a.tenant_id and w.id = a.id
			where a.tenant_id = p.tenant_id and a.plan_id = p.id) as answers
	from samspil.pathway_plan p
	where p.tenant_id = ${actingTenant} and p.pathway_id = ${pathway}::uuid`;

/** The editions open to me, the newest first. */
export const listPlans = (pathway: string) =>
	ask<PlanShown>(
		sql`select * from (${editions(pathway)}) p order by p.number desc limit ${MOST_EDITIONS}`
	);

/** All editions open to me, the newest first: to take along. */
export const listAllPlans = (pathway: string) =>
	ask<PlanShown>(sql`select * from (${editions(pathway)}) p order by p.number desc`);

/** Whether all of the pathway is open to me, or there may be more than I find. */
export const findReach = (pathway: string) =>
	ask<{ isWhole: boolean }>(
		sql`select ${pathway}::uuid = any (samspil.my_whole_pathways()) as "isWhole"`
	);

/** Whether it was said of the newest edition that it is none of the kinds of plan that the framework named; no row where none is open to me. */
export const findOfNoType = (pathway: string) =>
	ask<{ isOfNoType: boolean }>(sql`
		select p.is_of_no_type as "isOfNoType" from samspil.pathway_plan p
		where p.tenant_id = ${actingTenant} and p.pathway_id = ${pathway}::uuid and p.replaced_at is null`);

/** The newest edition, where it is open to me. */
export const findPlan = (pathway: string) =>
	ask<PlanShown>(sql`${editions(pathway)} and p.replaced_at is null`);

/**
 * Who has access to plans of the kind that the newest edition is, by the framework in force; null where it names no such
 * kind. No row where the edition is of no kind, or is not open to me.
 */
export const findTypeAccess = (pathway: string) =>
	ask<{ organisations: string[] | null }>(sql`
		select samspil.access_to_plan_type(p.plan_type) as organisations from samspil.pathway_plan p
		where p.tenant_id = ${actingTenant} and p.pathway_id = ${pathway}::uuid and p.replaced_at is null and p.plan_type <> ''`);

/** An edition by its id. */
export const findEdition = (pathway: string, id: string) =>
	ask<PlanShown>(sql`${editions(pathway)} and p.id = ${id}::uuid`);

/** Whose plan it is, and who is asked. */
export type PlanPlace = {
	isOpen: boolean;
	isHeld: boolean;
	isCitizens: boolean;
	/** The organisation I am on the pathway for as a partner; null where I am not. */
	partner: string | null;
	partnerName: string;
	/** The one who holds the threads, to be told. */
	tovholder: string | null;
	/** Those at work on the pathway who can own the plan. */
	candidates: Owner[];
	/** The partners that have agreed, with whether any of theirs can read the newest edition; null where I may not know. */
	partners: (Asked & { organisation: string })[];
};

/** The pathway as a place for a plan; no row where it is not open to me. */
export const findPlanPlace = (pathway: string) =>
	ask<PlanPlace>(sql`
		select p.state = 'open' as "isOpen", p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) as "isHeld",
			p.id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]) as "isCitizens",
			case when p.id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) then (select samspil.acting_organisation()) end as partner,
			coalesce((select o.name from samspil.organisation o where o.id = (select samspil.acting_organisation())), '') as "partnerName",
			(select t.person_id from samspil.tovholder t
				where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null and t.left_on is null) as tovholder,
			(select coalesce(jsonb_agg(jsonb_build_object('person', c.person_id, 'organisation', c.organisation_id, 'name', c.name,
					'organisationName', o.name) order by o.name, c.name), '[]') from (
				select t.person_id, t.organisation_id, t.person_name as name from samspil.tovholder t
					where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
				union
				select x.person_id, x.organisation_id, m.person_name from samspil.partner_person x
					join samspil.membership m on m.tenant_id = x.tenant_id and m.person_id = x.person_id and m.organisation_id = x.organisation_id
					join samspil.partner r on r.tenant_id = x.tenant_id and r.pathway_id = x.pathway_id and r.organisation_id = x.organisation_id
						and r.state = 'agreed'
					where x.tenant_id = p.tenant_id and x.pathway_id = p.id and (x.until is null or x.until >= (select samspil.acting_day()))
				) c join samspil.organisation o on o.id = c.organisation_id) as candidates,
			(select coalesce(jsonb_agg(jsonb_build_object('organisation', r.organisation_id, 'name', o.name, 'mayRead',
					case when p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) then exists (
						select from samspil.scope_access a join samspil.pathway_plan n on n.tenant_id = a.tenant_id and n.scope_id = a.scope_id
							and n.replaced_at is null
						where a.tenant_id = p.tenant_id and a.pathway_id = p.id and a.organisation_id = r.organisation_id and a.reason = 'partner'
							and (select samspil.acting_day()) between a.from_day and a.until_day) end)
				order by o.name), '[]')
				from samspil.partner r join samspil.organisation o on o.id = r.organisation_id
				where r.tenant_id = p.tenant_id and r.pathway_id = p.id and r.state = 'agreed') as partners
		from samspil.pathway p where p.tenant_id = ${actingTenant} and p.id = ${pathway}::uuid`);

export type NewEdition = {
	id: string;
	/** The number of the edition it was written from. */
	basedOn: number;
	category: Category;
	text: PlanText;
	/** It was said that it is none of the kinds of plan that the framework names. */
	isOfNoType: boolean;
	owners: Owner[];
	citizenOwns: boolean;
	by: string;
	organisationName: string;
};

/** Lays down a new edition and records it; nothing where another was laid down since, or the id is taken. */
export const insertPlan = (pathway: string, edition: NewEdition) =>
	ask<{ id: string }>(sql`
		with written as (
			insert into samspil.pathway_plan (tenant_id, id, pathway_id, scope_id, category, number, aim, steps, cooperation, involvement,
				review_on, duration, housing, employment, personal_help, treatment, aids, other_matters, plan_type, is_of_no_type, owners, citizen_owns, hash,
				written_by, written_by_name, written_by_organisation_name)
			select s.tenant_id, ${edition.id}::uuid, s.pathway_id, s.id, s.category, ${edition.basedOn}::int + 1, ${edition.text.aim},
				${edition.text.steps}, ${edition.text.cooperation}, ${edition.text.involvement}, ${edition.text.reviewOn}::date,
				${edition.text.duration}, ${edition.text.housing}, ${edition.text.employment}, ${edition.text.personalHelp},
				${edition.text.treatment}, ${edition.text.aids}, ${edition.text.otherMatters}, ${edition.text.planType},
				${edition.isOfNoType},
				${JSON.stringify(edition.owners)}::jsonb, ${edition.citizenOwns}, sha256(''), (select samspil.acting_person()), ${edition.by},
				${edition.organisationName}
			from samspil.scope s where s.tenant_id = ${actingTenant} and s.pathway_id = ${pathway}::uuid and s.category = ${edition.category}
				and ${isOpenToMe('s.pathway_id', 's.id')}
				and ${edition.basedOn}::int = coalesce((select max(p.number) from samspil.pathway_plan p
					where p.tenant_id = s.tenant_id and p.pathway_id = s.pathway_id), 0)
			on conflict do nothing
			returning id
		)
		select w.id, samspil.record_pathway('plan.written', ${pathway}::uuid, w.id) from written w`);

export type NewAnswer = {
	plan: string;
	hash: string;
	/** null for the citizen. */
	organisation: string | null;
	organisationName: string;
	answer: Answer;
	note: string;
	by: string;
	told: boolean;
	checked: Check | null;
	/** Of the answer it changes; 0 where there is none. */
	basedOn: number;
};

/** Writes an answer to the newest edition; nothing where the edition is another now, or the answer was changed since. */
export const writeAnswer = (pathway: string, given: NewAnswer) => {
	const organisation = sql`${given.organisation}::uuid`;
	const plan = sql`p.tenant_id = ${actingTenant} and p.pathway_id = ${pathway}::uuid and p.id = ${given.plan}::uuid
		and encode(p.hash, 'hex') = ${given.hash} and p.replaced_at is null`;
	return given.basedOn === 0
		? ask<never>(sql`
			insert into samspil.pathway_plan_answer (tenant_id, plan_id, hash, pathway_id, scope_id, category, organisation_id,
				organisation_name, answer, note, answered_by, answered_by_name, told, checked_how)
			select p.tenant_id, p.id, p.hash, p.pathway_id, p.scope_id, p.category, ${organisation}, ${given.organisationName},
				${given.answer}, ${given.note}, (select samspil.acting_person()), ${given.by}, ${given.told}, ${given.checked}
			from samspil.pathway_plan p where ${plan}
			on conflict do nothing`)
		: ask<never>(sql`
			update samspil.pathway_plan_answer a set answer = ${given.answer}, note = ${given.note}, told = ${given.told}, checked_how = ${given.checked},
				answered_by = (select samspil.acting_person()), answered_by_name = ${given.by}, answered_at = now(), version = a.version + 1
			from samspil.pathway_plan p
			where ${plan} and a.tenant_id = p.tenant_id and a.plan_id = p.id and a.organisation_id is not distinct from ${organisation}
				and a.version = ${given.basedOn}`);
};

/** What the citizen's first page says of the plan. */
export type PlanBrief = { number: number; answer: Answer | null; reviewOn: string | null };

/** The newest edition in a line, with the citizen's answer. */
export const findPlanBrief = (pathway: string) =>
	ask<PlanBrief>(sql`
		select p.number, p.review_on as "reviewOn", (select a.answer from samspil.pathway_plan_answer a where a.tenant_id = p.tenant_id and a.plan_id = p.id
			and a.organisation_id is null) as answer
		from samspil.pathway_plan p
		where p.tenant_id = ${actingTenant} and p.pathway_id = ${pathway}::uuid and p.replaced_at is null`);
