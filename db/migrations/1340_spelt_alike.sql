-- R-101, L-6: a name is the same name with two spaces, a sign that nobody sees, or a hyphen in the place of a space; so is the citizen. Before,
-- another spelling began a second pathway for somebody who has one, and went past a protected address.
create function samspil.folded_name(called text) returns text language sql immutable parallel safe strict as $$
	select btrim(regexp_replace(regexp_replace(lower(normalize(called, NFKC)), '[\u00AD\u200B-\u200F\u2060\uFEFF]', '', 'g'),
		'[[:space:]\u2010-\u2015-]+', ' ', 'g'))
$$;
revoke all on function samspil.folded_name(text) from public;
grant execute on function samspil.folded_name(text) to samspil_app;
-- citizen_name (0002) was by the name as it is written, which nobody asks for any more
drop index samspil.citizen_known_by, samspil.citizen_name;
create index citizen_known_by on samspil.citizen (tenant_id, samspil.folded_name(name), birth_date);

create or replace function samspil.is_absent(in_tenant uuid, called text, born date) returns boolean
language sql stable set search_path = samspil, pg_temp as $$
	select exists (select from samspil.citizen z where z.tenant_id = in_tenant and samspil.folded_name(z.name) = samspil.folded_name(called)
		and z.birth_date = born and z.is_protected)
$$;

-- What I am on at work is never absent to me: the check says so, and I begin no second beside it.
create function samspil.is_mine(wanted uuid) returns boolean language sql stable set search_path = samspil, pg_temp as $$
	-- of all my pathways, also where the visit is about another one
	select exists (select from samspil.pathway_access a where a.tenant_id = samspil.visited_tenant() and a.pathway_id = wanted
		and a.person_id = samspil.acting_person() and a.organisation_id = samspil.acting_organisation()
		and a.reason in ('tovholder', 'former-tovholder', 'partner') and samspil.acting_day() between a.from_day and a.until_day)
$$;
revoke all on function samspil.is_mine(uuid) from public;

-- As before (1261); and whoever is called something else, or was born another day, becomes no second one by that either.
create or replace function samspil.guard_second_pathway() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	c samspil.citizen;
	others uuid[];
	told record;
begin
	if session_user <> 'samspil_app' then return null; end if;
	if tg_table_name = 'citizen' then
		if not exists (select from samspil.pathway p where p.tenant_id = new.tenant_id and p.citizen_id = new.id and p.state = 'open') then return null; end if;
		c := new;
	else
		select * into strict c from samspil.citizen x where x.tenant_id = new.tenant_id and x.id = new.citizen_id;
	end if;
	-- two at the same moment, one after the other
	perform pg_advisory_xact_lock(hashtextextended('second-pathway ' || c.tenant_id || samspil.folded_name(c.name) || c.birth_date, 0));
	others := array(select p.id from samspil.citizen x join samspil.pathway p on p.tenant_id = x.tenant_id and p.citizen_id = x.id
		where x.tenant_id = c.tenant_id and samspil.folded_name(x.name) = samspil.folded_name(c.name) and x.birth_date = c.birth_date and p.state = 'open'
			and case tg_table_name when 'citizen' then x.id <> c.id else p.id <> new.id end);
	if exists (select from unnest(others) o (id) where samspil.is_mine(o.id))
		or others <> '{}' and not samspil.is_absent(c.tenant_id, c.name, c.birth_date)
	then
		raise unique_violation using message = 'somebody holds the threads for this citizen', constraint = 'second_pathway';
	end if;
	for told in
		select t.person_id as person, '/pathways/' || p.id as path from samspil.pathway p
			join samspil.citizen x on x.tenant_id = p.tenant_id and x.id = p.citizen_id and x.is_protected
			join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
			where p.tenant_id = c.tenant_id and p.id = any (others)
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (c.tenant_id, told.person, 'second-pathway', told.path);
		perform samspil.mail_notice(c.tenant_id, told.person, told.path);
	end loop;
	return null;
end $$;
create trigger guard_second_pathway after update of name, birth_date on samspil.citizen for each row
	when (samspil.folded_name(new.name) <> samspil.folded_name(old.name) or new.birth_date <> old.birth_date)
	execute function samspil.guard_second_pathway();

-- As before (1261); by any spelling, and of what I am on always.
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
		where c.tenant_id = v.tenant_id and samspil.folded_name(c.name) = samspil.folded_name(check_tovholder.name)
			and c.birth_date = check_tovholder.birth_date
			and (samspil.is_mine(p.id) or not samspil.is_absent(c.tenant_id, c.name, c.birth_date))
		order by p.changed_at desc, p.id limit 1;
	insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer)
		values (v.tenant_id, v.person_id, v.organisation_id, samspil.acting_day(), case when found_one is null then 'no' else 'yes' end);
	-- the citizen reads who asked
	if found_one is not null then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'tovholder.checked', found_one, null, '', '{}');
	end if;
	return case when found_one is null then 'no' else 'yes' end;
end $$;

-- Asked before the citizen of my pathway is called something else or was born another day: whether somebody of that name and day has a
-- pathway. One of the day's questions, or names would be guessed this way. Answers 'same', 'no', 'yes', 'too-many', 'not-yours'.
create function samspil.check_renamed(wanted uuid, called text, born date) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	c samspil.citizen;
	found_one uuid;
begin
	select x.* into c from samspil.citizen x join samspil.pathway p on p.tenant_id = x.tenant_id and p.citizen_id = x.id
		where p.tenant_id = samspil.visited_tenant() and p.id = wanted and p.id = any (samspil.my_pathways_as('{tovholder}'));
	if not found or not coalesce(v.may_open, false) then return 'not-yours'; end if;
	if samspil.folded_name(called) = samspil.folded_name(c.name) and born = c.birth_date then return 'same'; end if;
	-- one question at a time, or many at once would all be the twentieth
	perform pg_advisory_xact_lock(hashtextextended('tovholder-check ' || v.person_id, 0));
	if (select count(*) from samspil.tovholder_check k where k.tenant_id = v.tenant_id and k.person_id = v.person_id and k.asked_on = samspil.acting_day()) >= 20
	then
		return 'too-many';
	end if;
	select p.id into found_one from samspil.citizen x join samspil.pathway p on p.tenant_id = x.tenant_id and p.citizen_id = x.id and p.state = 'open'
		where x.tenant_id = c.tenant_id and x.id <> c.id and samspil.folded_name(x.name) = samspil.folded_name(called) and x.birth_date = born
			and (samspil.is_mine(p.id) or not samspil.is_absent(x.tenant_id, x.name, x.birth_date))
		order by p.changed_at desc, p.id limit 1;
	insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer)
		values (v.tenant_id, v.person_id, v.organisation_id, samspil.acting_day(), case when found_one is null then 'no' else 'yes' end);
	if found_one is null then return 'no'; end if;
	-- the citizen reads who asked
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'tovholder.checked', found_one, null, '', '{}');
	return 'yes';
end $$;
revoke all on function samspil.check_renamed(uuid, text, date) from public;
grant execute on function samspil.check_renamed(uuid, text, date) to samspil_app;

-- As before (1303), by any spelling.
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
		where c.tenant_id = v.tenant_id and samspil.folded_name(c.name) = samspil.folded_name(open_emergency.name)
			and c.birth_date = open_emergency.birth_date
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
			or a.ended_at is not null and coalesce(a.ended_by <> a.person_id, a.ended_by_name not in ('', a.person_name)) and a.until_on >= v.today)) then
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
