-- A partner that has said yes brings a colleague, and takes one off again (R-139: the tovholder hears of it, and so does the
-- citizen). What a colleague reads is what the consent gives the organisation: nobody's word but the citizen's widens it.

create function samspil.bring_colleague(wanted uuid, colleague uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	why text := samspil.my_reason(wanted);
begin
	select * into v from samspil.acting_visit();
	if not (wanted = any (samspil.my_pathways_as('{partner}'))) then return 'not-yours'; end if;
	perform 1 from samspil.partner r where r.tenant_id = v.tenant_id and r.pathway_id = wanted and r.organisation_id = v.organisation_id
		and r.state = 'agreed' for no key update;
	-- asked under the lock: who was taken off a moment ago brings nobody
	if not found or not (wanted = any (samspil.my_pathways_as('{partner}'))) then return 'not-yours'; end if;
	if exists (select from samspil.partner_person x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.organisation_id = v.organisation_id
		and x.person_id = colleague and x.since <= v.today and (x.until is null or x.until >= v.today)) then
		return 'done';
	end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = colleague and m.organisation_id = v.organisation_id
			and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today))
		-- nobody stands on both sides of one pathway
		or exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = v.tenant_id and p.id = wanted and c.person_id = colleague)
		or exists (select from samspil.companion k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.person_id = colleague and k.ended_at is null)
	then return 'not-at-work'; end if;
	insert into samspil.partner_person (tenant_id, pathway_id, organisation_id, person_id, since, until)
		select v.tenant_id, wanted, v.organisation_id, colleague, v.today, m.active_until from samspil.membership m
			where m.tenant_id = v.tenant_id and m.person_id = colleague and m.organisation_id = v.organisation_id
		on conflict (tenant_id, pathway_id, organisation_id, person_id) do update set since = excluded.since, until = excluded.until;
	update samspil.pathway p set changed_at = clock_timestamp() where p.tenant_id = v.tenant_id and p.id = wanted;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'colleague.joined', wanted, colleague, why, '{}');
	perform samspil.tell_of_colleague(v.tenant_id, wanted, v.person_id, 'colleague-joined');
	insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, colleague, 'you-joined-pathway', '/pathways/' || wanted);
	perform samspil.mail_notice(v.tenant_id, colleague, '/pathways/' || wanted);
	return 'done';
end $$;

-- Takes a colleague, or oneself, off a pathway at once. The last one stays: an organisation that said yes has somebody, until
-- the tovholder ends its part.
create function samspil.take_colleague_off(wanted uuid, colleague uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	why text := samspil.my_reason(wanted);
begin
	select * into v from samspil.acting_visit();
	-- the same asked twice by one who has left: it is done, and this tells them nothing new
	if v.may_open and colleague = v.person_id and exists (select from samspil.partner_person x where x.tenant_id = v.tenant_id and x.pathway_id = wanted
		and x.organisation_id = v.organisation_id and x.person_id = v.person_id and x.until < v.today) then
		return 'done';
	end if;
	if not (wanted = any (samspil.my_pathways_as('{partner}'))) then return 'not-yours'; end if;
	perform 1 from samspil.partner r where r.tenant_id = v.tenant_id and r.pathway_id = wanted and r.organisation_id = v.organisation_id
		and r.state = 'agreed' for no key update;
	if not found or not (wanted = any (samspil.my_pathways_as('{partner}'))) then return 'not-yours'; end if;
	if not exists (select from samspil.partner_person x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.organisation_id = v.organisation_id
		and x.person_id = colleague and x.since <= v.today and (x.until is null or x.until >= v.today)) then
		return 'done';
	end if;
	if not exists (select from samspil.partner_person x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.organisation_id = v.organisation_id
		and x.person_id <> colleague and x.since <= v.today and (x.until is null or x.until >= v.today)) then
		return 'last-of-partner';
	end if;
	-- until yesterday: the day of today still counts as one they are on it
	update samspil.partner_person x set until = v.today - 1
		where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.organisation_id = v.organisation_id and x.person_id = colleague;
	update samspil.pathway p set changed_at = clock_timestamp() where p.tenant_id = v.tenant_id and p.id = wanted;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'colleague.left', wanted, colleague, why, '{}');
	perform samspil.tell_of_colleague(v.tenant_id, wanted, v.person_id, 'colleague-left');
	if colleague <> v.person_id then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, colleague, 'you-left-pathway', '/pathways');
		perform samspil.mail_notice(v.tenant_id, colleague, '/pathways');
	end if;
	return 'done';
end $$;

-- Tells the tovholder and the citizen of a pathway, but the one who acts. Not for the app.
create function samspil.tell_of_colleague(tenant uuid, wanted uuid, by_person uuid, kind text) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
begin
	for told in
		select a.person_id as person, case a.reason when 'citizen' then '/me?pathway=' || wanted else '/pathways/' || wanted || '/partners' end as path
			from samspil.pathway_access a where a.tenant_id = tenant and a.pathway_id = wanted and a.reason in ('citizen', 'tovholder')
				and samspil.acting_day() between a.from_day and a.until_day and a.person_id <> by_person
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (tenant, told.person, tell_of_colleague.kind, told.path);
		perform samspil.mail_notice(tenant, told.person, told.path);
	end loop;
end $$;
revoke all on function samspil.bring_colleague(uuid, uuid), samspil.take_colleague_off(uuid, uuid), samspil.tell_of_colleague(uuid, uuid, uuid, text) from public;
grant execute on function samspil.bring_colleague(uuid, uuid), samspil.take_colleague_off(uuid, uuid) to samspil_app;
