-- What the jobs role may know of rounds, overdue frameworks and the action plan: what is told, of what, by when, to whom, and where they
-- find it. Nothing is told of what is more than a month past.
create function samspil.framework_dues(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	with here as (
		select m.tenant_id, m.person_id, m.organisation_id from samspil.membership m
		where m.active_from <= today and (m.active_until is null or m.active_until >= today)
	), steering as (
		select f.tenant_id, f.id as framework_id, f.next_update_on, g.person_id
		from samspil.framework f
			join samspil.group_member g on g.tenant_id = f.tenant_id and g.collaboration_id = f.collaboration_id and g.group_kind = 'steering'
				and g.since <= today and (g.until is null or g.until >= today)
			join here h on h.tenant_id = g.tenant_id and h.person_id = g.person_id and h.organisation_id = g.organisation_id
	), unchecked as (
		select r.tenant_id, r.id, r.due_on, r.framework_id, o.person_id, o.organisation_id
		from samspil.framework_round r
			join samspil.framework_section_owner o on o.tenant_id = r.tenant_id and o.framework_id = r.framework_id
		where r.closed_at is null and r.due_on between today - 31 and today + 7
			and not exists (select from samspil.framework_section_check c where c.tenant_id = r.tenant_id and c.round_id = r.id and c.section = o.section)
	), leaders as (
		select f.tenant_id, f.id as framework_id, c.leader_person_id as person_id
		from samspil.framework f
			join samspil.collaboration c on c.tenant_id = f.tenant_id and c.id = f.collaboration_id
			join here h on h.tenant_id = c.tenant_id and h.person_id = c.leader_person_id and h.organisation_id = c.leader_organisation_id
	), activities as (
		-- R-176: a recurring activity is due at the end of each of its parts of the year, as expectedDays has it (action-plan.rules.ts)
		select a.tenant_id, a.id, a.framework_id, a.responsible_person_id, a.responsible_organisation_id, coalesce(a.ends_on, a.begins_on) as due_on
		from samspil.plan_activity a where a.standing in ('planned', 'under-way') and a.timing <> 'yearly'
		union all
		select a.tenant_id, a.id, a.framework_id, a.responsible_person_id, a.responsible_organisation_id, x.due_on
		from samspil.plan_activity a
			cross join lateral (select make_date(extract(year from today)::int, 1, 1) as first) y
			cross join lateral generate_series(1, a.times_a_year) k
			cross join lateral (select y.first + (floor(k * ((y.first + interval '1 year')::date - y.first)::numeric / a.times_a_year + 0.5)::int - 1) as due_on) x
		where a.standing in ('planned', 'under-way') and a.timing = 'yearly' and x.due_on >= a.begins_on and (a.ends_on is null or x.due_on <= a.ends_on)
			and (select count(*) from samspil.plan_occurrence h where h.tenant_id = a.tenant_id and h.activity_id = a.id and h.held_on >= y.first)
				< (select count(*) from generate_series(1, a.times_a_year) j
					cross join lateral (select y.first + (floor(j * ((y.first + interval '1 year')::date - y.first)::numeric / a.times_a_year + 0.5)::int - 1) as day) d
					where d.day >= a.begins_on and d.day <= x.due_on)
	)
	-- R-074: whoever looks after a section, a week before and when it is late; then the project leader
	select u.tenant_id, case when u.due_on < today then 'framework-section-late' else 'framework-section-soon' end, u.id, u.due_on, u.person_id,
		'/framework/round'
	from unchecked u join here h on h.tenant_id = u.tenant_id and h.person_id = u.person_id and h.organisation_id = u.organisation_id
	union
	select u.tenant_id, 'framework-round-late', u.id, u.due_on, l.person_id, '/framework/round'
	from unchecked u join leaders l on l.tenant_id = u.tenant_id and l.framework_id = u.framework_id where u.due_on < today
	union
	-- a fortnight overdue, and the steering group hears of it
	select s.tenant_id, 'framework-update-escalated', s.framework_id, s.next_update_on, s.person_id, '/framework'
	from steering s where s.next_update_on between today - 44 and today - 14
	union
	-- R-073: an activity, a week before to whoever answers for it; late, to the project leader too
	select a.tenant_id, case when a.due_on < today then 'framework-activity-late' else 'framework-activity-soon' end, a.id, a.due_on,
		a.responsible_person_id, '/framework/plan/' || a.id
	from activities a join here h on h.tenant_id = a.tenant_id and h.person_id = a.responsible_person_id
		and h.organisation_id = a.responsible_organisation_id
	where a.due_on between today - 31 and today + 7
	union
	select a.tenant_id, 'framework-activity-late', a.id, a.due_on, l.person_id, '/framework/plan/' || a.id
	from activities a join leaders l on l.tenant_id = a.tenant_id and l.framework_id = a.framework_id
	where a.due_on between today - 31 and today - 1;
end $$;
revoke all on function samspil.framework_dues(date) from public;
grant execute on function samspil.framework_dues(date) to samspil_jobs;
