-- R-228: the organisation that knowledge of a child is shared with reads what was shared, and when: as long as it reads by the very consent or basis
-- that the sharing rests on. What was written in words alone rests on nothing that can end, and stays with those who read the whole pathway.
-- The consents and other bases by which I read today as a partner.
create function samspil.my_grounds() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
	tenant uuid; person uuid; organisation uuid; day date;
begin
	if w is null or w[6] <> 't' or w[9] = '{}' then return '{}'; end if;
	tenant := w[2]; person := w[1]; organisation := w[3]; day := w[7];
	if about is null then
		return array(select distinct a.source_id from samspil.scope_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.reason = 'partner'
				and a.from_day <= day and a.until_day >= day);
	end if;
	return array(select distinct a.source_id from samspil.scope_access a
		where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
			and a.reason = 'partner' and a.from_day <= day and a.until_day >= day);
end $$;
revoke all on function samspil.my_grounds() from public;
grant execute on function samspil.my_grounds() to samspil_app;
create policy shared_with on samspil.sharing_point for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
		and coalesce(consent_id, basis_id) = any ((select samspil.my_grounds())::uuid[]));
