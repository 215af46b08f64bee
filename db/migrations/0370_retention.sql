-- How long a closed pathway is kept, what stops it from going, and how it goes (L-12). The municipality's data protection
-- officer sets how long, sees what is due by number and day and nothing that stands in it, and lets it go; whoever holds the
-- threads, or the officer, may hold it back, with a reason. A citizen may ask for everything to be erased. Nothing is erased that
-- the officer has not let go, and nothing while it is held.

create table samspil.retention (
	tenant_id uuid primary key references samspil.tenant,
	-- months from the day a pathway was closed; without a row nothing goes by itself
	months integer not null check (months between 1 and 600),
	changed_at timestamptz not null default now(),
	changed_by_name text not null,
	version integer not null default 1
);
create table samspil.legal_hold (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	-- what the pathway goes by, for one who may not open it
	pathway_number integer not null,
	reason text not null check (length(reason) between 10 and 2000),
	placed_at timestamptz not null default now(),
	placed_by uuid not null references samspil.person,
	placed_by_name text not null,
	lifted_at timestamptz,
	lifted_by_name text,
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((lifted_at is null) = (lifted_by_name is null))
);
create unique index legal_hold_standing on samspil.legal_hold (tenant_id, pathway_id) where lifted_at is null;
create index legal_hold_pathway on samspil.legal_hold (tenant_id, pathway_id);
create index legal_hold_placed_by on samspil.legal_hold (placed_by);
-- A citizen's wish that everything about them be erased, asked here or written down by whoever holds the threads.
create table samspil.erasure_request (
	tenant_id uuid not null,
	id uuid not null,
	citizen_id uuid not null,
	pathway_id uuid not null,
	pathway_number integer not null,
	asked_at timestamptz not null default now(),
	-- empty where it was the citizen: who that is, is not the officer's to know
	asked_by_name text not null,
	is_citizens_own boolean not null,
	decided_at timestamptz,
	decided_by_name text,
	decision text check (decision in ('granted', 'refused')),
	decision_reason text not null default '' check (length(decision_reason) <= 2000),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, citizen_id) references samspil.citizen,
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((decided_at is null) = (decision is null) and (decided_at is null) = (decided_by_name is null)),
	-- whoever is told no is told why
	check (decision is distinct from 'refused' or decision_reason <> '')
);
create unique index erasure_request_open on samspil.erasure_request (tenant_id, citizen_id) where decided_at is null;
create index erasure_request_citizen on samspil.erasure_request (tenant_id, citizen_id);
create index erasure_request_pathway on samspil.erasure_request (tenant_id, pathway_id);
-- One pathway that goes or has gone. When it is done nothing here says which it was.
create table samspil.erasure (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null default gen_random_uuid(),
	why text not null check (why in ('retention', 'request')),
	state text not null default 'let-go' check (state in ('let-go', 'under-way', 'stopped', 'done')),
	let_go_at timestamptz not null default now(),
	let_go_by_name text not null,
	done_at timestamptz,
	pathway_id uuid,
	-- while it is under way: the ids of everything that goes, whose citizen and accounts, and which addresses were written to
	ids uuid[] not null default '{}',
	citizen_id uuid,
	people uuid[] not null default '{}',
	addresses text[] not null default '{}',
	primary key (tenant_id, id),
	check (state <> 'done' or (done_at is not null and pathway_id is null and ids = '{}' and citizen_id is null and people = '{}' and addresses = '{}'))
);
create unique index erasure_of on samspil.erasure (tenant_id, pathway_id) where pathway_id is not null and state <> 'stopped';
create index erasure_to_do on samspil.erasure (let_go_at, id) where state in ('let-go', 'under-way');
create index erasure_newest on samspil.erasure (tenant_id, let_go_at desc, id);
-- What is kept of those that are gone: numbers, by collaboration and year, of nobody in particular.
create table samspil.kept_numbers (
	tenant_id uuid not null,
	collaboration_id uuid not null,
	-- the year in which the pathways were registered
	year integer not null,
	pathways integer not null default 0,
	decided integer not null default 0,
	decided_in_time integer not null default 0,
	meetings_held integer not null default 0,
	tasks_due integer not null default 0,
	tasks_in_time integer not null default 0,
	primary key (tenant_id, collaboration_id, year),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration
);
alter table samspil.retention enable row level security;
alter table samspil.legal_hold enable row level security;
alter table samspil.erasure_request enable row level security;
alter table samspil.erasure enable row level security;
alter table samspil.kept_numbers enable row level security;

-- The officer of the municipality reads all five; who is on a pathway reads what is said about it there.
create policy reviewed on samspil.retention for select to samspil_app using (tenant_id = (select samspil.reviewed_tenant()));
create policy at_work on samspil.retention for select to samspil_app using (tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_opener()) is not null);
grant select on samspil.retention to samspil_app;
create policy reviewed on samspil.legal_hold for select to samspil_app using (tenant_id = (select samspil.reviewed_tenant()));
create policy told on samspil.legal_hold for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]));
grant select on samspil.legal_hold to samspil_app;
create policy reviewed on samspil.erasure_request for select to samspil_app using (tenant_id = (select samspil.reviewed_tenant()));
create policy told on samspil.erasure_request for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]));
grant select on samspil.erasure_request to samspil_app;
create policy reviewed on samspil.erasure for select to samspil_app using (tenant_id = (select samspil.reviewed_tenant()));
grant select (tenant_id, id, why, state, let_go_at, let_go_by_name, done_at) on samspil.erasure to samspil_app;

-- A pathway that is being erased is nobody's to open any more. The rest is as before (0360).
alter table samspil.pathway drop constraint pathway_state_check;
alter table samspil.pathway add constraint pathway_state_check check (state in ('open', 'closed', 'erasing'));
create or replace function samspil.refresh_access(tenant uuid, wanted uuid) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	state text;
begin
	select p.state into state from samspil.pathway p where p.tenant_id = tenant and p.id = wanted for no key update;
	delete from samspil.pathway_access a where a.tenant_id = tenant and a.pathway_id = wanted;
	delete from samspil.scope_access a where a.tenant_id = tenant and a.pathway_id = wanted;
	if state = 'erasing' then return; end if;
	insert into samspil.pathway_access (tenant_id, person_id, organisation_id, pathway_id, citizen_id, reason, source_id, from_day, until_day)
		select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, t.citizen_id, t.reason, t.source_id, t.from_day, t.until_day
		from samspil.pathway_access_truth t where t.tenant_id = tenant and t.pathway_id = wanted;
	insert into samspil.scope_access (tenant_id, person_id, organisation_id, scope_id, pathway_id, citizen_id, category, reason, source_id, consent_number,
			from_day, until_day, basis_number, basis_kind)
		select t.tenant_id, t.person_id, t.organisation_id, t.scope_id, t.pathway_id, t.citizen_id, t.category, t.reason, t.source_id, t.consent_number,
			t.from_day, t.until_day, t.basis_number, t.basis_kind
		from samspil.scope_access_truth t where t.tenant_id = tenant and t.pathway_id = wanted;
end $$;

-- The closed pathways of a tenant, when each was closed, and by when it has been kept long enough; null where nobody has said how long.
create function samspil.closed_pathways(tenant uuid) returns table (pathway_id uuid, number integer, citizen_id uuid, closed_on date, goes_on date, held boolean, let_go boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select p.id, p.number, p.citizen_id, c.closed_on,
		(c.closed_on + make_interval(months => r.months))::date,
		exists (select from samspil.legal_hold h where h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null),
		exists (select from samspil.erasure e where e.tenant_id = p.tenant_id and e.pathway_id = p.id and e.state <> 'stopped')
	from samspil.pathway p
		cross join lateral (select (max(x.closed_at) at time zone 'Europe/Copenhagen')::date as closed_on from samspil.closing x
			where x.tenant_id = p.tenant_id and x.pathway_id = p.id and x.reopened_at is null and x.closed_at is not null) c
		left join samspil.retention r on r.tenant_id = p.tenant_id
	where p.tenant_id = tenant and p.state = 'closed' and c.closed_on is not null;
end $$;
-- What the officer is shown: which pathways go by a day, by number; never whose.
create function samspil.due_pathways(by_day date) returns table (pathway uuid, number integer, closed_on date, goes_on date, held boolean, let_go boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select c.pathway_id, c.number, c.closed_on, c.goes_on, c.held, c.let_go from samspil.closed_pathways(samspil.reviewed_tenant()) c
		where c.goes_on <= by_day or c.held order by c.goes_on, c.number;
end $$;
-- How much stands on these pathways, kind by kind, for the officer; the tables are found, so that none is forgotten.
create function samspil.count_kept(wanted uuid[]) returns table (kind text, rows bigint)
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
		if t in ('pathway_access', 'scope_access', 'scope', 'allotment') then continue; end if;
		kind := t;
		execute format('select count(*) from samspil.%I where tenant_id = $1 and pathway_id = any ($2)', t) into rows using tenant, mine;
		if rows > 0 then return next; end if;
	end loop;
end $$;
-- Every table in which something stands about a pathway, but the record and the erasures themselves.
create function samspil.pathway_tables() returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
	select coalesce(array_agg(c.relname::text order by c.relname), '{}') from pg_class c
		join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'samspil'
		join pg_attribute a on a.attrelid = c.oid and a.attname = 'pathway_id' and not a.attisdropped
		join pg_attribute o on o.attrelid = c.oid and o.attname = 'tenant_id' and not o.attisdropped
	where c.relkind in ('r', 'p') and c.relname not in ('audit_event', 'erasure');
end;

-- Sets how long. Answers 'set', 'stale', or 'not-yours'.
create function samspil.set_retention(new_months integer, based_on integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	r samspil.retention;
	who text;
begin
	if samspil.reviewed_tenant() is null then return 'not-yours'; end if;
	select p.name into who from samspil.person p where p.id = v.person_id;
	insert into samspil.retention (tenant_id, months, changed_by_name, version)
		select v.tenant_id, new_months, who, 1 where based_on = 0 on conflict do nothing returning * into r;
	if not found then
		-- the same sent twice
		if exists (select from samspil.retention x where x.tenant_id = v.tenant_id and x.months = new_months and x.version = based_on + 1
			and x.changed_by_name = who) then return 'set'; end if;
		update samspil.retention x set months = new_months, changed_at = now(), changed_by_name = who, version = x.version + 1
			where x.tenant_id = v.tenant_id and x.version = based_on returning * into r;
		if not found then return 'stale'; end if;
	end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'retention.set', null, null, 'data-protection-officer', jsonb_build_object('months', new_months));
	return 'set';
end $$;

-- Holds a pathway back: named by its id by whoever holds the threads, by its number by the officer. Answers 'held', also the
-- second time; 'held-already' where it is held for another reason; 'not-there'; 'too-late' where it is being erased already.
create function samspil.place_hold(new_id uuid, wanted uuid, wanted_number integer, why text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	p samspil.pathway;
begin
	if v.person_id is null or not v.may_open then return 'not-there'; end if;
	if wanted is not null then
		select * into p from samspil.pathway x where x.tenant_id = v.tenant_id and x.id = wanted and x.id = any (samspil.my_pathways_as('{tovholder}')) for no key update;
	else
		select * into p from samspil.pathway x where x.tenant_id = samspil.reviewed_tenant() and x.number = wanted_number for no key update;
	end if;
	if p.id is null then return 'not-there'; end if;
	if p.state = 'erasing' then return 'too-late'; end if;
	-- the same sent twice; another reason is not lost without a word
	if exists (select from samspil.legal_hold h where h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null) then
		return case when exists (select from samspil.legal_hold h where h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null and h.reason = why)
			then 'held' else 'held-already' end;
	end if;
	insert into samspil.legal_hold (tenant_id, id, pathway_id, pathway_number, reason, placed_by, placed_by_name)
		select p.tenant_id, new_id, p.id, p.number, why, v.person_id, x.name from samspil.person x where x.id = v.person_id;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'hold.placed', p.id, new_id,
		case when wanted is null then 'data-protection-officer' else 'tovholder' end, '{}');
	return 'held';
end $$;
-- Lifts a hold. Answers 'lifted', also the second time; 'stale'; 'not-there'.
create function samspil.lift_hold(wanted uuid, based_on integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	h samspil.legal_hold;
begin
	select * into h from samspil.legal_hold x where x.tenant_id = v.tenant_id and x.id = wanted for update;
	if not found or not coalesce(v.may_open, false)
		or not (h.tenant_id is not distinct from samspil.reviewed_tenant() or h.pathway_id = any (samspil.my_pathways_as('{tovholder}'))) then
		return 'not-there';
	end if;
	if h.lifted_at is not null then return 'lifted'; end if;
	if h.version <> based_on then return 'stale'; end if;
	update samspil.legal_hold x set lifted_at = now(), version = x.version + 1,
			lifted_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = h.tenant_id and x.id = h.id;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'hold.lifted', h.pathway_id, h.id,
		case when samspil.reviewed_tenant() is null then 'tovholder' else 'data-protection-officer' end, '{}');
	return 'lifted';
end $$;

-- A citizen asks that all be erased, or whoever holds the threads writes down that the citizen has asked. Answers 'asked', also
-- where it has been asked already, or 'not-there'. The officers of the municipality are told.
create function samspil.ask_erasure(new_id uuid, wanted uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	p samspil.pathway;
	officer uuid;
begin
	if v.person_id is null or not v.may_open or not (wanted = any (samspil.my_pathways_as('{citizen,tovholder}'))) then return 'not-there'; end if;
	select * into p from samspil.pathway x where x.tenant_id = v.tenant_id and x.id = wanted for no key update;
	if p.state = 'erasing' then return 'asked'; end if;
	insert into samspil.erasure_request (tenant_id, id, citizen_id, pathway_id, pathway_number, asked_by_name, is_citizens_own)
		select p.tenant_id, new_id, p.citizen_id, p.id, p.number, case when v.hat = 'self' then '' else x.name end, v.hat = 'self' from samspil.person x where x.id = v.person_id
		on conflict do nothing;
	if not found then return 'asked'; end if;
	perform samspil.record_pathway('erasure.asked', wanted, new_id);
	for officer in select m.person_id from samspil.membership m where m.tenant_id = v.tenant_id and m.organisation_id = v.tenant_id
		and m.function = 'data-protection-officer' and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, officer, 'erasure-asked', '/retention');
		perform samspil.mail_notice(v.tenant_id, officer, '/retention');
	end loop;
	return 'asked';
end $$;
-- The officer decides. Granted, every pathway of the citizen is let go: all must be closed, and none held. Answers 'decided';
-- 'still-open', 'held', 'stale', 'not-there'. Whoever asked is told.
create function samspil.decide_erasure(wanted uuid, based_on integer, answer text, why text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	q samspil.erasure_request;
	who text;
	told record;
begin
	select * into q from samspil.erasure_request x where x.tenant_id = samspil.reviewed_tenant() and x.id = wanted for update;
	if not found then return 'not-there'; end if;
	if q.decided_at is not null then return case when q.decision = answer and q.decision_reason = why then 'decided' else 'stale' end; end if;
	if q.version <> based_on then return 'stale'; end if;
	select p.name into who from samspil.person p where p.id = v.person_id;
	if answer = 'granted' then
		perform from samspil.pathway p where p.tenant_id = q.tenant_id and p.citizen_id = q.citizen_id for no key update;
		if exists (select from samspil.pathway p where p.tenant_id = q.tenant_id and p.citizen_id = q.citizen_id and p.state = 'open') then return 'still-open'; end if;
		if exists (select from samspil.pathway p join samspil.legal_hold h on h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null
			where p.tenant_id = q.tenant_id and p.citizen_id = q.citizen_id) then return 'held'; end if;
	end if;
	update samspil.erasure_request x set decided_at = now(), decided_by_name = who, decision = answer, decision_reason = why, version = x.version + 1
		where x.tenant_id = q.tenant_id and x.id = q.id;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'erasure.decided', q.pathway_id, q.id, 'data-protection-officer', '{}');
	for told in
		select c.person_id as person, '/me/erasure?pathway=' || q.pathway_id as path from samspil.citizen c
			where c.tenant_id = q.tenant_id and c.id = q.citizen_id and c.person_id is not null
		union select t.person_id, '/pathways/' || q.pathway_id || '/retention' from samspil.tovholder t
			where t.tenant_id = q.tenant_id and t.pathway_id = q.pathway_id and t.until is null and t.left_on is null
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (q.tenant_id, told.person, 'erasure-decided', told.path);
		perform samspil.mail_notice(q.tenant_id, told.person, told.path);
	end loop;
	if answer = 'granted' then
		insert into samspil.erasure (tenant_id, why, let_go_by_name, pathway_id)
			select p.tenant_id, 'request', who, p.id from samspil.pathway p where p.tenant_id = q.tenant_id and p.citizen_id = q.citizen_id and p.state = 'closed'
			on conflict do nothing;
	end if;
	return 'decided';
end $$;
-- The officer lets go what is due and shown. Answers 'let-go', or 'stale' where the list has changed since.
create function samspil.let_go(shown uuid[]) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	n integer;
begin
	if samspil.reviewed_tenant() is null then return 'not-there'; end if;
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = any (shown) order by p.id for no key update;
	if exists (select from unnest(shown) s where not exists (select from samspil.closed_pathways(v.tenant_id) c
		where c.pathway_id = s and c.goes_on <= v.today and not c.held)) then return 'stale'; end if;
	insert into samspil.erasure (tenant_id, why, let_go_by_name, pathway_id)
		select v.tenant_id, 'retention', p.name, s from unnest(shown) s, samspil.person p where p.id = v.person_id on conflict do nothing;
	get diagnostics n = row_count;
	if n > 0 then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'erasure.let-go', null, null, 'data-protection-officer', jsonb_build_object('pathways', n));
	end if;
	return 'let-go';
end $$;

revoke all on function samspil.closed_pathways(uuid), samspil.due_pathways(date), samspil.count_kept(uuid[]), samspil.pathway_tables(), samspil.set_retention(integer, integer),
	samspil.place_hold(uuid, uuid, integer, text), samspil.lift_hold(uuid, integer), samspil.ask_erasure(uuid, uuid),
	samspil.decide_erasure(uuid, integer, text, text), samspil.let_go(uuid[]) from public;
grant execute on function samspil.due_pathways(date), samspil.count_kept(uuid[]), samspil.set_retention(integer, integer), samspil.place_hold(uuid, uuid, integer, text),
	samspil.lift_hold(uuid, integer), samspil.ask_erasure(uuid, uuid), samspil.decide_erasure(uuid, integer, text, text), samspil.let_go(uuid[]) to samspil_app;
