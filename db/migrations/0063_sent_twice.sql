-- What somebody has done themselves can be told again when the same form comes a second time, also where doing it has
-- closed the page they did it from.

-- Who answered for the organisation.
alter table samspil.partner add answered_by uuid references samspil.person;
create index partner_answered_by on samspil.partner (answered_by);
create function samspil.stamp_answer() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.answered_by := samspil.acting_person();
	return new;
end $$;
create trigger stamp_answer before update on samspil.partner for each row
	when (old.state = 'contacted' and new.state in ('agreed', 'declined')) execute function samspil.stamp_answer();

-- What I have answered to a question to my organisation, while that answer stands; nobody else is told.
create function samspil.my_answer(request uuid) returns table (yes boolean, note text, pathway uuid)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select p.state = 'agreed', p.answer_note, case when p.state = 'agreed' then p.pathway_id end
		from samspil.acting_visit() v join samspil.partner p on p.tenant_id = v.tenant_id and p.id = request
			and p.organisation_id = v.organisation_id and p.answered_by = v.person_id and p.state in ('agreed', 'declined')
		where v.may_open;
end $$;

-- Whether I have made exactly this decision about the threads of a pathway, under this id.
create function samspil.have_appointed(decision uuid, wanted uuid, person uuid, organisation uuid, reason text, route text, citizen_part text, citizen_note text, handover date)
returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.acting_visit() v
		join samspil.tovholder t on t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.id = decision
		join samspil.tovholder before on before.tenant_id = t.tenant_id and before.pathway_id = t.pathway_id and before.until = t.follows
		where (t.person_id, t.organisation_id, t.reason, t.route, t.citizen_part, t.citizen_note)
				= (have_appointed.person, have_appointed.organisation, have_appointed.reason, have_appointed.route, have_appointed.citizen_part, have_appointed.citizen_note)
			and before.handover_until is not distinct from handover
			and exists (select from samspil.audit_event e where e.tenant_id = t.tenant_id and e.pathway_id = wanted
				and e.action = 'tovholder.appointed' and e.object_id = t.id and e.person_id = v.person_id));
end $$;
revoke all on function samspil.stamp_answer(), samspil.my_answer(uuid), samspil.have_appointed(uuid, uuid, uuid, uuid, text, text, text, text, date) from public;
grant execute on function samspil.my_answer(uuid), samspil.have_appointed(uuid, uuid, uuid, uuid, text, text, text, text, date) to samspil_app;
