-- Meetings of the groups of a collaboration, held again and again (R-023, R-222): never data on a citizen (R-045). A series is
-- begun by the project leader, or is one that an agreement in force has set going; its meetings are made by a job.

create table samspil.meeting_series (
	tenant_id uuid not null,
	id uuid not null,
	collaboration_id uuid not null,
	group_kind text not null check (group_kind in ('steering', 'project', 'network')),
	purpose text not null check (purpose <> '' and length(purpose) <= 500),
	frequency text not null check (frequency in ('weekly', 'fortnightly', 'monthly', 'every-two-months', 'quarterly', 'half-yearly', 'yearly')),
	first_on date not null,
	until_on date,
	starts text not null default '10:00' check (starts ~ '^([01]\d|2[0-3]):[0-5]\d$'),
	minutes integer not null default 90 check (minutes between 10 and 480),
	place text not null default '' check (length(place) <= 500),
	-- the agreement that says it, and the row of it
	document_id uuid,
	live_id uuid,
	ended_at timestamptz,
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, live_id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, live_id) references samspil.agreement_live,
	check ((document_id is null) = (live_id is null))
);
create index meeting_series_collaboration on samspil.meeting_series (tenant_id, collaboration_id);
create index meeting_series_document on samspil.meeting_series (tenant_id, document_id);
create table samspil.group_meeting (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	series_id uuid not null,
	-- the day that the series asks for; the meeting may be held on another
	planned_on date not null,
	starts_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > starts_at),
	place text not null default '' check (length(place) <= 500),
	state text not null default 'planned' check (state in ('planned', 'invited', 'held', 'cancelled')),
	minutes text not null default '' check (length(minutes) <= 50000),
	-- R-274: what a steering group goes through once a year
	treated text[] not null default '{}' check (treated <@ array['results', 'actions']),
	calendar_sequence integer not null default 0,
	minutes_sent_at timestamptz,
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, series_id, planned_on),
	foreign key (tenant_id, series_id) references samspil.meeting_series
);
create index group_meeting_starts on samspil.group_meeting (tenant_id, series_id, starts_at);
create table samspil.group_item (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	meeting_id uuid not null,
	position integer not null,
	-- R-231: what was promised each other; R-274: results of the past year and next year's actions. Each reads those in their own language.
	standing text check (standing in ('promises', 'results', 'actions')),
	title text not null default '' check (length(title) <= 300),
	outcome text not null default '' check (length(outcome) <= 20000),
	outcome_kind text check (outcome_kind in ('information', 'decision', 'task')),
	-- goes on at the next meeting
	is_open boolean not null default true,
	-- the item of the meeting before that goes on here
	came_from uuid,
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, meeting_id) references samspil.group_meeting,
	foreign key (tenant_id, came_from) references samspil.group_item,
	check ((standing is null) = (title <> ''))
);
create index group_item_meeting on samspil.group_item (tenant_id, meeting_id, position);
create unique index group_item_came_from on samspil.group_item (tenant_id, came_from);
create unique index group_item_standing on samspil.group_item (tenant_id, meeting_id, standing) where standing is not null;

alter table samspil.meeting_series enable row level security;
alter table samspil.group_meeting enable row level security;
alter table samspil.group_item enable row level security;
-- Read by who takes part in the collaboration, and what an agreement says by its parties alone; kept by the project leader.
create policy part on samspil.meeting_series for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_collaborations())::uuid[])
		and (document_id is null or document_id = any ((select samspil.my_documents())::uuid[])));
create policy begun on samspil.meeting_series for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id is null and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
create policy kept on samspil.meeting_series for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
grant select, insert on samspil.meeting_series to samspil_app;
grant update (starts, minutes, place, ended_at, changed_at, changed_by_name, version) on samspil.meeting_series to samspil_app;
create policy part on samspil.group_meeting for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and series_id in (select s.id from samspil.meeting_series s where s.tenant_id = group_meeting.tenant_id));
create policy kept on samspil.group_meeting for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and series_id in (select s.id from samspil.meeting_series s where s.tenant_id = group_meeting.tenant_id
		and s.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])));
grant select on samspil.group_meeting to samspil_app;
grant update (starts_at, ends_at, place, state, minutes, treated, calendar_sequence, minutes_sent_at, changed_at, changed_by_name, version)
	on samspil.group_meeting to samspil_app;
create policy part on samspil.group_item for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_item.tenant_id));
create policy put on samspil.group_item for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and standing is null and came_from is null and meeting_id in (select m.id from samspil.group_meeting m
		join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id
		where m.tenant_id = group_item.tenant_id and m.state in ('planned', 'invited') and s.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])));
create policy kept on samspil.group_item for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m
		join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id
		where m.tenant_id = group_item.tenant_id and s.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])));
grant select, insert on samspil.group_item to samspil_app;
grant update (title, outcome, outcome_kind, is_open, changed_at, changed_by_name, version) on samspil.group_item to samspil_app;

-- Whoever sits in the group on a day; of a network, in either group. The project leader leads them all.
create function samspil.group_people(tenant uuid, series uuid, today date) returns table (person uuid, organisation uuid, name text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select distinct on (m.person_id) m.person_id, m.organisation_id, m.person_name
		from samspil.meeting_series s
			join samspil.collaboration c on c.tenant_id = s.tenant_id and c.id = s.collaboration_id
			join samspil.membership m on m.tenant_id = s.tenant_id and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		where s.tenant_id = tenant and s.id = series
			and ((m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id)
				or exists (select from samspil.group_member g where g.tenant_id = s.tenant_id and g.collaboration_id = s.collaboration_id
					and g.person_id = m.person_id and g.organisation_id = m.organisation_id and (s.group_kind = 'network' or g.group_kind = s.group_kind)
					and g.since <= today and (g.until is null or g.until >= today)))
		order by m.person_id, m.organisation_id;
end $$;
-- For those who read the series.
create function samspil.my_group_people(series uuid) returns table (person uuid, organisation uuid, name text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if exists (select from samspil.meeting_series s where s.tenant_id = v.tenant_id and s.id = series and s.collaboration_id = any (samspil.my_collaborations())
			and (s.document_id is null or s.document_id = any (samspil.my_documents()))) then
		return query select * from samspil.group_people(v.tenant_id, series, v.today);
	end if;
end $$;

-- Series that agreements in force have set going become series of their collaboration, and follow the agreement when it changes.
create function samspil.mirror_series(today date) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.meeting_series as s (tenant_id, id, collaboration_id, group_kind, purpose, frequency, first_on, until_on, document_id, live_id)
		select l.tenant_id, l.id, d.collaboration_id,
			case l.said ->> 'group' when 'steering' then 'steering' when 'other' then 'network' else 'project' end,
			coalesce(nullif(left(l.said ->> 'purpose', 500), ''), d.title), l.said ->> 'frequency', (l.said ->> 'firstOn')::date,
			least((l.said ->> 'until')::date, r.last_on), l.document_id, l.id
		from samspil.agreement_live l
			join samspil.agreements_running(today) r on r.tenant_id = l.tenant_id and r.document_id = l.document_id
			join samspil.document d on d.tenant_id = l.tenant_id and d.id = l.document_id
		where l.kind = 'series' and l.retired_at is null and d.collaboration_id is not null
		on conflict (tenant_id, live_id) do update set purpose = excluded.purpose, frequency = excluded.frequency, first_on = excluded.first_on,
			until_on = excluded.until_on, group_kind = excluded.group_kind, ended_at = null
			where (s.purpose, s.frequency, s.first_on, s.group_kind) is distinct from (excluded.purpose, excluded.frequency, excluded.first_on, excluded.group_kind)
				or s.until_on is distinct from excluded.until_on or s.ended_at is not null;
	update samspil.meeting_series s set ended_at = now() where s.live_id is not null and s.ended_at is null
		and not exists (select from samspil.agreement_live l join samspil.agreements_running(today) r on r.tenant_id = l.tenant_id and r.document_id = l.document_id
			where l.tenant_id = s.tenant_id and l.id = s.live_id and l.retired_at is null);
end $$;
-- The series that run, for the job that makes their meetings; of one series for whoever leads its collaboration.
create function samspil.running_series(today date) returns table (tenant uuid, id uuid, frequency text, "firstOn" date, until date, starts text, minutes integer, planned date[])
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select s.tenant_id, s.id, s.frequency, s.first_on, s.until_on, s.starts, s.minutes,
			array(select m.planned_on from samspil.group_meeting m where m.tenant_id = s.tenant_id and m.series_id = s.id and m.planned_on >= today)
		from samspil.meeting_series s where s.ended_at is null and (s.until_on is null or s.until_on >= today)
			and (session_user = 'samspil_jobs' or (s.tenant_id = samspil.acting_tenant() and s.collaboration_id = any (samspil.my_led_collaborations())));
end $$;
-- What was not talked about, or goes on, stands on the agenda of the next meeting by itself.
create function samspil.carry_over(tenant uuid, series uuid) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	next uuid;
	n integer;
begin
	if session_user = 'samspil_app' and not exists (select from samspil.meeting_series s where s.tenant_id = tenant and s.id = series
			and s.tenant_id = samspil.acting_tenant() and s.collaboration_id = any (samspil.my_led_collaborations())) then return 0; end if;
	select m.id into next from samspil.group_meeting m where m.tenant_id = tenant and m.series_id = series and m.state in ('planned', 'invited')
		order by m.starts_at limit 1;
	if next is null then return 0; end if;
	insert into samspil.group_item (tenant_id, meeting_id, position, title, came_from, changed_by_name)
		select i.tenant_id, next, coalesce((select max(x.position) from samspil.group_item x where x.tenant_id = tenant and x.meeting_id = next), 0)
				+ row_number() over (order by m.starts_at, i.position, i.id), i.title, i.id, i.changed_by_name
		from samspil.group_item i join samspil.group_meeting m on m.tenant_id = i.tenant_id and m.id = i.meeting_id
		where i.tenant_id = tenant and m.series_id = series and m.state in ('held', 'cancelled') and i.is_open and i.standing is null
			and not exists (select from samspil.group_item k where k.tenant_id = i.tenant_id and k.came_from = i.id)
		on conflict do nothing;
	get diagnostics n = row_count;
	return n;
end $$;
-- Makes a meeting of a series, with the agenda that such a meeting has; once for each day.
create function samspil.plan_group_meeting(tenant uuid, series uuid, day date, starts timestamptz, ends timestamptz) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	s samspil.meeting_series;
	made uuid;
begin
	select * into s from samspil.meeting_series x where x.tenant_id = tenant and x.id = series and x.ended_at is null
		and (session_user = 'samspil_jobs' or (x.tenant_id = samspil.acting_tenant() and x.collaboration_id = any (samspil.my_led_collaborations())));
	if s.id is null then return false; end if;
	insert into samspil.group_meeting (tenant_id, series_id, planned_on, starts_at, ends_at, place) values (tenant, series, day, starts, ends, s.place)
		on conflict (tenant_id, series_id, planned_on) do nothing returning id into made;
	if made is null then return false; end if;
	insert into samspil.group_item (tenant_id, meeting_id, position, standing)
		select tenant, made, t.n, t.standing from unnest(case when s.group_kind = 'steering' then array['promises', 'results', 'actions'] else array['promises'] end)
			with ordinality t (standing, n);
	perform samspil.carry_over(tenant, series);
	return true;
end $$;

-- The calendar knows these meetings too.
alter function samspil.calendar_stands(uuid, uuid, uuid, date) rename to pathway_calendar_stands;
create function samspil.calendar_stands(tenant uuid, event uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.pathway_calendar_stands(tenant, event, person, today) or exists (
		select from samspil.group_meeting m cross join lateral samspil.group_people(m.tenant_id, m.series_id, today) p
		where m.tenant_id = tenant and m.id = event and m.state in ('invited', 'held') and p.person = calendar_stands.person);
end $$;
alter function samspil.calendar_is_open(uuid, uuid, uuid, date) rename to pathway_calendar_is_open;
create function samspil.calendar_is_open(tenant uuid, event uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.pathway_calendar_is_open(tenant, event, person, today) or (samspil.calendar_stands(tenant, event, person, today)
		and exists (select from samspil.group_meeting m where m.tenant_id = tenant and m.id = event and m.state = 'invited' and m.ends_at > now()));
end $$;
alter function samspil.calendar_path(uuid, uuid, uuid) rename to pathway_calendar_path;
create function samspil.calendar_path(tenant uuid, event uuid, person uuid) returns text
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return coalesce(samspil.pathway_calendar_path(tenant, event, person),
		(select '/collaborations/' || s.collaboration_id || '/meetings/' || m.id from samspil.group_meeting m
			join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id where m.tenant_id = tenant and m.id = event));
end $$;
drop policy covered on samspil.calendar_seat;
create policy covered on samspil.calendar_seat for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (event_id in (select m.id from samspil.meeting m where m.tenant_id = (select samspil.acting_tenant()))
		or (pathway_id is null and event_id in (select m.id from samspil.group_meeting m where m.tenant_id = (select samspil.acting_tenant())))));
drop policy answered on samspil.calendar_seat;
create policy answered on samspil.calendar_seat for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person())
		and (event_id in (select m.id from samspil.meeting m where m.tenant_id = (select samspil.acting_tenant()) and m.state = 'invited')
			or (pathway_id is null and event_id in (select m.id from samspil.group_meeting m where m.tenant_id = (select samspil.acting_tenant()) and m.state = 'invited'))));

-- The project leader tells a group of its meetings; the rest is as it was (0161).
create or replace function samspil.may_leave_notice(receiver uuid, kind text, path text) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	place text := split_part(path, '/', 2);
	about uuid := substring(path from '^/[a-z-]+/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:[/?#]|$)')::uuid;
	home uuid := w[2];
begin
	if home is null or kind ~ '^(administrator-|new-start-|companion-|you-(joined|left)-)'
		or kind in ('citizen-untied', 'tovholder-left', 'tovholder-appointed', 'partner-agreed', 'partner-declined') then return false; end if;
	if place = 'pathways' and about is not null then
		return kind !~ '^(lead|seat|framework|pool|document)-' and kind not in ('partner-asked', 'partner-ended', 'tovholder-needed')
			and about = any (samspil.my_pathways())
			and exists (select from samspil.pathway_access a where a.tenant_id = home and a.pathway_id = about and a.person_id = receiver);
	elsif path = '/pathways' then
		return kind = 'partner-ended' and exists (select from samspil.partner_person x where x.tenant_id = home and x.person_id = receiver
			and x.pathway_id = any (samspil.my_pathways_as('{tovholder}')));
	elsif path = '/requests' then
		return kind = 'partner-asked' and exists (select from samspil.partner p join samspil.membership m
			on m.tenant_id = p.tenant_id and m.organisation_id = p.organisation_id and m.person_id = receiver
			where p.tenant_id = home and p.state = 'contacted' and p.pathway_id = any (samspil.my_pathways_as('{tovholder}')));
	elsif place = 'me' then
		return exists (select from samspil.pathway_access a where a.tenant_id = home and a.person_id = receiver
			and a.reason in ('citizen', 'companion') and a.pathway_id = any (samspil.my_pathways()));
	elsif place = 'collaborations' and about is not null then
		return case
			when kind like 'seat-in-%' then about = any (samspil.my_led_collaborations())
				and exists (select from samspil.group_member g where g.tenant_id = home and g.collaboration_id = about and g.person_id = receiver)
			when kind like 'group-%' then about = any (samspil.my_led_collaborations())
				and exists (select from samspil.meeting_series s cross join lateral samspil.group_people(s.tenant_id, s.id, samspil.acting_day()) p
					where s.tenant_id = home and s.collaboration_id = about and p.person = receiver)
			-- whoever has just given the lead on leads no more, and is in the groups still
			when kind in ('lead-given', 'lead-changed') then about = any (samspil.my_collaborations())
				or exists (select from samspil.collaboration c where c.tenant_id = samspil.administered_tenant() and c.id = about)
			when kind = 'tovholder-needed' then about = any (samspil.my_collaborations())
				and exists (select from samspil.collaboration c where c.tenant_id = home and c.id = about and c.leader_person_id = receiver)
			else false end;
	elsif path = '/' then
		return kind = 'pool-added' and exists (select from samspil.tovholder_pool t where t.tenant_id = home and t.person_id = receiver
			and t.collaboration_id = any (samspil.my_led_collaborations()));
	elsif place = 'framework' then
		return kind like 'framework-%' and w[4] = 'organisation' and samspil.my_frameworks() <> '{}';
	elsif about is not null then
		-- a document has the address of its kind
		return kind !~ '^(lead|seat|framework|pool|partner)-' and about = any (samspil.my_documents());
	end if;
	return false;
end $$;

revoke all on function samspil.group_people(uuid, uuid, date), samspil.my_group_people(uuid), samspil.mirror_series(date), samspil.running_series(date),
	samspil.carry_over(uuid, uuid), samspil.plan_group_meeting(uuid, uuid, date, timestamptz, timestamptz), samspil.calendar_stands(uuid, uuid, uuid, date),
	samspil.calendar_is_open(uuid, uuid, uuid, date), samspil.calendar_path(uuid, uuid, uuid) from public;
grant execute on function samspil.my_group_people(uuid), samspil.running_series(date), samspil.carry_over(uuid, uuid),
	samspil.plan_group_meeting(uuid, uuid, date, timestamptz, timestamptz) to samspil_app;
grant execute on function samspil.mirror_series(date), samspil.running_series(date), samspil.carry_over(uuid, uuid),
	samspil.plan_group_meeting(uuid, uuid, date, timestamptz, timestamptz) to samspil_jobs;
