-- R-101, R-118: somebody who has an open pathway gets no second beside it, whichever way it is asked for and by how many at once. A
-- protected citizen is absent from the check (L-6), so that a second pathway of theirs cannot be refused without telling: it is as absent as
-- theirs from the check and from emergency access, and whoever holds their threads is told.
create index citizen_known_by on samspil.citizen (tenant_id, lower(name), birth_date);

-- Whether the check and emergency access find nobody: this citizen's address is protected, or that of somebody with the same name and birth date.
create function samspil.is_absent(in_tenant uuid, called text, born date) returns boolean
language sql stable set search_path = samspil, pg_temp as $$
	select exists (select from samspil.citizen z where z.tenant_id = in_tenant and lower(z.name) = lower(trim(called)) and z.birth_date = born
		and z.is_protected)
$$;
revoke all on function samspil.is_absent(uuid, text, date) from public;

create function samspil.guard_second_pathway() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	c samspil.citizen;
	told record;
begin
	if session_user <> 'samspil_app' then return null; end if;
	select * into strict c from samspil.citizen x where x.tenant_id = new.tenant_id and x.id = new.citizen_id;
	-- two at the same moment, one after the other
	perform pg_advisory_xact_lock(hashtextextended('second-pathway ' || new.tenant_id || lower(c.name) || c.birth_date, 0));
	if not samspil.is_absent(c.tenant_id, c.name, c.birth_date) then
		if exists (select from samspil.citizen x join samspil.pathway p on p.tenant_id = x.tenant_id and p.citizen_id = x.id
			where x.tenant_id = c.tenant_id and lower(x.name) = lower(c.name) and x.birth_date = c.birth_date and p.state = 'open' and p.id <> new.id)
		then
			raise unique_violation using message = 'somebody holds the threads for this citizen', constraint = 'second_pathway';
		end if;
		return null;
	end if;
	for told in
		select t.person_id as person, '/pathways/' || p.id as path from samspil.citizen x
			join samspil.pathway p on p.tenant_id = x.tenant_id and p.citizen_id = x.id and p.state = 'open' and p.id <> new.id
			join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
			where x.tenant_id = c.tenant_id and lower(x.name) = lower(c.name) and x.birth_date = c.birth_date and x.is_protected
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (c.tenant_id, told.person, 'second-pathway', told.path);
		perform samspil.mail_notice(c.tenant_id, told.person, told.path);
	end loop;
	return null;
end $$;
revoke all on function samspil.guard_second_pathway() from public;
create trigger guard_second_pathway after insert on samspil.pathway for each row execute function samspil.guard_second_pathway();

-- As before (0604), and a second pathway of a protected citizen is as absent as the first.
CREATE OR REPLACE FUNCTION samspil.check_tovholder(name text, birth_date date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
declare
	v record;
	found_one uuid;
begin
	select * into v from samspil.acting_visit();
	if v.person_id is null or not v.may_open or v.hat <> 'organisation' then
		raise insufficient_privilege using message = 'only somebody at work may ask';
	end if;
	-- whoever is in no collaboration can register nobody either, and has nothing to ask for
	if samspil.my_collaborations() = '{}' then return 'not-yours'; end if;
	-- one question at a time, or many at once would all be the twentieth
	perform pg_advisory_xact_lock(hashtextextended('tovholder-check ' || v.person_id, 0));
	if (select count(*) from samspil.tovholder_check k where k.tenant_id = v.tenant_id and k.person_id = v.person_id and k.asked_on = samspil.acting_day()) >= 20 then
		-- whoever reviews how data are used hears of it, once a day
		if not exists (select from samspil.tovholder_check k where k.tenant_id = v.tenant_id and k.person_id = v.person_id
			and k.asked_on = samspil.acting_day() and k.answer = 'too-many')
		then
			insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer)
				values (v.tenant_id, v.person_id, v.organisation_id, samspil.acting_day(), 'too-many');
			insert into samspil.notice (tenant_id, person_id, kind, path)
				select m.tenant_id, m.person_id, 'many-checks', '/emergency' from samspil.membership m
				where m.tenant_id = v.tenant_id and m.organisation_id = v.tenant_id and m.function = 'data-protection-officer'
					and m.active_from <= samspil.acting_day() and (m.active_until is null or m.active_until >= samspil.acting_day());
		end if;
		return 'too-many';
	end if;
	select p.id into found_one from samspil.citizen c
		join samspil.pathway p on p.tenant_id = c.tenant_id and p.citizen_id = c.id and p.state = 'open'
		join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
		where c.tenant_id = v.tenant_id and lower(c.name) = lower(trim(check_tovholder.name)) and c.birth_date = check_tovholder.birth_date
			and not samspil.is_absent(c.tenant_id, c.name, c.birth_date)
		order by p.changed_at desc, p.id limit 1;
	insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer)
		values (v.tenant_id, v.person_id, v.organisation_id, samspil.acting_day(), case when found_one is null then 'no' else 'yes' end);
	-- the citizen reads who asked
	if found_one is not null then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'tovholder.checked', found_one, null, '', '{}');
	end if;
	return case when found_one is null then 'no' else 'yes' end;
end $$;

-- As before (0330), likewise.
create or replace function samspil.open_emergency(new_id uuid, name text, birth_date date, reason text, until_day date)
returns table (answer text, pathway uuid) language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	e samspil.emergency_access;
begin
	if v.person_id is null or not v.may_open or v.hat <> 'organisation' or v.organisation_id is distinct from v.tenant_id
		or not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = v.person_id
			and m.organisation_id = v.organisation_id and m.function in ('employee', 'manager')) then
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
