-- A task of a group may come again, and have those who help with it, as a pathway's may (0403). Exactly one is responsible all the same (R-054).
alter table samspil.group_task add column repeats text check (repeats in ('weekly', 'fortnightly', 'monthly', 'quarterly', 'half-yearly', 'yearly'));
-- the first day of the row of tasks, so that the 31st comes back after February
alter table samspil.group_task add column repeats_from date check ((repeats is null) = (repeats_from is null));
-- the task it comes after: one that is opened again and done again has one next, not two
alter table samspil.group_task add column follows_id uuid;
alter table samspil.group_task add foreign key (tenant_id, follows_id) references samspil.group_task;
create unique index group_task_follows on samspil.group_task (tenant_id, follows_id);
alter table samspil.group_task add check (repeats is null or due_on is not null);
-- which task it comes after, nobody says themselves
revoke insert on samspil.group_task from samspil_app;
grant insert (tenant_id, id, meeting_id, item_id, title, responsible_person_id, responsible_organisation_id, responsible_name, responsible_organisation_name,
	due_on, repeats, repeats_from, created_by, created_by_name) on samspil.group_task to samspil_app;

create table samspil.group_task_helper (
	tenant_id uuid not null,
	task_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	-- as the group knew them when they were asked
	name text not null,
	organisation_name text not null,
	primary key (tenant_id, task_id, person_id, organisation_id),
	foreign key (tenant_id, task_id) references samspil.group_task,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index group_task_helper_person on samspil.group_task_helper (tenant_id, person_id, organisation_id);
alter table samspil.group_task_helper enable row level security;
create policy part on samspil.group_task_helper for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and task_id in (select t.id from samspil.group_task t where t.tenant_id = group_task_helper.tenant_id));
-- Asked by whoever gives the task, until the minutes of its meeting are closed; those who helped before help with the next one, and nobody else.
create policy asked on samspil.group_task_helper for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and task_id in (select t.id from samspil.group_task t where t.tenant_id = group_task_helper.tenant_id
		and t.follows_id is null and t.meeting_id = any ((select samspil.my_kept_meetings())::uuid[])));
grant select, insert on samspil.group_task_helper to samspil_app;

-- Whoever is responsible, or helps, sits in the group today, and is called what the group calls them; in the next of a task that comes again they are as
-- in the one before, whose group may have changed: then whoever keeps the meeting is shown that it has nobody. Otherwise as 0750.
create or replace function samspil.name_group_responsible() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user <> 'samspil_app' or new.follows_id is not null then return new; end if;
	select p.name, o.name into new.responsible_name, new.responsible_organisation_name from samspil.group_meeting m
		cross join lateral samspil.group_people(m.tenant_id, m.series_id, samspil.acting_day()) p
		join samspil.organisation o on o.id = p.organisation
		where m.tenant_id = new.tenant_id and m.id = new.meeting_id and p.person = new.responsible_person_id and p.organisation = new.responsible_organisation_id;
	if not found then raise insufficient_privilege using message = 'whoever is responsible sits in the group'; end if;
	return new;
end $$;
create function samspil.name_group_helper() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	t samspil.group_task;
begin
	select * into t from samspil.group_task x where x.tenant_id = new.tenant_id and x.id = new.task_id;
	if session_user <> 'samspil_app' or t.follows_id is not null then return new; end if;
	if (new.person_id, new.organisation_id) = (t.responsible_person_id, t.responsible_organisation_id) then
		raise insufficient_privilege using message = 'whoever helps is not responsible as well';
	end if;
	select p.name, o.name into new.name, new.organisation_name from samspil.group_meeting m
		cross join lateral samspil.group_people(m.tenant_id, m.series_id, samspil.acting_day()) p
		join samspil.organisation o on o.id = p.organisation
		where m.tenant_id = t.tenant_id and m.id = t.meeting_id and p.person = new.person_id and p.organisation = new.organisation_id;
	if not found then raise insufficient_privilege using message = 'whoever helps sits in the group'; end if;
	return new;
end $$;
create trigger name_helper before insert on samspil.group_task_helper for each row execute function samspil.name_group_helper();

-- The next of a task that comes again, laid down by whoever has just said that it is done: the same words, the same who, another day. Which day,
-- task.rules.ts says; here it is only later than the one before. Answers whether there is a next one now that was not.
create function samspil.repeat_group_task(wanted uuid, next_id uuid, next_due date) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	k samspil.group_task;
	s samspil.meeting_series;
begin
	select * into k from samspil.group_task t where t.tenant_id = samspil.acting_tenant() and t.id = wanted for update;
	select x.* into s from samspil.group_meeting m join samspil.meeting_series x on x.tenant_id = m.tenant_id and x.id = m.series_id
		where m.tenant_id = k.tenant_id and m.id = k.meeting_id;
	if k.id is null or k.repeats is null or k.state <> 'done' or next_due <= k.due_on
		or not (s.collaboration_id = any (samspil.my_collaborations()) and (s.document_id is null or s.document_id = any (samspil.my_documents())))
		or not (k.responsible_organisation_id is not distinct from samspil.acting_organisation() or s.id = any (samspil.my_convened_series())) then
		return false;
	end if;
	insert into samspil.group_task (tenant_id, id, meeting_id, item_id, title, responsible_person_id, responsible_organisation_id, responsible_name,
			responsible_organisation_name, due_on, repeats, repeats_from, follows_id, created_by, created_by_name)
		values (k.tenant_id, next_id, k.meeting_id, k.item_id, k.title, k.responsible_person_id, k.responsible_organisation_id, k.responsible_name,
			k.responsible_organisation_name, next_due, k.repeats, k.repeats_from, k.id, k.created_by, k.created_by_name)
		on conflict do nothing;
	if not found then return false; end if;
	insert into samspil.group_task_helper (tenant_id, task_id, person_id, organisation_id, name, organisation_name)
		select h.tenant_id, next_id, h.person_id, h.organisation_id, h.name, h.organisation_name
		from samspil.group_task_helper h where h.tenant_id = k.tenant_id and h.task_id = k.id;
	return true;
end $$;
revoke all on function samspil.name_group_helper(), samspil.repeat_group_task(uuid, uuid, date) from public;
grant execute on function samspil.repeat_group_task(uuid, uuid, date) to samspil_app;
