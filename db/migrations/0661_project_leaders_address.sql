-- Whoever takes part in a collaboration is told to turn to its project leader (R-118, R-122), and how: the telephone and mail at work, as far as they are set.
create function samspil.leader_address(wanted uuid) returns table (email text, phone text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not wanted = any (samspil.my_collaborations()) then return; end if;
	return query select p.email, m.phone
		from samspil.acting_visit() v
			join samspil.collaboration c on c.tenant_id = v.tenant_id and c.id = wanted
			join samspil.membership m on m.tenant_id = c.tenant_id and m.person_id = c.leader_person_id and m.organisation_id = c.leader_organisation_id
				and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)
			join samspil.person p on p.id = m.person_id;
end $$;
revoke all on function samspil.leader_address(uuid) from public;
grant execute on function samspil.leader_address(uuid) to samspil_app;
