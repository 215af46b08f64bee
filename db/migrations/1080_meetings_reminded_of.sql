-- Whoever is invited to a meeting is reminded of it on the workday before, and whoever holds the threads, on the last day on which its agenda can
-- be changed (R-163), of changes that have not been sent. Like the other functions of reminders they tell who, of what, by when, and nothing of it.

-- Those who are asked to a meeting of any kind (coordinating, of a group, or at which a tovholder is found) in these days, and where each reads of it. Not whoever has said no, is
-- not invited any more, or may not know of it today.
create function samspil.meetings_ahead(tenant uuid, from_on date, until_on date, today date)
returns table (subject uuid, "dueOn" date, person uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select s.event_id, (s.starts_at at time zone 'Europe/Copenhagen')::date, s.person_id, samspil.calendar_path(s.tenant_id, s.event_id, s.person_id)
	from samspil.calendar_seat s
	where s.tenant_id = tenant and s.starts_at >= (from_on::timestamp at time zone 'Europe/Copenhagen')
		and s.starts_at < ((until_on + 1)::timestamp at time zone 'Europe/Copenhagen')
		and s.off_at is null and s.answer is distinct from 'no'
		and (s.pathway_id is null or exists (select from samspil.pathway w where w.tenant_id = s.tenant_id and w.id = s.pathway_id and w.state = 'open'))
		and samspil.calendar_stands(s.tenant_id, s.event_id, s.person_id, today);
end $$;
create index calendar_seat_starts on samspil.calendar_seat (tenant_id, starts_at);

-- Whether the agenda of a coordinating meeting, or who is to come, is another than what was sent last. It is compared with what was kept of that,
-- spelled as the feature spells it (planOf, which a test holds against this); the rest of the plan is sent when it is written. A group is told of a
-- change of its agenda at once.
create function samspil.meeting_is_unsent(tenant uuid, meeting uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (
		with p as materialized (
			select i.id, jsonb_build_object('kind', i.kind, 'name', i.name, 'organisation', coalesce(o.name, ''), 'reason', i.reason) as said,
				row_number() over (order by i.kind <> 'citizen', o.name, i.name, i.id) - 1 as place
			from samspil.meeting_participant i left join samspil.organisation o on o.id = i.organisation_id
			where i.tenant_id = tenant and i.meeting_id = meeting_is_unsent.meeting
		), a as (
			select jsonb_build_object('title', a.title, 'aim', a.aim, 'minutes', a.minutes, 'parked', a.parked, 'lateReason', a.late_reason)
				|| case when a.owner_id is null then '{}' else jsonb_build_object('owner', coalesce((select p.place from p where p.id = a.owner_id), -1)) end as said,
				row_number() over (order by a.parked, a.position, a.id) as place
			from samspil.agenda_item a where a.tenant_id = tenant and a.meeting_id = meeting_is_unsent.meeting
		), sent as (
			select s.content from samspil.meeting_sending s where s.tenant_id = tenant and s.meeting_id = meeting_is_unsent.meeting
			order by s.sent_at desc, s.id limit 1
		)
		select from sent s where s.content -> 'participants' is distinct from coalesce((select jsonb_agg(p.said order by p.place) from p), '[]')
			or s.content -> 'agenda' is distinct from coalesce((select jsonb_agg(a.said order by a.place) from a), '[]'));
end $$;

-- The meetings to come of the pathways whose threads the acting person holds, that have changes nobody was sent.
create function samspil.my_unsent_meetings() returns table (path text, starts_at timestamptz)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select '/pathways/' || m.pathway_id || '/meetings/' || m.id, m.starts_at from samspil.meeting m
		where m.tenant_id = samspil.acting_tenant() and m.state = 'invited' and m.ends_at > now()
			and m.pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			and samspil.meeting_is_unsent(m.tenant_id, m.id);
end $$;
revoke all on function samspil.meetings_ahead(uuid, date, date, date), samspil.meeting_is_unsent(uuid, uuid), samspil.my_unsent_meetings() from public;
grant execute on function samspil.meetings_ahead(uuid, date, date, date), samspil.meeting_is_unsent(uuid, uuid) to samspil_jobs;
grant execute on function samspil.my_unsent_meetings() to samspil_app;
