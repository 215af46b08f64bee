-- L-12: a wish to be erased that whoever holds the threads writes down for the citizen, or takes back again, is the citizen's: they are told, where they have
-- a page of their own, so that a wish neither comes nor goes without them.
create function samspil.tell_citizen_of_wish(q samspil.erasure_request, kind text, by_person uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told uuid;
	leads_to text := '/me/erasure?pathway=' || q.pathway_id;
begin
	select c.person_id into told from samspil.citizen c
		where c.tenant_id = q.tenant_id and c.id = q.citizen_id and c.person_id is not null and c.person_id <> by_person;
	if not found then return; end if;
	insert into samspil.notice (tenant_id, person_id, kind, path) values (q.tenant_id, told, tell_citizen_of_wish.kind, leads_to);
	perform samspil.mail_notice(q.tenant_id, told, leads_to);
end $$;
revoke all on function samspil.tell_citizen_of_wish(samspil.erasure_request, text, uuid) from public;

-- As before (0370); the citizen is told.
create or replace function samspil.ask_erasure(new_id uuid, wanted uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	p samspil.pathway;
	q samspil.erasure_request;
	officer uuid;
begin
	if v.person_id is null or not v.may_open or not (wanted = any (samspil.my_pathways_as('{citizen,tovholder}'))) then return 'not-there'; end if;
	select * into p from samspil.pathway x where x.tenant_id = v.tenant_id and x.id = wanted for no key update;
	if p.state = 'erasing' then return 'asked'; end if;
	insert into samspil.erasure_request (tenant_id, id, citizen_id, pathway_id, pathway_number, asked_by_name, is_citizens_own)
		select p.tenant_id, new_id, p.citizen_id, p.id, p.number, case when v.hat = 'self' then '' else x.name end, v.hat = 'self' from samspil.person x where x.id = v.person_id
		on conflict do nothing returning * into q;
	if not found then return 'asked'; end if;
	perform samspil.record_pathway('erasure.asked', wanted, new_id);
	for officer in select m.person_id from samspil.membership m where m.tenant_id = v.tenant_id and m.organisation_id = v.tenant_id
		and m.function = 'data-protection-officer' and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, officer, 'erasure-asked', '/retention');
		perform samspil.mail_notice(v.tenant_id, officer, '/retention');
	end loop;
	if not q.is_citizens_own then perform samspil.tell_citizen_of_wish(q, 'erasure-asked-for-you', v.person_id); end if;
	return 'asked';
end $$;

-- As before (1242); the citizen is told.
create or replace function samspil.take_back_erasure(wanted uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	q samspil.erasure_request;
	officer uuid;
begin
	select * into q from samspil.erasure_request x where x.tenant_id = v.tenant_id and x.id = wanted for update;
	if not found or not coalesce(v.may_open, false) then return 'not-there'; end if;
	if not (v.hat = 'self' and q.pathway_id = any (samspil.my_pathways_as('{citizen}'))
		or not q.is_citizens_own and q.pathway_id = any (samspil.my_pathways_as('{tovholder}'))) then return 'not-there'; end if;
	if q.decision = 'taken-back' then return 'taken-back'; end if;
	if q.decided_at is not null then return 'decided'; end if;
	update samspil.erasure_request x set decided_at = now(), decision = 'taken-back', version = x.version + 1,
			decided_by_name = case when v.hat = 'self' then '' else (select p.name from samspil.person p where p.id = v.person_id) end
		where x.tenant_id = q.tenant_id and x.id = q.id;
	perform samspil.record_pathway('erasure.taken-back', q.pathway_id, q.id);
	for officer in select m.person_id from samspil.membership m where m.tenant_id = v.tenant_id and m.organisation_id = v.tenant_id
		and m.function = 'data-protection-officer' and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, officer, 'erasure-taken-back', '/retention');
		perform samspil.mail_notice(v.tenant_id, officer, '/retention');
	end loop;
	if v.hat <> 'self' then perform samspil.tell_citizen_of_wish(q, 'erasure-taken-back-for-you', v.person_id); end if;
	return 'taken-back';
end $$;
