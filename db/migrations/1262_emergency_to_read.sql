-- Emergency access is to read what one must know, by those who work with citizens, and it ends where it was not in order.

-- Whoever steers never sees an entry, whatever else they are in the municipality: no emergency access either (product, R-045).
create function samspil.may_open_emergency() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	return coalesce(v.person_id is not null and v.may_open and v.hat = 'organisation' and v.organisation_id = v.tenant_id, false)
		and exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = v.person_id
			and m.organisation_id = v.organisation_id and m.function in ('employee', 'manager'))
		and not exists (select from samspil.group_member g where g.tenant_id = v.tenant_id and g.person_id = v.person_id and g.group_kind = 'steering'
			and g.since <= v.today and (g.until is null or g.until >= v.today));
end $$;
revoke all on function samspil.may_open_emergency() from public;
grant execute on function samspil.may_open_emergency() to samspil_app;

-- As before (1261); not where somebody else has ended it, for as long as it would have lasted, nor on top of what was found not to be in order.
create or replace function samspil.open_emergency(new_id uuid, name text, birth_date date, reason text, until_day date)
returns table (answer text, pathway uuid) language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	e samspil.emergency_access;
begin
	if not samspil.may_open_emergency() then
		answer := 'not-yours';
		return next;
		return;
	end if;
	select x.pathway_id into pathway from samspil.emergency_access x where x.tenant_id = v.tenant_id and x.id = new_id and x.person_id = v.person_id;
	if found then
		answer := 'opened';
		return next;
		return;
	end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.organisation_id = v.tenant_id
		and m.function = 'data-protection-officer' and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)) then
		answer := 'no-reviewer';
		return next;
		return;
	end if;
	-- one question at a time, or many at once would all be the twentieth
	perform pg_advisory_xact_lock(hashtextextended('tovholder-check ' || v.person_id, 0));
	if (select count(*) from samspil.tovholder_check k where k.tenant_id = v.tenant_id and k.person_id = v.person_id and k.asked_on = v.today) >= 20 then
		answer := 'too-many';
		return next;
		return;
	end if;
	select p.id into pathway from samspil.citizen c join samspil.pathway p on p.tenant_id = c.tenant_id and p.citizen_id = c.id
		where c.tenant_id = v.tenant_id and lower(c.name) = lower(trim(open_emergency.name)) and c.birth_date = open_emergency.birth_date
			and not samspil.is_absent(c.tenant_id, c.name, c.birth_date)
		order by p.state = 'open' desc, p.changed_at desc, p.id limit 1;
	insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer)
		values (v.tenant_id, v.person_id, v.organisation_id, v.today, case when pathway is null then 'emergency: no' else 'emergency: yes' end);
	if pathway is null then
		answer := 'not-found';
		return next;
		return;
	end if;
	if exists (select from samspil.pathway_access a where a.tenant_id = v.tenant_id and a.person_id = v.person_id and a.organisation_id = v.organisation_id
		and a.pathway_id = open_emergency.pathway and a.reason in ('tovholder', 'former-tovholder', 'emergency') and v.today between a.from_day and a.until_day) then
		answer := 'not-needed';
		return next;
		return;
	end if;
	-- ended by somebody else, or found not to be in order: not opened again on top of that
	if exists (select from samspil.emergency_access a where a.tenant_id = v.tenant_id and a.pathway_id = open_emergency.pathway and a.person_id = v.person_id
		and (a.finding = 'not-justified' and v.today in (a.from_on, a.until_on, (a.reviewed_at at time zone 'Europe/Copenhagen')::date)
			or a.ended_at is not null and a.ended_by_name <> a.person_name and a.until_on >= v.today)) then
		answer := 'ended';
		pathway := null;
		return next;
		return;
	end if;
	insert into samspil.emergency_access (tenant_id, id, pathway_id, pathway_number, person_id, organisation_id, person_name, organisation_name, reason,
			from_on, until_on)
		select v.tenant_id, new_id, w.id, w.number, v.person_id, v.organisation_id, p.name, o.name, open_emergency.reason, v.today, until_day
		from samspil.pathway w, samspil.person p, samspil.organisation o
		where w.tenant_id = v.tenant_id and w.id = pathway and p.id = v.person_id and o.id = v.organisation_id
		returning * into e;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'emergency.opened', pathway, e.id, 'emergency', '{}');
	perform samspil.tell_of_emergency(e, 'emergency-opened', v.person_id);
	answer := 'opened';
	return next;
end $$;

-- As before (0604), and whoever opened it hears what was found.
CREATE OR REPLACE FUNCTION samspil.tell_of_emergency(e samspil.emergency_access, kind text, by_person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
declare
	told record;
	-- a citizen without an account is told by somebody
	is_reached boolean := exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = e.tenant_id and p.id = e.pathway_id and c.person_id is not null);
begin
	for told in
		select t.person_id as person, '/pathways/' || e.pathway_id || '/emergency' as path,
				case when tell_of_emergency.kind = 'emergency-opened' and not is_reached then 'emergency-tell-citizen' else tell_of_emergency.kind end as kind
			from samspil.tovholder t
			where t.tenant_id = e.tenant_id and t.pathway_id = e.pathway_id and t.until is null
				and (t.left_on is null or t.left_on >= samspil.acting_day())
		union
		-- nobody holds the threads: the project leader finds somebody, who tells the citizen
		select c.leader_person_id, '/collaborations/' || c.id || '/allotments', 'emergency-nobody-holds'
			from samspil.tovholder t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id
				join samspil.collaboration c on c.tenant_id = p.tenant_id and c.id = p.collaboration_id
			where tell_of_emergency.kind = 'emergency-opened' and t.tenant_id = e.tenant_id and t.pathway_id = e.pathway_id and t.until is null
				and t.left_on < samspil.acting_day()
		union
		select c.person_id, '/me/log?pathway=' || e.pathway_id, tell_of_emergency.kind from samspil.pathway p
			join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = e.tenant_id and p.id = e.pathway_id and c.person_id is not null
		union
		select m.person_id, '/emergency/' || e.id, tell_of_emergency.kind from samspil.membership m
			where m.tenant_id = e.tenant_id and m.organisation_id = e.tenant_id and m.function = 'data-protection-officer'
				and m.active_from <= samspil.acting_day() and (m.active_until is null or m.active_until >= samspil.acting_day())
		union
		-- whoever opened it hears what was found
		select e.person_id, '/emergency', tell_of_emergency.kind where tell_of_emergency.kind = 'emergency-reviewed'
	loop
		if told.person is distinct from by_person then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (e.tenant_id, told.person, told.kind, told.path);
			perform samspil.mail_notice(e.tenant_id, told.person, told.path);
		end if;
	end loop;
end $$;

-- As before (0330), and what was not in order ends at once.
create or replace function samspil.review_emergency(wanted uuid, based_on integer, finding text, note text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	e samspil.emergency_access;
begin
	select * into e from samspil.emergency_access x where x.tenant_id = samspil.reviewed_tenant() and x.id = wanted for update;
	if not found or e.person_id = v.person_id then return 'not-yours'; end if;
	if e.reviewed_at is not null then
		return case when e.finding = review_emergency.finding and e.review_note = note then 'reviewed' else 'stale' end;
	end if;
	if e.version <> based_on then return 'stale'; end if;
	update samspil.emergency_access x set reviewed_at = now(), reviewed_by = v.person_id, finding = review_emergency.finding, review_note = note,
			reviewed_by_name = (select p.name from samspil.person p where p.id = v.person_id), version = x.version + 1
		where x.tenant_id = e.tenant_id and x.id = e.id returning * into e;
	-- what was not in order goes on no longer
	if e.finding = 'not-justified' and e.ended_at is null and e.until_on >= v.today then
		update samspil.emergency_access x set ended_at = now(), ended_by_name = e.reviewed_by_name where x.tenant_id = e.tenant_id and x.id = e.id;
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'emergency.ended', e.pathway_id, e.id, 'data-protection-officer', '{}');
	end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'emergency.reviewed', e.pathway_id, e.id, 'data-protection-officer', '{}');
	perform samspil.tell_of_emergency(e, 'emergency-reviewed', v.person_id);
	return 'reviewed';
end $$;

-- It opens nothing to write: whoever reads in an emergency alone tells those who are on the pathway.
create function samspil.may_write_on(wanted uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return wanted = any (samspil.my_pathways_as('{citizen,tovholder,former-tovholder,partner,companion}'));
end $$;
revoke all on function samspil.may_write_on(uuid) from public;
grant execute on function samspil.may_write_on(uuid) to samspil_app;
create policy by_those_on_it on samspil.entry as restrictive for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and samspil.may_write_on(pathway_id));
create policy by_those_on_it on samspil.task as restrictive for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and samspil.may_write_on(pathway_id));
create policy by_those_on_it on samspil.foreseen_need as restrictive for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and samspil.may_write_on(pathway_id));
