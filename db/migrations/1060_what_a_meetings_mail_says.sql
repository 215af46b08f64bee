-- A mail about a meeting says what has happened: that one is invited, that a meeting one knows of is changed, with the time it was at before, that
-- a meeting which stands is off for oneself alone, or that it is cancelled for all. Which of them it is follows from what the receiver was told
-- last and from how the meeting stands, so it is decided here, for meetings of every kind.

-- Since when somebody who was asked is not invited any more; the seat stays, since an invitation later is another than the first.
alter table samspil.calendar_seat add column off_at timestamptz;

-- A change that waits to be sent while this is put in: it is no first invitation, and whether its time is another nobody has written down.
update samspil.mail m set kind = 'meeting-changed', words = m.words || '{"unsaid": "yes"}' where m.kind = 'meeting-invitation' and m.state = 'waiting' and m.not_before is not null
	and exists (select from samspil.mail x where x.tenant_id = m.tenant_id and x.person_id = m.person_id and x.burst = m.burst and x.id <> m.id);

-- Whether a meeting, of whichever kind, is cancelled for everybody.
create function samspil.calendar_is_cancelled(tenant uuid, event uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.meeting m where m.tenant_id = tenant and m.id = event and m.state = 'cancelled')
		or exists (select from samspil.group_meeting m where m.tenant_id = tenant and m.id = event and m.state = 'cancelled')
		or exists (select from samspil.allotment_meeting m where m.tenant_id = tenant and m.id = event and m.state = 'cancelled');
end $$;
revoke all on function samspil.calendar_is_cancelled(uuid, uuid) from public;

-- As before (0822), and with those words. Of a burst of changes the mail tells the time that the receiver knows, whatever came between.
create or replace function samspil.seat_calendar() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	before samspil.mail;
	seat samspil.calendar_seat;
	knows_nothing boolean := false;
	is_moved boolean;
	was jsonb := '{}';
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	if new.tenant_id is null or new.person_id is null or (new.burst is null and new.calendar is null) then return new; end if;
	new.burst := coalesce(new.burst, (new.calendar ->> 'id')::uuid);
	for before in
		delete from samspil.mail m where m.person_id = new.person_id and m.burst = new.burst and m.tenant_id = new.tenant_id
			and m.state = 'waiting' and m.queued_at is null and m.not_before is not null returning *
	loop
		knows_nothing := knows_nothing or before.kind = 'meeting-invitation';
		was := was || jsonb_strip_nulls(jsonb_build_object('was', before.words -> 'was', 'wasUntil', before.words -> 'wasUntil', 'anew', before.words -> 'anew'));
		new.created_at := least(new.created_at, before.created_at);
		if new.calendar is null and before.calendar is not null then
			new.kind := before.kind;
			new.words := before.words;
			new.calendar := before.calendar;
		end if;
	end loop;
	if new.not_before is not null then
		new.not_before := least(now() + interval '2 minutes', new.created_at + interval '10 minutes');
	end if;
	if new.calendar ->> 'method' = 'CANCEL' then
		if new.kind = 'meeting-cancelled' and not samspil.calendar_is_cancelled(new.tenant_id, new.burst) then
			new.kind := 'meeting-uninvited';
			update samspil.calendar_seat s set off_at = now(), answer = null, answered_how = null
				where s.tenant_id = new.tenant_id and s.event_id = new.burst and s.person_id = new.person_id;
		end if;
		-- Who has never heard of the meeting need not hear that it is off.
		if knows_nothing then return null; end if;
	elsif new.calendar ->> 'method' = 'REQUEST' and not (new.words ? 'answer' and new.words ->> 'answer' <> '') then
		select * into seat from samspil.calendar_seat s
			where s.tenant_id = new.tenant_id and s.event_id = new.burst and s.person_id = new.person_id for update;
		if found and seat.off_at is null and not knows_nothing then
			is_moved := seat.starts_at <> (new.calendar ->> 'startsAt')::timestamptz or seat.ends_at <> (new.calendar ->> 'endsAt')::timestamptz;
			if is_moved then
				was := jsonb_build_object('was', to_jsonb(seat.starts_at), 'wasUntil', to_jsonb(seat.ends_at)) || was;
				if seat.answer is not null then was := was || '{"anew": "yes"}'; end if;
			end if;
			-- moved to and fro, it is where it was
			if (was ->> 'was')::timestamptz = (new.calendar ->> 'startsAt')::timestamptz
				and (was ->> 'wasUntil')::timestamptz = (new.calendar ->> 'endsAt')::timestamptz then
				was := was - 'was' - 'wasUntil';
			end if;
			new.kind := 'meeting-changed';
			new.words := new.words || was;
		end if;
		insert into samspil.calendar_seat as s (tenant_id, event_id, person_id, pathway_id, starts_at, ends_at, sequence, moved_sequence)
			values (new.tenant_id, new.burst, new.person_id,
				coalesce((select m.pathway_id from samspil.meeting m where m.tenant_id = new.tenant_id and m.id = new.burst),
					(select w.pathway_id from samspil.allotment_meeting w where w.tenant_id = new.tenant_id and w.id = new.burst)),
				(new.calendar ->> 'startsAt')::timestamptz, (new.calendar ->> 'endsAt')::timestamptz,
				(new.calendar ->> 'sequence')::int, (new.calendar ->> 'sequence')::int)
			on conflict (tenant_id, event_id, person_id) do update set
				sequence = excluded.sequence,
				moved_sequence = case when s.off_at is null and (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.moved_sequence else excluded.sequence end,
				answer = case when (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.answer end,
				answered_how = case when (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.answered_how end,
				starts_at = excluded.starts_at, ends_at = excluded.ends_at, off_at = null;
		insert into samspil.calendar_link (token_hash, tenant_id, event_id, person_id)
			values (sha256(convert_to(token, 'UTF8')), new.tenant_id, new.burst, new.person_id);
		new.words := new.words || jsonb_build_object('answer', '/answers/' || token);
	end if;
	return new;
end $$;

-- As before (1001), and whoever has no more to do with a meeting that stands is told so in Samspil too. Somebody comes to a meeting that is
-- called already (RFC 5546: a REQUEST to that one alone), and who has no more to do with it is told that it is off for them (a CANCEL). Who is called by being asked is seen to by the call itself (0822).
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
		insert into samspil.notice (tenant_id, person_id, kind, path) values (w.tenant_id, told.person, 'allotment-meeting-uninvited', '/requests');
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
			insert into samspil.notice (tenant_id, person_id, kind, path) values (w.tenant_id, told.person,
				case when is_off then 'allotment-meeting-cancelled' else 'allotment-meeting-uninvited' end, '/requests');
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

-- These mails too are in nobody's outbox (otherwise as 0591).
create or replace function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset', 'meeting-invitation', 'meeting-changed', 'meeting-uninvited', 'meeting-cancelled', 'minutes-sent',
			'minutes-corrected', 'light-request', 'light-task', 'offers-to-confirm', 'times-proposed')
		and new.calendar is null
		and coalesce(new.words ->> 'path', '') !~ '^/(me(/|$)|pathways/|light/|times/|directory/confirm/)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
