-- Somebody who comes to sit in a group after its meeting was called is sent the invitation as it stands, and somebody who leaves the seat before
-- the meeting is told that it is off for them (RFC 5546: a CANCEL to that one alone), however they came or went: a day that passes, a
-- membership that ends, a party that leaves.

-- What a calendar is told of a meeting: its times and nothing else.
create function samspil.group_calendar(meeting samspil.group_meeting, sequence integer, method text) returns jsonb
language sql stable set search_path = samspil, pg_temp as $$
	select jsonb_build_object('id', meeting.id, 'sequence', sequence, 'method', method, 'startsAt', meeting.starts_at, 'endsAt', meeting.ends_at,
		'changedAt', now())
$$;
-- Calls a meeting off for those who were told of it and sit in its group no more; answers how many. Whoever comes back later is invited by a
-- sequence above the one that called it off. The caller holds the meeting.
create function samspil.call_off_for_leavers(meeting samspil.group_meeting, today date) returns integer
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	gone record;
	n integer := 0;
begin
	for gone in
		select s.person_id from samspil.calendar_seat s where s.tenant_id = meeting.tenant_id and s.event_id = meeting.id
			and not exists (select from samspil.group_people(meeting.tenant_id, meeting.series_id, today) p where p.person = s.person_id)
		order by s.person_id
	loop
		n := n + 1;
		-- they may read nothing of the collaboration any more
		insert into samspil.mail (tenant_id, kind, person_id, words, burst, calendar) values (meeting.tenant_id, 'meeting-cancelled', gone.person_id,
			jsonb_build_object('path', '/'), meeting.id, samspil.group_calendar(meeting, meeting.calendar_sequence + 1, 'CANCEL'));
		delete from samspil.calendar_seat s where s.tenant_id = meeting.tenant_id and s.event_id = meeting.id and s.person_id = gone.person_id;
	end loop;
	if n > 0 then
		update samspil.group_meeting m set calendar_sequence = m.calendar_sequence + 2 where m.tenant_id = meeting.tenant_id and m.id = meeting.id;
	end if;
	return n;
end $$;
-- Before a meeting is called off for everybody, for whoever keeps it: afterwards nobody would tell those who have left.
create function samspil.call_off_for_leavers_of(wanted uuid) returns integer
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	held samspil.group_meeting;
begin
	if not coalesce(wanted = any (samspil.my_kept_meetings()), false) then return 0; end if;
	select * into held from samspil.group_meeting m where m.tenant_id = samspil.acting_tenant() and m.id = wanted and m.state = 'invited' and m.starts_at > now() for update;
	if not found then return 0; end if;
	return samspil.call_off_for_leavers(held, samspil.acting_day());
end $$;
-- For the jobs: whoever sits in a group and has not been told of a meeting that its people are invited to is told, and those who left are. A
-- meeting that somebody is changing now is looked at the next time.
create function samspil.tell_group_seats(today date) returns integer
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	wanted record;
	held samspil.group_meeting;
	come record;
	n integer := 0;
begin
	for wanted in
		select m.tenant_id, m.id from samspil.group_meeting m where m.state = 'invited' and m.starts_at > now() and (
				exists (select from samspil.group_people(m.tenant_id, m.series_id, today) p where not exists (
					select from samspil.calendar_seat s where s.tenant_id = m.tenant_id and s.event_id = m.id and s.person_id = p.person))
				or exists (select from samspil.calendar_seat s where s.tenant_id = m.tenant_id and s.event_id = m.id and not exists (
					select from samspil.group_people(m.tenant_id, m.series_id, today) p where p.person = s.person_id)))
			order by m.tenant_id, m.id
	loop
		select * into held from samspil.group_meeting m
			where m.tenant_id = wanted.tenant_id and m.id = wanted.id and m.state = 'invited' and m.starts_at > now() for update skip locked;
		if not found then continue; end if;
		n := n + samspil.call_off_for_leavers(held, today);
		select * into held from samspil.group_meeting m where m.tenant_id = wanted.tenant_id and m.id = wanted.id;
		for come in
			select p.person, '/collaborations/' || s.collaboration_id || '/meetings/' || held.id as path
			from samspil.meeting_series s cross join lateral samspil.group_people(s.tenant_id, s.id, today) p
			where s.tenant_id = held.tenant_id and s.id = held.series_id and not exists (
				select from samspil.calendar_seat k where k.tenant_id = held.tenant_id and k.event_id = held.id and k.person_id = p.person)
			order by p.person
		loop
			n := n + 1;
			insert into samspil.mail (tenant_id, kind, person_id, words, burst, calendar) values (held.tenant_id, 'meeting-invitation', come.person,
				jsonb_build_object('path', come.path), held.id, samspil.group_calendar(held, held.calendar_sequence, 'REQUEST'));
			insert into samspil.notice (tenant_id, person_id, kind, path) values (held.tenant_id, come.person, 'group-meeting-invited', come.path);
		end loop;
	end loop;
	return n;
end $$;
revoke all on function samspil.group_calendar(samspil.group_meeting, integer, text), samspil.call_off_for_leavers(samspil.group_meeting, date),
	samspil.call_off_for_leavers_of(uuid), samspil.tell_group_seats(date) from public;
grant execute on function samspil.call_off_for_leavers_of(uuid) to samspil_app;
grant execute on function samspil.tell_group_seats(date) to samspil_jobs;
