-- L-10: the tovholder prints a citizen's page for one who has no account, the record of who looked included. What the
-- citizen and the companion themselves looked at is theirs: the tovholder does not read it.
create policy for_paper on samspil.audit_event for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and organisation_id <> samspil.nobodys_organisation());
