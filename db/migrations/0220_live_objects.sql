-- What an agreement in force has set going besides its promises (0101): goals, tasks, series of meetings and people to turn to
-- (R-006, R-013–R-024). One row for each row of the agreement that says it; a newer version that is agreed on changes, adds and
-- retires rows and makes none anew, so that what people have told of them stays.
create table samspil.agreement_live (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	document_id uuid not null,
	-- the question and the row of the agreement that say it
	live_key text not null check (length(live_key) <= 200),
	kind text not null check (kind in ('goal', 'task', 'series', 'contact')),
	-- the thing in the words of the agreement, as it was brought to life last (live-objects.rules.ts)
	said jsonb not null,
	due_on date,
	-- who has it to do (R-054: one), who calls the meetings, or who can be turned to; nobody where it is a name alone
	person_id uuid,
	organisation_id uuid check ((organisation_id is null) = (person_id is null)),
	-- how it goes: told of goals and tasks
	status text not null default 'open' check (status in ('open', 'under-way', 'done')),
	reached double precision check (reached >= 0 and reached <= 1000000000),
	note text not null default '' check (length(note) <= 2000),
	-- no longer in the agreement: what was told of it stays
	retired_at timestamptz,
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, document_id, live_key),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check (kind in ('goal', 'task') or (status = 'open' and reached is null and note = ''))
);
create index agreement_live_person on samspil.agreement_live (tenant_id, person_id, organisation_id);
-- Read once a day over all tenants.
create index agreement_live_due on samspil.agreement_live (due_on) where retired_at is null and status <> 'done';
create index agreement_live_series on samspil.agreement_live (tenant_id, document_id) where kind = 'series' and retired_at is null;

-- Whoever has a task and does not write the agreement tells how it goes, and changes nothing else of it.
create function samspil.guard_agreement_live() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user = 'samspil_app' and (new.said, new.due_on, new.person_id, new.organisation_id, new.retired_at)
			is distinct from (old.said, old.due_on, old.person_id, old.organisation_id, old.retired_at)
		and new.document_id <> all (samspil.my_written_documents()) then
		raise insufficient_privilege using message = 'what the agreement says changes with the agreement';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_agreement_live() from public;
create trigger guard_agreement_live before update on samspil.agreement_live for each row execute function samspil.guard_agreement_live();

alter table samspil.agreement_live enable row level security;
create policy mine on samspil.agreement_live for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy brought on samspil.agreement_live for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[])
		and status = 'open' and reached is null and note = '');
create policy told on samspil.agreement_live for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[])
		and (document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_kept_documents())::uuid[])
			or (kind = 'task' and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()))));
grant select, insert on samspil.agreement_live to samspil_app;
grant update (said, due_on, person_id, organisation_id, status, reached, note, retired_at, changed_at, changed_by_name, version)
	on samspil.agreement_live to samspil_app;

-- What a version sets going that is agreed on before its first day, laid down beside its promises (0201).
create table samspil.agreement_live_coming (
	tenant_id uuid not null,
	version_id uuid not null,
	document_id uuid not null,
	-- key, kind, said, dueOn, person and organisation, as in agreement_live
	things jsonb not null,
	primary key (tenant_id, version_id),
	foreign key (tenant_id, document_id, version_id) references samspil.document_version (tenant_id, document_id, id)
);
create index agreement_live_coming_document on samspil.agreement_live_coming (tenant_id, document_id, version_id);
alter table samspil.agreement_live_coming enable row level security;
create policy mine on samspil.agreement_live_coming for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy laid_down on samspil.agreement_live_coming for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant())
		and (document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_agreed_documents())::uuid[])
			or document_id = any ((select samspil.my_kept_documents())::uuid[])));
create policy laid_down_anew on samspil.agreement_live_coming for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant())
		and (document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_agreed_documents())::uuid[])
			or document_id = any ((select samspil.my_kept_documents())::uuid[])));
grant select, insert on samspil.agreement_live_coming to samspil_app;
grant update (things) on samspil.agreement_live_coming to samspil_app;
-- Sets going what versions have laid down whose first day has come; what is not in them any more is retired.
create function samspil.begin_live(today date) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	c record;
begin
	for c in
		delete from samspil.agreement_live_coming a using samspil.document_version w
			where w.tenant_id = a.tenant_id and w.id = a.version_id and w.from_on <= today
			returning a.*, a.version_id = samspil.counting_version(a.tenant_id, a.document_id, today) as counts
	loop
		if not c.counts then continue; end if;
		insert into samspil.agreement_live as l (tenant_id, document_id, live_key, kind, said, due_on, person_id, organisation_id)
			select c.tenant_id, c.document_id, t.key, t.kind, t.said, t."dueOn", t.person, t.organisation
			from jsonb_to_recordset(c.things) as t (key text, kind text, said jsonb, "dueOn" date, person uuid, organisation uuid)
			on conflict (tenant_id, document_id, live_key) do update
				set said = excluded.said, due_on = excluded.due_on, person_id = excluded.person_id,
					organisation_id = excluded.organisation_id, retired_at = null;
		update samspil.agreement_live l set retired_at = now()
			where l.tenant_id = c.tenant_id and l.document_id = c.document_id and l.retired_at is null
				and l.live_key not in (select t ->> 'key' from jsonb_array_elements(c.things) t);
	end loop;
end $$;
revoke all on function samspil.begin_live(date) from public;
grant execute on function samspil.begin_live(date) to samspil_jobs;

-- Whom an agreement's own days are told to at each party: whoever is responsible there, or where nobody is, the others it has named.
create function samspil.agreement_told(today date) returns table (tenant_id uuid, document_id uuid, organisation_id uuid, person_id uuid)
language sql stable set search_path = samspil, pg_temp as $$
	with named as (
		select p.tenant_id, p.document_id, p.organisation_id, p.responsible_person_id as person, 1 as rank
		from samspil.document_party p where p.left_at is null and p.responsible_person_id is not null
		union all
		select s.tenant_id, s.document_id, s.organisation_id, s.person_id, 2 from samspil.document_signatory s
		union all
		select e.tenant_id, e.document_id, e.organisation_id, e.person_id, 2 from samspil.document_executor e
	), there as (
		select n.*, min(n.rank) over (partition by n.tenant_id, n.document_id, n.organisation_id) as first
		from named n
			join samspil.document_party p on p.tenant_id = n.tenant_id and p.document_id = n.document_id and p.organisation_id = n.organisation_id
				and p.left_at is null
			join samspil.membership m on m.tenant_id = n.tenant_id and m.person_id = n.person and m.organisation_id = n.organisation_id
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
	)
	select distinct t.tenant_id, t.document_id, t.organisation_id, t.person from there t where t.rank = t.first
$$;
-- The agreements in force on a day.
create function samspil.agreements_running(today date) returns table (tenant_id uuid, document_id uuid, last_on date)
language sql stable set search_path = samspil, pg_temp as $$
	select d.tenant_id, d.id, least(v.until_on, v.ends_on - 1)
	from samspil.document d
		join samspil.document_version v on v.tenant_id = d.tenant_id and v.id = samspil.counting_version(d.tenant_id, d.id, today)
	where v.from_on <= today and (v.until_on is null or v.until_on >= today) and (v.ends_on is null or v.ends_on > today)
$$;
-- Tasks and goals whose day is near or past, with whom it is for, in the six columns of dated_promises (0016): a task its one
-- responsible person's, or where that person is there no more, everybody's; a goal everybody's.
create function samspil.agreement_live_dues(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	with due as (
		select a.*, exists (select from samspil.membership m where m.tenant_id = a.tenant_id and m.person_id = a.person_id
				and m.organisation_id = a.organisation_id and m.active_from <= today and (m.active_until is null or m.active_until >= today)) as is_there
		from samspil.agreement_live a
			join samspil.agreements_running(today) r on r.tenant_id = a.tenant_id and r.document_id = a.document_id
		where a.retired_at is null and a.status <> 'done' and a.kind in ('goal', 'task') and a.due_on between today - 37 and today + 60
	)
	select d.tenant_id, 'agreement-' || d.kind, d.id, d.due_on, d.person_id, '/agreements/' || d.document_id || '/set-going/' || d.id
	from due d where d.kind = 'task' and d.is_there
	union all
	select d.tenant_id, 'agreement-' || d.kind, d.id, d.due_on, t.person_id, '/agreements/' || d.document_id || '/set-going/' || d.id
	from due d join samspil.agreement_told(today) t on t.tenant_id = d.tenant_id and t.document_id = d.document_id
	where d.kind = 'goal' or not d.is_there;
end $$;
-- The series of meetings that run, with their rhythm and whom a meeting is told to: whoever calls them (R-024), or everybody.
-- Which day is the next, meeting-dates.ts counts.
create function samspil.agreement_series(today date) returns table (tenant_id uuid, subject_id uuid, frequency text, first_on date, until_on date,
	person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	with series as (
		select a.*, r.last_on, exists (select from samspil.membership m where m.tenant_id = a.tenant_id and m.person_id = a.person_id
				and m.organisation_id = a.organisation_id and m.active_from <= today and (m.active_until is null or m.active_until >= today)) as is_there
		from samspil.agreement_live a
			join samspil.agreements_running(today) r on r.tenant_id = a.tenant_id and r.document_id = a.document_id
		where a.retired_at is null and a.kind = 'series'
	)
	select s.tenant_id, s.id, s.said ->> 'frequency', (s.said ->> 'firstOn')::date,
		least((s.said ->> 'until')::date, s.last_on), x.person, '/agreements/' || s.document_id || '/set-going'
	from series s
		join lateral (select s.person_id as person where s.is_there
			union all
			select t.person_id from samspil.agreement_told(today) t
				where not s.is_there and t.tenant_id = s.tenant_id and t.document_id = s.document_id) x on true;
end $$;
revoke all on function samspil.agreement_told(date), samspil.agreements_running(date), samspil.agreement_live_dues(date),
	samspil.agreement_series(date) from public;
grant execute on function samspil.agreement_live_dues(date), samspil.agreement_series(date) to samspil_jobs;
