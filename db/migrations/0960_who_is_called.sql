-- Whoever comes to hold the threads, or to lead, after a meeting at which a tovholder is found was called is sent the invitation as it stands, and for
-- whoever does not any more it is off.

-- Somebody comes to a meeting that is called already (RFC 5546: a REQUEST to that one alone), and who has no more to do with it is told that it is off
-- for them (a CANCEL). Who is called by being asked is seen to by the call itself (0822).
create function samspil.call_to_allotment_meeting(w samspil.allotment_meeting, newcomer uuid) returns void
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
		insert into samspil.mail (tenant_id, kind, person_id, words, burst, calendar) values (w.tenant_id, 'meeting-cancelled', told.person,
			jsonb_build_object('path', '/'), w.id, event || jsonb_build_object('method', 'CANCEL', 'sequence', w.version));
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
			jsonb_build_object('path', told.path), w.id, event || jsonb_build_object('method', 'REQUEST', 'sequence', w.version - 1));
	else
		perform samspil.mail_notice(w.tenant_id, newcomer, told.path);
	end if;
end $$;
create function samspil.call_stand_in() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	w samspil.allotment_meeting;
begin
	for w in select * from samspil.allotment_meeting x where x.tenant_id = new.tenant_id and x.pathway_id = new.pathway_id and x.state = 'called' and x.ends_at > now()
	loop
		perform samspil.call_to_allotment_meeting(w, new.person_id);
	end loop;
	return null;
end $$;
create trigger call_stand_in after insert on samspil.tovholder for each row when (new.route = 'stand-in') execute function samspil.call_stand_in();
create function samspil.call_new_leader() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	w samspil.allotment_meeting;
begin
	for w in select * from samspil.allotment_meeting x where x.tenant_id = new.tenant_id and x.collaboration_id = new.id and x.state = 'called' and x.ends_at > now()
	loop
		perform samspil.call_to_allotment_meeting(w, new.leader_person_id);
	end loop;
	return null;
end $$;
create trigger call_new_leader after update of leader_person_id on samspil.collaboration for each row
	when (new.leader_person_id is distinct from old.leader_person_id) execute function samspil.call_new_leader();
revoke all on function samspil.call_to_allotment_meeting(samspil.allotment_meeting, uuid), samspil.call_stand_in(), samspil.call_new_leader() from public;
