-- What has changed is worked out within a moment: of the functions that read facts, those that are about other things stop at once (0401). They are
-- as they were otherwise (0462, 0409).
create or replace function samspil.framework_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
	if abouts is not null and not exists (select from samspil.framework x where x.tenant_id = tenant and x.collaboration_id = any (abouts)) then return; end if;
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
create or replace function samspil.retention_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if abouts is not null and not exists (select from samspil.pathway x where x.tenant_id = tenant and x.id = any (abouts) and x.state = 'closed') then return; end if;
	return query
	select 'retention', c.pathway_id, c.pathway_id, 'pathway', null::uuid, null::uuid, c.pathway_id, null::uuid,
		'/pathways/' || c.pathway_id || '/retention', c.goes_on, null::date, null, null, 'tovholder', t.person_id, t.organisation_id
	from samspil.closed_pathways(tenant) c
		join samspil.tovholder t on t.tenant_id = tenant and t.pathway_id = c.pathway_id and t.until is null
			and (t.left_on is null or t.left_on >= today)
	where c.goes_on is not null and not c.held and not c.let_go and (abouts is null or c.pathway_id = any (abouts));
end $$;
