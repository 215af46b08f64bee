-- Whether the citizen and whoever holds the threads come to the meeting at which a tovholder is found (R-120): read by those who read of the meeting,
-- said by each for themselves, by the link, the calendar or the page. For a citizen without an account the tovholder tells what the citizen said.
alter table samspil.allotment_meeting add column citizen_comes text check (citizen_comes in ('yes', 'maybe', 'no')),
	add column citizen_told_by_name text not null default '', add check ((citizen_comes is null) = (citizen_told_by_name = ''));
-- an answer to another time is none
create function samspil.forget_citizen_comes() returns trigger language plpgsql set search_path = samspil, pg_temp as $$
begin
	new.citizen_comes := null;
	new.citizen_told_by_name := '';
	return new;
end $$;
create trigger forget_citizen_comes before update of starts_at, ends_at on samspil.allotment_meeting for each row
	when ((new.starts_at, new.ends_at) is distinct from (old.starts_at, old.ends_at)) execute function samspil.forget_citizen_comes();

-- Those who are always called besides the ones who may be asked, the citizen first; the citizen by no name, since the project leader reads none.
-- `to_sequence`: the time that the visitor would answer to. Somebody who holds the threads and may be asked stands among those.
create function samspil.allotment_comers(meeting uuid) returns table (who text, name text, organisation text, comes text, told_by text, is_me boolean,
	is_reached boolean, to_sequence integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w samspil.allotment_meeting;
begin
	-- as the policy on the meeting (0730)
	select * into w from samspil.allotment_meeting x where x.tenant_id = samspil.visited_tenant() and x.id = meeting
		and (x.pathway_id = any (samspil.my_whole_pathways())
			or (x.collaboration_id = any (samspil.my_led_collaborations()) and samspil.acting_opener() is not null));
	if not found then return; end if;
	return query
	select a.who, a.name, a.organisation, case when a.person is null then w.citizen_comes else s.answer end,
		case when a.person is null then w.citizen_told_by_name else '' end, coalesce(a.person = samspil.acting_opener(), false), a.person is not null,
		coalesce(s.moved_sequence, w.version - 1)
	from (
			select 'citizen' as who, '' as name, '' as organisation, c.person_id as person from samspil.pathway p
				join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id where p.tenant_id = w.tenant_id and p.id = w.pathway_id
			union all
			select 'tovholder', t.person_name, t.organisation_name, t.person_id from samspil.tovholder t
				where t.tenant_id = w.tenant_id and t.pathway_id = w.pathway_id and t.until is null
					and not exists (select from samspil.allotment_candidate k where k.tenant_id = w.tenant_id and k.meeting_id = w.id and k.person_id = t.person_id)
		) a left join samspil.calendar_seat s on s.tenant_id = w.tenant_id and s.event_id = w.id and s.person_id = a.person
	order by a.who;
end $$;

-- The citizen, or whoever holds the threads, says on the page whether they come. `to_sequence`: the time as it was shown. Answers 'answered' (also a
-- second time), 'gone' where the meeting is none to answer any more, 'moved', or 'not-yours'.
create function samspil.answer_allotment_call(wanted uuid, meeting uuid, said text, to_sequence integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	w samspil.allotment_meeting;
	seat samspil.calendar_seat;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return 'not-yours'; end if;
	select * into w from samspil.allotment_meeting x where x.tenant_id = samspil.visited_tenant() and x.id = meeting
		and x.pathway_id = wanted and wanted = any (samspil.my_pathways_as('{citizen,tovholder}'));
	if not found then return 'not-yours'; end if;
	perform from samspil.pathway p where p.tenant_id = w.tenant_id and p.id = w.pathway_id and p.state = 'open' for no key update;
	if not found then return 'gone'; end if;
	-- whoever has come to it since it was called has no place yet
	insert into samspil.calendar_seat (tenant_id, event_id, person_id, pathway_id, starts_at, ends_at, sequence, moved_sequence)
		values (w.tenant_id, w.id, v.person_id, w.pathway_id, w.starts_at, w.ends_at, w.version - 1, w.version - 1)
		on conflict do nothing;
	-- read again: it may have been moved or called off while this waited
	select * into w from samspil.allotment_meeting x where x.tenant_id = w.tenant_id and x.id = w.id;
	select * into seat from samspil.calendar_seat s where s.tenant_id = w.tenant_id and s.event_id = w.id and s.person_id = v.person_id for update;
	if w.state <> 'called' or w.ends_at <= now() then return 'gone'; end if;
	if to_sequence < seat.moved_sequence then return 'moved'; end if;
	if seat.answer is distinct from said then perform samspil.put_answer(seat, said, clock_timestamp(), 'page'); end if;
	return 'answered';
end $$;
-- Whoever holds the threads tells whether a citizen who has no account comes. Answers as above.
create function samspil.tell_citizen_comes(wanted uuid, meeting uuid, said text, to_sequence integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	w samspil.allotment_meeting;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return 'not-yours'; end if;
	select x.* into w from samspil.allotment_meeting x join samspil.pathway p on p.tenant_id = x.tenant_id and p.id = x.pathway_id
			join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id and c.person_id is null
		where x.tenant_id = v.tenant_id and x.id = meeting and x.pathway_id = wanted and wanted = any (samspil.my_pathways_as('{tovholder}')) for update of x;
	if not found then return 'not-yours'; end if;
	if w.state <> 'called' or w.ends_at <= now() or exists (select from samspil.pathway p
		where p.tenant_id = w.tenant_id and p.id = w.pathway_id and p.state <> 'open') then return 'gone'; end if;
	if to_sequence < w.version - 1 then return 'moved'; end if;
	if w.citizen_comes is not distinct from said then return 'answered'; end if;
	update samspil.allotment_meeting x set citizen_comes = said, citizen_told_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = w.tenant_id and x.id = w.id;
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select c.tenant_id, c.leader_person_id, 'allotment-meeting-comes', '/collaborations/' || c.id || '/allotments/' || w.pathway_id
		from samspil.collaboration c where c.tenant_id = w.tenant_id and c.id = w.collaboration_id and c.leader_person_id is distinct from v.person_id;
	perform samspil.append_audit(w.tenant_id, v.person_id, v.organisation_id, 'meeting.answered', w.pathway_id, w.id, 'tovholder', jsonb_build_object('how', 'told'));
	return 'answered';
end $$;

-- As before (0822), and the project leader hears of the citizen and of whoever holds the threads too. Somebody may stand there twice, once for each
-- organisation in which they may be asked.
create or replace function samspil.put_answer(seat samspil.calendar_seat, said text, at timestamptz, how text) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	asked record;
	is_new boolean := seat.answer is distinct from said;
	was_asked boolean;
begin
	update samspil.calendar_seat s set answer = said, answered_at = at, answered_how = how
		where s.tenant_id = seat.tenant_id and s.event_id = seat.event_id and s.person_id = seat.person_id;
	update samspil.allotment_candidate k set comes = said
		where k.tenant_id = seat.tenant_id and k.meeting_id = seat.event_id and k.person_id = seat.person_id and k.comes is distinct from said;
	was_asked := found;
	if was_asked or is_new then
		select w.collaboration_id, w.pathway_id, c.leader_person_id as leader,
				case when was_asked then 'allotment-meeting-answered' else 'allotment-meeting-comes' end as kind into asked
			from samspil.allotment_meeting w join samspil.collaboration c on c.tenant_id = w.tenant_id and c.id = w.collaboration_id
			where w.tenant_id = seat.tenant_id and w.id = seat.event_id;
		if found and asked.leader <> seat.person_id then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (seat.tenant_id, asked.leader, asked.kind,
				'/collaborations/' || asked.collaboration_id || '/allotments/' || asked.pathway_id);
		end if;
	end if;
	perform samspil.append_audit(seat.tenant_id, seat.person_id,
		coalesce((select p.organisation_id from samspil.meeting_participant p
			where p.tenant_id = seat.tenant_id and p.meeting_id = seat.event_id and p.person_id = seat.person_id limit 1),
			(select k.organisation_id from samspil.allotment_candidate k
				where k.tenant_id = seat.tenant_id and k.meeting_id = seat.event_id and k.person_id = seat.person_id limit 1),
			(select t.organisation_id from samspil.allotment_meeting w join samspil.tovholder t on t.tenant_id = w.tenant_id and t.pathway_id = w.pathway_id
				and t.until is null where w.tenant_id = seat.tenant_id and w.id = seat.event_id and t.person_id = seat.person_id)),
		'meeting.answered', seat.pathway_id, seat.event_id, '', jsonb_build_object('how', how));
end $$;
revoke all on function samspil.forget_citizen_comes(), samspil.allotment_comers(uuid), samspil.answer_allotment_call(uuid, uuid, text, integer),
	samspil.tell_citizen_comes(uuid, uuid, text, integer) from public;
grant execute on function samspil.allotment_comers(uuid), samspil.answer_allotment_call(uuid, uuid, text, integer),
	samspil.tell_citizen_comes(uuid, uuid, text, integer) to samspil_app;
