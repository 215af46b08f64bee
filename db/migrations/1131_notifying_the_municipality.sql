-- L-15: where a municipality is notified of a child, as its project leader has written it, for everybody at work there; and that somebody has notified,
-- by their own account: the day, the time and by which way, never of whom. It is theirs alone, and is no notification. L-16: whether a
-- Saturday is one of the six weekdays within which a receipt is sent.
create table samspil.notification_setting (
	tenant_id uuid primary key references samspil.tenant,
	-- by day and by night; and where it is written to: an address, or in words
	phone text not null default '' check (length(phone) <= 100),
	channel text not null default '' check (length(channel) <= 500),
	saturdays boolean not null default false,
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1
);
alter table samspil.notification_setting enable row level security;
create policy told on samspil.notification_setting for select to samspil_app using (tenant_id = samspil.visited_tenant());
create policy chosen on samspil.notification_setting for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null);
create policy chosen_anew on samspil.notification_setting for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null)
	with check (tenant_id = samspil.visited_tenant());
grant select on samspil.notification_setting to samspil_app;
grant insert (tenant_id, phone, channel, saturdays, changed_by_name) on samspil.notification_setting to samspil_app;
grant update (phone, channel, saturdays, changed_at, changed_by_name, version) on samspil.notification_setting to samspil_app;
create trigger mark_stale after insert or update of saturdays on samspil.notification_setting for each row execute function samspil.mark_tenant_stale();

create table samspil.own_notification (
	tenant_id uuid not null,
	id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	made_on date not null,
	made_time time,
	way text not null check (way in ('phone', 'written', 'danger', 'other')),
	written_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index own_notification_person on samspil.own_notification (tenant_id, person_id, organisation_id, made_on desc);
alter table samspil.own_notification enable row level security;
create policy mine on samspil.own_notification to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()))
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()));
grant select, delete on samspil.own_notification to samspil_app;
grant insert (tenant_id, id, person_id, organisation_id, made_on, made_time, way) on samspil.own_notification to samspil_app;

-- As before (0970); the receipt says which days count as weekdays.
create or replace function samspil.notification_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	return query
	select x.kind, n.id, n.pathway_id, 'pathway', null::uuid, null::uuid, n.pathway_id, null::uuid, '/pathways/' || n.pathway_id || '/child',
		(n.received_at at time zone 'Europe/Copenhagen')::date, null::date, null,
		case x.kind when 'notification-assessment' then to_char(n.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
			else case when exists (select from samspil.notification_setting g where g.tenant_id = tenant and g.saturdays) then 'saturdays' else 'weekdays' end end,
		'tovholder', t.person_id, t.organisation_id
	from samspil.outside_notification n
		join samspil.pathway p on p.tenant_id = tenant and p.id = n.pathway_id and p.state = 'open'
		join samspil.citizen c on c.tenant_id = tenant and c.id = p.citizen_id and c.birth_date > (today - interval '18 years')::date
		join samspil.tovholder t on t.tenant_id = tenant and t.pathway_id = n.pathway_id and t.until is null and t.organisation_id = tenant
		cross join lateral (
			select 'notification-assessment' as kind where n.assessed_at is null
			union all
			select 'notification-receipt' where n.receipted_on is null) x
	where n.tenant_id = tenant and n.received_at is not null and (abouts is null or n.pathway_id = any (abouts));
end $$;

-- L-12: that somebody notified is kept as long as the doubts they asked (otherwise as 1130).
create or replace function samspil.kept_things(tenant uuid, owner uuid, wanted text, until date)
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
			and (coalesce(d.answered_at, d.asked_at) at time zone 'Europe/Copenhagen')::date <= until
		union all select o.id, null::uuid, p.name, o.made_on from samspil.own_notification o join samspil.person p on p.id = o.person_id
			where o.tenant_id = tenant and o.organisation_id = any (us) and o.made_on <= until;
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
		delete from samspil.own_notification o where o.tenant_id = tenant and o.id = any (gone);
	when 'child-role' then
		delete from samspil.child_role r where r.tenant_id = tenant and r.id = any (gone);
	when 'notice' then
		delete from samspil.notice n where n.tenant_id = tenant and n.id = any (gone);
	end case;
end $$;
