-- R-058: whoever follows the numbers up sees those of a taking, and not those of today. From the difference between two days anybody could read what the one
-- pathway is about that began in between. Whether a taking may follow another is a rule (taking.rules.ts): it asks in how many pathways something is different.
create table samspil.follow_up (
	tenant_id uuid not null,
	collaboration_id uuid not null,
	taken_on date not null,
	-- the last day on which it was asked whether they may be taken anew
	asked_on date not null,
	in_time integer not null,
	late integer not null,
	undecided integer not null,
	consented integer not null,
	unconsented integer not null,
	closed integer not null,
	meetings_held integer not null,
	tasks_in_time integer not null,
	tasks_late integer not null,
	homelessness integer not null,
	substance_use integer not null,
	employment integer not null,
	families integer not null,
	youth integer not null,
	arrived integer not null,
	arrived_reached integer not null,
	-- how many pathways had a part in it, and how many were kept as numbers only
	parts integer not null,
	kept integer not null,
	primary key (tenant_id, collaboration_id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration
);
-- What each pathway was counted as when they were taken, to tell later in how many something is different. Nobody reads it.
create table samspil.follow_up_part (
	tenant_id uuid not null,
	collaboration_id uuid not null,
	pathway_id uuid not null,
	-- how it stands and what it is about
	course text not null,
	-- its meetings and tasks
	activity text not null,
	primary key (tenant_id, collaboration_id, pathway_id),
	foreign key (tenant_id, collaboration_id) references samspil.follow_up,
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
create index follow_up_part_pathway on samspil.follow_up_part (tenant_id, pathway_id);
alter table samspil.follow_up enable row level security;
alter table samspil.follow_up_part enable row level security;

-- What each pathway of a collaboration counts as. Who lives under protection is not counted (0381); otherwise as 1172 counted them.
create function samspil.follow_up_parts(place uuid, wanted uuid, today date) returns table (
	pathway_id uuid, in_time integer, late integer, undecided integer, consented integer, unconsented integer, closed integer, meetings_held integer,
	tasks_in_time integer, tasks_late integer, homelessness integer, substance_use integer, employment integer, families integer, youth integer,
	arrived integer, arrived_reached integer)
language sql stable security definer set search_path = samspil, pg_temp as $$
	select p.id, x.decided_in_time, x.decided - x.decided_in_time, 1 - x.decided, (o.is_open and y.has)::int, (o.is_open and not y.has)::int, (not o.is_open)::int,
		x.meetings_held, x.tasks_in_time, x.tasks_due - x.tasks_in_time,
		(o.is_open and 'homelessness' = any (w.marks))::int, (o.is_open and 'substance-use' = any (w.marks))::int, (o.is_open and 'employment' = any (w.marks))::int,
		(o.is_open and 'families' = any (w.marks))::int, (o.is_open and 'youth' = any (w.marks))::int, (o.is_open and 'newly-arrived' = any (w.marks))::int,
		(o.is_open and 'newly-arrived' = any (w.marks) and exists (select from samspil.entry e
			where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.kind = 'contact'
				and coalesce(e.contacted, 'citizen') = 'citizen' and coalesce(e.reached, true) and e.starts_on between today - 30 and today))::int
	from samspil.pathway p cross join lateral samspil.numbers_of(p.tenant_id, p.id, today) x
		cross join lateral (select p.state = 'open' as is_open) o
		cross join lateral (select exists (select from samspil.consent s where s.tenant_id = p.tenant_id and s.pathway_id = p.id
			and s.withdrawn_at is null and today between s.valid_from and s.valid_until) as has) y
		cross join lateral (select coalesce(array_agg(m.mark), '{}') as marks from samspil.pathway_mark m
			where m.tenant_id = p.tenant_id and m.pathway_id = p.id) w
	where p.tenant_id = place and p.collaboration_id = wanted and p.state <> 'erasing'
		and not exists (select from samspil.citizen z where z.tenant_id = p.tenant_id and z.id = p.citizen_id and z.is_protected)
$$;

-- The same, with what tells whether it is different.
create function samspil.follow_up_shares(place uuid, wanted uuid, today date) returns table (pathway_id uuid, course text, activity text)
language sql stable security definer set search_path = samspil, pg_temp as $$
	select n.pathway_id, concat_ws(' ', n.in_time, n.late, n.undecided, n.consented, n.unconsented, n.closed, n.homelessness, n.substance_use, n.employment,
		n.families, n.youth, n.arrived, n.arrived_reached), concat_ws(' ', n.meetings_held, n.tasks_in_time, n.tasks_late)
	from samspil.follow_up_parts(place, wanted, today) n
$$;

-- Collaborations whose numbers were never taken, or not asked about since this day.
create function samspil.follow_ups_due(since date) returns table (tenant uuid, collaboration uuid)
language sql stable security definer set search_path = samspil, pg_temp as $$
	select c.tenant_id, c.id from samspil.collaboration c
		left join samspil.follow_up f on f.tenant_id = c.tenant_id and f.collaboration_id = c.id
	where f.asked_on is null or f.asked_on < since
	order by c.tenant_id, c.id
$$;

-- In how many pathways something is different since the numbers were taken; no row where they never were. One that is being erased, or is, is not
-- different: it is kept as numbers and counted on. One that is not kept, since it lived under protection by then, is different; so is one kept that was not counted.
create function samspil.follow_up_changes(place uuid, wanted uuid, today date) returns table (course integer, activity integer)
language sql stable security definer set search_path = samspil, pg_temp as $$
	-- whether those had meetings or tasks is not known any more: the fewer count
	select d.course + g.gone, case when d.activity = 0 then g.gone else d.activity end
	from samspil.follow_up f
		cross join lateral (
			select count(*) filter (where a.course is distinct from b.course)::int as course, 
				count(*) filter (where coalesce(a.activity, '0 0 0') <> coalesce(b.activity, '0 0 0'))::int as activity
			from (select q.* from samspil.follow_up_part q join samspil.pathway p on p.tenant_id = q.tenant_id and p.id = q.pathway_id
					where q.tenant_id = place and q.collaboration_id = wanted and p.state <> 'erasing') a
				full join samspil.follow_up_shares(place, wanted, today) b using (pathway_id)) d
		cross join lateral (
			select abs(f.parts - (select count(*) from samspil.follow_up_part q join samspil.pathway p on p.tenant_id = q.tenant_id and p.id = q.pathway_id
					where q.tenant_id = place and q.collaboration_id = wanted and p.state <> 'erasing')
				- (coalesce((select sum(k.pathways) from samspil.kept_numbers k where k.tenant_id = place and k.collaboration_id = wanted), 0) - f.kept))::int as gone) g
	where f.tenant_id = place and f.collaboration_id = wanted
$$;

-- Takes the numbers of a collaboration as they are on this day, or notes that it was asked.
create function samspil.take_follow_up(place uuid, wanted uuid, today date, is_taken boolean) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if not is_taken then
		update samspil.follow_up f set asked_on = today where f.tenant_id = place and f.collaboration_id = wanted;
		return;
	end if;
	delete from samspil.follow_up_part q where q.tenant_id = place and q.collaboration_id = wanted;
	delete from samspil.follow_up f where f.tenant_id = place and f.collaboration_id = wanted;
	insert into samspil.follow_up (tenant_id, collaboration_id, taken_on, asked_on, in_time, late, undecided, consented, unconsented, closed, meetings_held,
			tasks_in_time, tasks_late, homelessness, substance_use, employment, families, youth, arrived, arrived_reached, parts, kept)
		select place, wanted, today, today, n.in_time + k.decided_in_time, n.late + k.decided - k.decided_in_time, n.undecided + k.pathways - k.decided,
			n.consented, n.unconsented, n.closed + k.pathways, n.meetings_held + k.meetings_held, n.tasks_in_time + k.tasks_in_time,
			n.tasks_late + k.tasks_due - k.tasks_in_time, n.homelessness, n.substance_use, n.employment, n.families, n.youth, n.arrived, n.arrived_reached,
			n.parts, k.pathways
		from (
			select coalesce(sum(in_time), 0) as in_time, coalesce(sum(late), 0) as late, coalesce(sum(undecided), 0) as undecided,
				coalesce(sum(consented), 0) as consented, coalesce(sum(unconsented), 0) as unconsented, coalesce(sum(closed), 0) as closed,
				coalesce(sum(meetings_held), 0) as meetings_held, coalesce(sum(tasks_in_time), 0) as tasks_in_time, coalesce(sum(tasks_late), 0) as tasks_late,
				coalesce(sum(homelessness), 0) as homelessness, coalesce(sum(substance_use), 0) as substance_use, coalesce(sum(employment), 0) as employment,
				coalesce(sum(families), 0) as families, coalesce(sum(youth), 0) as youth, coalesce(sum(arrived), 0) as arrived,
				coalesce(sum(arrived_reached), 0) as arrived_reached, count(*) as parts
			from samspil.follow_up_parts(place, wanted, today)) n
		cross join (
			select coalesce(sum(g.pathways), 0) as pathways, coalesce(sum(g.decided), 0) as decided, coalesce(sum(g.decided_in_time), 0) as decided_in_time,
				coalesce(sum(g.meetings_held), 0) as meetings_held, coalesce(sum(g.tasks_due), 0) as tasks_due, coalesce(sum(g.tasks_in_time), 0) as tasks_in_time
			from samspil.kept_numbers g where g.tenant_id = place and g.collaboration_id = wanted) k;
	insert into samspil.follow_up_part (tenant_id, collaboration_id, pathway_id, course, activity)
		select place, wanted, s.pathway_id, s.course, s.activity from samspil.follow_up_shares(place, wanted, today) s;
end $$;

drop function samspil.follow_up_counts(date);
create function samspil.follow_up_counts(today date) returns table (
	id uuid, name text, framework_current boolean, taken_on date, in_time integer, late integer, undecided integer, consented integer, unconsented integer,
	closed integer, meetings_held integer, tasks_in_time integer, tasks_late integer, homelessness integer, substance_use integer, employment integer,
	families integer, youth integer, arrived integer, arrived_reached integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	mine uuid[] := samspil.my_led_collaborations() || samspil.my_grouped_collaborations('steering');
begin
	if v.person_id is null or not v.may_open then return; end if;
	return query
	-- what was not taken yet is nought, and hidden like every small number
	select c.id, c.name, samspil.framework_is_current(c.tenant_id, today), f.taken_on, coalesce(f.in_time, 0), coalesce(f.late, 0), coalesce(f.undecided, 0),
		coalesce(f.consented, 0), coalesce(f.unconsented, 0), coalesce(f.closed, 0), coalesce(f.meetings_held, 0), coalesce(f.tasks_in_time, 0),
		coalesce(f.tasks_late, 0), coalesce(f.homelessness, 0), coalesce(f.substance_use, 0), coalesce(f.employment, 0), coalesce(f.families, 0),
		coalesce(f.youth, 0), coalesce(f.arrived, 0), coalesce(f.arrived_reached, 0)
	from samspil.collaboration c left join samspil.follow_up f on f.tenant_id = c.tenant_id and f.collaboration_id = c.id
	where c.tenant_id = v.tenant_id and c.id = any (mine)
	order by c.name, c.id;
end $$;
revoke all on function samspil.follow_up_parts(uuid, uuid, date), samspil.follow_up_shares(uuid, uuid, date), samspil.follow_ups_due(date),
	samspil.follow_up_changes(uuid, uuid, date), samspil.take_follow_up(uuid, uuid, date, boolean), samspil.follow_up_counts(date) from public;
grant execute on function samspil.follow_ups_due(date), samspil.follow_up_changes(uuid, uuid, date), samspil.take_follow_up(uuid, uuid, date, boolean)
	to samspil_jobs;
grant execute on function samspil.follow_up_counts(date) to samspil_app;

-- What goes with an erasure is counted for the officer; this says nothing that the rest does not. Otherwise as 0370.
create or replace function samspil.count_kept(wanted uuid[]) returns table (kind text, rows bigint)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	tenant uuid := samspil.reviewed_tenant();
	t text;
	mine uuid[];
begin
	if tenant is null then
		select array_agg(w) into mine from unnest(wanted) w where w = any (samspil.my_pathways_as('{citizen,tovholder}'));
		tenant := case when mine is not null then samspil.acting_tenant() end;
	else
		mine := wanted;
	end if;
	if tenant is null then return; end if;
	foreach t in array samspil.pathway_tables() loop
		if t in ('pathway_access', 'scope_access', 'scope', 'allotment', 'follow_up_part') then continue; end if;
		kind := t;
		execute format('select count(*) from samspil.%I where tenant_id = $1 and pathway_id = any ($2)', t) into rows using tenant, mine;
		if rows > 0 then return next; end if;
	end loop;
end $$;
