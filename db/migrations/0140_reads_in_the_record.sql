-- What is shown of a pathway to somebody who is not on it is recorded as well, under the pathway, where the citizen reads it.

-- The questions about a citizen that my organisation is asked, as /requests shows them: a row for each. Nothing in it tells
-- whoever is asked which citizen that is.
create function samspil.record_requests() returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	pathway uuid;
	request uuid;
begin
	select * into v from samspil.acting_visit();
	for request, pathway in
		select r.id, p.pathway_id from samspil.partner_request r join samspil.partner p on p.tenant_id = r.tenant_id and p.id = r.id
		order by r.answer_before nulls last, r.contacted_at limit 100
	loop
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'request.read', pathway, request, 'asked', '{}');
	end loop;
end $$;

-- The line of a pathway that the project leader decides a tovholder on. Silent where it is not on this collaboration or not
-- theirs: then nothing was shown.
create function samspil.record_allotment(collaboration uuid, wanted uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) or not (collaboration = any (samspil.my_led_collaborations())) then return; end if;
	if not exists (select from samspil.allotment a where a.tenant_id = v.tenant_id and a.pathway_id = wanted
		and a.collaboration_id = record_allotment.collaboration) then return; end if;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'allotment.read', wanted, null, 'project-leader', '{}');
end $$;

revoke all on function samspil.record_requests(), samspil.record_allotment(uuid, uuid) from public;
grant execute on function samspil.record_requests(), samspil.record_allotment(uuid, uuid) to samspil_app;
