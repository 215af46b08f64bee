-- Whether an address belongs to somebody who is in an organisation today: for the administrator of that municipality, who reads the list of its
-- people anyhow. It says nothing of who it is, and nothing of other municipalities.
create function samspil.is_member_by_address(address text, organisation uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.acting_visit() v
		join samspil.membership m on m.tenant_id = v.tenant_id and m.organisation_id = is_member_by_address.organisation
			and (m.active_until is null or m.active_until >= v.today)
		join samspil.person p on p.id = m.person_id and p.email = lower(address)
		where v.tenant_id = samspil.administered_tenant());
end $$;
revoke all on function samspil.is_member_by_address(text, uuid) from public;
grant execute on function samspil.is_member_by_address(text, uuid) to samspil_app;
