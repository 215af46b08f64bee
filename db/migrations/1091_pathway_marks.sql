-- What a pathway is about (R-047) and that somebody has newly arrived, with the month (R-048): by the tovholder, read like all else by
-- whoever reads the category it tells of. The numbers follow them separately.

create table samspil.pathway_mark (
	tenant_id uuid not null,
	pathway_id uuid not null,
	mark text not null check (mark in ('homelessness', 'substance-use', 'employment', 'families', 'youth', 'newly-arrived')),
	scope_id uuid not null,
	-- whom a theme is opened to is decided by what it tells: that somebody has no home is told to those who may read of housing
	category text not null check (category = case mark when 'homelessness' then 'housing' when 'substance-use' then 'substance-use'
		when 'employment' then 'work' when 'families' then 'family' else 'situation' end),
	arrived_month date check (arrived_month = date_trunc('month', arrived_month)::date),
	marked_at timestamptz not null default now(),
	marked_by_name text not null default '',
	primary key (tenant_id, pathway_id, mark),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((mark = 'newly-arrived') = (arrived_month is not null))
);
create index pathway_mark_scope on samspil.pathway_mark (tenant_id, scope_id, pathway_id, category);
alter table samspil.pathway_mark enable row level security;
create policy covered on samspil.pathway_mark for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy marked on samspil.pathway_mark for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy marked_anew on samspil.pathway_mark for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy taken_off on samspil.pathway_mark for delete to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, delete on samspil.pathway_mark to samspil_app;
grant insert (tenant_id, pathway_id, mark, scope_id, category, arrived_month, marked_by_name) on samspil.pathway_mark to samspil_app;
grant update (arrived_month, marked_at, marked_by_name) on samspil.pathway_mark to samspil_app;
create trigger guard_closed before insert or update on samspil.pathway_mark for each row execute function samspil.guard_closed();
create function samspil.guard_mark_taken_off() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.pathway p where p.tenant_id = old.tenant_id and p.id = old.pathway_id and p.state = 'closed') then
		raise exception using errcode = 'SA001', message = 'the pathway is closed';
	end if;
	return old;
end $$;
revoke all on function samspil.guard_mark_taken_off() from public;
create trigger guard_taken_off before delete on samspil.pathway_mark for each row execute function samspil.guard_mark_taken_off();

-- The directory can say the same two that it had no word for.
alter table samspil.offer drop constraint offer_themes_check;
alter table samspil.offer add constraint offer_themes_check check (themes <@ '{housing,homelessness,daily-life,work,education,economy,health,mental-health,substance-use,family,children,youth,loneliness,leisure,violence,crime,rights,language}');

-- As before (0381), and of the open pathways: how many are about each theme, how many have newly arrived, and of those how many somebody
-- has been in touch with in the last thirty days.
drop function samspil.follow_up_counts(date);
create function samspil.follow_up_counts(today date) returns table (
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
		exists (select from samspil.framework f where f.tenant_id = c.tenant_id and f.collaboration_id = c.id and f.state = 'established'
			and (f.next_update_on is null or f.next_update_on >= today)),
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
revoke all on function samspil.follow_up_counts(date) from public;
grant execute on function samspil.follow_up_counts(date) to samspil_app;
