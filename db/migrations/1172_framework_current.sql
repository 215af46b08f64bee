-- Whether the framework of a municipality is updated in time: a version is in force, and the day of its next update has not gone by. What is written on the next
-- version meanwhile changes nothing of that, and all collaborations of the municipality have the same framework.
create function samspil.framework_is_current(place uuid, today date) returns boolean language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.framework f where f.tenant_id = place and f.established_version_id is not null and f.next_update_on >= today)
$$;
revoke all on function samspil.framework_is_current(uuid, date) from public;

-- Both pages of numbers ask it (otherwise as 1091, and as 0990 and 0463).
create or replace function samspil.follow_up_counts(today date) returns table (
	id uuid, name text, framework_current boolean, in_time integer, late integer, undecided integer, consented integer, unconsented integer, closed integer,
	meetings_held integer, tasks_in_time integer, tasks_late integer, homelessness integer, substance_use integer, employment integer,
	families integer, youth integer, arrived integer, arrived_reached integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	mine uuid[] := samspil.my_led_collaborations() || samspil.my_grouped_collaborations('steering');
begin
	if v.person_id is null or not v.may_open then return; end if;
	return query
	select c.id, c.name,
		samspil.framework_is_current(c.tenant_id, today),
		(coalesce(n.in_time, 0) + coalesce(k.in_time, 0))::int, (coalesce(n.late, 0) + coalesce(k.late, 0))::int,
		(coalesce(n.undecided, 0) + coalesce(k.undecided, 0))::int, coalesce(n.consented, 0)::int, coalesce(n.unconsented, 0)::int,
		(coalesce(n.closed, 0) + coalesce(k.pathways, 0))::int, (coalesce(n.meetings, 0) + coalesce(k.meetings, 0))::int,
		(coalesce(n.tasks_in_time, 0) + coalesce(k.tasks_in_time, 0))::int, (coalesce(n.tasks_late, 0) + coalesce(k.tasks_late, 0))::int,
		coalesce(n.homelessness, 0)::int, coalesce(n.substance_use, 0)::int, coalesce(n.employment, 0)::int, coalesce(n.families, 0)::int,
		coalesce(n.youth, 0)::int, coalesce(n.arrived, 0)::int, coalesce(n.arrived_reached, 0)::int
	from samspil.collaboration c
		left join lateral (
			select sum(x.decided_in_time) as in_time, sum(x.decided - x.decided_in_time) as late, sum(1 - x.decided) as undecided,
				sum(x.meetings_held) as meetings, sum(x.tasks_in_time) as tasks_in_time, sum(x.tasks_due - x.tasks_in_time) as tasks_late,
				count(*) filter (where p.state <> 'open') as closed, count(*) filter (where p.state = 'open' and y.has) as consented,
				count(*) filter (where p.state = 'open' and not y.has) as unconsented,
				count(*) filter (where p.state = 'open' and 'homelessness' = any (w.marks)) as homelessness,
				count(*) filter (where p.state = 'open' and 'substance-use' = any (w.marks)) as substance_use,
				count(*) filter (where p.state = 'open' and 'employment' = any (w.marks)) as employment,
				count(*) filter (where p.state = 'open' and 'families' = any (w.marks)) as families,
				count(*) filter (where p.state = 'open' and 'youth' = any (w.marks)) as youth,
				count(*) filter (where p.state = 'open' and 'newly-arrived' = any (w.marks)) as arrived,
				count(*) filter (where p.state = 'open' and 'newly-arrived' = any (w.marks) and exists (select from samspil.entry e
					where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.kind = 'contact'
						and coalesce(e.contacted, 'citizen') = 'citizen' and coalesce(e.reached, true)
						and e.starts_on between today - 30 and today)) as arrived_reached
			from samspil.pathway p cross join lateral samspil.numbers_of(p.tenant_id, p.id, today) x
				cross join lateral (select exists (select from samspil.consent s where s.tenant_id = p.tenant_id and s.pathway_id = p.id
					and s.withdrawn_at is null and today between s.valid_from and s.valid_until) as has) y
				cross join lateral (select coalesce(array_agg(m.mark), '{}') as marks from samspil.pathway_mark m
					where m.tenant_id = p.tenant_id and m.pathway_id = p.id) w
			where p.tenant_id = c.tenant_id and p.collaboration_id = c.id and p.state <> 'erasing'
				and not exists (select from samspil.citizen z where z.tenant_id = p.tenant_id and z.id = p.citizen_id and z.is_protected)) n on true
		left join lateral (
			select sum(g.pathways) as pathways, sum(g.decided_in_time) as in_time, sum(g.decided - g.decided_in_time) as late,
				sum(g.pathways - g.decided) as undecided, sum(g.meetings_held) as meetings, sum(g.tasks_in_time) as tasks_in_time,
				sum(g.tasks_due - g.tasks_in_time) as tasks_late
			from samspil.kept_numbers g where g.tenant_id = c.tenant_id and g.collaboration_id = c.id) k on true
	where c.tenant_id = v.tenant_id and c.id = any (mine)
	order by c.name, c.id;
end $$;

drop function samspil.implementation_facts(date);
create function samspil.implementation_facts(today date) returns table (
	collaborations integer, begun boolean, in_force_on date, next_update_on date, partners integer, partners_read integer, activities integer,
	activities_done integer, goals_reached integer, pool integer, agreements integer, is_current boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if v.person_id is null or not v.may_open
		or samspil.my_led_collaborations() || samspil.my_grouped_collaborations('steering') = '{}' then return; end if;
	return query
	with f as (
		select x.*, w.content from (select v.tenant_id as id) t left join samspil.framework x on x.tenant_id = t.id
			left join samspil.framework_version w on w.tenant_id = x.tenant_id and w.id = x.established_version_id
	), named as (
		select distinct p.organisation from f cross join lateral jsonb_array_elements_text(
			coalesce(f.content #> '{answers,relevant-partners,value,organisations}', '[]')) p (organisation)
		where p.organisation <> v.tenant_id::text
	)
	select
		(select count(*)::int from samspil.collaboration c where c.tenant_id = v.tenant_id and c.phase <> 'ended'),
		f.id is not null, f.established_on, f.next_update_on,
		(select count(*)::int from named),
		(select count(*)::int from named n where exists (select from samspil.framework_reading r where r.tenant_id = v.tenant_id
			and r.version_id = f.established_version_id and r.organisation_id::text = n.organisation and r.read_at is not null)
			or exists (select from samspil.framework_call k where k.tenant_id = v.tenant_id
				and k.version_id = f.established_version_id and k.organisation_id::text = n.organisation and k.is_read)),
		(select count(*)::int from samspil.plan_activity a where a.tenant_id = v.tenant_id and a.standing in ('planned', 'under-way', 'done')),
		(select count(*)::int from samspil.plan_activity a where a.tenant_id = v.tenant_id and a.standing = 'done'),
		(select count(*)::int from samspil.goal_standing g where g.tenant_id = v.tenant_id and g.standing = 'reached'),
		(select count(distinct t.person_id)::int from samspil.tovholder_pool t where t.tenant_id = v.tenant_id and t.until is null),
		(select count(*)::int from samspil.document d join samspil.document_version w on w.tenant_id = d.tenant_id
			and w.id = samspil.counting_version(d.tenant_id, d.id, today)
			where d.tenant_id = v.tenant_id and w.from_on <= today and (w.until_on is null or w.until_on >= today) and (w.ends_on is null or w.ends_on > today)),
		samspil.framework_is_current(v.tenant_id, today)
	from f;
end $$;
revoke all on function samspil.implementation_facts(date) from public;
grant execute on function samspil.implementation_facts(date) to samspil_app;
