-- What a policy lets be written is in the municipality of whoever writes it, and says so (0183).
alter policy answered on samspil.agreement_publication
	with check (tenant_id = (select samspil.acting_tenant()) and state <> 'asked' and decided_by = (select samspil.acting_person())
		and decided_by_organisation = (select samspil.acting_organisation()));
alter policy answered on samspil.agreement_publication_name
	with check (tenant_id = (select samspil.acting_tenant()) and state <> 'asked' and decided_by = (select samspil.acting_person()));
alter policy emptied on samspil.framework_file
	with check (tenant_id = (select samspil.acting_tenant()) and file is null);
