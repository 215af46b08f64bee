-- Who lives under protection is in no count either: one more in a small collaboration tells somebody who waits for it that they are there.
create or replace function samspil.follow_up_counts(today date) returns table (
	id uuid, name text, framework_current boolean, in_time integer, late integer, undecided integer, consented integer, unconsented integer, closed integer,
	meetings_held integer, tasks_in_time integer, tasks_late integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	mine uuid[] := samspil.my_led_collaborations() || samspil.my_grouped_collaborations('steering');
begin
	if v.person_id is null or not v.may_open then return; end if;
	return query
	select c.id, c.name,
		exists (select from samspil.framework f where f.tenant_id = c.tenant_id and f.collaboration_id = c.id and f.state = 'established'
			and (f.next_update_on is null or f.next_update_on >= today)),
		(coalesce(n.in_time, 0) + coalesce(k.in_time, 0))::int, (coalesce(n.late, 0) + coalesce(k.late, 0))::int,
		(coalesce(n.undecided, 0) + coalesce(k.undecided, 0))::int, coalesce(n.consented, 0)::int, coalesce(n.unconsented, 0)::int,
		(coalesce(n.closed, 0) + coalesce(k.pathways, 0))::int, (coalesce(n.meetings, 0) + coalesce(k.meetings, 0))::int,
		(coalesce(n.tasks_in_time, 0) + coalesce(k.tasks_in_time, 0))::int, (coalesce(n.tasks_late, 0) + coalesce(k.tasks_late, 0))::int
	from samspil.collaboration c
		left join lateral (
			select sum(x.decided_in_time) as in_time, sum(x.decided - x.decided_in_time) as late, sum(1 - x.decided) as undecided,
				sum(x.meetings_held) as meetings, sum(x.tasks_in_time) as tasks_in_time, sum(x.tasks_due - x.tasks_in_time) as tasks_late,
				count(*) filter (where p.state <> 'open') as closed, count(*) filter (where p.state = 'open' and y.has) as consented,
				count(*) filter (where p.state = 'open' and not y.has) as unconsented
			from samspil.pathway p cross join lateral samspil.numbers_of(p.tenant_id, p.id, today) x
				cross join lateral (select exists (select from samspil.consent s where s.tenant_id = p.tenant_id and s.pathway_id = p.id
					and s.withdrawn_at is null and today between s.valid_from and s.valid_until) as has) y
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
