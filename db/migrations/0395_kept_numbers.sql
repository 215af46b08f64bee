-- What is kept of an erased pathway counts nobody who lived under protection. Otherwise as before (0371).
create or replace function samspil.begin_erasure(e samspil.erasure) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	p samspil.pathway;
	t text;
	found uuid[];
	goes uuid[] := array[e.pathway_id];
begin
	select * into p from samspil.pathway x where x.tenant_id = e.tenant_id and x.id = e.pathway_id for update;
	if p.id is null or p.state <> 'closed' or exists (select from samspil.legal_hold h
		where h.tenant_id = e.tenant_id and h.pathway_id = e.pathway_id and h.lifted_at is null) then
		update samspil.erasure x set state = 'stopped' where x.tenant_id = e.tenant_id and x.id = e.id;
		return;
	end if;
	foreach t in array samspil.pathway_tables() loop
		if exists (select from information_schema.columns c where c.table_schema = 'samspil' and c.table_name = t and c.column_name = 'id' and c.data_type = 'uuid') then
			execute format('select array_agg(id) from samspil.%I where tenant_id = $1 and pathway_id = $2', t) into found using e.tenant_id, e.pathway_id;
			goes := goes || coalesce(found, '{}');
		end if;
	end loop;
	insert into samspil.kept_numbers as k (tenant_id, collaboration_id, year, pathways, decided, decided_in_time, meetings_held, tasks_due, tasks_in_time)
		select p.tenant_id, p.collaboration_id, extract(year from p.registered_on)::int, 1, n.decided, n.decided_in_time, n.meetings_held, n.tasks_due, n.tasks_in_time
		from samspil.numbers_of(p.tenant_id, p.id, current_date) n
		-- who lives under protection is counted neither before nor after (0381)
		where not exists (select from samspil.citizen z where z.tenant_id = p.tenant_id and z.id = p.citizen_id and z.is_protected)
		on conflict (tenant_id, collaboration_id, year) do update set pathways = k.pathways + 1, decided = k.decided + excluded.decided,
			decided_in_time = k.decided_in_time + excluded.decided_in_time, meetings_held = k.meetings_held + excluded.meetings_held,
			tasks_due = k.tasks_due + excluded.tasks_due, tasks_in_time = k.tasks_in_time + excluded.tasks_in_time;
	update samspil.erasure x set state = 'under-way', ids = goes || p.citizen_id, citizen_id = p.citizen_id,
			people = (select coalesce(array_agg(distinct who), '{}') from (
				select c.person_id as who from samspil.citizen c where c.tenant_id = p.tenant_id and c.id = p.citizen_id and c.person_id is not null
				union select k.person_id from samspil.companion k where k.tenant_id = p.tenant_id and k.pathway_id = p.id) w),
			addresses = (select coalesce(array_agg(distinct i.email), '{}') from samspil.invitation i
				where i.tenant_id = p.tenant_id and (i.pathway_id = p.id or i.citizen_id = p.citizen_id))
		where x.tenant_id = e.tenant_id and x.id = e.id;
	-- last, so that the trigger finds nobody who may open it
	update samspil.pathway x set state = 'erasing' where x.tenant_id = p.tenant_id and x.id = p.id;
end $$;
