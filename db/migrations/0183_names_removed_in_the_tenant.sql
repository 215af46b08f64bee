-- As in 0182; what is written begins with the tenant of the visit too, as in every policy.
alter policy done on samspil.agreement_removal
	with check (tenant_id = (select samspil.acting_tenant()) and keeper_id = (select samspil.acting_organisation()) and done_at is not null);
