-- R-101, R-114: whoever holds the threads and stops working there leaves no gap. Each collaboration names who stands in; on the day after
-- the last one they are the temporary tovholder by themselves, and before that they open nothing (docs/decisions/0680).

-- Employed by the municipality, whose id the leader's organisation is. Nobody named: the project leader.
alter table samspil.collaboration add stand_in_person_id uuid,
	add foreign key (tenant_id, stand_in_person_id, leader_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id);
create index collaboration_stand_in on samspil.collaboration (tenant_id, stand_in_person_id, leader_organisation_id);
grant update (stand_in_person_id) on samspil.collaboration to samspil_app;
alter table samspil.tovholder drop constraint tovholder_route_check;
alter table samspil.tovholder add constraint tovholder_route_check check (route in ('registration', 'meeting', 'direct', 'stand-in')),
	add constraint tovholder_stand_in check (route <> 'stand-in' or kind = 'temporary');
-- Those who hold threads and are about to leave, or have left.
create index tovholder_left on samspil.tovholder (left_on) where until is null and left_on is not null;

-- As before (0055), and who stands in works in the municipality too; an administrator does not choose them.
create or replace function samspil.guard_leader() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	today date := coalesce(samspil.acting_day(), current_date);
begin
	if new.leader_person_id <> old.leader_person_id and not exists (select from samspil.membership m
			where m.tenant_id = new.tenant_id and m.person_id = new.leader_person_id and m.organisation_id = new.tenant_id and m.function <> 'volunteer'
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)) then
		raise check_violation using message = 'a project leader is employed by the municipality';
	end if;
	if new.stand_in_person_id is distinct from old.stand_in_person_id and new.stand_in_person_id is not null and not exists (select from samspil.membership m
			where m.tenant_id = new.tenant_id and m.person_id = new.stand_in_person_id and m.organisation_id = new.tenant_id
				and m.function not in ('volunteer', 'data-protection-officer')
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)) then
		raise check_violation using message = 'who stands in is employed by the municipality';
	end if;
	if session_user = 'samspil_app' and samspil.is_administrator()
		and (new.name, new.purpose, new.phase, new.stand_in_person_id) is distinct from (old.name, old.purpose, old.phase, old.stand_in_person_id) then
		raise insufficient_privilege using message = 'a collaboration is changed by its project leader';
	end if;
	return new;
end $$;

-- As before (0604). A need from before that met no criterion has one who holds the threads all the same: nothing is decided here.
create or replace function samspil.guard_holder() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = new.tenant_id and p.id = new.pathway_id and c.person_id = new.person_id)
	then
		raise check_violation using message = 'nobody holds the threads of their own pathway';
	end if;
	if new.follows is not null and new.route <> 'stand-in' and exists (select from samspil.coordination_need n
		where n.tenant_id = new.tenant_id and n.pathway_id = new.pathway_id and n.criteria = '{}')
	then
		raise check_violation using message = 'a tovholder is decided on where a criterion is met';
	end if;
	return new;
end $$;

-- As before (0065), but where somebody only stands in, the pathway still waits for its tovholder.
drop trigger close_vacancy on samspil.tovholder;
create trigger close_vacancy after insert on samspil.tovholder for each row when (new.follows is not null and new.route <> 'stand-in')
	execute function samspil.close_vacancy();

-- Who stands in on a pathway: the one who is named, else the project leader, else a manager of the municipality in the steering group, else
-- a manager of the municipality; each only while at work there, never the citizen or one who walks
-- along, nor whoever reviews how data are used. Null where there is nobody.
create function samspil.stand_in_of(tenant uuid, wanted uuid, today date) returns uuid
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select m.person_id
		from samspil.pathway p
			join samspil.collaboration c on c.tenant_id = p.tenant_id and c.id = p.collaboration_id
			join samspil.citizen z on z.tenant_id = p.tenant_id and z.id = p.citizen_id
			join samspil.membership m on m.tenant_id = p.tenant_id and m.organisation_id = p.tenant_id and m.function not in ('volunteer', 'data-protection-officer')
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
			cross join lateral (select case when m.person_id = c.stand_in_person_id then 1 when m.person_id = c.leader_person_id then 2
				when m.function <> 'manager' then null
				when exists (select from samspil.group_member g where g.tenant_id = c.tenant_id and g.collaboration_id = c.id and g.group_kind = 'steering'
					and g.person_id = m.person_id and g.organisation_id = m.organisation_id and g.since <= today and (g.until is null or g.until >= today)) then 3
				else 4 end as rank) r
		where p.tenant_id = tenant and p.id = wanted and r.rank is not null and m.person_id is distinct from z.person_id
			and not exists (select from samspil.companion k where k.tenant_id = p.tenant_id and k.pathway_id = p.id and k.person_id = m.person_id and k.ended_at is null)
		order by r.rank, m.active_from, m.person_id limit 1);
end $$;

-- Makes whoever stands in the temporary tovholder of an open pathway whose tovholder's last day is past; tells everybody on it; the week
-- for the decision begins (R-122). Answers whether it did: nothing happens where the threads are held, or there is nobody.
create function samspil.let_stand_in(tenant uuid, wanted uuid, today date) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	way samspil.pathway;
	current samspil.tovholder;
	who uuid;
	new_id uuid := gen_random_uuid();
	moment timestamptz;
	told record;
begin
	select * into way from samspil.pathway p where p.tenant_id = tenant and p.id = wanted and p.state = 'open' for no key update;
	if not found then return false; end if;
	select * into current from samspil.tovholder t where t.tenant_id = tenant and t.pathway_id = wanted and t.until is null and t.left_on < today for update;
	if not found then return false; end if;
	who := samspil.stand_in_of(tenant, wanted, today);
	if who is null then return false; end if;
	-- from the midnight after the last day, whenever it is written
	moment := greatest(least((current.left_on + 1)::timestamp at time zone 'Europe/Copenhagen', clock_timestamp()), current.since + interval '1 microsecond');
	update samspil.tovholder t set until = moment where t.tenant_id = tenant and t.id = current.id;
	insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows, route)
		select tenant, new_id, wanted, m.person_id, m.organisation_id, m.person_name, o.name, 'temporary', moment, moment, 'stand-in'
		from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
		where m.tenant_id = tenant and m.person_id = who and m.organisation_id = tenant;
	update samspil.tovholder t set left_on = m.active_until from samspil.membership m
		where t.tenant_id = tenant and t.id = new_id and m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.organisation_id = t.organisation_id;
	update samspil.allotment a set decided_on = null, left_on = today - 1, due_on = today + 6, version = a.version + 1, temporary_name = t.person_name,
			temporary_organisation_name = t.organisation_name, tovholder_name = null, tovholder_organisation_name = null
		from samspil.tovholder t where t.tenant_id = tenant and t.id = new_id and a.tenant_id = tenant and a.pathway_id = wanted;
	update samspil.pathway p set changed_at = clock_timestamp() where p.tenant_id = tenant and p.id = wanted;
	perform samspil.append_audit(tenant, who, tenant, 'tovholder.stood-in', wanted, new_id, 'stand-in', '{}');
	for told in
		select a.person_id as person, case when a.person_id = who then 'you-joined-as-stand-in' else 'tovholder-stands-in' end as kind,
			case when bool_and(a.reason in ('citizen', 'companion')) then '/me' else '/pathways/' || wanted end as path
		from samspil.pathway_access a where a.tenant_id = tenant and a.pathway_id = wanted and a.reason in ('citizen', 'tovholder', 'partner', 'companion')
			and today between a.from_day and a.until_day
		group by a.person_id
		union all
		select c.leader_person_id, 'tovholder-stands-in', '/collaborations/' || c.id || '/allotments'
		from samspil.collaboration c where c.tenant_id = tenant and c.id = way.collaboration_id and c.leader_person_id <> who
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (tenant, told.person, told.kind, told.path);
		perform samspil.mail_notice(tenant, told.person, told.path);
	end loop;
	return true;
end $$;

-- For the jobs: wherever a tovholder's last day is past. Answers on how many pathways somebody stood in.
create function samspil.let_stand_in_everywhere(today date) returns integer
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	stood integer := 0;
	held record;
begin
	for held in
		select p.tenant_id, p.id from samspil.tovholder t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id and p.state = 'open'
		where t.until is null and t.left_on < today order by p.tenant_id, p.id
	loop
		if samspil.let_stand_in(held.tenant_id, held.id, today) then stood := stood + 1; end if;
	end loop;
	return stood;
end $$;

-- As before (0391), and where the last day is past already, somebody stands in at once.
create or replace function samspil.end_with_membership() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	held record;
begin
	if new.active_until is null then return null; end if;
	-- The pathways first, like every decision about them, so that two of them never wait for each other.
	perform from samspil.pathway p where p.tenant_id = new.tenant_id and p.id in (select t.pathway_id from samspil.tovholder t
		where t.tenant_id = new.tenant_id and t.person_id = new.person_id and t.organisation_id = new.organisation_id and t.until is null)
		order by p.id for no key update;
	update samspil.partner_person x set until = least(new.active_until, w.own_end), cut_to = case when w.own_end > new.active_until then new.active_until end,
			own_end = case when w.own_end > new.active_until then w.own_end end
		from (select y.pathway_id, coalesce(case when y.until = y.cut_to then y.own_end else y.until end, 'infinity') as own_end from samspil.partner_person y
			where y.tenant_id = new.tenant_id and y.person_id = new.person_id and y.organisation_id = new.organisation_id
				and (y.until is null or y.until > new.active_until or (y.until = y.cut_to and y.until = old.active_until))) w
		where x.tenant_id = new.tenant_id and x.person_id = new.person_id and x.organisation_id = new.organisation_id and x.pathway_id = w.pathway_id;
	update samspil.group_member g set until = greatest(new.active_until, g.since - 1), version = g.version + 1
		where g.tenant_id = new.tenant_id and g.person_id = new.person_id and g.organisation_id = new.organisation_id
			and (g.until is null or g.until > new.active_until);
	update samspil.tovholder t set handover_until = new.active_until
		where t.tenant_id = new.tenant_id and t.person_id = new.person_id and t.organisation_id = new.organisation_id
			and t.until is not null and t.handover_until > new.active_until;
	for held in
		update samspil.tovholder t set left_on = new.active_until
			where t.tenant_id = new.tenant_id and t.person_id = new.person_id and t.organisation_id = new.organisation_id
				and t.until is null and (t.left_on is null or t.left_on > new.active_until or t.left_on = old.active_until)
			returning t.pathway_id
	loop
		perform samspil.ask_for_tovholder(new.tenant_id, held.pathway_id, new.person_id, new.person_name, new.active_until);
		-- beside a visit, the jobs see to it
		perform samspil.let_stand_in(new.tenant_id, held.pathway_id, samspil.acting_day());
	end loop;
	return null;
end $$;

-- Nobody could stand in, and now somebody can.
create function samspil.stand_in_now() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	today date := coalesce(samspil.acting_day(), (now() at time zone 'Europe/Copenhagen')::date);
	held record;
begin
	for held in
		select p.id from samspil.pathway p join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null and t.left_on < today
		where p.tenant_id = new.tenant_id and p.collaboration_id = new.id and p.state = 'open' order by p.id
	loop
		perform samspil.let_stand_in(new.tenant_id, held.id, today);
	end loop;
	return null;
end $$;
create trigger stand_in_now after update of leader_person_id, stand_in_person_id on samspil.collaboration for each row
	when ((new.leader_person_id, new.stand_in_person_id) is distinct from (old.leader_person_id, old.stand_in_person_id)) execute function samspil.stand_in_now();

-- As before (0541), and nobody else tells that somebody stands in.
create or replace function samspil.may_leave_notice(receiver uuid, kind text, path text) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	place text := split_part(path, '/', 2);
	about uuid := substring(path from '^/[a-z-]+/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:[/?#]|$)')::uuid;
	home uuid := w[2];
begin
	if home is null or kind ~ '^(administrator-|new-start-|companion-|you-(joined|left)-)'
		or kind in ('citizen-untied', 'tovholder-left', 'tovholder-stands-in', 'tovholder-appointed', 'partner-agreed', 'partner-declined') then return false; end if;
	if place = 'pathways' and about is not null then
		return kind !~ '^(lead|seat|framework|pool|document)-' and kind not in ('partner-asked', 'partner-ended', 'tovholder-needed')
			and about = any (samspil.my_pathways())
			and exists (select from samspil.pathway_access a where a.tenant_id = home and a.pathway_id = about and a.person_id = receiver);
	elsif path = '/pathways' then
		return kind = 'partner-ended' and exists (select from samspil.partner_person x where x.tenant_id = home and x.person_id = receiver
			and x.pathway_id = any (samspil.my_pathways_as('{tovholder}')));
	elsif path = '/requests' then
		return kind = 'partner-asked' and exists (select from samspil.partner p join samspil.membership m
			on m.tenant_id = p.tenant_id and m.organisation_id = p.organisation_id and m.person_id = receiver
			where p.tenant_id = home and p.state = 'contacted' and p.pathway_id = any (samspil.my_pathways_as('{tovholder}')));
	elsif place = 'me' then
		return exists (select from samspil.pathway_access a where a.tenant_id = home and a.person_id = receiver
			and a.reason in ('citizen', 'companion') and a.pathway_id = any (samspil.my_pathways()));
	elsif place = 'collaborations' and about is not null then
		return case
			when kind like 'seat-in-%' then about = any (samspil.my_led_collaborations())
				and exists (select from samspil.group_member g where g.tenant_id = home and g.collaboration_id = about and g.person_id = receiver)
			when kind like 'group-%' then exists (select from samspil.meeting_series s cross join lateral samspil.group_people(s.tenant_id, s.id, samspil.acting_day()) p
					where s.tenant_id = home and s.collaboration_id = about and p.person = receiver and s.id = any (samspil.my_convened_series()))
			-- whoever has just given the lead on leads no more, and is in the groups still
			when kind in ('lead-given', 'lead-changed') then about = any (samspil.my_collaborations())
				or exists (select from samspil.collaboration c where c.tenant_id = samspil.administered_tenant() and c.id = about)
			when kind = 'tovholder-needed' then about = any (samspil.my_collaborations())
				and exists (select from samspil.collaboration c where c.tenant_id = home and c.id = about and c.leader_person_id = receiver)
			else false end;
	elsif path = '/' then
		return kind = 'pool-added' and exists (select from samspil.tovholder_pool t where t.tenant_id = home and t.person_id = receiver
			and t.collaboration_id = any (samspil.my_led_collaborations()));
	elsif place = 'framework' then
		return kind like 'framework-%' and w[4] = 'organisation' and samspil.my_frameworks() <> '{}';
	elsif about is not null then
		-- a document has the address of its kind
		return kind !~ '^(lead|seat|framework|pool|partner)-' and about = any (samspil.my_documents());
	end if;
	return false;
end $$;

revoke all on function samspil.stand_in_of(uuid, uuid, date), samspil.let_stand_in(uuid, uuid, date), samspil.let_stand_in_everywhere(date),
	samspil.stand_in_now() from public;
grant execute on function samspil.let_stand_in_everywhere(date) to samspil_jobs;

-- Those who have left before today, and whom nobody followed.
select samspil.let_stand_in_everywhere((now() at time zone 'Europe/Copenhagen')::date);
