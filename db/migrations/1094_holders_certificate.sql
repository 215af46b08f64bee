-- L-21: whoever holds the threads of a child under 15 for an association meets the child, and is asked for the certificate like everybody else
-- of an association who does. A need is noticed by anybody, so that a temporary tovholder is not asked; whoever is decided on is.
create function samspil.guard_holder_certificate() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if samspil.is_of_young_child(new.tenant_id, new.pathway_id, samspil.acting_day())
		and not samspil.may_meet_children(new.tenant_id, new.organisation_id, new.person_id, samspil.acting_day()) then
		raise check_violation using message = 'nobody holds the threads of a child under 15 without the certificate';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_holder_certificate() from public;
create trigger guard_holder_certificate before insert on samspil.tovholder for each row when (new.kind = 'final')
	execute function samspil.guard_holder_certificate();

-- Whether somebody whom the visitor would decide on lacks it; false to everybody who decides nothing there.
create function samspil.holder_lacks_certificate(wanted uuid, person uuid, organisation uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	return (wanted = any (samspil.my_pathways_as('{tovholder}')) or exists (select from samspil.pathway p where p.tenant_id = v.tenant_id
			and p.id = wanted and p.collaboration_id = any (samspil.my_led_collaborations())))
		and samspil.is_of_young_child(v.tenant_id, wanted, v.today)
		and not samspil.may_meet_children(v.tenant_id, organisation, person, v.today);
end $$;
-- Whether the visitor lacks it for what they are asked to take over.
create function samspil.transfer_lacks_certificate(request uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	return exists (select from samspil.transfer t where t.tenant_id = v.tenant_id and t.id = request and t.verb = 'hand-over' and t.role = 'tovholder'
		and t.state = 'asked' and t.to_organisation_id = v.organisation_id and (t.to_person_id is null or t.to_person_id = v.person_id)
		and samspil.is_of_young_child(t.tenant_id, t.pathway_id, v.today)
		and not samspil.may_meet_children(t.tenant_id, v.organisation_id, v.person_id, v.today));
end $$;
revoke all on function samspil.holder_lacks_certificate(uuid, uuid, uuid), samspil.transfer_lacks_certificate(uuid) from public;
grant execute on function samspil.holder_lacks_certificate(uuid, uuid, uuid), samspil.transfer_lacks_certificate(uuid) to samspil_app;
