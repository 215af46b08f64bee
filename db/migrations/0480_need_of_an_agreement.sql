-- Whether a collaboration has an agreement in the making, and one in force: no more than that, so whoever takes part in it may know,
-- also where the agreement itself is open to the parties alone.
create function samspil.agreements_of_collaboration(wanted uuid) returns table (has_draft boolean, has_in_force boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if v.person_id is null or wanted <> all (samspil.my_collaborations()) then return; end if;
	return query
	select count(*) > 0,
		coalesce(bool_or(n.from_on <= samspil.acting_day() and (n.until_on is null or n.until_on >= samspil.acting_day())
			and (n.ends_on is null or n.ends_on > samspil.acting_day())), false)
	from samspil.document d
		left join samspil.document_version n on n.tenant_id = d.tenant_id
			and n.id = samspil.counting_version(d.tenant_id, d.id, samspil.acting_day())
	where d.tenant_id = v.tenant_id and d.collaboration_id = wanted;
end $$;
revoke all on function samspil.agreements_of_collaboration(uuid) from public;
grant execute on function samspil.agreements_of_collaboration(uuid) to samspil_app;
