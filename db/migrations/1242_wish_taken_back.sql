-- A wish that everything be erased is taken back by whoever asked, until it is answered: a yes cannot be undone.
alter table samspil.erasure_request drop constraint erasure_request_decision_check;
alter table samspil.erasure_request add constraint erasure_request_decision_check check (decision in ('granted', 'refused', 'taken-back'));
-- Answers 'taken-back', also the second time; 'decided' where it was answered; 'not-there'.
create function samspil.take_back_erasure(wanted uuid) returns text
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
	return 'taken-back';
end $$;
revoke all on function samspil.take_back_erasure(uuid) from public;
grant execute on function samspil.take_back_erasure(uuid) to samspil_app;
