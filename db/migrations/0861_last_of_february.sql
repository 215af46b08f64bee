-- Who was born on 29 February is 18 on the last of February, here as in the rules (custody.rules.ts): until now a day later.
create or replace function samspil.is_of_child(wanted uuid) returns boolean language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = samspil.visited_tenant() and p.id = wanted and wanted = any (samspil.my_pathways())
			and (c.birth_date + interval '18 years')::date > samspil.acting_day()
			and samspil.my_categories(wanted) <> '{}');
$$;
create or replace function samspil.is_unassessed(tenant uuid, pathway uuid, organisation uuid) returns boolean
language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = tenant and p.id = pathway and (c.birth_date + interval '18 years')::date > samspil.acting_day())
		and not exists (select from samspil.child_assessment a where a.tenant_id = tenant and a.pathway_id = pathway
			and a.organisation_id = organisation and a.void_at is null);
$$;
