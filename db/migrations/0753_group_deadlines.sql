-- The meetings of groups are deadlines: when the next is, by when its agenda may be changed (R-163), when its minutes are asked for (R-170, A-21), and
-- by when a series must have been held again (R-222); of every group, a follow-up group (R-230) among them. And R-259: the action plan of a
-- partnership is looked over within a year. The rest of group_facts is as 0750 has it.
create or replace function samspil.group_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	this_year integer := extract(year from today);
begin
	if abouts is null then
		abouts := array(select x.id from samspil.collaboration x where x.tenant_id = tenant
			union all select x.id from samspil.document x where x.tenant_id = tenant and x.collaboration_id is not null);
	elsif not exists (select from samspil.collaboration x where x.tenant_id = tenant and x.id = any (abouts))
		and not exists (select from samspil.meeting_series x where x.tenant_id = tenant and x.document_id = any (abouts)) then
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
	where s.tenant_id = tenant and s.collaboration_id = any (abouts)
	union all
	-- Meetings to come, and those whose minutes are not closed; and by when a series is held next (R-222). What an agreement has set going is
	-- worked out with that agreement, whose coordinators keep it (R-024). Of a series that is held every week or two only the next is told.
	select distinct t.kind, t.id, t.about, case when s.document_id is null then 'collaboration' else 'agreement' end, s.collaboration_id, s.document_id,
		null::uuid, null::uuid, t.path, t.day, t.until_on, t.frequency, t.state, w.part, w.person_id, w.organisation_id
	from (
			select x.*, coalesce(x.document_id, x.collaboration_id) as worked_with from samspil.meeting_series x
			where x.tenant_id = tenant and coalesce(x.document_id, x.collaboration_id) = any (abouts)
		) s
		join samspil.collaboration c on c.tenant_id = tenant and c.id = s.collaboration_id and c.phase <> 'ended'
		cross join lateral (
			select case when s.document_id is null then 'group-meeting' else 'agreed-group-meeting' end as kind, m.id, s.worked_with as about,
				'/collaborations/' || s.collaboration_id || '/meetings/' || m.id as path, (m.starts_at at time zone 'Europe/Copenhagen')::date as day,
				null::date as until_on, null::text as frequency, m.state
			from samspil.group_meeting m
			where m.tenant_id = tenant and m.series_id = s.id and (m.state = 'invited'
				or (m.state = 'planned' and (s.frequency not in ('weekly', 'fortnightly') or m.starts_at < ((today + 1)::timestamp at time zone 'Europe/Copenhagen')
					or not exists (select from samspil.group_meeting n where n.tenant_id = tenant and n.series_id = s.id and n.state = 'planned'
						and n.starts_at < m.starts_at and n.starts_at >= ((today + 1)::timestamp at time zone 'Europe/Copenhagen')))))
			union all
			select 'group-rhythm', s.id, s.worked_with, '/collaborations/' || s.collaboration_id || '/meetings', coalesce(h.last_held, s.first_on), s.until_on,
				s.frequency, case when h.last_held is null then 'begun' else 'held' end
			from (select max((m.starts_at at time zone 'Europe/Copenhagen')::date) as last_held from samspil.group_meeting m
				where m.tenant_id = tenant and m.series_id = s.id and m.state = 'held') h
			where s.ended_at is null and (s.until_on is null or s.until_on >= today)
		) t
		left join lateral (
			select 'participant' as part, p.person as person_id, p.organisation as organisation_id from samspil.group_people(tenant, s.id, today) p
				where t.kind = 'group-meeting'
			union all
			select 'responsible', n.person, n.organisation from samspil.named_conveners(tenant, s.id, today) n where s.document_id is not null
			union all
			select 'leader', h.person_id, h.organisation_id from here h where h.person_id = c.leader_person_id and h.organisation_id = c.leader_organisation_id
			union all
			select 'steering', h.person_id, h.organisation_id from samspil.group_member g
				join here h on h.person_id = g.person_id and h.organisation_id = g.organisation_id
			where t.kind = 'group-rhythm' and g.tenant_id = tenant and g.collaboration_id = c.id and g.group_kind = 'steering'
				and g.since <= today and (g.until is null or g.until >= today)
		) w on true;
end $$;

-- Every series, not a steering group's alone; one of an agreement is worked out with it.
create or replace function samspil.mark_group_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	it jsonb := to_jsonb(new);
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select distinct s.tenant_id, x.about from samspil.meeting_series s cross join lateral (values (s.collaboration_id), (s.document_id)) x (about)
		where s.tenant_id = new.tenant_id and x.about is not null
			and s.id = (case tg_table_name when 'group_meeting' then it ->> 'series_id' else it ->> 'id' end)::uuid;
	return null;
end $$;
drop trigger mark_stale on samspil.group_meeting;
create trigger mark_stale after insert or update of state, treated, starts_at on samspil.group_meeting for each row execute function samspil.mark_group_stale();
-- Who leads, and who sits in the groups, is a fact of the series that agreements have set going too.
create function samspil.mark_agreed_series_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	it jsonb := to_jsonb(coalesce(new, old));
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select distinct s.tenant_id, s.document_id from samspil.meeting_series s
		where s.tenant_id = (it ->> 'tenant_id')::uuid and s.document_id is not null
			and s.collaboration_id = (case tg_table_name when 'collaboration' then it ->> 'id' else it ->> 'collaboration_id' end)::uuid;
	return null;
end $$;
revoke all on function samspil.mark_agreed_series_stale() from public;
create trigger mark_agreed_stale after insert or update or delete on samspil.group_member for each row execute function samspil.mark_agreed_series_stale();
create trigger mark_agreed_stale after update of leader_person_id, leader_organisation_id, phase on samspil.collaboration
	for each row execute function samspil.mark_agreed_series_stale();

-- R-259: the plan of a partnership stands in its agreement, so the version that counts is the last time it was looked over.
create function samspil.partnership_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	if abouts is null then
		abouts := array(select x.id from samspil.document x where x.tenant_id = tenant and x.kind = 'partnership-agreement');
	elsif not exists (select from samspil.document x where x.tenant_id = tenant and x.id = any (abouts) and x.kind = 'partnership-agreement') then
		return;
	end if;
	return query
	select distinct 'agreement-plan', d.id, d.id, 'agreement', d.collaboration_id, d.id, null::uuid, null::uuid, '/agreements/' || d.id, v.from_on, null::date,
		null::text, null::text, w.part, w.person_id, w.organisation_id
	from samspil.document d
		join samspil.document_version v on v.tenant_id = d.tenant_id and v.id = samspil.counting_version(d.tenant_id, d.id, today)
		left join lateral (
			select 'party' as part, p.person as person_id, (said ->> 'organisation')::uuid as organisation_id
			from jsonb_array_elements(v.content -> 'parties') said
				cross join lateral samspil.party_contacts(tenant, d.id, (said ->> 'organisation')::uuid, today) p (person)
			union all
			select 'owner', m.person_id, m.organisation_id from samspil.membership m
			where m.tenant_id = tenant and m.person_id = d.owner_person_id and m.organisation_id = d.owner_organisation_id
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		) w on true
	where d.tenant_id = tenant and d.id = any (abouts) and d.kind = 'partnership-agreement' and v.from_on <= today
		and (v.until_on is null or v.until_on >= today) and (v.ends_on is null or v.ends_on > today)
		and coalesce(v.content #> '{answers,action-plan,notApplicable}', 'null'::jsonb) = 'null'::jsonb;
end $$;
revoke all on function samspil.partnership_facts(uuid, date, uuid[]) from public;
grant execute on function samspil.partnership_facts(uuid, date, uuid[]) to samspil_jobs;

-- what runs already is worked out once
insert into samspil.deadline_stale (tenant_id, about)
	select distinct s.tenant_id, x.about from samspil.meeting_series s cross join lateral (values (s.collaboration_id), (s.document_id)) x (about) where x.about is not null
	union select d.tenant_id, d.id from samspil.document d where d.kind = 'partnership-agreement';
