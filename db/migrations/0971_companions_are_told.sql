-- R-138: how it goes is told under one category. A companion to whom the citizen has opened that category reads it too, for as long as it is
-- open; to whom else it was told stays with those who read the whole pathway (0731).
drop policy whole_or_told on samspil.status_message;
create policy whole_or_told on samspil.status_message for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (scope_id = any ((select samspil.my_scopes())::uuid[]) and (pathway_id = any ((select samspil.my_pathways_as('{companion}'))::uuid[])
			or (pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
				and id in (select r.message_id from samspil.status_recipient r where r.tenant_id = samspil.visited_tenant()
					and r.organisation_id = (select samspil.acting_organisation())))))));
