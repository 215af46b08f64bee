-- Nine tenths of what it cost to read the facts of one thing that had changed went into planning: a plan that served one pathway and a
-- whole municipality alike was made anew each time (0401). Now all of a municipality's things are named too, so that one plan, kept by
-- the connection, finds both by their keys. The functions are as they were otherwise (0401, 0525, 0526).
create or replace function samspil.pathway_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	if abouts is null then
		abouts := array(select x.id from samspil.pathway x where x.tenant_id = tenant and x.state = 'open');
	elsif not exists (select from samspil.pathway x where x.tenant_id = tenant and x.id = any (abouts)) then
		return;
	end if;
	return query
	with p as materialized (
		select p.id, t.person_id, t.organisation_id from samspil.pathway p
			left join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
		where p.tenant_id = tenant and p.state = 'open' and p.id = any (abouts)
	)
	-- L-3: a consent ends by itself
	select 'consent', n.id, p.id, 'pathway', null::uuid, null::uuid, p.id, null::uuid, '/pathways/' || p.id || '/consents',
		n.valid_until, null::date, null, null, 'tovholder', p.person_id, p.organisation_id
	-- named once more, or every consent of the municipality is read for the sake of one pathway
	from p join samspil.consent n on n.tenant_id = tenant and n.pathway_id = p.id and n.pathway_id = any (abouts)
	where n.withdrawn_at is null and n.valid_until >= today
	union all
	-- R-132
	select 'foreseen', f.id, p.id, 'scope', null, null, p.id, f.scope_id, '/pathways/' || p.id || '/foreseen',
		f.expected_on, null, null, null, 'tovholder', p.person_id, p.organisation_id
	from p join samspil.foreseen_need f on f.tenant_id = tenant and f.pathway_id = p.id
	where f.settled is null and f.expected_on is not null
	union all
	-- R-054: whoever is responsible, as far as they can still see it; and whoever holds the threads
	select 'task', k.id, p.id, 'scope', null, null, p.id, k.scope_id, '/pathways/' || p.id || '/tasks',
		k.due_on, null, null, null, w.part, w.person_id, w.organisation_id
	from p join samspil.task k on k.tenant_id = tenant and k.pathway_id = p.id
		cross join lateral (
			select 'tovholder' as part, p.person_id, p.organisation_id
			union all
			select 'responsible', k.responsible_person_id, k.responsible_organisation_id
			where k.responsible_person_id = p.person_id and k.responsible_organisation_id = p.organisation_id
				or exists (select from samspil.scope_access a where a.tenant_id = tenant and a.scope_id = k.scope_id
					and a.person_id = k.responsible_person_id and a.organisation_id = k.responsible_organisation_id
					and a.reason = 'partner' and today between a.from_day and a.until_day)) w
	where k.state = 'open' and k.due_on is not null and not k.for_citizen
	union all
	-- R-163, A-21
	select 'meeting', e.id, p.id, 'scope', null, null, p.id, e.scope_id, '/pathways/' || p.id || '/meetings/' || e.id,
		(e.starts_at at time zone 'Europe/Copenhagen')::date, null, null, e.state, w.part, w.person_id, w.organisation_id
	from p join samspil.meeting e on e.tenant_id = tenant and e.pathway_id = p.id
		cross join lateral (
			select 'tovholder' as part, p.person_id, p.organisation_id
			union all
			select 'participant', i.person_id, i.organisation_id from samspil.meeting_participant i
			where i.tenant_id = tenant and i.meeting_id = e.id and i.kind = 'person') w
	where e.state in ('invited', 'minutes') and e.minutes_sent_at is null;
end $$;

create or replace function samspil.collaboration_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	if abouts is null then
		abouts := array(select x.id from samspil.collaboration x where x.tenant_id = tenant);
	elsif not exists (select from samspil.collaboration x where x.tenant_id = tenant and x.id = any (abouts)) then
		return;
	end if;
	return query
	with c as materialized (
		select c.id, c.phase, m.active_until, m.person_id as leader from samspil.collaboration c
			join samspil.membership m on m.tenant_id = c.tenant_id and m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id
		where c.tenant_id = tenant and c.id = any (abouts)
	), people as materialized (
		select c.id, 'leader' as part, c.leader as person_id, tenant as organisation_id from c where c.active_until is null or c.active_until >= today
		union all
		-- R-063: whoever sits in the steering group today, and of those the managers of the municipality
		select c.id, x.part, g.person_id, g.organisation_id
		from c join samspil.group_member g on g.tenant_id = tenant and g.collaboration_id = c.id and g.group_kind = 'steering'
				and g.since <= today and (g.until is null or g.until >= today)
			join samspil.membership m on m.tenant_id = g.tenant_id and m.person_id = g.person_id and m.organisation_id = g.organisation_id
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
			cross join lateral (values ('steering'), ('manager')) x (part)
		where x.part = 'steering' or (m.function = 'manager' and m.organisation_id = tenant)
	), thing as (
		-- R-057: the one who stops gives the lead on
		select 'lead' as kind, c.id as subject, c.id as about, 'collaboration' as seen,
			'/collaborations/' || c.id || case when c.active_until >= today then '/leader' else '' end as path, c.active_until as day
		from c where c.phase <> 'ended' and c.active_until is not null
		union all
		-- R-074, R-098
		select 'framework-update', f.id, c.id, 'collaboration', '/framework', f.next_update_on
		from c join samspil.framework f on f.tenant_id = tenant and f.collaboration_id = c.id
		where f.next_update_on is not null and f.next_update_person_id is not null
		union all
		-- R-122
		select 'tovholder', a.pathway_id, c.id, 'led', '/collaborations/' || c.id || '/allotments', a.due_on
		from c join samspil.allotment a on a.tenant_id = tenant and a.collaboration_id = c.id and a.decided_on is null
			join samspil.pathway p on p.tenant_id = tenant and p.id = a.pathway_id and p.state = 'open'
	)
	select t.kind, t.subject, t.about, t.seen, t.about, null::uuid, null::uuid, null::uuid, t.path, t.day, null::date, null, null,
		w.part, w.person_id, w.organisation_id
	from thing t left join people w on w.id = t.about
	union all
	select 'framework-update', f.id, c.id, 'collaboration', c.id, null, null, null, '/framework', f.next_update_on, null, null, null,
		'responsible', f.next_update_person_id, f.next_update_organisation_id
	from c join samspil.framework f on f.tenant_id = tenant and f.collaboration_id = c.id
	where f.next_update_on is not null and f.next_update_person_id is not null;
end $$;

create or replace function samspil.framework_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	if abouts is null then
		abouts := array(select x.collaboration_id from samspil.framework x where x.tenant_id = tenant);
	elsif not exists (select from samspil.framework x where x.tenant_id = tenant and x.collaboration_id = any (abouts)) then
		return;
	end if;
	return query
	with here as materialized (
		select m.person_id, m.organisation_id from samspil.membership m
		where m.tenant_id = tenant and m.active_from <= today and (m.active_until is null or m.active_until >= today)
	), f as materialized (
		select f.id, f.collaboration_id, c.leader_person_id from samspil.framework f
			join samspil.collaboration c on c.tenant_id = f.tenant_id and c.id = f.collaboration_id
		where f.tenant_id = tenant and f.collaboration_id = any (abouts)
	), thing as (
		select 'framework-section' as kind, r.id as subject, f.collaboration_id as about, '/framework/round' as path, r.due_on as day,
			null::date as until, null::text as state, o.person_id, o.organisation_id, f.leader_person_id
		from f join samspil.framework_round r on r.tenant_id = tenant and r.framework_id = f.id and r.closed_at is null
			join samspil.framework_section_owner o on o.tenant_id = tenant and o.framework_id = f.id
		where not exists (select from samspil.framework_section_check c where c.tenant_id = tenant and c.round_id = r.id and c.section = o.section)
		union all
		select case a.timing when 'yearly' then 'plan-yearly' else 'plan-activity' end, a.id, f.collaboration_id, '/framework/plan/' || a.id,
			case a.timing when 'period' then a.ends_on else a.begins_on end, case a.timing when 'yearly' then a.ends_on end,
			case a.timing when 'yearly' then a.times_a_year || ' ' || (select count(*) from samspil.plan_occurrence h
				where h.tenant_id = tenant and h.activity_id = a.id and extract(year from h.held_on) = extract(year from today)) end,
			a.responsible_person_id, a.responsible_organisation_id, f.leader_person_id
		from f join samspil.plan_activity a on a.tenant_id = tenant and a.framework_id = f.id and a.standing in ('planned', 'under-way')
	)
	select distinct t.kind, t.subject, t.about, 'collaboration', t.about, null::uuid, null::uuid, null::uuid, t.path, t.day, t.until, null::text,
		t.state, w.part, w.person_id, w.organisation_id
	from thing t left join lateral (
		select x.part, h.person_id, h.organisation_id
		from (values ('responsible', t.person_id, t.organisation_id), ('leader', t.leader_person_id, tenant)) x (part, person_id, organisation_id)
			join here h on h.person_id = x.person_id and h.organisation_id = x.organisation_id
	) w on true;
end $$;

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
		) w on true;
end $$;

create or replace function samspil.agreement_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	if abouts is null then
		abouts := array(select x.id from samspil.document x where x.tenant_id = tenant);
	elsif not exists (select from samspil.document x where x.tenant_id = tenant and x.id = any (abouts)) then
		return;
	end if;
	return query
	with r as materialized (
		select d.id, d.collaboration_id, d.owner_person_id, d.owner_organisation_id, v.id as version, v.content -> 'parties' as parties,
			least(v.until_on, v.ends_on - 1) as last_on, v.from_on <= today as has_begun
		from samspil.document d
			join samspil.document_version v on v.tenant_id = d.tenant_id and v.id = samspil.counting_version(d.tenant_id, d.id, today)
		where d.tenant_id = tenant and d.id = any (abouts)
			and (v.until_on is null or v.until_on >= today) and (v.ends_on is null or v.ends_on > today)
	), bound as materialized (
		select r.id, (said ->> 'organisation')::uuid as organisation_id, said from r cross join lateral jsonb_array_elements(r.parties) said
	), here as materialized (
		select m.person_id, m.organisation_id, m.can_bind or m.function = 'manager' as decides from samspil.membership m
		where m.tenant_id = tenant and m.active_from <= today and (m.active_until is null or m.active_until >= today)
	), contact as materialized (
		select b.id, w.person as person_id, b.organisation_id
		from bound b cross join lateral samspil.party_contacts(tenant, b.id, b.organisation_id, today) w (person)
	), people as materialized (
		-- whoever hears of it at each party
		select c.id, 'party' as part, c.person_id, c.organisation_id from contact c
		union all
		-- who could see to it where nobody is named: those, and who signs and decides
		(select c.id, 'decides', c.person_id, c.organisation_id from contact c
		union
		select b.id, 'decides', h.person_id, b.organisation_id from bound b join here h on h.organisation_id = b.organisation_id
			and (h.decides or b.said -> 'signatories' @> jsonb_build_array(jsonb_build_object('person', h.person_id))))
		union all
		select r.id, 'owner', h.person_id, h.organisation_id from r join here h on h.person_id = r.owner_person_id and h.organisation_id = r.owner_organisation_id
	), thing as (
		select 'agreement-' || a.kind as kind, coalesce(a.obligation_id, a.document_id) as subject, a.document_id as document, a.party_id as party,
			case when a.obligation_id is null then '/agreements/' || a.document_id else '/promises/' || a.obligation_id end as path,
			a.due_on as day, null::date as until_on, null as frequency, null::uuid as person_id, null::uuid as organisation_id
		from samspil.agreement_due a where a.tenant_id = tenant and a.document_id = any (abouts)
		union all
		select 'agreement-' || l.kind, l.id, l.document_id, null, '/agreements/' || l.document_id || '/set-going/' || l.id, l.due_on, null, null,
			l.person_id, l.organisation_id
		from samspil.agreement_live l join r on r.id = l.document_id and r.has_begun
		where l.tenant_id = tenant and l.retired_at is null and l.status <> 'done' and l.kind in ('goal', 'task') and l.due_on is not null
		union all
		select 'agreement-series', l.id, l.document_id, null, '/agreements/' || l.document_id || '/set-going', (l.said ->> 'firstOn')::date,
			least((l.said ->> 'until')::date, r.last_on), l.said ->> 'frequency', l.person_id, l.organisation_id
		from samspil.agreement_live l join r on r.id = l.document_id and r.has_begun
		where l.tenant_id = tenant and l.retired_at is null and l.kind = 'series'
	)
	select t.kind, t.subject, t.document, 'agreement', r.collaboration_id, t.document, null::uuid, null::uuid, t.path, t.day, t.until_on, t.frequency,
		null, w.part, w.person_id, w.organisation_id
	from thing t join r on r.id = t.document
		left join lateral (
			select p.part, p.person_id, p.organisation_id from people p
				where p.id = t.document and (p.part <> 'party' or t.party is null or t.party = p.organisation_id)
			union all
			select 'responsible', h.person_id, h.organisation_id from here h where h.person_id = t.person_id and h.organisation_id = t.organisation_id) w on true
	union all
	-- R-290: for as long as it takes, whether or not the agreement is over
	select 'agreement-removal', m.id, m.document_id, 'agreement', d.collaboration_id, m.document_id, null, null,
		'/agreements/' || m.document_id || '/removals', m.due_on, null, null, null, 'party', w.person, m.keeper_id
	from samspil.agreement_removal m
		join samspil.document d on d.tenant_id = m.tenant_id and d.id = m.document_id
		left join lateral samspil.party_contacts(tenant, m.document_id, m.keeper_id, today) w (person) on true
	where m.tenant_id = tenant and m.done_at is null and m.document_id = any (abouts)
	union all
	-- what an agreement that has ended has decided asks nobody any more
	select 'agreement-decision', q.id, q.document_id, 'agreement', d.collaboration_id, q.document_id, null, null,
		'/agreements/' || q.document_id || '/decisions/' || q.id, q.review_on, null, null, null, w.part, w.person_id, w.organisation_id
	from samspil.document_question q
		join samspil.document d on d.tenant_id = q.tenant_id and d.id = q.document_id
		left join r on r.id = q.document_id
		left join lateral (
			select 'member' as part, m.person_id, m.organisation_id from samspil.document_question_member m
				join here h on h.person_id = m.person_id and h.organisation_id = m.organisation_id
				where m.tenant_id = tenant and m.question_id = q.id
			union all
			select 'owner', h.person_id, h.organisation_id from here h where h.person_id = d.owner_person_id and h.organisation_id = d.owner_organisation_id) w on true
	where q.tenant_id = tenant and q.review_on is not null and q.document_id = any (abouts)
		and (r.has_begun or not exists (select from samspil.document_version v where v.tenant_id = tenant and v.document_id = q.document_id and v.fate = 'agreed'));
end $$;
