-- R-112: whoever has handed the threads over still finishes what they were given to do themselves, for the days that they read on: their own tasks,
-- and nobody else's, not even of their own organisation. Otherwise as 1280 and 1290: they write nothing.
create function samspil.is_own_while_handing_over(pathway uuid, person uuid, organisation uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return coalesce(person = samspil.acting_person() and organisation = samspil.acting_organisation()
		and pathway = any (samspil.my_pathways_as('{former-tovholder}')), false);
end $$;
revoke all on function samspil.is_own_while_handing_over(uuid, uuid, uuid) from public;
grant execute on function samspil.is_own_while_handing_over(uuid, uuid, uuid) to samspil_app;
drop policy by_those_on_it_anew on samspil.task;
create policy by_those_on_it_anew on samspil.task as restrictive for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and (samspil.may_write_on(pathway_id)
		or samspil.is_own_while_handing_over(pathway_id, responsible_person_id, responsible_organisation_id)));

-- As before (1280); the next of one's own too.
create or replace function samspil.repeat_task(wanted uuid, next_id uuid, next_due date) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	k samspil.task;
begin
	select * into k from samspil.task t where t.tenant_id = samspil.visited_tenant() and t.id = wanted for update;
	if k.id is null or not (samspil.may_write_on(k.pathway_id)
			or samspil.is_own_while_handing_over(k.pathway_id, k.responsible_person_id, k.responsible_organisation_id))
		or k.repeats is null or k.state <> 'done' or next_due <= k.due_on
		or not (k.pathway_id = any (samspil.my_whole_pathways()) or k.scope_id = any (samspil.my_scopes()))
		or not (k.pathway_id = any (samspil.my_pathways_as('{tovholder}')) or k.responsible_organisation_id = samspil.acting_organisation()
			or (k.for_citizen and k.pathway_id = any (samspil.my_pathways_as('{citizen}')))) then
		return false;
	end if;
	insert into samspil.task (tenant_id, id, pathway_id, scope_id, category, title, responsible_person_id, responsible_organisation_id, responsible_name,
			responsible_organisation_name, for_citizen, due_on, repeats, repeats_from, follows_id, created_by, created_by_name)
		values (k.tenant_id, next_id, k.pathway_id, k.scope_id, k.category, k.title, k.responsible_person_id, k.responsible_organisation_id, k.responsible_name,
			k.responsible_organisation_name, k.for_citizen, next_due, k.repeats, k.repeats_from, k.id, k.created_by, k.created_by_name)
		on conflict do nothing;
	if not found then return false; end if;
	insert into samspil.task_helper (tenant_id, task_id, pathway_id, scope_id, category, person_id, organisation_id, name, organisation_name)
		select h.tenant_id, next_id, h.pathway_id, h.scope_id, h.category, h.person_id, h.organisation_id, h.name, h.organisation_name
		from samspil.task_helper h where h.tenant_id = k.tenant_id and h.task_id = k.id;
	return true;
end $$;
