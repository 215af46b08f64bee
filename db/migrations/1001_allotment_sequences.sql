-- RFC 5546: what is sent later of one event never has a lower sequence. A meeting at which a tovholder is found counts what it sends to calendars
-- itself: one up when it changes, and one up when it is off for somebody who has no more to do with it, so that whoever comes back to it is
-- invited by no older number than that by which they were sent away, and a move afterwards is newer than both.
alter table samspil.allotment_meeting add calendar_sequence integer not null default 0;
update samspil.allotment_meeting set calendar_sequence = version;
create function samspil.count_allotment_calls() returns trigger language plpgsql set search_path = samspil, pg_temp as $$
begin
	new.calendar_sequence := old.calendar_sequence + 1;
	return new;
end $$;
create trigger count_calls before update of version on samspil.allotment_meeting for each row when (new.version > old.version)
	execute function samspil.count_allotment_calls();

-- Somebody comes to a meeting that is called already (RFC 5546: a REQUEST to that one alone), and who has no more to do with it is told that it is off
-- for them (a CANCEL). Who is called by being asked is seen to by the call itself (0822).
create or replace function samspil.call_to_allotment_meeting(w samspil.allotment_meeting, newcomer uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
	today date := coalesce(samspil.acting_day(), (now() at time zone 'Europe/Copenhagen')::date);
	is_reached boolean := exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = w.tenant_id and p.id = w.pathway_id and c.person_id is not null);
	event jsonb := jsonb_build_object('id', w.id, 'startsAt', w.starts_at, 'endsAt', w.ends_at, 'changedAt', now());
begin
	for told in
		select s.person_id as person from samspil.calendar_seat s where s.tenant_id = w.tenant_id and s.event_id = w.id
			and not exists (select from samspil.allotment_audience(w) a where a.person = s.person_id) order by s.person_id
	loop
		update samspil.allotment_meeting x set calendar_sequence = x.calendar_sequence + 1 where x.tenant_id = w.tenant_id and x.id = w.id
			returning x.calendar_sequence into w.calendar_sequence;
		insert into samspil.mail (tenant_id, kind, person_id, words, burst, calendar) values (w.tenant_id, 'meeting-cancelled', told.person,
			jsonb_build_object('path', '/'), w.id, event || jsonb_build_object('method', 'CANCEL', 'sequence', w.calendar_sequence));
		insert into samspil.notice (tenant_id, person_id, kind, path) values (w.tenant_id, told.person, 'allotment-meeting-cancelled', '/requests');
		delete from samspil.calendar_seat s where s.tenant_id = w.tenant_id and s.event_id = w.id and s.person_id = told.person;
	end loop;
	select a.person, a.path, a.rank into told from samspil.allotment_audience(w) a where a.person = newcomer and a.is_asked order by a.rank limit 1;
	if not found or exists (select from samspil.calendar_seat s where s.tenant_id = w.tenant_id and s.event_id = w.id and s.person_id = newcomer) then
		return;
	end if;
	insert into samspil.notice (tenant_id, person_id, kind, path) values (w.tenant_id, newcomer,
		case when told.rank = 3 and not is_reached then 'allotment-meeting-tell-citizen' else 'allotment-meeting-called' end, told.path);
	if samspil.allotment_calendar_stands(w.tenant_id, w.id, newcomer, today) then
		insert into samspil.mail (tenant_id, kind, person_id, words, burst, calendar) values (w.tenant_id, 'meeting-invitation', newcomer,
			jsonb_build_object('path', told.path), w.id, event || jsonb_build_object('method', 'REQUEST', 'sequence', w.calendar_sequence));
	else
		perform samspil.mail_notice(w.tenant_id, newcomer, told.path);
	end if;
end $$;

-- As before (0822), by that number.
create or replace function samspil.tell_of_allotment_meeting(w samspil.allotment_meeting, kind text, by_person uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
	today date := coalesce(samspil.acting_day(), (now() at time zone 'Europe/Copenhagen')::date);
	is_off boolean := tell_of_allotment_meeting.kind = 'allotment-meeting-cancelled';
	is_change boolean := tell_of_allotment_meeting.kind = 'allotment-meeting-changed';
	is_reached boolean := exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = w.tenant_id and p.id = w.pathway_id and c.person_id is not null);
	event jsonb := jsonb_build_object('id', w.id, 'sequence', w.calendar_sequence, 'startsAt', w.starts_at, 'endsAt', w.ends_at, 'changedAt', w.changed_at);
begin
	for told in
		select s.person_id as person, x.person is null as is_out from samspil.calendar_seat s
			left join (select distinct a.person from samspil.allotment_audience(w) a) x on x.person = s.person_id
			where s.tenant_id = w.tenant_id and s.event_id = w.id and (is_off or x.person is null) order by s.person_id
	loop
		insert into samspil.mail (tenant_id, kind, person_id, words, burst, calendar) values (w.tenant_id, 'meeting-cancelled', told.person,
			jsonb_build_object('path', case when told.is_out then '/' else samspil.calendar_path(w.tenant_id, w.id, told.person) end), w.id,
			event || jsonb_build_object('method', 'CANCEL'));
		if told.is_out then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (w.tenant_id, told.person, 'allotment-meeting-cancelled', '/requests');
			delete from samspil.calendar_seat s where s.tenant_id = w.tenant_id and s.event_id = w.id and s.person_id = told.person;
		end if;
	end loop;
	for told in
		select a.*, row_number() over (partition by a.person order by a.rank) = 1 as is_first,
			case when a.rank = 3 and not is_reached then 'allotment-meeting-tell-citizen' else tell_of_allotment_meeting.kind end as says
		from samspil.allotment_audience(w) a where a.is_asked order by a.person, a.rank
	loop
		if told.person is distinct from by_person and told.rank < 4 then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (w.tenant_id, told.person, told.says, told.path);
		end if;
		if is_off then
			-- who was called before invitations went to calendars
			if told.rank < 4 and told.person is distinct from by_person and not exists (select from samspil.calendar_seat s
				where s.tenant_id = w.tenant_id and s.event_id = w.id and s.person_id = told.person) then
				perform samspil.mail_notice(w.tenant_id, told.person, told.path);
			end if;
		elsif told.is_first and samspil.allotment_calendar_stands(w.tenant_id, w.id, told.person, today) then
			insert into samspil.mail (tenant_id, kind, person_id, words, burst, not_before, calendar) values (w.tenant_id, 'meeting-invitation', told.person,
				jsonb_build_object('path', told.path), w.id, case when is_change then now() end, event || jsonb_build_object('method', 'REQUEST'));
		elsif told.is_first and told.rank < 4 and told.person is distinct from by_person then
			perform samspil.mail_notice(w.tenant_id, told.person, told.path);
		end if;
	end loop;
	-- another time is answered anew
	update samspil.allotment_candidate k set comes = s.answer from samspil.calendar_seat s
		where k.tenant_id = w.tenant_id and k.meeting_id = w.id and s.tenant_id = k.tenant_id and s.event_id = k.meeting_id and s.person_id = k.person_id
			and k.comes is distinct from s.answer;
end $$;
