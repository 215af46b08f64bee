-- Who ended an emergency access is told apart from who opened it by the person, and not by a name that two can have. Of what has ended, the record says
-- who it was, unless it was emptied; there the name is all that is known.
alter table samspil.emergency_access add ended_by uuid references samspil.person;
create index emergency_access_ended_by on samspil.emergency_access (ended_by);
update samspil.emergency_access e set ended_by = a.person_id
	from (select distinct on (x.tenant_id, x.object_id) x.tenant_id, x.object_id, x.person_id from samspil.audit_event x
		where x.action = 'emergency.ended' and x.object_id is not null and x.person_id is not null
		order by x.tenant_id, x.object_id, x.at) a
	where e.tenant_id = a.tenant_id and e.id = a.object_id and e.ended_at is not null;

-- As before (1262); who ended it is who.
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
			or a.ended_at is not null and coalesce(a.ended_by <> a.person_id, a.ended_by_name <> a.person_name) and a.until_on >= v.today)) then
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

-- As before (1262).
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
		update samspil.emergency_access x set ended_at = now(), ended_by = v.person_id, ended_by_name = e.reviewed_by_name
			where x.tenant_id = e.tenant_id and x.id = e.id;
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'emergency.ended', e.pathway_id, e.id, 'data-protection-officer', '{}');
	end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'emergency.reviewed', e.pathway_id, e.id, 'data-protection-officer', '{}');
	perform samspil.tell_of_emergency(e, 'emergency-reviewed', v.person_id);
	return 'reviewed';
end $$;

-- As before (1280).
create or replace function samspil.end_emergency(wanted uuid) returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	e samspil.emergency_access;
begin
	select * into e from samspil.emergency_access x where x.tenant_id = v.tenant_id and x.id = wanted for update;
	if not found or v.hat <> 'organisation' or not v.may_open
		or not (e.person_id = v.person_id and e.organisation_id is not distinct from v.organisation_id
			or e.pathway_id = any (samspil.my_pathways_as('{tovholder}'))) then
		return 'not-yours';
	end if;
	if e.ended_at is not null then return 'ended'; end if;
	perform samspil.record_pathway('emergency.ended', e.pathway_id, e.id);
	update samspil.emergency_access x set ended_at = now(), ended_by = v.person_id, version = x.version + 1,
			ended_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = e.tenant_id and x.id = e.id;
	if e.person_id <> v.person_id then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (e.tenant_id, e.person_id, 'emergency-ended', '/emergency');
		perform samspil.mail_notice(e.tenant_id, e.person_id, '/emergency');
	end if;
	return 'ended';
end $$;
