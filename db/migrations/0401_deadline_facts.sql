-- The facts that deadlines are worked out from (deadline.rules.ts): what kind of thing, its day, and everybody who has a part in it. A
-- row for each person with a part; one without a person where nobody has any. All that the jobs role may know of the things themselves
-- is in these columns: ids, days and an address.
create type samspil.deadline_fact as (
	kind text, subject_id uuid, about uuid, seen text, collaboration_id uuid, document_id uuid, pathway_id uuid, scope_id uuid, path text,
	day date, until_on date, frequency text, state text, part text, person_id uuid, organisation_id uuid
);

-- Of pathways: tasks, meetings, consents, what is foreseen. `abouts` null: all of the tenant.
create function samspil.pathway_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
	if abouts is not null and not exists (select from samspil.pathway x where x.tenant_id = tenant and x.id = any (abouts)) then return; end if;
	return query
	with p as materialized (
		select p.id, t.person_id, t.organisation_id from samspil.pathway p
			left join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
		where p.tenant_id = tenant and p.state = 'open' and (abouts is null or p.id = any (abouts))
	)
	-- L-3: a consent ends by itself
	select 'consent', n.id, p.id, 'pathway', null::uuid, null::uuid, p.id, null::uuid, '/pathways/' || p.id || '/consents',
		n.valid_until, null::date, null, null, 'tovholder', p.person_id, p.organisation_id
	from p join samspil.consent n on n.tenant_id = tenant and n.pathway_id = p.id
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

-- Of collaborations: who leads, the framework's next update, and the pathways without a decided tovholder.
create function samspil.collaboration_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
	if abouts is not null and not exists (select from samspil.collaboration x where x.tenant_id = tenant and x.id = any (abouts)) then return; end if;
	return query
	with c as materialized (
		select c.id, c.phase, m.active_until, m.person_id as leader from samspil.collaboration c
			join samspil.membership m on m.tenant_id = c.tenant_id and m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id
		where c.tenant_id = tenant and (abouts is null or c.id = any (abouts))
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

-- Of agreements in force: the days they have set (0101), the names that come off (0202), what they have set going (0220), and the
-- decisions that are looked at again (0222).
create function samspil.agreement_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
	if abouts is not null and not exists (select from samspil.document x where x.tenant_id = tenant and x.id = any (abouts)) then return; end if;
	return query
	with r as materialized (
		select d.id, d.collaboration_id, d.owner_person_id, d.owner_organisation_id, v.id as version, v.content -> 'parties' as parties,
			least(v.until_on, v.ends_on - 1) as last_on, v.from_on <= today as has_begun
		from samspil.document d
			join samspil.document_version v on v.tenant_id = d.tenant_id and v.id = samspil.counting_version(d.tenant_id, d.id, today)
		where d.tenant_id = tenant and (abouts is null or d.id = any (abouts))
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
		from samspil.agreement_due a where a.tenant_id = tenant and (abouts is null or a.document_id = any (abouts))
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
	where m.tenant_id = tenant and m.done_at is null and (abouts is null or m.document_id = any (abouts))
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
	where q.tenant_id = tenant and q.review_on is not null and (abouts is null or q.document_id = any (abouts))
		and (r.has_begun or not exists (select from samspil.document_version v where v.tenant_id = tenant and v.document_id = q.document_id and v.fate = 'agreed'));
end $$;
revoke all on function samspil.pathway_facts(uuid, date, uuid[]), samspil.collaboration_facts(uuid, date, uuid[]),
	samspil.agreement_facts(uuid, date, uuid[]) from public;
grant execute on function samspil.pathway_facts(uuid, date, uuid[]), samspil.collaboration_facts(uuid, date, uuid[]),
	samspil.agreement_facts(uuid, date, uuid[]) to samspil_jobs;

-- What read the same days for reminders alone.
drop function samspil.dated_promises(date), samspil.foreseen_dues(date), samspil.agreement_dues(date), samspil.removal_dues(date),
	samspil.agreement_live_dues(date), samspil.agreement_series(date), samspil.decision_dues(date), samspil.agreement_told(date);
