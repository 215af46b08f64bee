-- What a group agrees that somebody does is a task: exactly one of the group is responsible for it (R-054), at their organisation, which
-- alone says how it stands, or whoever keeps the meeting with a note (R-152). Never about a citizen (R-045).
create table samspil.group_task (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	-- the item of the agenda that it came of
	item_id uuid not null,
	title text not null check (title <> '' and length(title) <= 300),
	responsible_person_id uuid not null,
	responsible_organisation_id uuid not null,
	-- as the group knew them when they were chosen; they may sit in it no more
	responsible_name text not null,
	responsible_organisation_name text not null,
	due_on date,
	state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
	state_note text not null default '' check (length(state_note) <= 2000),
	state_changed_at timestamptz,
	state_changed_by_name text not null default '',
	created_by uuid not null references samspil.person,
	created_by_name text not null,
	created_at timestamptz not null default now(),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, meeting_id, item_id) references samspil.group_item (tenant_id, meeting_id, id),
	foreign key (tenant_id, responsible_person_id, responsible_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index group_task_item on samspil.group_task (tenant_id, meeting_id, item_id);
create index group_task_responsible on samspil.group_task (tenant_id, responsible_person_id, responsible_organisation_id, state, due_on);
create index group_task_created_by on samspil.group_task (created_by);

alter table samspil.group_task enable row level security;
-- Read by whoever reads the meeting; given by whoever keeps it, until its minutes are closed.
create policy part on samspil.group_task for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_task.tenant_id));
create policy given on samspil.group_task for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and created_by = (select samspil.acting_person())
		and meeting_id = any ((select samspil.my_kept_meetings())::uuid[]));
create policy told on samspil.group_task for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (responsible_organisation_id = (select samspil.acting_organisation())
		or meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_task.tenant_id and m.series_id = any ((select samspil.my_convened_series())::uuid[]))))
	with check (tenant_id = (select samspil.acting_tenant()));
grant select, insert on samspil.group_task to samspil_app;
grant update (state, state_note, state_changed_at, state_changed_by_name, version) on samspil.group_task to samspil_app;

-- Whoever is responsible sits in the group today; their name and their organisation are what the group calls them.
create function samspil.name_group_responsible() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user <> 'samspil_app' then return new; end if;
	select p.name, o.name into new.responsible_name, new.responsible_organisation_name from samspil.group_meeting m
		cross join lateral samspil.group_people(m.tenant_id, m.series_id, samspil.acting_day()) p
		join samspil.organisation o on o.id = p.organisation
		where m.tenant_id = new.tenant_id and m.id = new.meeting_id and p.person = new.responsible_person_id and p.organisation = new.responsible_organisation_id;
	if not found then raise insufficient_privilege using message = 'whoever is responsible sits in the group'; end if;
	return new;
end $$;
create trigger name_responsible before insert on samspil.group_task for each row execute function samspil.name_group_responsible();
revoke all on function samspil.name_group_responsible() from public;

-- Deadlines: what is open and has a day (the rest of group_facts is as 0640 has it).
create or replace function samspil.group_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	this_year integer := extract(year from today);
begin
	if abouts is null then
		abouts := array(select x.id from samspil.collaboration x where x.tenant_id = tenant);
	elsif not exists (select from samspil.collaboration x where x.tenant_id = tenant and x.id = any (abouts)) then
		return;
	end if;
	return query
	with here as materialized (
		select m.person_id, m.organisation_id from samspil.membership m
		where m.tenant_id = tenant and m.active_from <= today and (m.active_until is null or m.active_until >= today)
	), steering as materialized (
		select s.collaboration_id, min(s.first_on) as first_on from samspil.meeting_series s
		where s.tenant_id = tenant and s.group_kind = 'steering' and s.ended_at is null and (s.until_on is null or s.until_on >= today)
			and s.collaboration_id = any (abouts)
		group by s.collaboration_id
	), treated as materialized (
		select s.collaboration_id, extract(year from m.starts_at at time zone 'Europe/Copenhagen')::integer as year
		from samspil.meeting_series s join samspil.group_meeting m on m.tenant_id = s.tenant_id and m.series_id = s.id and m.state = 'held'
			cross join lateral unnest(m.treated) t (what)
		where s.tenant_id = tenant and s.group_kind = 'steering' and s.collaboration_id = any (abouts)
		group by 1, 2 having count(distinct t.what) = 2
	), thing as (
		select g.collaboration_id, make_date(y.year, 12, 31) as day from steering g cross join (values (this_year), (this_year - 1)) y (year)
		where g.first_on <= make_date(y.year, 12, 31)
			and not exists (select from treated t where t.collaboration_id = g.collaboration_id and t.year between y.year and this_year)
	)
	select distinct 'steering-year', t.collaboration_id, t.collaboration_id, 'collaboration', t.collaboration_id, null::uuid, null::uuid, null::uuid,
		'/collaborations/' || t.collaboration_id || '/meetings', t.day, null::date, null::text, null::text, w.part, w.person_id, w.organisation_id
	from thing t join samspil.collaboration c on c.tenant_id = tenant and c.id = t.collaboration_id
		left join lateral (
			select 'leader' as part, h.person_id, h.organisation_id from here h
			where h.person_id = c.leader_person_id and h.organisation_id = c.leader_organisation_id
			union all
			select 'steering', h.person_id, h.organisation_id from samspil.group_member g
				join here h on h.person_id = g.person_id and h.organisation_id = g.organisation_id
			where g.tenant_id = tenant and g.collaboration_id = c.id and g.group_kind = 'steering' and g.since <= today and (g.until is null or g.until >= today)
		) w on true
	union all
	-- what a series of an agreement agrees is read by the parties of that agreement alone
	select distinct 'group-task', t.id, s.collaboration_id, case when s.document_id is null then 'collaboration' else 'agreement' end,
		s.collaboration_id, s.document_id, null::uuid, null::uuid, '/collaborations/' || s.collaboration_id || '/meetings/' || t.meeting_id || '#tasks', t.due_on,
		null::date, null::text, null::text, w.part, w.person_id, w.organisation_id
	from samspil.meeting_series s
		join samspil.collaboration c on c.tenant_id = tenant and c.id = s.collaboration_id
		join samspil.group_meeting m on m.tenant_id = tenant and m.series_id = s.id
		join samspil.group_task t on t.tenant_id = tenant and t.meeting_id = m.id and t.state = 'open' and t.due_on is not null
		left join lateral (
			select x.part, h.person_id, h.organisation_id
			from (values ('responsible', t.responsible_person_id, t.responsible_organisation_id), ('leader', c.leader_person_id, c.leader_organisation_id))
				x (part, person_id, organisation_id)
				join here h on h.person_id = x.person_id and h.organisation_id = x.organisation_id
		) w on true
	where s.tenant_id = tenant and s.collaboration_id = any (abouts);
end $$;

create function samspil.mark_group_task_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select s.tenant_id, s.collaboration_id from samspil.group_meeting m join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id
			where m.tenant_id = new.tenant_id and m.id = new.meeting_id;
	return null;
end $$;
revoke all on function samspil.mark_group_task_stale() from public;
create trigger mark_stale after insert or update of state on samspil.group_task for each row execute function samspil.mark_group_task_stale();

-- Otherwise as 0680.
create or replace function samspil.may_leave_notice(receiver uuid, kind text, path text) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	place text := split_part(path, '/', 2);
	about uuid := substring(path from '^/[a-z-]+/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:[/?#]|$)')::uuid;
	home uuid := w[2];
begin
	if home is null or kind ~ '^(administrator-|new-start-|companion-|you-(joined|left)-)'
		or kind in ('citizen-untied', 'tovholder-left', 'tovholder-stands-in', 'tovholder-appointed', 'partner-agreed', 'partner-declined') then return false; end if;
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
			-- whoever says how a task of their organisation stands tells the one who gave it, or whoever leads
			when kind = 'group-task-changed' then exists (select from samspil.meeting_series s
					join samspil.collaboration c on c.tenant_id = s.tenant_id and c.id = s.collaboration_id
					join samspil.group_meeting m on m.tenant_id = s.tenant_id and m.series_id = s.id
					join samspil.group_task t on t.tenant_id = m.tenant_id and t.meeting_id = m.id
					where s.tenant_id = home and s.collaboration_id = about and path like '%/meetings/' || m.id || '#tasks'
						and receiver in (t.created_by, c.leader_person_id)
						and (t.responsible_organisation_id = samspil.acting_organisation() or s.id = any (samspil.my_convened_series())))
			when kind like 'group-%' then exists (select from samspil.meeting_series s cross join lateral samspil.group_people(s.tenant_id, s.id, samspil.acting_day()) p
					where s.tenant_id = home and s.collaboration_id = about and p.person = receiver and s.id = any (samspil.my_convened_series()))
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
