-- Facts of frameworks that deadlines are worked out from (0401): the sections of a round that nobody has seen to (R-074), and what is on the
-- action plan (R-073). Of what comes again every year: from when, until when, how many times, and how many were held this year.
create function samspil.framework_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
	return query
	with here as materialized (
		select m.person_id, m.organisation_id from samspil.membership m
		where m.tenant_id = tenant and m.active_from <= today and (m.active_until is null or m.active_until >= today)
	), f as materialized (
		select f.id, f.collaboration_id, c.leader_person_id from samspil.framework f
			join samspil.collaboration c on c.tenant_id = f.tenant_id and c.id = f.collaboration_id
		where f.tenant_id = tenant and (abouts is null or f.collaboration_id = any (abouts))
	), thing as (
		select 'framework-section' as kind, r.id as subject, f.collaboration_id as about, '/framework/round' as path, r.due_on as day,
			null::date as until, null::text as state, o.person_id, o.organisation_id, f.leader_person_id
		from f join samspil.framework_round r on r.tenant_id = tenant and r.framework_id = f.id and r.closed_at is null
			join samspil.framework_section_owner o on o.tenant_id = tenant and o.framework_id = f.id
		where not exists (select from samspil.framework_section_check c where c.tenant_id = tenant and c.round_id = r.id and c.section = o.section)
		union all
		select case a.timing when 'yearly' then 'plan-yearly' else 'plan-activity' end, a.id, f.collaboration_id, '/framework/plan/' || a.id,
			case a.timing when 'period' then a.ends_on else a.begins_on end, case a.timing when 'yearly' then a.ends_on end,
			case a.timing when 'yearly' then a.times_a_year || ' ' || (select count(*) from samspil.plan_occurrence h
				where h.tenant_id = tenant and h.activity_id = a.id and extract(year from h.held_on) = extract(year from today)) end,
			a.responsible_person_id, a.responsible_organisation_id, f.leader_person_id
		from f join samspil.plan_activity a on a.tenant_id = tenant and a.framework_id = f.id and a.standing in ('planned', 'under-way')
	)
	select distinct t.kind, t.subject, t.about, 'collaboration', t.about, null::uuid, null::uuid, null::uuid, t.path, t.day, t.until, null::text,
		t.state, w.part, w.person_id, w.organisation_id
	from thing t left join lateral (
		select x.part, h.person_id, h.organisation_id
		from (values ('responsible', t.person_id, t.organisation_id), ('leader', t.leader_person_id, tenant)) x (part, person_id, organisation_id)
			join here h on h.person_id = x.person_id and h.organisation_id = x.organisation_id
	) w on true;
end $$;
revoke all on function samspil.framework_facts(uuid, date, uuid[]) from public;
grant execute on function samspil.framework_facts(uuid, date, uuid[]) to samspil_jobs;

-- What has changed is worked out anew with the framework's collaboration.
create function samspil.mark_framework_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	it jsonb := to_jsonb(coalesce(new, old));
	home uuid := (it ->> 'tenant_id')::uuid;
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select f.tenant_id, f.collaboration_id from samspil.framework f where f.tenant_id = home and f.id = case tg_table_name
			when 'framework_section_check' then (select r.framework_id from samspil.framework_round r where r.tenant_id = home and r.id = (it ->> 'round_id')::uuid)
			when 'plan_occurrence' then (select a.framework_id from samspil.plan_activity a where a.tenant_id = home and a.id = (it ->> 'activity_id')::uuid)
			else (it ->> 'framework_id')::uuid end;
	return null;
end $$;
revoke all on function samspil.mark_framework_stale() from public;
create trigger mark_stale after insert or update on samspil.framework_round for each row execute function samspil.mark_framework_stale();
create trigger mark_stale after insert or update on samspil.framework_section_owner for each row execute function samspil.mark_framework_stale();
create trigger mark_stale after insert or update on samspil.framework_section_check for each row execute function samspil.mark_framework_stale();
create trigger mark_stale after insert or update on samspil.plan_activity for each row execute function samspil.mark_framework_stale();
create trigger mark_stale after insert or delete on samspil.plan_occurrence for each row execute function samspil.mark_framework_stale();
