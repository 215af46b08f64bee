-- L-12, L-11: how long is kept, kind by kind. The municipality's data protection officer says it for all; an organisation that is responsible
-- for what it keeps itself says it for itself: what it wrote on closed pathways (never longer than the whole pathway is kept), the
-- questions it asked in doubt, and who met children. What has been kept long enough is shown, approved, and then deleted by a
-- job, or, in the record, emptied of who and whom. A hold stops it: on a pathway, or on a kind.

create table samspil.kept_time (
	tenant_id uuid not null references samspil.tenant,
	-- the municipality, whose time holds for all that have none of their own, or the organisation itself
	organisation_id uuid not null references samspil.organisation,
	kind text not null check (kind in ('need', 'part', 'group-meeting', 'doubt', 'child-role', 'notice', 'log')),
	-- null: none of its own
	months integer check (months between 1 and 600),
	held_reason text check (length(held_reason) between 10 and 2000),
	held_at timestamptz,
	held_by_name text,
	changed_at timestamptz not null default now(),
	changed_by_name text not null,
	version integer not null default 1,
	primary key (tenant_id, organisation_id, kind),
	check (kind not in ('group-meeting', 'log') or months >= 24),
	check ((held_reason is null) = (held_at is null) and (held_reason is null) = (held_by_name is null)),
	check (organisation_id = tenant_id or kind in ('part', 'doubt', 'child-role'))
);
create index kept_time_organisation on samspil.kept_time (organisation_id);
-- What was let go of a kind: up to which day, how much was shown, how much is gone.
create table samspil.kept_run (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null default gen_random_uuid(),
	organisation_id uuid not null references samspil.organisation,
	kind text not null,
	until date not null,
	shown integer not null,
	gone integer not null default 0,
	let_go_at timestamptz not null default now(),
	let_go_by_name text not null,
	done_at timestamptz,
	primary key (tenant_id, id)
);
create unique index kept_run_under_way on samspil.kept_run (tenant_id, organisation_id, kind) where done_at is null;
create index kept_run_organisation on samspil.kept_run (organisation_id);
create index kept_run_newest on samspil.kept_run (tenant_id, organisation_id, let_go_at desc);
-- When it was told last that something waits to be looked at.
create table samspil.kept_told (
	tenant_id uuid not null references samspil.tenant,
	organisation_id uuid not null references samspil.organisation,
	told_on date not null,
	primary key (tenant_id, organisation_id)
);
create index kept_told_organisation on samspil.kept_told (organisation_id);
-- Read and written by the functions below alone.
alter table samspil.kept_time enable row level security;
alter table samspil.kept_run enable row level security;
alter table samspil.kept_told enable row level security;
create trigger mark_stale after insert or update of months on samspil.kept_time for each row when (new.kind = 'need')
	execute function samspil.mark_tenant_stale();
-- The record is written in the order of time: this finds its beginning and weighs nothing.
create index audit_event_at on samspil.audit_event using brin (at);

-- Whose things the visitor lets go: the municipality's as its data protection officer, those of another organisation as who answers for it.
create function samspil.keeping_organisation() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if v.hat is distinct from 'organisation' or not v.may_open then return null; end if;
	if v.organisation_id = v.tenant_id then return samspil.reviewed_tenant(); end if;
	return samspil.answering_organisation();
end $$;

-- As before (0370); a pathway for which no tovholder was ever decided on is a need that came to nothing, and may go earlier.
create or replace function samspil.closed_pathways(tenant uuid) returns table (pathway_id uuid, number integer, citizen_id uuid, closed_on date, goes_on date, held boolean, let_go boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
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
	where p.tenant_id = tenant and p.state = 'closed' and c.closed_on is not null;
end $$;
-- When a closed pathway of mine goes; no row while it is open.
create function samspil.going_of(wanted uuid) returns table (closed_on date, goes_on date)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways_as('{citizen,tovholder}'))) then return; end if;
	return query select c.closed_on, c.goes_on from samspil.closed_pathways(samspil.acting_tenant()) c where c.pathway_id = wanted;
end $$;

-- How many months a kind is kept for an organisation: its own time, or else the municipality's; null where nobody has said.
create function samspil.kept_months(tenant uuid, owner uuid, wanted text) returns integer language sql stable security definer set search_path = samspil, pg_temp
begin atomic
	select coalesce(
		(select t.months from samspil.kept_time t where t.tenant_id = tenant and t.organisation_id = owner and t.kind = wanted),
		(select t.months from samspil.kept_time t where t.tenant_id = tenant and t.organisation_id = tenant and t.kind = wanted));
end;
-- The things of a kind that are an organisation's, whose time has run since `until` or before, and that nothing holds. The record's rows have no id.
create function samspil.kept_things(tenant uuid, owner uuid, wanted text, until date)
returns table (id uuid, about uuid, label text, since date)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	-- an organisation answers for what was written under a name it had
	us uuid[] := array(select u.organisation_id from samspil.tenant_organisation u where u.tenant_id = tenant and owner in (u.organisation_id, u.merged_into));
begin
	if until is null or exists (select from samspil.kept_time t where t.tenant_id = tenant and t.organisation_id in (tenant, owner) and t.kind = wanted
		and t.held_at is not null) then return; end if;
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
		return query select d.id, null::uuid, d.asked_by_name, (coalesce(d.answered_at, d.asked_at) at time zone 'Europe/Copenhagen')::date
		from samspil.doubt d where d.tenant_id = tenant and d.organisation_id = any (us)
			and (coalesce(d.answered_at, d.asked_at) at time zone 'Europe/Copenhagen')::date <= until;
	elsif wanted = 'child-role' then
		return query select r.id, null::uuid, p.name, r.ends_on from samspil.child_role r join samspil.person p on p.id = r.person_id
		where r.tenant_id = tenant and r.organisation_id = any (us) and r.ends_on <= until;
	elsif wanted = 'notice' and owner = tenant then
		return query select n.id, null::uuid, null::text, (n.read_at at time zone 'Europe/Copenhagen')::date
		from samspil.notice n where n.tenant_id = tenant and n.read_at < (until + 1)::timestamp at time zone 'Europe/Copenhagen';
	elsif wanted = 'log' and owner = tenant then
		-- what answers for rows that were emptied before stays as it is
		return query select null::uuid, null::uuid, null::text, (a.at at time zone 'Europe/Copenhagen')::date
		from samspil.audit_event a where a.tenant_id = tenant and a.at < (until + 1)::timestamp at time zone 'Europe/Copenhagen' and a.emptied is null
			and a.action not like 'record.%' and not exists (select from samspil.legal_hold h
				where h.tenant_id = tenant and h.pathway_id = a.pathway_id and h.lifted_at is null);
	end if;
end $$;
-- How many they are, and a mark by which it is seen that they are the same still.
create function samspil.count_things(tenant uuid, owner uuid, wanted text, until date, out many integer, out mark text, out oldest date)
language sql stable security definer set search_path = samspil, pg_temp
begin atomic
	select count(*)::int, count(*) || ':' || coalesce(bit_xor(hashtextextended(k.id::text, 0)), 0), min(k.since)
		from samspil.kept_things(tenant, owner, wanted, until) k;
end;

-- What the visitor is shown of each kind: the times that hold, what stops it, what is due today.
create function samspil.kept_kinds() returns table (kind text, months integer, usual integer, version integer, changed_at timestamptz, changed_by text,
	held_reason text, held_at timestamptz, held_by text, held_by_all boolean, until date, many integer, mark text, oldest date, under_way boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeping_organisation();
	own samspil.kept_time;
	for_all samspil.kept_time;
begin
	if owner is null then return; end if;
	foreach kind in array array['need', 'part', 'group-meeting', 'doubt', 'child-role', 'notice', 'log'] loop
		if owner <> v.tenant_id and kind not in ('part', 'doubt', 'child-role') then continue; end if;
		select * into own from samspil.kept_time t where t.tenant_id = v.tenant_id and t.organisation_id = owner and t.kind = kept_kinds.kind;
		select * into for_all from samspil.kept_time t where t.tenant_id = v.tenant_id and t.organisation_id = v.tenant_id and t.kind = kept_kinds.kind;
		months := own.months;
		usual := case when owner <> v.tenant_id then for_all.months end;
		version := coalesce(own.version, 0);
		changed_at := own.changed_at;
		changed_by := own.changed_by_name;
		held_reason := own.held_reason;
		held_at := own.held_at;
		held_by := own.held_by_name;
		held_by_all := owner <> v.tenant_id and for_all.held_at is not null;
		until := (v.today - make_interval(months => coalesce(months, usual)))::date;
		select c.many, c.mark, c.oldest into many, mark, oldest from samspil.count_things(v.tenant_id, owner, kind, until) c;
		under_way := exists (select from samspil.kept_run r where r.tenant_id = v.tenant_id and r.organisation_id = owner and r.kind = kept_kinds.kind and r.done_at is null);
		return next;
	end loop;
end $$;
-- The things themselves where there is something to tell them by: a pathway's number, a collaboration, a name. The oldest hundred.
create function samspil.kept_list() returns table (kind text, label text, since date, many integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeping_organisation();
begin
	if owner is null then return; end if;
	return query select w.name, k.label, k.since, count(*)::int
		from unnest(array['part', 'group-meeting', 'doubt', 'child-role']) as w (name)
			cross join lateral (select t.about, t.label, t.since from samspil.kept_things(v.tenant_id, owner, w.name,
				(v.today - make_interval(months => samspil.kept_months(v.tenant_id, owner, w.name)))::date) t) k
		group by w.name, k.about, k.label, k.since order by k.since, k.label limit 100;
end $$;
-- What has gone, the newest first.
create function samspil.kept_runs() returns table (kind text, until date, shown integer, gone integer, let_go_at timestamptz, let_go_by text, done_at timestamptz)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select r.kind, r.until, r.shown, r.gone, r.let_go_at, r.let_go_by_name, r.done_at from samspil.kept_run r
		where r.tenant_id = samspil.acting_tenant() and r.organisation_id = samspil.keeping_organisation() order by r.let_go_at desc limit 30;
end $$;

-- Whether the visitor may say something of a kind.
create function samspil.keeps_kind(wanted text) returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	owner uuid := samspil.keeping_organisation();
begin
	return case when owner = samspil.acting_tenant() or wanted in ('part', 'doubt', 'child-role') then owner end;
end $$;
-- Sets how long; null: as the municipality says. Answers 'set'; 'too-long' for a part of a pathway that would outlive it; 'stale'; 'not-there'.
create function samspil.set_kept_time(wanted text, new_months integer, based_on integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeps_kind(wanted);
	who text;
begin
	if owner is null then return 'not-there'; end if;
	if wanted in ('part', 'need') and new_months > (select r.months from samspil.retention r where r.tenant_id = v.tenant_id) then return 'too-long'; end if;
	select p.name into who from samspil.person p where p.id = v.person_id;
	insert into samspil.kept_time (tenant_id, organisation_id, kind, months, changed_by_name)
		select v.tenant_id, owner, wanted, new_months, who where based_on = 0 on conflict do nothing;
	if not found then
		-- the same sent twice
		if exists (select from samspil.kept_time t where t.tenant_id = v.tenant_id and t.organisation_id = owner and t.kind = wanted
			and t.months is not distinct from new_months and t.version = based_on + 1 and t.changed_by_name = who) then return 'set'; end if;
		update samspil.kept_time t set months = new_months, changed_at = now(), changed_by_name = who, version = t.version + 1
			where t.tenant_id = v.tenant_id and t.organisation_id = owner and t.kind = wanted and t.version = based_on;
		if not found then return 'stale'; end if;
	end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'retention.set', null, null, '', jsonb_build_object('kind', wanted, 'months', new_months));
	return 'set';
end $$;
-- Holds a kind back with a reason, or lifts the hold by none. Answers 'held', 'lifted', also the second time; 'held-already' for another reason; 'not-there'.
create function samspil.hold_kept(wanted text, why text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeps_kind(wanted);
	who text;
begin
	if owner is null then return 'not-there'; end if;
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
-- Lets go what was shown. Answers 'let-go', also the second time; 'stale' where it is not the same any more; 'not-there'.
create function samspil.let_go_kept(wanted text, shown_until date, shown_mark text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	owner uuid := samspil.keeps_kind(wanted);
	c record;
begin
	if owner is null then return 'not-there'; end if;
	-- the same sent twice
	if exists (select from samspil.kept_run r where r.tenant_id = v.tenant_id and r.organisation_id = owner and r.kind = wanted and r.done_at is null
		and r.until = shown_until) then return 'let-go'; end if;
	if shown_until > (v.today - make_interval(months => samspil.kept_months(v.tenant_id, owner, wanted)))::date is not false then return 'stale'; end if;
	select * into c from samspil.count_things(v.tenant_id, owner, wanted, shown_until);
	if c.many = 0 or c.mark is distinct from shown_mark then return 'stale'; end if;
	insert into samspil.kept_run (tenant_id, organisation_id, kind, until, shown, let_go_by_name)
		select v.tenant_id, owner, wanted, shown_until, c.many, p.name from samspil.person p where p.id = v.person_id on conflict do nothing;
	if not found then return 'stale'; end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'retention.let-go', null, null, '',
		jsonb_build_object('kind', wanted, 'many', c.many));
	return 'let-go';
end $$;

-- Takes away these things of a kind.
create function samspil.delete_kept(tenant uuid, wanted text, gone uuid[]) returns void
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
-- Empties some rows of the record of who, whom and what; which organisation did what kind of thing, and when, stays. Answers how many.
create function samspil.empty_old_record(tenant uuid, until date) returns integer
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	batch uuid := gen_random_uuid();
	n integer;
begin
	update samspil.audit_event a set emptied = batch, pathway_id = null, object_id = null, reason = '', detail = '{}', person_id = null, person_name = ''
		from (select x.tenant_id, x.lane, x.sequence from samspil.audit_event x where x.tenant_id = tenant
			and x.at < (until + 1)::timestamp at time zone 'Europe/Copenhagen' and x.emptied is null and x.action not like 'record.%'
			and not exists (select from samspil.legal_hold h where h.tenant_id = tenant and h.pathway_id = x.pathway_id and h.lifted_at is null)
			limit 500) f
		where a.tenant_id = f.tenant_id and a.lane = f.lane and a.sequence = f.sequence;
	get diagnostics n = row_count;
	if n > 0 then
		perform samspil.append_audit(tenant, null, null, 'record.emptied', null, batch, '',
			jsonb_build_object('rows', n, 'fingerprint', samspil.emptied_fingerprint(batch)));
	end if;
	return n;
end $$;
-- One step of what was let go; answers what it did, and 'nothing' where there is nothing to do. Each worker takes another.
create function samspil.keep_step() returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	r samspil.kept_run;
	gone uuid[];
	n integer;
begin
	select * into r from samspil.kept_run x where x.done_at is null order by x.let_go_at, x.id limit 1 for update skip locked;
	if not found then return 'nothing'; end if;
	if r.kind = 'log' then
		n := case when exists (select from samspil.kept_things(r.tenant_id, r.organisation_id, r.kind, r.until))
			then samspil.empty_old_record(r.tenant_id, r.until) else 0 end;
	else
		-- whoever opens a pathway again, or holds it, waits, and is asked for once more
		perform from samspil.pathway p where p.tenant_id = r.tenant_id and p.id in (select t.about
			from samspil.kept_things(r.tenant_id, r.organisation_id, r.kind, r.until) t limit 500) order by p.id for no key update;
		gone := array(select t.id from samspil.kept_things(r.tenant_id, r.organisation_id, r.kind, r.until) t limit 500);
		perform samspil.delete_kept(r.tenant_id, r.kind, gone);
		n := cardinality(gone);
	end if;
	update samspil.kept_run x set gone = x.gone + n, done_at = case when n = 0 then now() end where x.tenant_id = r.tenant_id and x.id = r.id;
	if n > 0 then return 'gone'; end if;
	perform samspil.append_audit(r.tenant_id, null, r.organisation_id, 'retention.done', null, null, '', jsonb_build_object('kind', r.kind, 'many', r.gone));
	return 'done';
end $$;

-- Tells those who let go that something has been kept long enough: once every four weeks while it is so. Answers how many are told.
create function samspil.tell_of_kept(today date) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
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
			when exists (select from unnest(array['part', 'group-meeting', 'doubt', 'child-role', 'notice', 'log']) w where exists (select
				from samspil.kept_things(o.tenant_id, o.organisation_id, w, (today - make_interval(months => samspil.kept_months(o.tenant_id, o.organisation_id, w)))::date)))
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
revoke all on function samspil.keeping_organisation(), samspil.going_of(uuid), samspil.kept_months(uuid, uuid, text), samspil.kept_things(uuid, uuid, text, date),
	samspil.count_things(uuid, uuid, text, date), samspil.kept_kinds(), samspil.kept_list(), samspil.kept_runs(), samspil.keeps_kind(text),
	samspil.set_kept_time(text, integer, integer), samspil.hold_kept(text, text), samspil.let_go_kept(text, date, text),
	samspil.delete_kept(uuid, text, uuid[]), samspil.empty_old_record(uuid, date), samspil.keep_step(), samspil.tell_of_kept(date) from public;
grant execute on function samspil.keeping_organisation(), samspil.going_of(uuid), samspil.kept_kinds(), samspil.kept_list(), samspil.kept_runs(),
	samspil.set_kept_time(text, integer, integer), samspil.hold_kept(text, text), samspil.let_go_kept(text, date, text) to samspil_app;
grant execute on function samspil.keep_step(), samspil.tell_of_kept(date) to samspil_jobs;
