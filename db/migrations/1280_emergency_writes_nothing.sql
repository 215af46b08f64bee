-- Emergency access is to read, in all that was left of it (1262): what was written before is not rewritten, no task of the municipality's is said
-- to be done, no minutes are kept and no times answered by whoever is on the pathway in an emergency alone.
create policy by_those_on_it_anew on samspil.entry as restrictive for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and samspil.may_write_on(pathway_id));
create policy by_those_on_it_anew on samspil.task as restrictive for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and samspil.may_write_on(pathway_id));
create policy by_those_on_it on samspil.minutes_correction as restrictive for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and samspil.may_write_on(pathway_id));
CREATE OR REPLACE FUNCTION samspil.repeat_task(wanted uuid, next_id uuid, next_due date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
declare
	k samspil.task;
begin
	select * into k from samspil.task t where t.tenant_id = samspil.visited_tenant() and t.id = wanted for update;
	if k.id is null or not samspil.may_write_on(k.pathway_id) or k.repeats is null or k.state <> 'done' or next_due <= k.due_on
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
CREATE OR REPLACE FUNCTION samspil.may_answer_option(option uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
begin
	return exists (select from samspil.meeting_option o join samspil.meeting m on m.tenant_id = o.tenant_id and m.id = o.meeting_id
		where o.tenant_id = samspil.acting_tenant() and o.id = option and m.state = 'draft'
			and (o.pathway_id = any (samspil.my_whole_pathways()) or o.scope_id = any (samspil.my_scopes())) and samspil.may_write_on(o.pathway_id)
			and (o.pathway_id = any (samspil.my_pathways_as('{citizen}')) or exists (select from samspil.meeting_participant p
				where p.tenant_id = o.tenant_id and p.meeting_id = o.meeting_id and p.person_id = samspil.acting_person()
					and p.organisation_id = samspil.acting_organisation())));
end $$;
CREATE OR REPLACE FUNCTION samspil.my_minutings()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
begin
	return (select coalesce(array_agg(m.id), '{}') from samspil.meeting_participant p
			join samspil.meeting m on m.tenant_id = p.tenant_id and m.id = p.meeting_id
		where p.tenant_id = samspil.acting_tenant() and p.person_id = samspil.acting_person() and p.organisation_id = samspil.acting_organisation() and p.writes
			and (p.pathway_id = any (samspil.my_whole_pathways()) or p.scope_id = any (samspil.my_scopes())) and samspil.may_write_on(p.pathway_id)
			and m.state = 'minutes' and m.minutes_sent_at is null);
end $$;

-- As before (1262); nor whoever leads a collaboration, whatever their function is called.
create or replace function samspil.may_open_emergency() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	return coalesce(v.person_id is not null and v.may_open and v.hat = 'organisation' and v.organisation_id = v.tenant_id, false)
		and exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = v.person_id
			and m.organisation_id = v.organisation_id and m.function in ('employee', 'manager'))
		and not exists (select from samspil.group_member g where g.tenant_id = v.tenant_id and g.person_id = v.person_id and g.group_kind = 'steering'
			and g.since <= v.today and (g.until is null or g.until >= v.today))
		and not exists (select from samspil.collaboration c where c.tenant_id = v.tenant_id and c.leader_person_id = v.person_id and c.phase <> 'ended');
end $$;

-- As before (0330); whoever was let out by the tovholder is told.
create or replace function samspil.end_emergency(wanted uuid) returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	e samspil.emergency_access;
begin
	select * into e from samspil.emergency_access x where x.tenant_id = v.tenant_id and x.id = wanted for update;
	if not found or v.hat <> 'organisation' or not v.may_open
		or not (e.person_id = v.person_id and e.organisation_id is not distinct from v.organisation_id
			or e.pathway_id = any (samspil.my_pathways_as('{tovholder}'))) then
		return 'not-yours';
	end if;
	if e.ended_at is not null then return 'ended'; end if;
	perform samspil.record_pathway('emergency.ended', e.pathway_id, e.id);
	update samspil.emergency_access x set ended_at = now(), version = x.version + 1,
			ended_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = e.tenant_id and x.id = e.id;
	if e.person_id <> v.person_id then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (e.tenant_id, e.person_id, 'emergency-ended', '/emergency');
		perform samspil.mail_notice(e.tenant_id, e.person_id, '/emergency');
	end if;
	return 'ended';
end $$;
