-- What partners may read of the words around a citizen: none without a basis that opens them.

-- Why a partner was brought in, what it was asked and answered, and why somebody holds the threads are words about the citizen.
-- Who they are is read by everybody on the pathway; the words by those who read the whole of it, in these two views.
revoke select on samspil.partner, samspil.tovholder from samspil_app;
grant select (tenant_id, pathway_id, organisation_id, id, state, decided_by_name, decided_on, asked_by_name, asked_by_organisation_name,
	contacted_at, answer_before, answered_at, agreed_on, ended_on, version, answered_by) on samspil.partner to samspil_app;
grant select (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, until, follows, route,
	decided_by_name, handover_until, left_on) on samspil.tovholder to samspil_app;
create view samspil.partner_in_full with (security_barrier) as
	select p.* from samspil.partner p
	where p.tenant_id = samspil.visited_tenant() and p.pathway_id = any ((select samspil.my_whole_pathways())::uuid[]);
create view samspil.tovholder_in_full with (security_barrier) as
	select t.* from samspil.tovholder t
	where t.tenant_id = samspil.visited_tenant() and t.pathway_id = any ((select samspil.my_whole_pathways())::uuid[]);
grant select on samspil.partner_in_full, samspil.tovholder_in_full to samspil_app;

-- Whoever helps without an account tells of the citizen too: where from, and what with. It has a category like all else, and a
-- partner reads it by what opens that; without one it is between the citizen and the tovholder.
alter table samspil.outside_contact add scope_id uuid, add category text,
	add constraint outside_contact_scope_of_category check ((scope_id is null) = (category is null)),
	add constraint outside_contact_taken_off check (removed_at is null or scope_id is null),
	add foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category);
create index outside_contact_scope on samspil.outside_contact (tenant_id, scope_id);
alter policy around on samspil.outside_contact
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]) and scope_id = any ((select samspil.my_scopes())::uuid[]))));
grant insert (scope_id, category) on samspil.outside_contact to samspil_app;
grant update (scope_id, category) on samspil.outside_contact to samspil_app;

-- That the citizen is under 18 is something about the citizen: for those to whom something of the pathway is open.
create or replace function samspil.is_of_child(wanted uuid) returns boolean language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = samspil.visited_tenant() and p.id = wanted and wanted = any (samspil.my_pathways())
			and c.birth_date > (samspil.acting_day() - interval '18 years')::date
			and samspil.my_categories(wanted) <> '{}');
$$;
