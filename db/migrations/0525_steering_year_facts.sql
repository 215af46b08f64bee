-- R-274, for the deadlines (0401): once in a calendar year a steering group goes through the experience of the year behind and the actions of the
-- year ahead. A year that ended without it is late until the next year has it.
create function samspil.group_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
	this_year integer := extract(year from today);
begin
	if abouts is not null and not exists (select from samspil.collaboration x where x.tenant_id = tenant and x.id = any (abouts)) then return; end if;
	return query
	with here as materialized (
		select m.person_id, m.organisation_id from samspil.membership m
		where m.tenant_id = tenant and m.active_from <= today and (m.active_until is null or m.active_until >= today)
	), steering as materialized (
		select s.collaboration_id, min(s.first_on) as first_on from samspil.meeting_series s
		where s.tenant_id = tenant and s.group_kind = 'steering' and s.ended_at is null and (s.until_on is null or s.until_on >= today)
			and (abouts is null or s.collaboration_id = any (abouts))
		group by s.collaboration_id
	), treated as materialized (
		select s.collaboration_id, extract(year from m.starts_at at time zone 'Europe/Copenhagen')::integer as year
		from samspil.meeting_series s join samspil.group_meeting m on m.tenant_id = s.tenant_id and m.series_id = s.id and m.state = 'held'
			cross join lateral unnest(m.treated) t (what)
		where s.tenant_id = tenant and s.group_kind = 'steering' and (abouts is null or s.collaboration_id = any (abouts))
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
		) w on true;
end $$;
revoke all on function samspil.group_facts(uuid, date, uuid[]) from public;
grant execute on function samspil.group_facts(uuid, date, uuid[]) to samspil_jobs;

create function samspil.mark_group_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	it jsonb := to_jsonb(new);
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select s.tenant_id, s.collaboration_id from samspil.meeting_series s where s.tenant_id = new.tenant_id and s.group_kind = 'steering'
			and s.id = (case tg_table_name when 'group_meeting' then it ->> 'series_id' else it ->> 'id' end)::uuid;
	return null;
end $$;
revoke all on function samspil.mark_group_stale() from public;
create trigger mark_stale after insert or update on samspil.meeting_series for each row execute function samspil.mark_group_stale();
create trigger mark_stale after update of state, treated on samspil.group_meeting for each row execute function samspil.mark_group_stale();
-- what runs already is worked out once
insert into samspil.deadline_stale (tenant_id, about)
	select distinct s.tenant_id, s.collaboration_id from samspil.meeting_series s where s.group_kind = 'steering' and s.ended_at is null;
