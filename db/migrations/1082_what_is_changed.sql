-- A mail about a changed meeting says which parts of it are others. Of a burst of changes it names each, whichever came first, also where
-- one of them carries a file for the calendar and another none. Otherwise as 1060.

-- The parts that a mail's words say are others.
create function samspil.changed_parts(words jsonb) returns jsonb language sql immutable set search_path = samspil, pg_temp as $$
	select coalesce(jsonb_object_agg(w.key, w.value), '{}') from jsonb_each(words) w where w.key like 'changed%' and w.value = '"yes"'
$$;
revoke all on function samspil.changed_parts(jsonb) from public;
create or replace function samspil.seat_calendar() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	before samspil.mail;
	seat samspil.calendar_seat;
	knows_nothing boolean := false;
	is_moved boolean;
	was jsonb := '{}';
	changed jsonb := '{}';
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	if new.tenant_id is null or new.person_id is null or (new.burst is null and new.calendar is null) then return new; end if;
	new.burst := coalesce(new.burst, (new.calendar ->> 'id')::uuid);
	changed := samspil.changed_parts(new.words);
	for before in
		delete from samspil.mail m where m.person_id = new.person_id and m.burst = new.burst and m.tenant_id = new.tenant_id
			and m.state = 'waiting' and m.queued_at is null and m.not_before is not null returning *
	loop
		knows_nothing := knows_nothing or before.kind = 'meeting-invitation';
		was := was || jsonb_strip_nulls(jsonb_build_object('was', nullif(before.words ->> 'was', ''), 'wasUntil', nullif(before.words ->> 'wasUntil', ''),
			'anew', nullif(before.words ->> 'anew', '')));
		changed := changed || samspil.changed_parts(before.words);
		new.created_at := least(new.created_at, before.created_at);
		if new.calendar is null and before.calendar is not null then
			new.kind := before.kind;
			new.words := before.words;
			new.calendar := before.calendar;
		end if;
	end loop;
	new.words := (new.words - '{changedPlace,changedAgenda,changedPeople,changedRest}'::text[]) || changed;
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
