-- A task that comes again and again, and those who help with one. Exactly one is responsible all the same (R-054).
alter table samspil.task add column repeats text check (repeats in ('weekly', 'fortnightly', 'monthly', 'quarterly', 'half-yearly', 'yearly'));
-- the first day of the row of tasks, so that the 31st comes back after February
alter table samspil.task add column repeats_from date check ((repeats is null) = (repeats_from is null));
-- the task it comes after: one that is opened again and done again has one next, not two
alter table samspil.task add column follows_id uuid;
alter table samspil.task add foreign key (tenant_id, follows_id) references samspil.task on delete set null (follows_id);
create unique index task_follows on samspil.task (tenant_id, follows_id) where follows_id is not null;
alter table samspil.task add check (repeats is null or due_on is not null);

create table samspil.task_helper (
	tenant_id uuid not null,
	task_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null,
	person_id uuid not null,
	organisation_id uuid not null,
	name text not null check (name <> ''),
	organisation_name text not null,
	primary key (tenant_id, task_id, person_id, organisation_id),
	foreign key (tenant_id, task_id) references samspil.task,
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index task_helper_scope on samspil.task_helper (tenant_id, scope_id, pathway_id, category);
create index task_helper_person on samspil.task_helper (tenant_id, person_id, organisation_id);
create index task_helper_pathway on samspil.task_helper (tenant_id, pathway_id);
alter table samspil.task_helper enable row level security;
create policy covered on samspil.task_helper for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or scope_id = any ((select samspil.my_scopes())::uuid[])));
-- As the task itself: named by whoever holds the threads, and at work for an agreed partner or the tovholder's own organisation (R-150).
create policy named on samspil.task_helper for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and exists (select from samspil.task k where k.tenant_id = task_helper.tenant_id and k.id = task_helper.task_id
			and k.pathway_id = task_helper.pathway_id and k.scope_id = task_helper.scope_id)
		and (organisation_id = (select samspil.acting_organisation())
			or exists (select from samspil.partner p where p.tenant_id = task_helper.tenant_id and p.pathway_id = task_helper.pathway_id
				and p.organisation_id = task_helper.organisation_id and p.state = 'agreed')));
grant select, insert on samspil.task_helper to samspil_app;
create trigger guard_closed before insert or update on samspil.task_helper for each row execute function samspil.guard_closed();

-- The next of a task that comes again, laid down by whoever has just said that it is done: the same words, the same who, another day.
-- Which day, task.rules.ts says; here it is only later than the one before. Answers whether there is a next one now that was not.
create function samspil.repeat_task(wanted uuid, next_id uuid, next_due date) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	k samspil.task;
begin
	select * into k from samspil.task t where t.tenant_id = samspil.visited_tenant() and t.id = wanted for update;
	if k.id is null or k.repeats is null or k.state <> 'done' or next_due <= k.due_on
		or not (k.pathway_id = any (samspil.my_whole_pathways()) or k.scope_id = any (samspil.my_scopes()))
		or not (k.pathway_id = any (samspil.my_pathways_as('{tovholder}')) or k.responsible_organisation_id = samspil.acting_organisation()
			or (k.for_citizen and k.pathway_id = any (samspil.my_pathways_as('{citizen}')))) then
		return false;
	end if;
	insert into samspil.task (tenant_id, id, pathway_id, scope_id, category, title, responsible_person_id, responsible_organisation_id, responsible_name,
			responsible_organisation_name, for_citizen, due_on, repeats, repeats_from, follows_id, created_by, created_by_name)
		values (k.tenant_id, next_id, k.pathway_id, k.scope_id, k.category, k.title, k.responsible_person_id, k.responsible_organisation_id, k.responsible_name,
			k.responsible_organisation_name, k.for_citizen, next_due, k.repeats, k.repeats_from, k.id, k.created_by, k.created_by_name)
		on conflict do nothing;
	if not found then return false; end if;
	insert into samspil.task_helper (tenant_id, task_id, pathway_id, scope_id, category, person_id, organisation_id, name, organisation_name)
		select h.tenant_id, next_id, h.pathway_id, h.scope_id, h.category, h.person_id, h.organisation_id, h.name, h.organisation_name
		from samspil.task_helper h where h.tenant_id = k.tenant_id and h.task_id = k.id;
	return true;
end $$;
revoke all on function samspil.repeat_task(uuid, uuid, date) from public;
grant execute on function samspil.repeat_task(uuid, uuid, date) to samspil_app;
