-- L-12, L-15, L-9, L-10: what goes is what was approved and is due still, thing by thing; what is one person's alone is shown to nobody and let go by
-- nobody else; of an organisation's words that went, the pathway's record tells; and the record of pathways that are open stays.

alter table samspil.kept_run
	-- how many months it was approved by, and the mark it was approved as
	add column months integer,
	add column mark text,
	-- of the record: the pathways that were open or held when it was approved, and how far it has come
	add column left_out uuid[] not null default '{}',
	add column reached timestamptz,
	-- when a step of it broke; it is taken up again an hour later
	add column broke_at timestamptz;
-- What was approved and has not had its turn.
create table samspil.kept_run_thing (
	tenant_id uuid not null,
	run_id uuid not null,
	thing_id uuid not null,
	about uuid,
	primary key (tenant_id, run_id, thing_id),
	foreign key (tenant_id, run_id) references samspil.kept_run
);
alter table samspil.kept_run_thing enable row level security;
create index kept_run_thing_turn on samspil.kept_run_thing (tenant_id, run_id, about, thing_id);
-- The beginning of what is not emptied, for each municipality: how much it is, and where a step goes on.
create index audit_event_not_emptied on samspil.audit_event (tenant_id, at) where emptied is null;
drop index samspil.audit_event_at;

-- As before (1130); all of a municipality, or the one that is asked for.
drop function samspil.closed_pathways(uuid);
create function samspil.closed_pathways(tenant uuid, wanted uuid default null)
returns table (pathway_id uuid, number integer, citizen_id uuid, closed_on date, goes_on date, held boolean, let_go boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
	return query select p.id, p.number, p.citizen_id, c.closed_on,
		(c.closed_on + make_interval(months => case when n.months is not null and not exists (select from samspil.tovholder t
			where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.kind = 'final') then n.months else r.months end))::date,
		exists (select from samspil.legal_hold h where h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null),
		exists (select from samspil.erasure e where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.state <> 'stopped')
	from samspil.pathway p
		cross join lateral (select (max(x.closed_at) at time zone 'Europe/Copenhagen')::date as closed_on from samspil.closing x
			where x.tenant_id = p.tenant_id and x.pathway_id = p.id and x.reopened_at is null and x.closed_at is not null) c
		left join samspil.retention r on r.tenant_id = p.tenant_id
		left join samspil.kept_time n on n.tenant_id = p.tenant_id and n.organisation_id = p.tenant_id and n.kind = 'need'
	where p.tenant_id = tenant and (wanted is null or p.id = wanted) and p.state = 'closed' and c.closed_on is not null;
end $$;
create or replace function samspil.going_of(wanted uuid) returns table (closed_on date, goes_on date)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways_as('{citizen,tovholder}'))) then return; end if;
	return query select c.closed_on, c.goes_on from samspil.closed_pathways(samspil.acting_tenant(), wanted) c;
end $$;

-- Whether a kind is held back for an organisation, by itself or by the municipality for all.
create function samspil.kind_is_held(tenant uuid, owner uuid, wanted text) returns boolean language sql stable security definer set search_path = samspil, pg_temp
begin atomic
	select exists (select from samspil.kept_time t where t.tenant_id = tenant and t.organisation_id in (tenant, owner) and t.kind = wanted and t.held_at is not null);
end;
-- The pathways whose record stays as it is: a citizen whose pathway is long sees who looked as long as it is open (L-10), and a hold holds it.
create function samspil.record_stays_of(tenant uuid) returns uuid[] language sql stable security definer set search_path = samspil, pg_temp
begin atomic
	select array(select p.id from samspil.pathway p where p.tenant_id = tenant and (p.state <> 'closed'
		or exists (select from samspil.legal_hold h where h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null)));
end;
-- The things of a kind that are an organisation's, whose time has run since `until` or before, and that nothing holds. The record's rows have
-- no id and are not here. Of a doubt about a child it says neither whose it is nor the day: that is between who asked and who answered.
create or replace function samspil.kept_things(tenant uuid, owner uuid, wanted text, until date)
returns table (id uuid, about uuid, label text, since date)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	-- an organisation answers for what was written under a name it had
	us uuid[] := array(select u.organisation_id from samspil.tenant_organisation u where u.tenant_id = tenant and owner in (u.organisation_id, u.merged_into));
begin
	if until is null or samspil.kind_is_held(tenant, owner, wanted) then return; end if;
	if wanted = 'part' and owner <> tenant then
		return query
		with ours as materialized (select c.pathway_id, c.number::text as number, c.closed_on from samspil.closed_pathways(tenant) c
			where c.closed_on <= until and not c.held and not c.let_go)
		select e.id, o.pathway_id, o.number, o.closed_on from ours o
			join samspil.entry e on e.tenant_id = tenant and e.pathway_id = o.pathway_id and e.author_organisation_id = any (us)
		union all select f.id, o.pathway_id, o.number, o.closed_on from ours o
			join samspil.foreseen_need f on f.tenant_id = tenant and f.pathway_id = o.pathway_id and f.written_by_organisation_id = any (us)
		union all select s.id, o.pathway_id, o.number, o.closed_on from ours o
			join samspil.status_message s on s.tenant_id = tenant and s.pathway_id = o.pathway_id and s.sent_by_organisation_id = any (us);
	elsif wanted = 'group-meeting' and owner = tenant then
		-- what somebody has still to do stays with the meeting that agreed on it
		return query select g.id, null::uuid, c.name, (g.ends_at at time zone 'Europe/Copenhagen')::date
		from samspil.group_meeting g join samspil.meeting_series s on s.tenant_id = g.tenant_id and s.id = g.series_id
			join samspil.collaboration c on c.tenant_id = s.tenant_id and c.id = s.collaboration_id
		where g.tenant_id = tenant and g.state in ('held', 'cancelled') and (g.ends_at at time zone 'Europe/Copenhagen')::date <= until
			and not exists (select from samspil.group_task k where k.tenant_id = g.tenant_id and k.meeting_id = g.id and k.state = 'open');
	elsif wanted = 'doubt' then
		-- from the end of the month in which it was answered, so that neither the number nor the oldest tells a day; what nobody has answered stays
		return query select d.id, null::uuid, null::text, m.ends_on from samspil.doubt d
			cross join lateral (select (date_trunc('month', d.answered_at at time zone 'Europe/Copenhagen') + interval '1 month' - interval '1 day')::date as ends_on) m
			where d.tenant_id = tenant and d.organisation_id = any (us) and d.answered_at is not null and m.ends_on <= until;
	elsif wanted = 'child-role' then
		return query select r.id, null::uuid, p.name, r.ends_on from samspil.child_role r join samspil.person p on p.id = r.person_id
		where r.tenant_id = tenant and r.organisation_id = any (us) and r.ends_on <= until;
	elsif wanted = 'notice' and owner = tenant then
		return query select n.id, null::uuid, null::text, (n.read_at at time zone 'Europe/Copenhagen')::date
		from samspil.notice n where n.tenant_id = tenant and n.read_at < (until + 1)::timestamp at time zone 'Europe/Copenhagen';
	end if;
end $$;
-- How many they are, and a mark by which it is seen that they are the same still. The rows of the record are counted where they lie;
-- what answers for rows that were emptied before stays as it is.
create or replace function samspil.count_things(tenant uuid, owner uuid, wanted text, until date, out many integer, out mark text, out oldest date)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	left_out uuid[];
begin
	if wanted <> 'log' then
		select count(*)::int, count(*) || ':' || coalesce(bit_xor(hashtextextended(k.id::text, 0)), 0), min(k.since) into many, mark, oldest
			from samspil.kept_things(tenant, owner, wanted, until) k;
		return;
	end if;
	many := 0;
	mark := '0:0';
	if owner <> tenant or until is null or samspil.kind_is_held(tenant, owner, wanted) then return; end if;
	left_out := samspil.record_stays_of(tenant);
	select count(*)::int, count(*) || ':' || coalesce(bit_xor(hashint8extended(a.sequence * 16 + a.lane, 0)), 0), (min(a.at) at time zone 'Europe/Copenhagen')::date
		into many, mark, oldest from samspil.audit_event a
		where a.tenant_id = tenant and a.at < (until + 1)::timestamp at time zone 'Europe/Copenhagen' and a.emptied is null and a.action not like 'record.%'
			and (a.pathway_id is null or a.pathway_id <> all (left_out));
end $$;
-- Whether anything of a kind has reached its time.
create function samspil.has_things(tenant uuid, owner uuid, wanted text, until date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	left_out uuid[];
begin
	if wanted <> 'log' then return exists (select from samspil.kept_things(tenant, owner, wanted, until)); end if;
	if owner <> tenant or until is null or samspil.kind_is_held(tenant, owner, wanted) then return false; end if;
	left_out := samspil.record_stays_of(tenant);
	return exists (select from samspil.audit_event a
		where a.tenant_id = tenant and a.at < (until + 1)::timestamp at time zone 'Europe/Copenhagen' and a.emptied is null and a.action not like 'record.%'
			and (a.pathway_id is null or a.pathway_id <> all (left_out)));
end $$;

-- The things themselves where there is something to tell them by: a pathway's number, a collaboration, a name. The oldest hundred lines of each kind.
create or replace function samspil.kept_list() returns table (kind text, label text, since date, many integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeping_organisation();
begin
	if owner is null then return; end if;
	return query select w.name, k.label, k.since, k.many
		from unnest(array['part', 'group-meeting', 'child-role']) as w (name)
			cross join lateral (select t.label, t.since, count(*)::int as many from samspil.kept_things(v.tenant_id, owner, w.name,
				(v.today - make_interval(months => samspil.kept_months(v.tenant_id, owner, w.name)))::date) t
				group by t.about, t.label, t.since order by t.since, t.label limit 100) k
		order by k.since, k.label;
end $$;

-- As before (1130); a need has no hold of its own: its pathway has.
create or replace function samspil.hold_kept(wanted text, why text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeps_kind(wanted);
	who text;
begin
	if owner is null or (wanted = 'need' and why is not null) then return 'not-there'; end if;
	select p.name into who from samspil.person p where p.id = v.person_id;
	if why is null then
		update samspil.kept_time t set held_reason = null, held_at = null, held_by_name = null
			where t.tenant_id = v.tenant_id and t.organisation_id = owner and t.kind = wanted and t.held_at is not null;
		if found then perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'hold.lifted', null, null, '', jsonb_build_object('kind', wanted)); end if;
		return 'lifted';
	end if;
	insert into samspil.kept_time as t (tenant_id, organisation_id, kind, held_reason, held_at, held_by_name, changed_by_name, version)
		values (v.tenant_id, owner, wanted, why, now(), who, who, 0)
		on conflict (tenant_id, organisation_id, kind) do update set held_reason = why, held_at = now(), held_by_name = who where t.held_at is null;
	if not found then
		return case when exists (select from samspil.kept_time t where t.tenant_id = v.tenant_id and t.organisation_id = owner and t.kind = wanted
			and t.held_reason = why) then 'held' else 'held-already' end;
	end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'hold.placed', null, null, '', jsonb_build_object('kind', wanted));
	return 'held';
end $$;
-- Lets go what was shown, thing by thing. Answers 'let-go', also the second time, while the job is at it and after; 'stale' where it is not the
-- same any more; 'not-there'.
create or replace function samspil.let_go_kept(wanted text, shown_until date, shown_mark text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeps_kind(wanted);
	how_long integer := samspil.kept_months(v.tenant_id, owner, wanted);
	run uuid := gen_random_uuid();
	c record;
	n integer;
	seen text;
begin
	if owner is null then return 'not-there'; end if;
	-- the same sent twice
	if exists (select from samspil.kept_run r where r.tenant_id = v.tenant_id and r.organisation_id = owner and r.kind = wanted and r.done_at is null) then
		return case when exists (select from samspil.kept_run r where r.tenant_id = v.tenant_id and r.organisation_id = owner and r.kind = wanted
			and r.done_at is null and r.until = shown_until and r.mark = shown_mark) then 'let-go' else 'stale' end;
	end if;
	select * into c from samspil.count_things(v.tenant_id, owner, wanted, shown_until);
	if c.many = 0 or c.mark is distinct from shown_mark or (shown_until > (v.today - make_interval(months => how_long))::date) is not false then
		return case when exists (select from samspil.kept_run r where r.tenant_id = v.tenant_id and r.organisation_id = owner and r.kind = wanted
			and r.until = shown_until and r.mark = shown_mark) then 'let-go' else 'stale' end;
	end if;
	insert into samspil.kept_run (tenant_id, id, organisation_id, kind, until, shown, let_go_by_name, months, mark, left_out)
		select v.tenant_id, run, owner, wanted, shown_until, c.many, p.name, how_long, c.mark,
			case when wanted = 'log' then samspil.record_stays_of(v.tenant_id) else '{}' end
		from samspil.person p where p.id = v.person_id on conflict do nothing;
	if not found then return 'stale'; end if;
	if wanted <> 'log' then
		insert into samspil.kept_run_thing (tenant_id, run_id, thing_id, about)
			select v.tenant_id, run, k.id, k.about from samspil.kept_things(v.tenant_id, owner, wanted, shown_until) k;
		-- what came in between was not shown
		select count(*)::int, count(*) || ':' || coalesce(bit_xor(hashtextextended(k.thing_id::text, 0)), 0) into n, seen
			from samspil.kept_run_thing k where k.tenant_id = v.tenant_id and k.run_id = run;
		if seen is distinct from shown_mark then
			delete from samspil.kept_run_thing k where k.tenant_id = v.tenant_id and k.run_id = run;
			delete from samspil.kept_run r where r.tenant_id = v.tenant_id and r.id = run;
			return 'stale';
		end if;
	end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'retention.let-go', null, null, '',
		jsonb_build_object('kind', wanted, 'many', c.many));
	return 'let-go';
end $$;

-- As before (1131); that somebody notified is theirs, and goes with nothing else.
create or replace function samspil.delete_kept(tenant uuid, wanted text, gone uuid[]) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	case wanted
	when 'part' then
		delete from samspil.consent_denial d where d.tenant_id = tenant and d.entry_id = any (gone);
		delete from samspil.entry e where e.tenant_id = tenant and e.id = any (gone);
		delete from samspil.foreseen_need f where f.tenant_id = tenant and f.id = any (gone);
		delete from samspil.status_recipient r where r.tenant_id = tenant and r.message_id = any (gone);
		delete from samspil.status_message s where s.tenant_id = tenant and s.id = any (gone);
	when 'group-meeting' then
		-- what went on at a later meeting goes on there, and does not say any more where it began
		update samspil.group_item i set came_from = null where i.tenant_id = tenant
			and i.came_from in (select x.id from samspil.group_item x where x.tenant_id = tenant and x.meeting_id = any (gone));
		update samspil.group_task k set follows_id = null where k.tenant_id = tenant
			and k.follows_id in (select x.id from samspil.group_task x where x.tenant_id = tenant and x.meeting_id = any (gone));
		delete from samspil.group_task_helper h using samspil.group_task k where k.tenant_id = tenant and k.meeting_id = any (gone)
			and h.tenant_id = k.tenant_id and h.task_id = k.id;
		delete from samspil.group_task k where k.tenant_id = tenant and k.meeting_id = any (gone);
		delete from samspil.group_correction c where c.tenant_id = tenant and c.meeting_id = any (gone);
		delete from samspil.group_sending s where s.tenant_id = tenant and s.meeting_id = any (gone);
		delete from samspil.group_option o where o.tenant_id = tenant and o.meeting_id = any (gone);
		delete from samspil.group_times_link l where l.tenant_id = tenant and l.meeting_id = any (gone);
		delete from samspil.group_run r where r.tenant_id = tenant and r.meeting_id = any (gone);
		delete from samspil.group_seat s where s.tenant_id = tenant and s.meeting_id = any (gone);
		delete from samspil.calendar_seat s where s.tenant_id = tenant and s.event_id = any (gone);
		delete from samspil.group_item i where i.tenant_id = tenant and i.meeting_id = any (gone);
		delete from samspil.group_meeting g where g.tenant_id = tenant and g.id = any (gone);
	when 'doubt' then
		delete from samspil.doubt d where d.tenant_id = tenant and d.id = any (gone);
	when 'child-role' then
		delete from samspil.child_role r where r.tenant_id = tenant and r.id = any (gone);
	when 'notice' then
		delete from samspil.notice n where n.tenant_id = tenant and n.id = any (gone);
	end case;
end $$;
-- Says in the record of each pathway whose words went that they did: whose, and how many; and tells whoever holds its threads, once a run.
create function samspil.tell_part_gone(r samspil.kept_run, gone uuid[]) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	p record;
	holder uuid;
	way text;
begin
	for p in select k.about, count(*)::int as many from samspil.kept_run_thing k
		where k.tenant_id = r.tenant_id and k.run_id = r.id and k.thing_id = any (gone) and k.about is not null group by k.about order by k.about
	loop
		perform samspil.append_audit(r.tenant_id, null, r.organisation_id, 'part.gone', p.about, null, '', jsonb_build_object('many', p.many));
		way := '/pathways/' || p.about;
		for holder in select t.person_id from samspil.tovholder t where t.tenant_id = r.tenant_id and t.pathway_id = p.about and t.until is null loop
			if not exists (select from samspil.notice n where n.tenant_id = r.tenant_id and n.person_id = holder and n.kind = 'part-gone' and n.path = way
				and n.created_at >= r.let_go_at) then
				insert into samspil.notice (tenant_id, person_id, kind, path) values (r.tenant_id, holder, 'part-gone', way);
			end if;
		end loop;
	end loop;
end $$;
-- Empties the next rows of the record of who, whom and what; which organisation did what kind of thing, and when, stays. Answers how many, and null
-- where there are none left.
drop function samspil.empty_old_record(uuid, date);
create function samspil.empty_old_record(r samspil.kept_run) returns integer
language plpgsql security definer set search_path = samspil, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
	batch uuid := gen_random_uuid();
	stays uuid[] := samspil.record_stays_of(r.tenant_id) || r.left_out;
	low timestamptz := coalesce(r.reached, '-infinity');
	b record;
	n integer := 0;
begin
	select array_agg(x.lane) as lanes, array_agg(x.sequence) as sequences, array_agg(distinct x.pathway_id) filter (where x.pathway_id is not null) as about,
		max(x.at) as reached, count(*) as many
		into b from (select a.lane, a.sequence, a.pathway_id, a.at from samspil.audit_event a where a.tenant_id = r.tenant_id and a.at >= low
			and a.at < least((r.until + 1)::timestamp at time zone 'Europe/Copenhagen', r.let_go_at) and a.emptied is null and a.action not like 'record.%'
			and (a.pathway_id is null or a.pathway_id <> all (stays))
			order by a.at limit 500) x;
	if b.many = 0 then return null; end if;
	-- whoever opens a pathway again, or holds it, waits, and is asked for once more
	perform from samspil.pathway p where p.tenant_id = r.tenant_id and p.id = any (b.about) order by p.id for no key update;
	stays := samspil.record_stays_of(r.tenant_id);
	update samspil.audit_event a set emptied = batch, pathway_id = null, object_id = null, reason = '', detail = '{}', person_id = null, person_name = ''
		from unnest(b.lanes, b.sequences) as f (lane, sequence)
		where a.tenant_id = r.tenant_id and a.lane = f.lane and a.sequence = f.sequence and a.emptied is null
			and (a.pathway_id is null or a.pathway_id <> all (stays));
	get diagnostics n = row_count;
	update samspil.kept_run x set reached = b.reached where x.tenant_id = r.tenant_id and x.id = r.id;
	if n > 0 then
		perform samspil.append_audit(r.tenant_id, null, null, 'record.emptied', null, batch, '',
			jsonb_build_object('rows', n, 'fingerprint', samspil.emptied_fingerprint(batch)));
	end if;
	return n;
end $$;
-- The next step of a run: what has its turn goes if it is due still, and has had its turn either way. Answers how many went, and null when all had theirs.
create function samspil.step_of(r samspil.kept_run) returns integer
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	turn uuid[];
	gone uuid[];
	now_months integer;
begin
	-- whoever holds the kind, or sets another time, waits
	perform from samspil.kept_time t where t.tenant_id = r.tenant_id and t.organisation_id in (r.tenant_id, r.organisation_id) and t.kind = r.kind
		order by t.organisation_id for share;
	now_months := samspil.kept_months(r.tenant_id, r.organisation_id, r.kind);
	-- to be kept longer than it was approved by: it stays, and is shown again when its time has come
	if (now_months > r.months) is not false then return null; end if;
	if r.kind = 'log' then
		if samspil.kind_is_held(r.tenant_id, r.organisation_id, r.kind) then return null; end if;
		return samspil.empty_old_record(r);
	end if;
	turn := array(select k.thing_id from samspil.kept_run_thing k where k.tenant_id = r.tenant_id and k.run_id = r.id order by k.about, k.thing_id limit 500);
	if cardinality(turn) = 0 then return null; end if;
	-- whoever opens a pathway again, or holds it, or has something more to do after a meeting, waits
	perform from samspil.pathway p where p.tenant_id = r.tenant_id and p.id in (select k.about from samspil.kept_run_thing k
		where k.tenant_id = r.tenant_id and k.run_id = r.id and k.thing_id = any (turn)) order by p.id for no key update;
	if r.kind = 'group-meeting' then
		perform from samspil.group_meeting g where g.tenant_id = r.tenant_id and g.id = any (turn) order by g.id for update;
		perform from samspil.group_task k where k.tenant_id = r.tenant_id and k.meeting_id = any (turn) order by k.id for update;
	end if;
	gone := array(select k.id from samspil.kept_things(r.tenant_id, r.organisation_id, r.kind, r.until) k where k.id = any (turn));
	if r.kind = 'part' then perform samspil.tell_part_gone(r, gone); end if;
	perform samspil.delete_kept(r.tenant_id, r.kind, gone);
	delete from samspil.kept_run_thing k where k.tenant_id = r.tenant_id and k.run_id = r.id and k.thing_id = any (turn);
	return cardinality(gone);
end $$;
-- One step of what was let go; answers what it did: 'gone', 'done', 'broke' and by which kind of fault, or 'nothing' where there is nothing to do. Each
-- worker takes another run, and one that broke is in nobody's way.
create or replace function samspil.keep_step() returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	r samspil.kept_run;
	n integer;
begin
	select * into r from samspil.kept_run x where x.done_at is null and (x.broke_at is null or x.broke_at < now() - interval '1 hour')
		order by x.let_go_at, x.id limit 1 for update skip locked;
	if not found then return 'nothing'; end if;
	begin
		n := samspil.step_of(r);
		if n is not null then
			update samspil.kept_run x set gone = x.gone + n, broke_at = null where x.tenant_id = r.tenant_id and x.id = r.id;
			return 'gone';
		end if;
		delete from samspil.kept_run_thing k where k.tenant_id = r.tenant_id and k.run_id = r.id;
		update samspil.kept_run x set done_at = now(), left_out = '{}', broke_at = null where x.tenant_id = r.tenant_id and x.id = r.id;
		perform samspil.append_audit(r.tenant_id, null, r.organisation_id, 'retention.done', null, null, '', jsonb_build_object('kind', r.kind, 'many', r.gone));
		return 'done';
	exception when others then
		update samspil.kept_run x set broke_at = now() where x.tenant_id = r.tenant_id and x.id = r.id;
		return 'broke ' || sqlstate || ' ' || r.kind;
	end;
end $$;

-- As before (1130); of the record it is asked whether there is any, and not how much.
create or replace function samspil.tell_of_kept(today date) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	o record;
	who uuid;
	path text;
	n integer := 0;
begin
	for o in select t.tenant_id, t.organisation_id from samspil.tenant_organisation t where t.merged_into is null
		and (exists (select from samspil.retention r where r.tenant_id = t.tenant_id) or exists (select from samspil.kept_time k where k.tenant_id = t.tenant_id))
		and not exists (select from samspil.kept_told x where x.tenant_id = t.tenant_id and x.organisation_id = t.organisation_id and x.told_on > today - 28)
	loop
		path := case
			when o.organisation_id = o.tenant_id and exists (select from samspil.closed_pathways(o.tenant_id) c where c.goes_on <= today and not c.held and not c.let_go)
				then '/retention'
			when exists (select from unnest(array['part', 'group-meeting', 'doubt', 'child-role', 'notice', 'log']) w where samspil.has_things(o.tenant_id,
				o.organisation_id, w, (today - make_interval(months => samspil.kept_months(o.tenant_id, o.organisation_id, w)))::date))
				then '/retention/kinds' end;
		if path is null then continue; end if;
		for who in select m.person_id from samspil.membership m where m.tenant_id = o.tenant_id and m.organisation_id = o.organisation_id
			and m.active_from <= today and (m.active_until is null or m.active_until >= today)
			and (m.function = 'data-protection-officer' or (o.organisation_id <> o.tenant_id and (m.can_bind or m.function = 'manager')))
		loop
			insert into samspil.notice (tenant_id, person_id, kind, path) values (o.tenant_id, who, 'kept-long-enough', path);
			perform samspil.mail_notice(o.tenant_id, who, path);
			n := n + 1;
		end loop;
		insert into samspil.kept_told (tenant_id, organisation_id, told_on) values (o.tenant_id, o.organisation_id, today)
			on conflict (tenant_id, organisation_id) do update set told_on = today;
	end loop;
	return n;
end $$;
revoke all on function samspil.closed_pathways(uuid, uuid), samspil.kind_is_held(uuid, uuid, text), samspil.record_stays_of(uuid),
	samspil.has_things(uuid, uuid, text, date), samspil.tell_part_gone(samspil.kept_run, uuid[]), samspil.empty_old_record(samspil.kept_run),
	samspil.step_of(samspil.kept_run) from public;
