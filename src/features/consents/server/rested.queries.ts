/** What was decided on the strength of a consent, and stands when the consent does not. */
import { sql } from 'kysely';
import { actingTenant, ask } from '#server/tables.ts';

/** Something that an organisation, or several, has been given, and can no longer read about; `organisation` is their names. */
export type Rested = {
	kind: 'task' | 'meeting' | 'plan' | 'partner';
	id: string;
	title: string;
	organisation: string;
};

/**
 * What rests on a consent that no longer opens it: open tasks, coming meetings and running parts of the plan of the
 * organisations that it was taken from, in the categories that nothing else opens to them, and those of them that take
 * part and read nothing. Nothing while the consent stands as it was given.
 */
export const listRested = (pathway: string, consent: string) =>
	ask<Rested>(sql`
		with given as materialized (
			select k.id, k.categories, case when k.withdrawn_at is not null or k.valid_until < (select samspil.acting_day())
				then k.organisations else k.denied end as lost
			from samspil.consent k
			where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid and k.id = ${consent}::uuid
		), standing as materialized (
			select k.categories, k.organisations, k.denied from samspil.consent k
			where k.tenant_id = ${actingTenant} and k.pathway_id = ${pathway}::uuid and k.withdrawn_at is null
				and (select samspil.acting_day()) between k.valid_from and k.valid_until
			union all
			select b.categories, array[b.organisation_id], '{}' from samspil.disclosure_basis b
			where b.tenant_id = ${actingTenant} and b.pathway_id = ${pathway}::uuid and b.ended_at is null
				and (select samspil.acting_day()) between b.valid_from and b.valid_until
		), gone as materialized (
			select o.id as organisation, o.name, c.category from given g
				cross join unnest(g.lost) as l(organisation_id)
				cross join unnest(g.categories) as c(category)
				join samspil.organisation o on o.id = l.organisation_id
			where not exists (select from standing s where o.id = any (s.organisations) and not o.id = any (s.denied) and c.category = any (s.categories))
		)
		select kind, id, title, string_agg(organisation, ', ' order by organisation) as organisation from (
		select 'task' as kind, t.id, t.title, g.name as organisation from gone g
			join samspil.task t on t.tenant_id = ${actingTenant} and t.pathway_id = ${pathway}::uuid
				and t.responsible_organisation_id = g.organisation and t.category = g.category and t.state = 'open'
		union all
		select 'meeting', m.id, m.purpose, g.name from gone g
			join samspil.meeting m on m.tenant_id = ${actingTenant} and m.pathway_id = ${pathway}::uuid and m.state in ('draft', 'invited')
		where g.category = 'meetings' and exists (select from samspil.meeting_participant x where x.tenant_id = m.tenant_id and x.meeting_id = m.id
			and x.organisation_id = g.organisation)
		union all
		select 'plan', e.id, case when e.title <> '' then e.title else left(e.body, 100) end, g.name from gone g
			join samspil.entry e on e.tenant_id = ${actingTenant} and e.pathway_id = ${pathway}::uuid and e.author_organisation_id = g.organisation
				and e.category = g.category and e.kind in ('measure', 'plan') and (e.ends_on is null or e.ends_on >= (select samspil.acting_day()))
		union all
		select distinct 'partner', p.id, '', g.name from gone g
			join samspil.partner p on p.tenant_id = ${actingTenant} and p.pathway_id = ${pathway}::uuid and p.organisation_id = g.organisation and p.state = 'agreed'
		where not exists (select from standing s where g.organisation = any (s.organisations) and not g.organisation = any (s.denied))
		) rested group by kind, id, title order by kind, organisation, title, id limit 200`);
