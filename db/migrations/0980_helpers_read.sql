-- Whoever helps finds the task among their own work (R-054), so the list is asked for by person. Each row is held against its task now: all tasks of
-- the municipality were gathered for the sake of one.
alter policy part on samspil.group_task_helper
	using (tenant_id = (select samspil.acting_tenant()) and exists (select from samspil.group_task t
		where t.tenant_id = group_task_helper.tenant_id and t.id = group_task_helper.task_id));
