/** The deadlines of a collaboration in a year. Row-level security decides what counts; nothing of a citizen is among them. */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { DeadlineKind } from '../kind.rules.ts';

/** More than a wheel can show. */
const MOST = 300;

export type DeadlineOfYear = {
	kind: DeadlineKind;
	subject: string;
	dueOn: Day;
	path: string;
	what: string | null;
	agreement: string | null;
	/** Who must act: by name, or by organisation where the reader does not know them. */
	who: string[];
};

/** Its name; no row where the visitor has no part in it. */
export const findCollaborationName = (collaboration: string) =>
	ask<{ name: string }>(sql`
		select c.name from samspil.collaboration c where c.tenant_id = ${actingTenant} and c.id = ${collaboration}::uuid
			and c.id = any ((select samspil.my_collaborations())::uuid[])`);

/** All deadlines from the first day through the last, by day. */
export const listYear = (collaboration: string, from: Day, until: Day) =>
	ask<DeadlineOfYear>(sql`
		select d.kind, d.subject_id as subject, d.due_on as "dueOn", d.path,
			coalesce(j.title, l.said ->> 'what', l.said ->> 'goal', l.said ->> 'purpose', o.what, q.title, g.material, b.purpose) as what, x.title as agreement,
			array(select distinct coalesce(m.person_name, i.name) from samspil.deadline_person p
				join samspil.organisation i on i.id = p.organisation_id
				left join samspil.membership m on m.tenant_id = p.tenant_id and m.person_id = p.person_id and m.organisation_id = p.organisation_id
				where p.tenant_id = d.tenant_id and p.kind = d.kind and p.subject_id = d.subject_id and p.due_on = d.due_on and p.part = 'acts'
				order by 1) as who
		from samspil.deadline d
			left join samspil.group_task j on d.kind = 'group-task' and j.tenant_id = d.tenant_id and j.id = d.subject_id
			left join samspil.agreement_live l on d.kind in ('agreement-task', 'agreement-goal', 'agreement-meeting', 'agreement-frequent-meeting')
				and l.tenant_id = d.tenant_id and l.id = d.subject_id
			left join samspil.agreement_obligation o on d.kind = 'agreement-obligation' and o.tenant_id = d.tenant_id and o.id = d.subject_id
			left join samspil.document_question q on d.kind = 'agreement-decision' and q.tenant_id = d.tenant_id and q.id = d.subject_id
			left join samspil.agreement_removal g on d.kind = 'agreement-removal' and g.tenant_id = d.tenant_id and g.id = d.subject_id
			left join samspil.group_meeting n on d.kind in ('group-meeting', 'group-agenda', 'group-minutes') and n.tenant_id = d.tenant_id and n.id = d.subject_id
			left join samspil.meeting_series b on d.kind in ('group-meeting', 'group-agenda', 'group-minutes', 'group-rhythm') and b.tenant_id = d.tenant_id
				and b.id = coalesce(n.series_id, d.subject_id)
			left join samspil.document x on x.tenant_id = d.tenant_id and x.id = d.document_id
		where d.tenant_id = ${actingTenant} and d.collaboration_id = ${collaboration}::uuid and d.due_on between ${from} and ${until}
		order by d.due_on, d.kind, d.subject_id limit ${sql.lit(MOST)}`);
