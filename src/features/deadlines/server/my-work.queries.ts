/** What the acting person has to do, across everything: their deadlines, what has no day, and what they help others with. */
import { sql } from 'kysely';
import { actingDay, actingOrganisation, actingPerson, actingTenant, ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import { KINDS, kindOf, type DeadlineKind } from '../kind.rules.ts';
import type { WorkPlace } from '../my-work.rules.ts';

/** How many a page of the list holds. */
export const WORK_A_PAGE = 40;

/** One thing to do. `what`: its own words, where it has any; `agreement`: the one it comes from. */
export type Work = {
	kind: DeadlineKind;
	subject: string;
	dueOn: Day | null;
	path: string;
	what: string | null;
	agreement: string | null;
	collaboration: string | null;
	/** The number of the pathway it is on. */
	pathway: number | null;
	startsAt: Date | null;
	/** A task that is to tell of a meeting whoever gets no mail (L-30). */
	tells: boolean;
	/** A task of somebody else’s with which they help. */
	helps: boolean;
};

/** What is past and can be done no more is nobody's work. */
const DUTIES = sql.join(KINDS.filter((kind) => kindOf(kind).isDuty).map((kind) => sql.lit(kind)));

/** Whether something here has changed that is not worked out yet. */
export const findWaiting = () =>
	ask<{ waits: boolean }>(sql`select samspil.deadlines_wait() as waits`);

/**
 * What is due first, one more than a page; what has no day comes last. Which agreements and collaborations the visitor may read is
 * worked out only where something is from one.
 */
export const listMyWork = (after: WorkPlace | null) =>
	ask<Work>(sql`
		with dated as materialized (
			select p.due_on, p.kind, p.subject_id, d.path, d.document_id, d.pathway_id, d.collaboration_id
			from samspil.deadline_person p
				join samspil.deadline d on d.tenant_id = p.tenant_id and d.kind = p.kind and d.subject_id = p.subject_id and d.due_on = p.due_on
			where p.tenant_id = ${actingTenant} and p.person_id = ${actingPerson} and p.organisation_id = ${actingOrganisation} and p.part = 'acts'
				and (p.due_on, p.kind, p.subject_id) > (${from.dueOn(after)}::date, ${from.kind(after)}::text, ${from.subject(after)}::uuid)
				and (p.due_on >= ${actingDay} or p.kind in (${DUTIES}))
			order by p.due_on, p.kind, p.subject_id limit ${sql.lit(WORK_A_PAGE + 1)}
		), undated as materialized (
			(select 'infinity'::date as due_on, 'agreement-task' as kind, l.id as subject_id,
				'/agreements/' || l.document_id || '/set-going/' || l.id as path, l.document_id, null::uuid as pathway_id, null::uuid as collaboration_id
			from samspil.agreement_live l
			where l.tenant_id = ${actingTenant} and l.person_id = ${actingPerson} and l.organisation_id = ${actingOrganisation}
				and l.kind = 'task' and l.status <> 'done' and l.retired_at is null and l.due_on is null
				and ('infinity'::date, 'agreement-task', l.id) > (${from.dueOn(after)}::date, ${from.kind(after)}::text, ${from.subject(after)}::uuid)
				and exists (select from samspil.document_version v
					where v.tenant_id = l.tenant_id and v.id = samspil.counting_version(l.tenant_id, l.document_id, ${actingDay})
						and (v.until_on is null or v.until_on >= ${actingDay}) and (v.ends_on is null or v.ends_on > ${actingDay}))
			order by l.id limit ${sql.lit(WORK_A_PAGE + 1)})
			union all
			(select 'infinity', 'task', k.id, '/pathways/' || k.pathway_id || '/tasks', null, k.pathway_id, null
			from samspil.task k
			where k.tenant_id = ${actingTenant} and k.responsible_person_id = ${actingPerson} and k.responsible_organisation_id = ${actingOrganisation}
				and k.state = 'open' and k.due_on is null
				and ('infinity'::date, 'task', k.id) > (${from.dueOn(after)}::date, ${from.kind(after)}::text, ${from.subject(after)}::uuid)
			order by k.id limit ${sql.lit(WORK_A_PAGE + 1)})
			union all
			(select 'infinity', 'group-task', j.id, '/collaborations/' || s.collaboration_id || '/meetings/' || j.meeting_id || '#tasks', s.document_id, null,
				s.collaboration_id
			from samspil.group_task j join samspil.group_meeting n on n.tenant_id = j.tenant_id and n.id = j.meeting_id
				join samspil.meeting_series s on s.tenant_id = n.tenant_id and s.id = n.series_id
			where j.tenant_id = ${actingTenant} and j.responsible_person_id = ${actingPerson} and j.responsible_organisation_id = ${actingOrganisation}
				and j.state = 'open' and j.due_on is null
				and ('infinity'::date, 'group-task', j.id) > (${from.dueOn(after)}::date, ${from.kind(after)}::text, ${from.subject(after)}::uuid)
			order by j.id limit ${sql.lit(WORK_A_PAGE + 1)})
		), helping as materialized (
			(select coalesce(k.due_on, 'infinity') as due_on, 'task' as kind, k.id as subject_id, '/pathways/' || k.pathway_id || '/tasks' as path,
				null::uuid as document_id, k.pathway_id, null::uuid as collaboration_id
			from samspil.task_helper h join samspil.task k on k.tenant_id = h.tenant_id and k.id = h.task_id
			where h.tenant_id = ${actingTenant} and h.person_id = ${actingPerson} and h.organisation_id = ${actingOrganisation} and k.state = 'open'
				and (coalesce(k.due_on, 'infinity'), 'task', k.id) > (${from.dueOn(after)}::date, ${from.kind(after)}::text, ${from.subject(after)}::uuid)
				-- whoever holds the threads acts for one who cannot see it any more
				and not exists (select from dated d where d.kind = 'task' and d.subject_id = k.id)
			order by coalesce(k.due_on, 'infinity'), k.id limit ${sql.lit(WORK_A_PAGE + 1)})
			union all
			(select coalesce(j.due_on, 'infinity'), 'group-task', j.id, '/collaborations/' || s.collaboration_id || '/meetings/' || j.meeting_id || '#tasks',
				s.document_id, null, s.collaboration_id
			from samspil.group_task_helper h join samspil.group_task j on j.tenant_id = h.tenant_id and j.id = h.task_id
				join samspil.group_meeting n on n.tenant_id = j.tenant_id and n.id = j.meeting_id
				join samspil.meeting_series s on s.tenant_id = n.tenant_id and s.id = n.series_id
			where h.tenant_id = ${actingTenant} and h.person_id = ${actingPerson} and h.organisation_id = ${actingOrganisation} and j.state = 'open'
				and (coalesce(j.due_on, 'infinity'), 'group-task', j.id) > (${from.dueOn(after)}::date, ${from.kind(after)}::text, ${from.subject(after)}::uuid)
				and not exists (select from dated d where d.kind = 'group-task' and d.subject_id = j.id)
			order by coalesce(j.due_on, 'infinity'), j.id limit ${sql.lit(WORK_A_PAGE + 1)})
		), work as materialized (
			select *, false as helps from dated union all select *, false from undated union all select *, true from helping
			order by due_on, kind, subject_id limit ${sql.lit(WORK_A_PAGE + 1)}
		)
		-- what a line says is asked of the one table its kind stands in, and who may read the others is not worked out for it
		select w.kind, w.subject_id as subject, nullif(w.due_on, 'infinity') as "dueOn", w.path, w.helps, coalesce(given.tells_of is not null, false) as tells,
			case
				when w.kind = 'task' then given.title
				when w.kind = 'group-task' then (select j.title from samspil.group_task j where j.tenant_id = ${actingTenant} and j.id = w.subject_id)
				when w.kind in ('agreement-task', 'agreement-goal', 'agreement-meeting', 'agreement-frequent-meeting') then (
					select coalesce(l.said ->> 'what', l.said ->> 'goal', l.said ->> 'purpose') from samspil.agreement_live l
					where l.tenant_id = ${actingTenant} and l.id = w.subject_id)
				when w.kind = 'agreement-obligation' then (
					select o.what from samspil.agreement_obligation o where o.tenant_id = ${actingTenant} and o.id = w.subject_id)
				when w.kind = 'agreement-decision' then (
					select q.title from samspil.document_question q where q.tenant_id = ${actingTenant} and q.id = w.subject_id)
				when w.kind = 'agreement-removal' then (
					select g.material from samspil.agreement_removal g where g.tenant_id = ${actingTenant} and g.id = w.subject_id)
				when w.kind in ('group-meeting', 'group-agenda', 'group-minutes') then (
					select b.purpose from samspil.group_meeting n join samspil.meeting_series b on b.tenant_id = n.tenant_id and b.id = n.series_id
					where n.tenant_id = ${actingTenant} and n.id = w.subject_id)
				when w.kind in ('meeting', 'meeting-agenda', 'meeting-minutes') then (
					select e.purpose from samspil.meeting e where e.tenant_id = ${actingTenant} and e.id = w.subject_id)
				when w.kind = 'plan-activity' then (
					select a.what from samspil.plan_activity a where a.tenant_id = ${actingTenant} and a.id = w.subject_id)
				when w.kind = 'group-rhythm' then (
					select b.purpose from samspil.meeting_series b where b.tenant_id = ${actingTenant} and b.id = w.subject_id)
			end as what,
			case when w.document_id is not null then (select x.title from samspil.document x
				where x.tenant_id = ${actingTenant} and x.id = w.document_id) end as agreement,
			case when w.collaboration_id is not null then (select c.name from samspil.collaboration c
				where c.tenant_id = ${actingTenant} and c.id = w.collaboration_id) end as collaboration,
			case when w.pathway_id is not null then (select y.number from samspil.pathway y
				where y.tenant_id = ${actingTenant} and y.id = w.pathway_id) end as pathway,
			case w.kind
				when 'meeting' then (select e.starts_at from samspil.meeting e where e.tenant_id = ${actingTenant} and e.id = w.subject_id)
				when 'group-meeting' then (select n.starts_at from samspil.group_meeting n where n.tenant_id = ${actingTenant} and n.id = w.subject_id)
			end as "startsAt"
		from work w
			left join lateral (select k.title, k.tells_of from samspil.task k
				where w.kind = 'task' and k.tenant_id = ${actingTenant} and k.id = w.subject_id) given on true
		order by w.due_on, w.kind, w.subject_id`);

/** The key after which a page begins: before everything where it is the first. */
const from = {
	dueOn: (after: WorkPlace | null) => sql`${after ? (after.dueOn ?? 'infinity') : '-infinity'}`,
	kind: (after: WorkPlace | null) => sql`${after?.kind ?? ''}`,
	subject: (after: WorkPlace | null) =>
		sql`${after?.subject ?? '00000000-0000-0000-0000-000000000000'}`
};
