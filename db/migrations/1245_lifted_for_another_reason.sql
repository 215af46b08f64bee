-- A hold that is lifted already for another reason is not lifted again without a word: whoever sends that is answered 'stale'.
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
	loop
		continue when told.person = v.person_id;
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, told.person, 'hold-lifted', told.leads_to);
		perform samspil.mail_notice(v.tenant_id, told.person, told.leads_to);
	end loop;
	return 'lifted';
end $$;
