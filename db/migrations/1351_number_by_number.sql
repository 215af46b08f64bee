-- A number that is shown moves only where at least five pathways move it, and not where five are different in something: of four that got a consent and one that
-- began, the one's theme was read (R-058, L-13). A pathway that moves a number with too few others is counted as in the table before, until they are enough
-- (taken-numbers.ts says which). So what each counts as is kept number by number, in one order everywhere: in_time, late, undecided, consented, unconsented,
-- closed, meetings_held, tasks_in_time, tasks_late, homelessness, substance_use, employment, families, youth, arrived, arrived_reached.
create function samspil.add_numbers(a integer[], b integer[], times integer default 1) returns integer[] language sql immutable
begin atomic
	select array_agg(x.a + times * x.b order by x.at) from unnest(a, b) with ordinality x (a, b, at);
end;
create function samspil.no_numbers() returns integer[] language sql immutable return array_fill(0, array[16]);

alter table samspil.follow_up_part add column numbers integer[] check (cardinality(numbers) = 16);
update samspil.follow_up_part q set numbers = x.n[1:6] || string_to_array(q.activity, ' ')::int[] || x.n[7:13]
	from (select f.tenant_id, f.pathway_id, string_to_array(f.course, ' ')::int[] as n from samspil.follow_up_part f) x
	where x.tenant_id = q.tenant_id and x.pathway_id = q.pathway_id;
alter table samspil.follow_up_part alter column numbers set not null, drop column course, drop column activity;

-- The erased stand together: as what they count in the numbers shown, and what they came to.
alter table samspil.follow_up add column numbers integer[] check (cardinality(numbers) = 16), add column gone_taken integer[] check (cardinality(gone_taken) = 16),
	add column gone_now integer[] check (cardinality(gone_now) = 16);
-- Those kept as numbers only (0370): without consents and themes.
create function samspil.kept_for_follow_up(place uuid, wanted uuid) returns integer[] language sql stable security definer set search_path = samspil, pg_temp as $$
	select array[coalesce(sum(g.decided_in_time), 0), coalesce(sum(g.decided - g.decided_in_time), 0), coalesce(sum(g.pathways - g.decided), 0), 0, 0,
		coalesce(sum(g.pathways), 0), coalesce(sum(g.meetings_held), 0), coalesce(sum(g.tasks_in_time), 0), coalesce(sum(g.tasks_due - g.tasks_in_time), 0),
		0, 0, 0, 0, 0, 0, 0]::integer[]
	from samspil.kept_numbers g where g.tenant_id = place and g.collaboration_id = wanted
$$;
delete from samspil.follow_up_part q using samspil.pathway p where p.tenant_id = q.tenant_id and p.id = q.pathway_id and p.state = 'erasing';
update samspil.follow_up f set gone_now = samspil.kept_for_follow_up(f.tenant_id, f.collaboration_id),
	numbers = array[f.in_time, f.late, f.undecided, f.consented, f.unconsented, f.closed, f.meetings_held, f.tasks_in_time, f.tasks_late, f.homelessness,
		f.substance_use, f.employment, f.families, f.youth, f.arrived, f.arrived_reached];
update samspil.follow_up f set gone_taken = (
	select array_agg(n - coalesce((select sum(q.numbers[at]) from samspil.follow_up_part q
		where q.tenant_id = f.tenant_id and q.collaboration_id = f.collaboration_id), 0)::int order by at) from unnest(f.numbers) with ordinality e (n, at));
alter table samspil.follow_up alter column numbers set not null, alter column gone_taken set not null, alter column gone_now set not null, drop column asked_on,
	drop column in_time, drop column late, drop column undecided, drop column consented, drop column unconsented, drop column closed, drop column meetings_held,
	drop column tasks_in_time, drop column tasks_late, drop column homelessness, drop column substance_use, drop column employment, drop column families,
	drop column youth, drop column arrived, drop column arrived_reached, drop column parts, drop column kept;

-- What a pathway counts as on a day, as 1350 counted each of a collaboration; nothing where its citizen lives under protection.
create function samspil.follow_up_share(place uuid, wanted uuid, today date) returns integer[] language sql stable security definer set search_path = samspil, pg_temp as $$
	select coalesce((select array[x.decided_in_time, x.decided - x.decided_in_time, 1 - x.decided, (o.is_open and y.has)::int, (o.is_open and not y.has)::int,
		(not o.is_open)::int, x.meetings_held, x.tasks_in_time, x.tasks_due - x.tasks_in_time,
		(o.is_open and 'homelessness' = any (w.marks))::int, (o.is_open and 'substance-use' = any (w.marks))::int, (o.is_open and 'employment' = any (w.marks))::int,
		(o.is_open and 'families' = any (w.marks))::int, (o.is_open and 'youth' = any (w.marks))::int, (o.is_open and 'newly-arrived' = any (w.marks))::int,
		(o.is_open and 'newly-arrived' = any (w.marks) and exists (select from samspil.entry e
			where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.kind = 'contact'
				and coalesce(e.contacted, 'citizen') = 'citizen' and coalesce(e.reached, true) and e.starts_on between today - 30 and today))::int]
	from samspil.pathway p cross join lateral samspil.numbers_of(p.tenant_id, p.id, today) x
		cross join lateral (select p.state = 'open' as is_open) o
		cross join lateral (select exists (select from samspil.consent s where s.tenant_id = p.tenant_id and s.pathway_id = p.id
			and s.withdrawn_at is null and today between s.valid_from and s.valid_until) as has) y
		cross join lateral (select coalesce(array_agg(m.mark), '{}') as marks from samspil.pathway_mark m
			where m.tenant_id = p.tenant_id and m.pathway_id = p.id) w
	where p.tenant_id = place and p.id = wanted
		and not exists (select from samspil.citizen z where z.tenant_id = p.tenant_id and z.id = p.citizen_id and z.is_protected)), samspil.no_numbers())
$$;
drop function samspil.follow_up_changes(uuid, uuid, date);
drop function samspil.take_follow_up(uuid, uuid, date, boolean);
drop function samspil.follow_up_shares(uuid, uuid, date);
drop function samspil.follow_up_parts(uuid, uuid, date);

-- Collaborations whose numbers were never taken, or not since this day.
create or replace function samspil.follow_ups_due(since date) returns table (tenant uuid, collaboration uuid)
language sql stable security definer set search_path = samspil, pg_temp as $$
	select c.tenant_id, c.id from samspil.collaboration c
		left join samspil.follow_up f on f.tenant_id = c.tenant_id and f.collaboration_id = c.id
	where f.taken_on is null or f.taken_on < since
	order by c.tenant_id, c.id
$$;

-- What each pathway counts as in the numbers shown and as of today, and, without a pathway, those erased. Nothing is shown yet where they were never taken.
create function samspil.follow_up_shares(place uuid, wanted uuid, today date) returns table (pathway uuid, is_first boolean, taken integer[], now integer[])
language sql stable security definer set search_path = samspil, pg_temp as $$
	select p.id, f.taken_on is null, coalesce(q.numbers, samspil.no_numbers()), samspil.follow_up_share(place, p.id, today)
	from samspil.pathway p
		left join samspil.follow_up f on f.tenant_id = place and f.collaboration_id = wanted
		left join samspil.follow_up_part q on q.tenant_id = place and q.collaboration_id = wanted and q.pathway_id = p.id
	where p.tenant_id = place and p.collaboration_id = wanted and p.state <> 'erasing'
	union all
	select null, f.taken_on is null, coalesce(f.gone_taken, samspil.no_numbers()), coalesce(f.gone_now, samspil.kept_for_follow_up(place, wanted))
	from (select) one left join samspil.follow_up f on f.tenant_id = place and f.collaboration_id = wanted
$$;

-- Takes the numbers of a collaboration: `counted` is what each is counted as from now on ([{"pathway", "numbers"}], the erased without a pathway).
create function samspil.take_follow_up(place uuid, wanted uuid, today date, counted jsonb) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	shown integer[] := samspil.no_numbers();
	gone integer[] := samspil.no_numbers();
	line record;
begin
	insert into samspil.follow_up (tenant_id, collaboration_id, taken_on, numbers, gone_taken, gone_now)
		values (place, wanted, today, shown, gone, samspil.kept_for_follow_up(place, wanted))
		on conflict do nothing;
	for line in select (x ->> 'pathway')::uuid as pathway,
			(select array_agg(n::integer order by at) from jsonb_array_elements_text(x -> 'numbers') with ordinality e (n, at)) as numbers
		from jsonb_array_elements(counted) x loop
		shown := samspil.add_numbers(shown, line.numbers);
		if line.pathway is null then
			gone := line.numbers;
		else
			insert into samspil.follow_up_part as q (tenant_id, collaboration_id, pathway_id, numbers) values (place, wanted, line.pathway, line.numbers)
				on conflict (tenant_id, collaboration_id, pathway_id) do update set numbers = excluded.numbers where q.numbers <> excluded.numbers;
		end if;
	end loop;
	update samspil.follow_up f set taken_on = today, numbers = shown, gone_taken = gone where f.tenant_id = place and f.collaboration_id = wanted;
end $$;

-- Erasing a pathway changes no number that is shown: what it counted as is counted on among the erased. What it came to is let through like any other change.
create function samspil.count_on_erased() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.follow_up f set gone_taken = samspil.add_numbers(f.gone_taken, old.numbers), gone_now = samspil.add_numbers(f.gone_now, old.numbers)
		where f.tenant_id = old.tenant_id and f.collaboration_id = old.collaboration_id;
	return old;
end $$;
create trigger count_on_erased before delete on samspil.follow_up_part for each row execute function samspil.count_on_erased();
create function samspil.count_what_it_came_to() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	taken integer[];
	came_to integer[] := samspil.follow_up_share(new.tenant_id, new.id, (now() at time zone 'Europe/Copenhagen')::date);
begin
	-- whoever takes the numbers meanwhile is waited for
	perform from samspil.follow_up f where f.tenant_id = new.tenant_id and f.collaboration_id = new.collaboration_id for update;
	delete from samspil.follow_up_part q where q.tenant_id = new.tenant_id and q.pathway_id = new.id returning q.numbers into taken;
	update samspil.follow_up f set gone_now = samspil.add_numbers(samspil.add_numbers(f.gone_now, came_to), coalesce(taken, samspil.no_numbers()), -1)
		where f.tenant_id = new.tenant_id and f.collaboration_id = new.collaboration_id;
	return null;
end $$;
-- after begin_erasure has kept its numbers (0395), and while all of it is there
create trigger count_what_it_came_to after update of state on samspil.pathway for each row
	when (new.state = 'erasing' and old.state <> 'erasing') execute function samspil.count_what_it_came_to();

create or replace function samspil.follow_up_counts(today date) returns table (
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
	select c.id, c.name, samspil.framework_is_current(c.tenant_id, today), f.taken_on,
		n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15], n[16]
	from samspil.collaboration c left join samspil.follow_up f on f.tenant_id = c.tenant_id and f.collaboration_id = c.id
		-- what was not taken yet is nought, and hidden like every small number
		cross join lateral (select coalesce(f.numbers, samspil.no_numbers()) as n) x
	where c.tenant_id = v.tenant_id and c.id = any (mine)
	order by c.name, c.id;
end $$;
revoke all on function samspil.add_numbers(integer[], integer[], integer), samspil.no_numbers(), samspil.kept_for_follow_up(uuid, uuid),
	samspil.follow_up_share(uuid, uuid, date), samspil.follow_up_shares(uuid, uuid, date), samspil.take_follow_up(uuid, uuid, date, jsonb),
	samspil.count_on_erased(), samspil.count_what_it_came_to() from public;
grant execute on function samspil.follow_up_shares(uuid, uuid, date), samspil.take_follow_up(uuid, uuid, date, jsonb) to samspil_jobs;
