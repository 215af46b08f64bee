-- R-046: SSD is cooperation about children, and ends before the child is 18. Otherwise as 0360.
create or replace function samspil.guard_basis() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.organisation o where o.id in (new.organisation_id, new.registered_organisation_id)
		and not samspil.basis_allows(new.kind, o.kind)) then
		raise check_violation using message = 'this basis is not for an organisation of that kind';
	end if;
	if new.kind = 'early-prevention' and not exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = new.tenant_id and p.id = new.pathway_id and c.birth_date + interval '18 years' > new.valid_until) then
		raise check_violation using message = 'this basis is for children';
	end if;
	if not exists (select from samspil.partner p where p.tenant_id = new.tenant_id and p.pathway_id = new.pathway_id
		and p.organisation_id = new.organisation_id) then
		raise foreign_key_violation using message = 'a basis is for a partner on the pathway';
	end if;
	return new;
end $$;
