-- What the data protection officer holds back, the officer alone lifts: also where whoever holds the threads had held it back before, and the
-- officer asks for the same. Both reasons stand then. Otherwise as 0370.
alter table samspil.legal_hold drop constraint legal_hold_reason_check, add constraint legal_hold_reason_check check (length(reason) between 10 and 4500);
create or replace function samspil.place_hold(new_id uuid, wanted uuid, wanted_number integer, why text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	p samspil.pathway;
	theirs uuid;
begin
	if v.person_id is null or not v.may_open then return 'not-there'; end if;
	if wanted is not null then
		select * into p from samspil.pathway x where x.tenant_id = v.tenant_id and x.id = wanted and x.id = any (samspil.my_pathways_as('{tovholder}')) for no key update;
	else
		select * into p from samspil.pathway x where x.tenant_id = samspil.reviewed_tenant() and x.number = wanted_number for no key update;
	end if;
	if p.id is null then return 'not-there'; end if;
	if p.state = 'erasing' then return 'too-late'; end if;
	-- what the officer holds back too is the officer's to lift, whoever was first
	if wanted is null then
		update samspil.legal_hold h set by_officer = true, version = h.version + 1,
				reason = case h.reason when why then why else h.reason || E'\n\n' || x.name || ': ' || why end
			from samspil.person x where x.id = v.person_id and h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null and not h.by_officer returning h.id into theirs;
		if theirs is not null then
			perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'hold.placed', p.id, theirs, 'data-protection-officer', '{}');
			return 'held';
		end if;
	end if;
	-- the same sent twice; another reason is not lost without a word
	if exists (select from samspil.legal_hold h where h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null) then
		return case when exists (select from samspil.legal_hold h where h.tenant_id = p.tenant_id and h.pathway_id = p.id and h.lifted_at is null
			and (h.reason = why or h.by_officer and right(h.reason, length(why) + 2) = ': ' || why))
			then 'held' else 'held-already' end;
	end if;
	insert into samspil.legal_hold (tenant_id, id, pathway_id, pathway_number, reason, placed_by, placed_by_name)
		select p.tenant_id, new_id, p.id, p.number, why, v.person_id, x.name from samspil.person x where x.id = v.person_id;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'hold.placed', p.id, new_id,
		case when wanted is null then 'data-protection-officer' else 'tovholder' end, '{}');
	return 'held';
end $$;

-- As before (1245), and the citizen is told.
create or replace function samspil.lift_hold(wanted uuid, based_on integer, why text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	h samspil.legal_hold;
	reviews boolean;
	told record;
begin
	select * into h from samspil.legal_hold x where x.tenant_id = v.tenant_id and x.id = wanted for update;
	if not found or not coalesce(v.may_open, false) then return 'not-there'; end if;
	reviews := h.tenant_id is not distinct from samspil.reviewed_tenant();
	if not reviews and (h.by_officer or not (h.pathway_id = any (samspil.my_pathways_as('{tovholder}')))) then return 'not-there'; end if;
	if h.lifted_at is not null then return case when h.lifted_reason = btrim(why) then 'lifted' else 'stale' end; end if;
	if h.version <> based_on then return 'stale'; end if;
	if length(btrim(why)) < 10 then return 'no-reason'; end if;
	update samspil.legal_hold x set lifted_at = now(), version = x.version + 1, lifted_reason = btrim(why),
			lifted_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = h.tenant_id and x.id = h.id;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'hold.lifted', h.pathway_id, h.id,
		case when reviews then 'data-protection-officer' else 'tovholder' end, '{}');
	for told in
		select m.person_id as person, '/retention' as leads_to from samspil.membership m
			where not reviews and m.tenant_id = v.tenant_id and m.organisation_id = v.tenant_id and m.function = 'data-protection-officer'
				and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)
		union
		select t.person_id, '/pathways/' || h.pathway_id || '/retention' from samspil.tovholder t
			where reviews and t.tenant_id = h.tenant_id and t.pathway_id = h.pathway_id and t.until is null
		union
		-- the citizen reads on their own page that it was held back, and that it is not any more
		select c.person_id, '/me/erasure' from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = h.tenant_id and p.id = h.pathway_id and c.person_id is not null
	loop
		continue when told.person = v.person_id;
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, told.person, 'hold-lifted', told.leads_to);
		perform samspil.mail_notice(v.tenant_id, told.person, told.leads_to);
	end loop;
	return 'lifted';
end $$;
