-- What may be written begins with the tenant of the visit, as what may be read does; and a task that comes again is found by the one before it.
alter policy checked_anew on samspil.framework_section_check
	with check (tenant_id = (select samspil.acting_tenant()) and checked_by = (select samspil.acting_person()));
alter policy told on samspil.plan_activity
	with check (tenant_id = (select samspil.acting_tenant()) and standing in ('planned', 'under-way', 'done'));
drop index samspil.task_follows;
create unique index task_follows on samspil.task (tenant_id, follows_id);
