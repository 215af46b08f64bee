-- As before (0730); an answer that is sent twice is told to the project leader once.
create or replace function samspil.answer_allotment_meeting(meeting uuid, yes boolean, note text) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	w samspil.allotment_meeting;
	leader uuid;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return false; end if;
	select x.* into w from samspil.allotment_meeting x join samspil.pathway p on p.tenant_id = x.tenant_id and p.id = x.pathway_id and p.state = 'open'
		where x.tenant_id = v.tenant_id and x.id = meeting and exists (select from samspil.allotment_meeting_asked q where q.id = x.id)
		for no key update of p;
	if not found then return false; end if;
	-- the same sent twice is told once
	if exists (select from samspil.allotment_candidate k where k.tenant_id = w.tenant_id and k.meeting_id = w.id and k.person_id = v.person_id
		and k.organisation_id = v.organisation_id and k.answer = case when yes then 'yes' else 'no' end and k.note = trim(answer_allotment_meeting.note))
	then return true; end if;
	update samspil.allotment_candidate k set answer = case when yes then 'yes' else 'no' end, note = trim(answer_allotment_meeting.note), answered_at = clock_timestamp()
		where k.tenant_id = w.tenant_id and k.meeting_id = w.id and k.person_id = v.person_id and k.organisation_id = v.organisation_id;
	if not found then return false; end if;
	select c.leader_person_id into leader from samspil.collaboration c where c.tenant_id = w.tenant_id and c.id = w.collaboration_id;
	if leader <> v.person_id then
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (w.tenant_id, leader, 'allotment-meeting-answered', '/collaborations/' || w.collaboration_id || '/allotments/' || w.pathway_id);
	end if;
	return true;
end $$;
