-- A meeting at which a tovholder is found is in the calendars of those who are called to it (R-120): an invitation with a file and a link for one
-- answer, its changes and its end as updates of the same event, and the calendar one subscribes to. When, and nothing of whom it is about.

-- Whether they come, as their calendar or the link says it; to be tovholder is more than to come, and is answered on the page (`answer`).
alter table samspil.allotment_candidate add column comes text check (comes in ('yes', 'maybe', 'no'));

-- Whether somebody may know of such a meeting today: the citizen, whoever holds the threads, leads the collaboration or may be asked; at work, and
-- outside the authorities after the declaration (L-5).
create function samspil.allotment_calendar_stands(tenant uuid, event uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (
		select from samspil.allotment_meeting w join samspil.pathway y on y.tenant_id = w.tenant_id and y.id = w.pathway_id
		where w.tenant_id = tenant and w.id = event and w.state in ('called', 'held')
			and (exists (select from samspil.citizen c where c.tenant_id = y.tenant_id and c.id = y.citizen_id and c.person_id = person)
				or exists (select from (
						select k.person_id, k.organisation_id from samspil.allotment_candidate k where k.tenant_id = w.tenant_id and k.meeting_id = w.id
						union all select t.person_id, t.organisation_id from samspil.tovholder t
							where t.tenant_id = w.tenant_id and t.pathway_id = w.pathway_id and t.until is null
						union all select l.leader_person_id, l.leader_organisation_id from samspil.collaboration l
							where l.tenant_id = w.tenant_id and l.id = w.collaboration_id) s
					join samspil.membership m on m.tenant_id = w.tenant_id and m.person_id = s.person_id and m.organisation_id = s.organisation_id
						and m.active_from <= today and (m.active_until is null or m.active_until >= today)
					join samspil.organisation o on o.id = m.organisation_id
					where s.person_id = person and (o.kind in ('municipality', 'region') or m.declared_on is not null))));
end $$;
-- As before (0421), and a meeting of this kind.
create or replace function samspil.calendar_stands(tenant uuid, event uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.pathway_calendar_stands(tenant, event, person, today) or samspil.allotment_calendar_stands(tenant, event, person, today) or exists (
		select from samspil.group_meeting m cross join lateral samspil.group_people(m.tenant_id, m.series_id, today) p
		where m.tenant_id = tenant and m.id = event and m.state in ('invited', 'held') and p.person = calendar_stands.person);
end $$;
create or replace function samspil.calendar_is_open(tenant uuid, event uuid, person uuid, today date) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.pathway_calendar_is_open(tenant, event, person, today) or (samspil.calendar_stands(tenant, event, person, today)
		and (exists (select from samspil.group_meeting m where m.tenant_id = tenant and m.id = event and m.state = 'invited' and m.ends_at > now())
			or exists (select from samspil.allotment_meeting w join samspil.pathway p on p.tenant_id = w.tenant_id and p.id = w.pathway_id and p.state = 'open'
				where w.tenant_id = tenant and w.id = event and w.state = 'called' and w.ends_at > now())));
end $$;
create or replace function samspil.calendar_path(tenant uuid, event uuid, person uuid) returns text
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return coalesce(samspil.pathway_calendar_path(tenant, event, person),
		(select '/collaborations/' || s.collaboration_id || '/meetings/' || m.id from samspil.group_meeting m
			join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id where m.tenant_id = tenant and m.id = event),
		(select x.path from samspil.allotment_meeting w cross join lateral samspil.allotment_audience(w) x
			where w.tenant_id = tenant and w.id = event and x.person = calendar_path.person order by x.rank limit 1));
end $$;
-- Those who are called to such a meeting, each where they read of it; somebody may be there for two reasons. `is_asked`: not who has said no.
create function samspil.allotment_audience(w samspil.allotment_meeting) returns table (person uuid, path text, rank integer, is_asked boolean)
language sql stable set search_path = samspil, pg_temp as $$
	select k.person_id, '/requests', 1, k.answer is distinct from 'no' from samspil.allotment_candidate k where k.tenant_id = w.tenant_id and k.meeting_id = w.id
	union all
	select c.person_id, '/me?pathway=' || w.pathway_id, 2, true from samspil.pathway p
		join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = w.tenant_id and p.id = w.pathway_id and c.person_id is not null
	union all
	select t.person_id, '/pathways/' || w.pathway_id || '/tovholder', 3, true from samspil.tovholder t
		where t.tenant_id = w.tenant_id and t.pathway_id = w.pathway_id and t.until is null
	union all
	select l.leader_person_id, '/collaborations/' || w.collaboration_id || '/allotments/' || w.pathway_id, 4, true from samspil.collaboration l
		where l.tenant_id = w.tenant_id and l.id = w.collaboration_id and l.leader_person_id is not null
$$;

-- As before (0730), by an invitation to the calendar in the place of a mail that something waits; whoever acts has it in theirs too. Whoever is
-- called no more is told that it is off for them.
create or replace function samspil.tell_of_allotment_meeting(w samspil.allotment_meeting, kind text, by_person uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
	today date := coalesce(samspil.acting_day(), (now() at time zone 'Europe/Copenhagen')::date);
	is_off boolean := tell_of_allotment_meeting.kind = 'allotment-meeting-cancelled';
	is_change boolean := tell_of_allotment_meeting.kind = 'allotment-meeting-changed';
	is_reached boolean := exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = w.tenant_id and p.id = w.pathway_id and c.person_id is not null);
	event jsonb := jsonb_build_object('id', w.id, 'sequence', w.version - 1, 'startsAt', w.starts_at, 'endsAt', w.ends_at, 'changedAt', w.changed_at);
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

-- As before (0420); the seat stands on the pathway of such a meeting too, and is erased with it.
create or replace function samspil.seat_calendar() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	before samspil.mail;
	was_waiting boolean := false;
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	if new.tenant_id is null or new.person_id is null or (new.burst is null and new.calendar is null) then return new; end if;
	new.burst := coalesce(new.burst, (new.calendar ->> 'id')::uuid);
	for before in
		delete from samspil.mail m where m.person_id = new.person_id and m.burst = new.burst and m.tenant_id = new.tenant_id
			and m.state = 'waiting' and m.queued_at is null and m.not_before is not null returning *
	loop
		was_waiting := true;
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
		-- Who has never heard of the meeting need not hear that it is off.
		if was_waiting and not exists (select from samspil.mail m where m.person_id = new.person_id and m.burst = new.burst and m.tenant_id = new.tenant_id)
			and exists (select from samspil.calendar_seat s where s.tenant_id = new.tenant_id and s.event_id = new.burst and s.person_id = new.person_id
				and s.created_at > now() - interval '1 day') then
			return null;
		end if;
	elsif new.calendar ->> 'method' = 'REQUEST' and not (new.words ? 'answer' and new.words ->> 'answer' <> '') then
		insert into samspil.calendar_seat as s (tenant_id, event_id, person_id, pathway_id, starts_at, ends_at, sequence, moved_sequence)
			values (new.tenant_id, new.burst, new.person_id,
				coalesce((select m.pathway_id from samspil.meeting m where m.tenant_id = new.tenant_id and m.id = new.burst),
					(select w.pathway_id from samspil.allotment_meeting w where w.tenant_id = new.tenant_id and w.id = new.burst)),
				(new.calendar ->> 'startsAt')::timestamptz, (new.calendar ->> 'endsAt')::timestamptz,
				(new.calendar ->> 'sequence')::int, (new.calendar ->> 'sequence')::int)
			on conflict (tenant_id, event_id, person_id) do update set
				sequence = excluded.sequence,
				moved_sequence = case when (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.moved_sequence else excluded.sequence end,
				answer = case when (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.answer end,
				answered_how = case when (s.starts_at, s.ends_at) = (excluded.starts_at, excluded.ends_at) then s.answered_how end,
				starts_at = excluded.starts_at, ends_at = excluded.ends_at;
		insert into samspil.calendar_link (token_hash, tenant_id, event_id, person_id)
			values (sha256(convert_to(token, 'UTF8')), new.tenant_id, new.burst, new.person_id);
		new.words := new.words || jsonb_build_object('answer', '/answers/' || token);
	end if;
	return new;
end $$;
-- As before (0420); whoever may be asked to be tovholder says so to the project leader by it.
create or replace function samspil.put_answer(seat samspil.calendar_seat, said text, at timestamptz, how text) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	asked record;
begin
	update samspil.calendar_seat s set answer = said, answered_at = at, answered_how = how
		where s.tenant_id = seat.tenant_id and s.event_id = seat.event_id and s.person_id = seat.person_id;
	update samspil.allotment_candidate k set comes = said from samspil.allotment_meeting w join samspil.collaboration c on c.tenant_id = w.tenant_id and c.id = w.collaboration_id
		where k.tenant_id = seat.tenant_id and k.meeting_id = seat.event_id and k.person_id = seat.person_id and k.comes is distinct from said
			and w.tenant_id = k.tenant_id and w.id = k.meeting_id
		returning w.collaboration_id, w.pathway_id, c.leader_person_id as leader into asked;
	if asked.leader is distinct from seat.person_id and asked.leader is not null then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (seat.tenant_id, asked.leader, 'allotment-meeting-answered',
			'/collaborations/' || asked.collaboration_id || '/allotments/' || asked.pathway_id);
	end if;
	perform samspil.append_audit(seat.tenant_id, seat.person_id,
		coalesce((select p.organisation_id from samspil.meeting_participant p
			where p.tenant_id = seat.tenant_id and p.meeting_id = seat.event_id and p.person_id = seat.person_id limit 1),
			(select k.organisation_id from samspil.allotment_candidate k
				where k.tenant_id = seat.tenant_id and k.meeting_id = seat.event_id and k.person_id = seat.person_id limit 1)),
		'meeting.answered', seat.pathway_id, seat.event_id, '', jsonb_build_object('how', how));
end $$;
revoke all on function samspil.allotment_calendar_stands(uuid, uuid, uuid, date), samspil.allotment_audience(samspil.allotment_meeting) from public;
