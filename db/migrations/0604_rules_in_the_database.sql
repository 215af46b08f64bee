-- Rules of the model that only the program kept, in the database too; and who hears of what.

-- A-1, R-104: the threads are given to somebody on a need that meets a criterion.
alter table samspil.coordination_need add constraint coordination_need_criterion check (criteria <> '{}') not valid;
-- And to nobody who is the citizen.
create function samspil.guard_holder() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = new.tenant_id and p.id = new.pathway_id and c.person_id = new.person_id)
	then
		raise check_violation using message = 'nobody holds the threads of their own pathway';
	end if;
	if new.follows is not null and exists (select from samspil.coordination_need n
		where n.tenant_id = new.tenant_id and n.pathway_id = new.pathway_id and n.criteria = '{}')
	then
		raise check_violation using message = 'a tovholder is decided on where a criterion is met';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_holder() from public;
create trigger guard_holder before insert on samspil.tovholder for each row execute function samspil.guard_holder();

-- L-3: what a consent may say, whoever wrote the program that sends it: categories there are, organisations on the pathway, given by
-- now, running from the day it was given and a year at most.
create policy by_the_rules on samspil.consent as restrictive for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant()
		and categories <> '{}' and categories <@ '{contact,situation,housing,work,health,substance-use,family,economy,meetings,progress}'
		and organisations <> '{}' and not exists (select from unnest(organisations) o where not exists (select from samspil.partner p
			where p.tenant_id = consent.tenant_id and p.pathway_id = consent.pathway_id and p.organisation_id = o
				and p.state in ('planned', 'contacted', 'agreed')))
		and given_at <= clock_timestamp() + interval '1 minute'
		and valid_from = (given_at at time zone 'Europe/Copenhagen')::date and valid_until <= (valid_from + interval '12 months')::date);

-- R-152: whoever says how another's task stands, says how they know.
create function samspil.guard_task_note() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user = 'samspil_app' and new.state_note = '' and (case when new.for_citizen
		then not new.pathway_id = any (samspil.my_pathways_as('{citizen}'))
		else new.responsible_organisation_id is distinct from samspil.acting_organisation() end)
	then
		raise check_violation using message = 'a note says how it is known of another''s task';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_task_note() from public;
create trigger guard_task_note before update of state on samspil.task for each row when (new.state <> old.state)
	execute function samspil.guard_task_note();

-- R-118, L-6: as before, for those alone who could register somebody; the citizen reads in the record who asked, and whoever reviews
-- emergency accesses hears where somebody asks more than a day's work takes.
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
		where c.tenant_id = v.tenant_id and lower(c.name) = lower(trim(check_tovholder.name)) and c.birth_date = check_tovholder.birth_date and not c.is_protected
		order by p.changed_at desc, p.id limit 1;
	insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer)
		values (v.tenant_id, v.person_id, v.organisation_id, samspil.acting_day(), case when found_one is null then 'no' else 'yes' end);
	-- the citizen reads who asked
	if found_one is not null then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'tovholder.checked', found_one, null, '', '{}');
	end if;
	return case when found_one is null then 'no' else 'yes' end;
end $$;

-- For whoever reviews emergency accesses: who has asked how often in the last thirty days. Nobody is named who was asked about.
create function samspil.checks_to_review() returns table (person text, organisation text, asked_on date, asked integer, found integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	tenant uuid := samspil.reviewed_tenant();
begin
	return query select p.name, o.name, k.asked_on, (count(*) filter (where k.answer <> 'too-many'))::integer,
			(count(*) filter (where k.answer in ('yes', 'emergency: yes')))::integer
		from samspil.tovholder_check k join samspil.person p on p.id = k.person_id join samspil.organisation o on o.id = k.organisation_id
		where k.tenant_id = tenant and k.asked_on > samspil.acting_day() - 30
		group by p.name, o.name, k.asked_on, k.person_id, k.organisation_id
		order by k.asked_on desc, 4 desc, p.name limit 100;
end $$;
revoke all on function samspil.checks_to_review() from public;
grant execute on function samspil.checks_to_review() to samspil_app;

-- As before (0330); a citizen without an account is told by the tovholder, and where that one has left, the project leader hears.
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
	loop
		if told.person is distinct from by_person then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (e.tenant_id, told.person, told.kind, told.path);
			perform samspil.mail_notice(e.tenant_id, told.person, told.path);
		end if;
	end loop;
end $$;

-- Whoever was told may have been no organisation.
alter table samspil.closing_told drop constraint closing_told_organisation_id_fkey;
-- R-155: as before; the companions are told too, and those who help without an account are among those to be told.
CREATE OR REPLACE FUNCTION samspil.leave_notices(wanted uuid, kind text, path text, holders_path text DEFAULT NULL::text)
 RETURNS TABLE(person uuid, leads_to text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
declare
	v record;
begin
	select * into v from samspil.acting_visit();
	return query
	with told as (
		select a.person_id, case when bool_and(a.reason in ('citizen', 'companion')) then '/me'
			when bool_or(a.reason = 'tovholder') then coalesce(holders_path, leave_notices.path) else leave_notices.path end as path
		from samspil.pathway_access a
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and (a.reason in ('citizen', 'tovholder', 'partner')
				-- R-155: a companion walks along to the end, and hears that it has come
				or a.reason = 'companion' and leave_notices.kind = 'pathway-closed')
			and a.person_id <> v.person_id and samspil.acting_day() between a.from_day and a.until_day
		group by a.person_id
	), kept as (
		insert into samspil.notice (tenant_id, person_id, kind, path)
		select v.tenant_id, t.person_id, leave_notices.kind, t.path from told t)
	select t.person_id, t.path from told t;
end $$;
CREATE OR REPLACE FUNCTION samspil.close_pathway(wanted uuid, based_on integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
declare
	v record;
	c samspil.closing;
	closer text;
	place text;
begin
	select * into v from samspil.acting_visit();
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not found or not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	select * into c from samspil.closing x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.reopened_at is null for update;
	if not found then return 'stale'; end if;
	-- the same sent twice
	if c.closed_at is not null then return 'closed'; end if;
	if c.version <> based_on then return 'stale'; end if;
	if c.ground is null or c.plan = '' or c.citizen_part is null or (c.ground = 'criteria-gone' and c.criteria <> '{}')
		or exists (select from samspil.task k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.state = 'open')
		or exists (select from samspil.meeting m where m.tenant_id = v.tenant_id and m.pathway_id = wanted
			and m.state not in ('closed', 'cancelled'))
		or exists (select from samspil.partner p where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'agreed'
			and not p.id = any (c.told_outside) and not exists (select from samspil.pathway_access a
				where a.tenant_id = p.tenant_id and a.pathway_id = wanted and a.reason = 'partner' and a.source_id = p.id
					and samspil.acting_day() between a.from_day and a.until_day))
		-- who helps and has no account is told by the tovholder
		or exists (select from samspil.outside_contact k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.removed_at is null
			and not k.id = any (c.told_outside))
	then return 'not-ready'; end if;
	select p.name into closer from samspil.person p where p.id = v.person_id;
	select o.name into place from samspil.organisation o where o.id = v.organisation_id;
	insert into samspil.closing_told (tenant_id, closing_id, organisation_id, organisation_name, how)
		select p.tenant_id, c.id, p.organisation_id, o.name, case when p.id = any (c.told_outside) then 'outside' else 'here' end
		from samspil.partner p join samspil.organisation o on o.id = p.organisation_id
		where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'agreed';
	insert into samspil.closing_told (tenant_id, closing_id, organisation_id, organisation_name, how)
		select k.tenant_id, c.id, k.id, k.name || ', ' || k.organisation, 'outside' from samspil.outside_contact k
		where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.removed_at is null;
	-- told while they are on it still: afterwards nobody knows who was
	perform samspil.mail_notice(v.tenant_id, n.person, n.leads_to) from samspil.leave_notices(wanted, 'pathway-closed', '/pathways') n;
	perform samspil.record_pathway('pathway.closed', wanted, c.id);
	update samspil.partner p set state = 'planned', version = p.version + 1 where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'contacted';
	update samspil.consent k set withdrawn_at = now(), withdrawn_by_name = closer, ended_with_pathway = true, version = k.version + 1
		where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.withdrawn_at is null;
	-- nobody needs to be found any more
	update samspil.allotment a set decided_on = samspil.acting_day(), closed_on = samspil.acting_day(), version = a.version + 1
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.decided_on is null;
	update samspil.closing x set closed_at = now(), closed_by_name = closer, closed_by_organisation_name = coalesce(place, ''), version = x.version + 1
		where x.tenant_id = c.tenant_id and x.id = c.id;
	update samspil.pathway p set state = 'closed', changed_at = now() where p.tenant_id = v.tenant_id and p.id = wanted;
	return 'closed';
end $$;
