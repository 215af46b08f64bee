-- R-120: the project leader calls the possible tovholdere and the citizen together, and what is decided there is the decision. R-121: whoever is
-- chosen has said yes, and the day of it is kept.

create table samspil.allotment_meeting (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	collaboration_id uuid not null,
	starts_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > starts_at),
	place text not null check (place <> '' and length(place) <= 500),
	state text not null default 'called' check (state in ('called', 'held', 'cancelled')),
	called_by uuid not null references samspil.person,
	called_by_name text not null,
	changed_at timestamptz not null default now(),
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, pathway_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, collaboration_id) references samspil.collaboration
);
create index allotment_meeting_collaboration on samspil.allotment_meeting (tenant_id, collaboration_id);
create index allotment_meeting_called_by on samspil.allotment_meeting (called_by);
-- one at a time
create unique index allotment_meeting_called on samspil.allotment_meeting (tenant_id, pathway_id) where state = 'called';
-- Who may be asked there, and what they have said: whether they come, and would hold the threads.
create table samspil.allotment_candidate (
	tenant_id uuid not null,
	meeting_id uuid not null,
	pathway_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	person_name text not null,
	organisation_name text not null,
	answer text check (answer in ('yes', 'no')),
	note text not null default '' check (length(note) <= 1000),
	answered_at timestamptz,
	primary key (tenant_id, meeting_id, person_id, organisation_id),
	foreign key (tenant_id, pathway_id, meeting_id) references samspil.allotment_meeting (tenant_id, pathway_id, id),
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((answer is null) = (answered_at is null))
);
create index allotment_candidate_meeting on samspil.allotment_candidate (tenant_id, pathway_id, meeting_id);
create index allotment_candidate_person on samspil.allotment_candidate (tenant_id, person_id, organisation_id);
alter table samspil.allotment_meeting enable row level security;
alter table samspil.allotment_candidate enable row level security;
-- Read by the project leader, who sees no more of the pathway by it, and by those who read the whole pathway, the citizen among them.
create policy seen on samspil.allotment_meeting for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]) and (select samspil.acting_opener()) is not null)));
create policy seen on samspil.allotment_candidate for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and meeting_id in (select w.id from samspil.allotment_meeting w where w.tenant_id = samspil.visited_tenant()));
grant select on samspil.allotment_meeting, samspil.allotment_candidate to samspil_app;
create trigger guard_closed before insert or update on samspil.allotment_meeting for each row execute function samspil.guard_closed();
create trigger guard_closed before insert or update on samspil.allotment_candidate for each row execute function samspil.guard_closed();
-- What a candidate may know before they come: when, where and who calls, until its day is over. A view of the owner's on purpose: it is the gate.
create view samspil.allotment_meeting_asked with (security_barrier) as
	select w.tenant_id, w.id, w.starts_at, w.ends_at, w.place, w.called_by_name, k.answer, k.note
	from samspil.allotment_meeting w join samspil.allotment_candidate k on k.tenant_id = w.tenant_id and k.meeting_id = w.id
		join samspil.pathway p on p.tenant_id = w.tenant_id and p.id = w.pathway_id and p.state = 'open'
	where w.tenant_id = (select samspil.acting_tenant()) and w.state = 'called' and k.person_id = (select samspil.acting_opener())
		and k.organisation_id = (select samspil.acting_organisation())
		and (w.starts_at at time zone 'Europe/Copenhagen')::date >= (select samspil.acting_day());
grant select on samspil.allotment_meeting_asked to samspil_app;

-- Tells the candidates, the citizen and the tovholder; whoever acts knows. Where the citizen has no account, the tovholder tells them.
create function samspil.tell_of_allotment_meeting(w samspil.allotment_meeting, kind text, by_person uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
	is_reached boolean := exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = w.tenant_id and p.id = w.pathway_id and c.person_id is not null);
begin
	for told in
		select k.person_id as person, tell_of_allotment_meeting.kind as kind, '/requests' as path from samspil.allotment_candidate k
			where k.tenant_id = w.tenant_id and k.meeting_id = w.id and k.answer is distinct from 'no'
		union all
		select c.person_id, tell_of_allotment_meeting.kind, '/me?pathway=' || w.pathway_id from samspil.pathway p
			join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = w.tenant_id and p.id = w.pathway_id and c.person_id is not null
		union all
		select t.person_id, case when is_reached then tell_of_allotment_meeting.kind else 'allotment-meeting-tell-citizen' end, '/pathways/' || w.pathway_id || '/tovholder'
			from samspil.tovholder t where t.tenant_id = w.tenant_id and t.pathway_id = w.pathway_id and t.until is null
	loop
		if told.person is distinct from by_person then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (w.tenant_id, told.person, told.kind, told.path);
			perform samspil.mail_notice(w.tenant_id, told.person, told.path);
		end if;
	end loop;
end $$;

-- Calls the meeting, or changes the one that is called, based on `based_on` (0 for a new one). `candidates` are 'person organisation', all at
-- work today; those who are named no more are not asked any more, and a new time is answered anew. Only while the threads are held for the time
-- being. Answers 'called', 'not-yours', 'decided', 'stale' or 'not-at-work'.
create function samspil.call_allotment_meeting(new_id uuid, wanted uuid, based_on integer, starts timestamptz, ends timestamptz, place text, candidates text[])
returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	way samspil.pathway;
	w samspil.allotment_meeting;
	has_moved boolean := false;
	asked text[];
begin
	select * into v from samspil.acting_visit();
	select * into way from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted and p.state = 'open' for no key update;
	if not found or not coalesce(v.may_open, false) or not way.collaboration_id = any (samspil.my_led_collaborations()) then return 'not-yours'; end if;
	if not exists (select from samspil.tovholder t where t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.until is null and t.kind = 'temporary') then
		return 'decided';
	end if;
	if candidates = '{}' or exists (select from unnest(candidates) c where not exists (select from samspil.membership m
		where m.tenant_id = v.tenant_id and m.person_id::text = split_part(c, ' ', 1) and m.organisation_id::text = split_part(c, ' ', 2)
			and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today))) then return 'not-at-work'; end if;
	select * into w from samspil.allotment_meeting x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.state = 'called' for update;
	if found then
		asked := array(select k.person_id || ' ' || k.organisation_id from samspil.allotment_candidate k where k.tenant_id = w.tenant_id and k.meeting_id = w.id);
		-- the same sent twice
		if w.id = new_id and w.version = based_on + 1 and (w.starts_at, w.ends_at, w.place) = (starts, ends, call_allotment_meeting.place)
			and candidates @> asked and asked @> candidates then return 'called'; end if;
		if w.id <> new_id or w.version <> based_on then return 'stale'; end if;
		has_moved := (w.starts_at, w.ends_at, w.place) <> (starts, ends, call_allotment_meeting.place);
		update samspil.allotment_meeting x set starts_at = starts, ends_at = ends, place = call_allotment_meeting.place, version = x.version + 1,
				changed_at = clock_timestamp()
			where x.tenant_id = w.tenant_id and x.id = w.id returning * into w;
		delete from samspil.allotment_candidate k where k.tenant_id = w.tenant_id and k.meeting_id = w.id
			and not k.person_id || ' ' || k.organisation_id = any (candidates);
		if has_moved then
			update samspil.allotment_candidate k set answer = null, answered_at = null where k.tenant_id = w.tenant_id and k.meeting_id = w.id;
		end if;
	else
		if based_on <> 0 or exists (select from samspil.allotment_meeting x where x.tenant_id = v.tenant_id and x.id = new_id) then return 'stale'; end if;
		insert into samspil.allotment_meeting (tenant_id, id, pathway_id, collaboration_id, starts_at, ends_at, place, called_by, called_by_name)
			select v.tenant_id, new_id, wanted, way.collaboration_id, starts, ends, call_allotment_meeting.place, v.person_id, p.name
				from samspil.person p where p.id = v.person_id
			returning * into w;
	end if;
	insert into samspil.allotment_candidate (tenant_id, meeting_id, pathway_id, person_id, organisation_id, person_name, organisation_name)
		select v.tenant_id, w.id, wanted, m.person_id, m.organisation_id, m.person_name, o.name
		from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
		where m.tenant_id = v.tenant_id and m.person_id || ' ' || m.organisation_id = any (candidates)
		on conflict do nothing;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'allotment-meeting.called', wanted, w.id, 'project-leader', '{}');
	perform samspil.tell_of_allotment_meeting(w, case when based_on = 0 then 'allotment-meeting-called' else 'allotment-meeting-changed' end, v.person_id);
	return 'called';
end $$;
-- Calls it off. Answers 'cancelled' (also a second time), 'not-yours' or 'stale'.
create function samspil.cancel_allotment_meeting(wanted uuid, meeting uuid, based_on integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	w samspil.allotment_meeting;
begin
	select * into v from samspil.acting_visit();
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted and p.state = 'open' for no key update;
	if not found or not coalesce(v.may_open, false) then return 'not-yours'; end if;
	select * into w from samspil.allotment_meeting x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.id = meeting
		and x.collaboration_id = any (samspil.my_led_collaborations()) for update;
	if not found then return 'not-yours'; end if;
	if w.state = 'cancelled' then return 'cancelled'; end if;
	if w.state <> 'called' or w.version <> based_on then return 'stale'; end if;
	update samspil.allotment_meeting x set state = 'cancelled', version = x.version + 1, changed_at = clock_timestamp()
		where x.tenant_id = w.tenant_id and x.id = w.id returning * into w;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'allotment-meeting.cancelled', wanted, w.id, 'project-leader', '{}');
	perform samspil.tell_of_allotment_meeting(w, 'allotment-meeting-cancelled', v.person_id);
	return 'cancelled';
end $$;
-- A candidate says whether they come and would hold the threads; may be said anew until it is over. The project leader is told.
create function samspil.answer_allotment_meeting(meeting uuid, yes boolean, note text) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	w samspil.allotment_meeting;
	leader uuid;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return false; end if;
	select x.* into w from samspil.allotment_meeting x join samspil.pathway p on p.tenant_id = x.tenant_id and p.id = x.pathway_id and p.state = 'open'
		where x.tenant_id = v.tenant_id and x.id = meeting and exists (select from samspil.allotment_meeting_asked q where q.id = x.id)
		for no key update of p;
	if not found then return false; end if;
	update samspil.allotment_candidate k set answer = case when yes then 'yes' else 'no' end, note = trim(answer_allotment_meeting.note), answered_at = clock_timestamp()
		where k.tenant_id = w.tenant_id and k.meeting_id = w.id and k.person_id = v.person_id and k.organisation_id = v.organisation_id;
	if not found then return false; end if;
	select c.leader_person_id into leader from samspil.collaboration c where c.tenant_id = w.tenant_id and c.id = w.collaboration_id;
	if leader <> v.person_id then
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (w.tenant_id, leader, 'allotment-meeting-answered', '/collaborations/' || w.collaboration_id || '/allotments/' || w.pathway_id);
	end if;
	return true;
end $$;

-- The day on which whoever holds the threads said yes to it, who heard them, and the meeting it was decided at.
alter table samspil.tovholder add agreed_on date, add agreed_heard_by text not null default '', add meeting_id uuid,
	add foreign key (tenant_id, pathway_id, meeting_id) references samspil.allotment_meeting (tenant_id, pathway_id, id);
create index tovholder_meeting on samspil.tovholder (tenant_id, pathway_id, meeting_id);
create or replace view samspil.tovholder_in_full with (security_barrier) as
	select t.* from samspil.tovholder t
	where t.tenant_id = samspil.visited_tenant() and t.pathway_id = any ((select samspil.my_whole_pathways())::uuid[]);
-- Nobody is appointed without a yes; whoever accepts a hand-over says it by that. A trigger, since those appointed before it was asked stay as they are.
create function samspil.ask_agreed() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.agreed_on is null and exists (select from samspil.transfer x where x.tenant_id = new.tenant_id and x.id = new.id and x.state = 'accepted') then
		new.agreed_on := samspil.acting_day();
		new.agreed_heard_by := new.decided_by_name;
	end if;
	if new.agreed_on is null or new.agreed_heard_by = '' then
		raise check_violation using message = 'who is to hold the threads has said yes';
	end if;
	return new;
end $$;
create trigger ask_agreed before insert on samspil.tovholder for each row when (new.kind = 'final') execute function samspil.ask_agreed();
-- Where it is decided without the meeting, or the pathway closes, it is called off: nobody comes for nothing.
create function samspil.call_off_allotment_meeting() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	w samspil.allotment_meeting;
begin
	for w in
		update samspil.allotment_meeting x set state = 'cancelled', version = x.version + 1, changed_at = clock_timestamp()
			where x.tenant_id = new.tenant_id and x.pathway_id = (to_jsonb(new) ->> tg_argv[0])::uuid and x.state = 'called' returning *
	loop
		perform samspil.tell_of_allotment_meeting(w, 'allotment-meeting-cancelled', samspil.acting_person());
	end loop;
	return new;
end $$;
create trigger call_off_allotment_meeting before insert on samspil.tovholder for each row when (new.kind = 'final')
	execute function samspil.call_off_allotment_meeting('pathway_id');
create trigger call_off_allotment_meeting before update of state on samspil.pathway for each row when (new.state = 'closed' and old.state = 'open')
	execute function samspil.call_off_allotment_meeting('id');

-- As before (0008), and the yes is kept; what was decided at a meeting, at one that was called and whose day has come, else 'no-meeting'.
drop function samspil.appoint_tovholder(uuid, uuid, integer, uuid, uuid, text, text, text, text, date);
create function samspil.appoint_tovholder(new_id uuid, wanted uuid, based_on integer, person uuid, organisation uuid, reason text, route text, citizen_part text, citizen_note text, handover date, agreed date, heard_by text)
returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	way samspil.pathway;
	current samspil.tovholder;
	moment timestamptz;
	called samspil.allotment_meeting;
	led boolean;
	leader uuid;
begin
	select * into v from samspil.acting_visit();
	select * into way from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted and p.state = 'open' for no key update;
	if not found or not coalesce(v.may_open, false) then return 'not-yours'; end if;
	-- asked under the lock: who has handed the threads over a moment ago hands nothing over any more
	led := way.collaboration_id = any (samspil.my_led_collaborations());
	if not led and not (wanted = any (samspil.my_pathways_as(array['tovholder']))) then return 'not-yours'; end if;
	if exists (select from samspil.allotment a where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.version <> based_on) then
		return 'stale';
	end if;
	select * into current from samspil.tovholder t where t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.until is null for update;
	if not found then return 'not-yours'; end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = person and m.organisation_id = organisation
		and m.active_from <= samspil.acting_day() and (m.active_until is null or m.active_until >= samspil.acting_day())) then
		return 'not-at-work';
	end if;
	if coalesce(appoint_tovholder.citizen_part, '') = '' then
		raise check_violation using message = 'a decision says how the citizen took part';
	end if;
	if agreed > samspil.acting_day() then
		raise check_violation using message = 'who is to hold the threads has said yes';
	end if;
	if appoint_tovholder.route = 'meeting' then
		select * into called from samspil.allotment_meeting w where w.tenant_id = v.tenant_id and w.pathway_id = wanted and w.state = 'called'
			and (w.starts_at at time zone 'Europe/Copenhagen')::date <= samspil.acting_day() for update;
		if not found then return 'no-meeting'; end if;
		update samspil.allotment_meeting w set state = 'held', version = w.version + 1, changed_at = clock_timestamp()
			where w.tenant_id = called.tenant_id and w.id = called.id;
	end if;
	if handover > samspil.acting_day() + 30 then
		raise check_violation using message = 'a hand-over lasts at most thirty days';
	end if;
	moment := clock_timestamp();
	update samspil.tovholder t set until = moment, handover_until = handover where t.tenant_id = current.tenant_id and t.id = current.id;
	insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows, reason, route, citizen_part, citizen_note, decided_by_name, agreed_on, agreed_heard_by, meeting_id)
		select v.tenant_id, new_id, wanted, m.person_id, m.organisation_id, m.person_name, o.name, 'final', moment, moment, appoint_tovholder.reason, appoint_tovholder.route,
			appoint_tovholder.citizen_part, appoint_tovholder.citizen_note, (select p.name from samspil.person p where p.id = v.person_id), agreed, trim(heard_by), called.id
		from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
		where m.tenant_id = v.tenant_id and m.person_id = person and m.organisation_id = organisation;
	update samspil.allotment a set decided_on = coalesce(a.decided_on, samspil.acting_day()), version = a.version + 1,
			tovholder_name = t.person_name, tovholder_organisation_name = t.organisation_name
		from samspil.tovholder t where t.tenant_id = v.tenant_id and t.id = new_id and a.tenant_id = v.tenant_id and a.pathway_id = wanted;
	update samspil.pathway p set changed_at = moment where p.tenant_id = v.tenant_id and p.id = wanted;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'tovholder.appointed', wanted, new_id,
		case when led then 'project-leader' else 'tovholder' end, '{}');
	perform samspil.mail_notice(v.tenant_id, n.person, n.leads_to)
		from samspil.leave_notices(wanted, 'tovholder-appointed', '/pathways/' || wanted) n;
	-- the one who held the threads may not open the pathway any more, and is told all the same
	if current.person_id not in (person, v.person_id) then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, current.person_id, 'tovholder-handed-over', '/pathways');
		perform samspil.mail_notice(v.tenant_id, current.person_id, '/pathways');
	end if;
	if not led then
		select c.leader_person_id into leader from samspil.collaboration c where c.tenant_id = v.tenant_id and c.id = way.collaboration_id;
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (v.tenant_id, leader, 'tovholder-appointed', '/collaborations/' || way.collaboration_id || '/allotments');
	end if;
	return 'appointed';
end $$;
revoke all on function samspil.tell_of_allotment_meeting(samspil.allotment_meeting, text, uuid), samspil.ask_agreed(), samspil.call_off_allotment_meeting(),
	samspil.call_allotment_meeting(uuid, uuid, integer, timestamptz, timestamptz, text, text[]), samspil.cancel_allotment_meeting(uuid, uuid, integer),
	samspil.answer_allotment_meeting(uuid, boolean, text),
	samspil.appoint_tovholder(uuid, uuid, integer, uuid, uuid, text, text, text, text, date, date, text) from public;
grant execute on function samspil.call_allotment_meeting(uuid, uuid, integer, timestamptz, timestamptz, text, text[]),
	samspil.cancel_allotment_meeting(uuid, uuid, integer), samspil.answer_allotment_meeting(uuid, boolean, text),
	samspil.appoint_tovholder(uuid, uuid, integer, uuid, uuid, text, text, text, text, date, date, text) to samspil_app;
