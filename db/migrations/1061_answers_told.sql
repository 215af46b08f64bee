-- An answer can be changed until the meeting begins, also by the link in the mail; whoever calls a meeting comes to it; and whoever keeps it is
-- told when somebody cannot come, or can after all.

-- The link opens nothing but when the meeting is and what one has answered, so it may be used again: whoever falls ill says so by it.
alter table samspil.calendar_link drop column used_at;

-- Whether the link can be answered by: the meeting can, has not begun, and the receiver has not been taken off it since.
create function samspil.link_is_open(link samspil.calendar_link, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.calendar_is_open(link.tenant_id, link.event_id, link.person_id, today)
		and exists (select from samspil.calendar_seat s where s.tenant_id = link.tenant_id and s.event_id = link.event_id and s.person_id = link.person_id
			and s.off_at is null and s.starts_at > now());
end $$;
-- As before (0420), and which time it is that is shown.
drop function samspil.find_calendar_link(text, date);
create function samspil.find_calendar_link(token text, today date)
returns table (state text, "startsAt" timestamptz, "endsAt" timestamptz, answer text, path text, "movedSequence" integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select case when samspil.link_is_open(l, today) then 'open' else 'over' end,
			s.starts_at, s.ends_at, s.answer, coalesce(samspil.calendar_path(l.tenant_id, l.event_id, l.person_id), '/'), s.moved_sequence
		from samspil.calendar_link l join samspil.calendar_seat s on s.tenant_id = l.tenant_id and s.event_id = l.event_id and s.person_id = l.person_id
		where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;
-- Answers by the link, to the time that was shown. 'answered', 'moved' where it is at another time since, or 'gone'. The same answer twice is one.
drop function samspil.answer_by_link(text, text, date);
create function samspil.answer_by_link(token text, said text, to_sequence integer, today date) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.calendar_link;
	seat samspil.calendar_seat;
begin
	select * into l from samspil.calendar_link x where x.token_hash = sha256(convert_to(token, 'UTF8'));
	if l.token_hash is null then return 'gone'; end if;
	select * into seat from samspil.calendar_seat s where s.tenant_id = l.tenant_id and s.event_id = l.event_id and s.person_id = l.person_id for update;
	if not samspil.link_is_open(l, today) then return 'gone'; end if;
	if to_sequence < seat.moved_sequence then return 'moved'; end if;
	if seat.answer is distinct from said then perform samspil.put_answer(seat, said, now(), 'link'); end if;
	return 'answered';
end $$;

-- Whoever calls a meeting, or moves it, comes to it until they say otherwise. To where a tovholder is found others may be called by what somebody does.
create function samspil.caller_comes() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.person_id = samspil.acting_person() and new.off_at is null
		and (exists (select from samspil.meeting m where m.tenant_id = new.tenant_id and m.id = new.event_id)
			or exists (select from samspil.group_meeting m where m.tenant_id = new.tenant_id and m.id = new.event_id)) then
		new.answer := 'yes';
		new.answered_at := now();
		new.answered_how := 'page';
	end if;
	return new;
end $$;
create trigger caller_comes before insert or update on samspil.calendar_seat for each row when (new.answer is null)
	execute function samspil.caller_comes();

-- However it was answered. A meeting at which a tovholder is found tells it itself (0871).
create function samspil.tell_of_answer() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told text := case when new.answer = 'no' then 'meeting-declined' else 'meeting-comes-after-all' end;
	today date := coalesce(samspil.acting_day(), (now() at time zone 'Europe/Copenhagen')::date);
begin
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select distinct m.tenant_id, t.person_id, told, '/pathways/' || m.pathway_id || '/meetings/' || m.id
		from samspil.meeting m join samspil.tovholder t on t.tenant_id = m.tenant_id and t.pathway_id = m.pathway_id and t.until is null
		where m.tenant_id = new.tenant_id and m.id = new.event_id and t.person_id <> new.person_id;
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select distinct m.tenant_id, x.person, told, '/collaborations/' || s.collaboration_id || '/meetings/' || m.id
		from samspil.group_meeting m join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id
			join samspil.collaboration c on c.tenant_id = s.tenant_id and c.id = s.collaboration_id
			cross join lateral (
				select n.person from samspil.named_conveners(s.tenant_id, s.id, today) n
				union all select c.leader_person_id where not exists (select from samspil.named_conveners(s.tenant_id, s.id, today))) x
		where m.tenant_id = new.tenant_id and m.id = new.event_id and x.person <> new.person_id;
	return null;
end $$;
create trigger tell_of_answer after update of answer on samspil.calendar_seat for each row
	when (new.answer is distinct from old.answer and new.answer is not null and (new.answer = 'no' or old.answer = 'no'))
	execute function samspil.tell_of_answer();

revoke all on function samspil.link_is_open(samspil.calendar_link, date), samspil.find_calendar_link(text, date),
	samspil.answer_by_link(text, text, integer, date), samspil.caller_comes(), samspil.tell_of_answer() from public;
grant execute on function samspil.find_calendar_link(text, date), samspil.answer_by_link(text, text, integer, date) to samspil_app;

-- An answer that a calendar sends of somebody who is not invited any more is none (0420).
create or replace function samspil.calendar_invited(event uuid, today date)
returns table (person uuid, address text, "movedSequence" integer, "answeredAt" timestamptz, mails uuid[])
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select s.person_id, lower(p.email), s.moved_sequence, s.answered_at,
			array(select m.id from samspil.mail m where m.person_id = s.person_id and m.burst = s.event_id and m.tenant_id = s.tenant_id)
		from samspil.calendar_seat s join samspil.person p on p.id = s.person_id
		where s.event_id = event and s.off_at is null and samspil.calendar_is_open(s.tenant_id, s.event_id, s.person_id, today);
end $$;
create or replace function samspil.answer_by_mail(event uuid, person uuid, said text, at timestamptz, today date) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	seat samspil.calendar_seat;
begin
	select * into seat from samspil.calendar_seat s where s.event_id = event and s.person_id = person for update;
	if seat.event_id is null or seat.off_at is not null or seat.answered_at >= at
		or not samspil.calendar_is_open(seat.tenant_id, event, person, today) then return false; end if;
	perform samspil.put_answer(seat, said, at, 'mail');
	return true;
end $$;
