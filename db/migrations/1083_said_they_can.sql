-- Whoever said that they can at a time comes to the meeting when that time is picked: it stands as their answer, and can be changed like any other. Whoever
-- said that they cannot, or only if need be, is asked anew: somebody else chose the time in spite of it, and a no that nobody gave to the invitation would
-- take the meeting off their calendar and keep them from being reminded.

-- The time that was picked of those that were proposed, and who had said that they can.
alter table samspil.meeting add column picked_from timestamptz, add column picked_until timestamptz, add column picked_by uuid[] not null default '{}';
alter table samspil.group_meeting add column picked_from timestamptz, add column picked_until timestamptz, add column picked_by uuid[] not null default '{}';
alter table samspil.calendar_seat drop constraint calendar_seat_answered_how_check;
alter table samspil.calendar_seat add constraint calendar_seat_answered_how_check check (answered_how in ('page', 'link', 'mail', 'times'));

-- Keeps who can at one of the proposed times, for whoever calls the meeting, before the times are taken away.
create function samspil.keep_who_can(option uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if samspil.light_bound() is not null then return; end if;
	update samspil.meeting m set picked_from = o.starts_at, picked_until = o.ends_at,
			picked_by = array(select a.person_id from samspil.meeting_option_answer a where a.tenant_id = o.tenant_id and a.option_id = o.id and a.answer = 'yes')
		from samspil.meeting_option o
		where o.tenant_id = samspil.acting_tenant() and o.id = option and m.tenant_id = o.tenant_id and m.id = o.meeting_id and m.state = 'draft'
			and m.pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]);
	update samspil.group_meeting m set picked_from = o.starts_at, picked_until = o.ends_at,
			picked_by = array(select a.person_id from samspil.group_option_answer a where a.tenant_id = o.tenant_id and a.option_id = o.id and a.answer = 'yes')
		from samspil.group_option o
		where o.tenant_id = samspil.acting_tenant() and o.id = option and m.tenant_id = o.tenant_id and m.id = o.meeting_id and m.state = 'planned'
			and coalesce(m.id = any (samspil.my_kept_meetings()), false);
end $$;
revoke all on function samspil.keep_who_can(uuid) from public;
grant execute on function samspil.keep_who_can(uuid) to samspil_app;

-- Whoever is asked to a meeting for the first time, at a time at which they said they can, comes.
create function samspil.said_they_can() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.meeting m where m.tenant_id = new.tenant_id and m.id = new.event_id
				and m.picked_from = new.starts_at and m.picked_until = new.ends_at and new.person_id = any (m.picked_by))
		or exists (select from samspil.group_meeting m where m.tenant_id = new.tenant_id and m.id = new.event_id
				and m.picked_from = new.starts_at and m.picked_until = new.ends_at and new.person_id = any (m.picked_by)) then
		new.answer := 'yes';
		new.answered_at := now();
		new.answered_how := 'times';
	end if;
	return new;
end $$;
-- after the one by which whoever calls it comes, in the order of their names
create trigger said_they_can before insert on samspil.calendar_seat for each row when (new.answer is null)
	execute function samspil.said_they_can();
revoke all on function samspil.said_they_can() from public;

-- The invitation says so. By the order of their names after the one that makes the seat (0420).
create function samspil.tell_they_come() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.calendar_seat s where s.tenant_id = new.tenant_id and s.event_id = new.burst and s.person_id = new.person_id
			and s.answer = 'yes' and s.answered_how = 'times') then
		new.words := new.words || '{"comes": "yes"}';
	end if;
	return new;
end $$;
revoke all on function samspil.tell_they_come() from public;
create trigger tell_they_come before insert on samspil.mail for each row when (new.kind = 'meeting-invitation' and new.person_id is not null)
	execute function samspil.tell_they_come();

-- As before (1061), and how it was answered.
drop function samspil.find_calendar_link(text, date);
create function samspil.find_calendar_link(token text, today date)
returns table (state text, "startsAt" timestamptz, "endsAt" timestamptz, answer text, path text, "movedSequence" integer, "isByTimes" boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select case when samspil.link_is_open(l, today) then 'open' else 'over' end,
			s.starts_at, s.ends_at, s.answer, coalesce(samspil.calendar_path(l.tenant_id, l.event_id, l.person_id), '/'), s.moved_sequence,
			coalesce(s.answered_how = 'times', false)
		from samspil.calendar_link l join samspil.calendar_seat s on s.tenant_id = l.tenant_id and s.event_id = l.event_id and s.person_id = l.person_id
		where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
revoke all on function samspil.find_calendar_link(text, date) from public;
grant execute on function samspil.find_calendar_link(text, date) to samspil_app;
