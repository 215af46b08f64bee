-- What is foreseen on a pathway: a need with the day it is expected, reminded of before it (R-132); and the need for somebody more
-- around the citizen, which is the tovholder's task to decide on (R-056).
create table samspil.foreseen_need (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null,
	kind text not null check (kind in ('need', 'partner')),
	words text not null check (words <> '' and length(words) <= 1000),
	expected_on date,
	task_id uuid,
	-- what the tovholder's task is called
	task_title text check (length(task_title) between 1 and 300),
	written_by uuid not null references samspil.person,
	written_by_name text not null check (written_by_name <> ''),
	written_by_organisation_name text not null,
	written_at timestamptz not null default now(),
	settled text check (settled in ('met', 'not-needed')),
	settled_at timestamptz,
	settled_by_name text,
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	foreign key (tenant_id, task_id) references samspil.task,
	check ((kind = 'need') = (expected_on is not null)),
	check ((kind = 'partner') = (task_title is not null)),
	check ((settled is null) = (settled_at is null) and (settled is null) = (settled_by_name is null)),
	check (kind = 'need' or settled is null)
);
create index foreseen_need_pathway on samspil.foreseen_need (tenant_id, pathway_id, expected_on, id);
create index foreseen_need_scope on samspil.foreseen_need (tenant_id, scope_id);
create index foreseen_need_task on samspil.foreseen_need (tenant_id, task_id);
create index foreseen_need_written_by on samspil.foreseen_need (written_by);
create index foreseen_need_expected on samspil.foreseen_need (expected_on) where settled is null;
alter table samspil.foreseen_need enable row level security;
create policy covered on samspil.foreseen_need for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or scope_id = any ((select samspil.my_scopes())::uuid[])));
-- By whoever writes for an organisation in a category that is open to them.
create policy written on samspil.foreseen_need for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and written_by = (select samspil.acting_opener())
		and (select samspil.acting_organisation()) is not null and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
			or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy settled on samspil.foreseen_need for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.foreseen_need to samspil_app;
grant insert (tenant_id, id, pathway_id, scope_id, category, kind, words, expected_on, task_title, written_by, written_by_name,
	written_by_organisation_name) on samspil.foreseen_need to samspil_app;
grant update (settled, settled_at, settled_by_name, version) on samspil.foreseen_need to samspil_app;
create trigger guard_closed before insert or update on samspil.foreseen_need for each row execute function samspil.guard_closed();

-- R-056: the need for somebody more is at once a task of whoever holds the threads, who is told.
create function samspil.ask_tovholder_to_decide() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	holder samspil.tovholder;
begin
	-- the same sent twice
	if new.kind <> 'partner' or exists (select from samspil.foreseen_need f where f.tenant_id = new.tenant_id and f.id = new.id) then
		return new;
	end if;
	select * into holder from samspil.tovholder t where t.tenant_id = new.tenant_id and t.pathway_id = new.pathway_id and t.until is null;
	new.task_id := gen_random_uuid();
	insert into samspil.task (tenant_id, id, pathway_id, scope_id, category, title, responsible_person_id, responsible_organisation_id,
		responsible_name, responsible_organisation_name, due_on, created_by, created_by_name)
	values (new.tenant_id, new.task_id, new.pathway_id, new.scope_id, new.category, new.task_title, holder.person_id, holder.organisation_id,
		holder.person_name, holder.organisation_name, samspil.acting_day() + 14, new.written_by, new.written_by_name);
	if holder.person_id <> new.written_by then
		insert into samspil.notice (tenant_id, person_id, kind, path)
			values (new.tenant_id, holder.person_id, 'partner-needed', '/pathways/' || new.pathway_id || '/tasks');
		perform samspil.mail_notice(new.tenant_id, holder.person_id, '/pathways/' || new.pathway_id || '/tasks');
	end if;
	return new;
end $$;
revoke all on function samspil.ask_tovholder_to_decide() from public;
create trigger make_task before insert on samspil.foreseen_need for each row execute function samspil.ask_tovholder_to_decide();

-- What the jobs role may know of foreseen needs: whose, until when, and where they find it.
create function samspil.foreseen_dues(today date) returns table (tenant_id uuid, kind text, subject_id uuid, due_on date, person_id uuid, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select f.tenant_id, 'foreseen', f.id, f.expected_on, t.person_id, '/pathways/' || f.pathway_id || '/foreseen'
	from samspil.foreseen_need f
		join samspil.pathway p on p.tenant_id = f.tenant_id and p.id = f.pathway_id and p.state = 'open'
		join samspil.tovholder t on t.tenant_id = f.tenant_id and t.pathway_id = f.pathway_id and t.until is null
	where f.settled is null and f.expected_on between today - 7 and today + 31;
end $$;
revoke all on function samspil.foreseen_dues(date) from public;
grant execute on function samspil.foreseen_dues(date) to samspil_jobs;

-- The guidelines of the framework on a pathway, ticked off by whoever holds the threads (R-102).
create table samspil.guideline_mark (
	tenant_id uuid not null,
	pathway_id uuid not null,
	guideline text not null check (guideline ~ '^[a-z][a-z-]{1,40}$'),
	mark text not null check (mark in ('open', 'done', 'skipped')),
	words text not null default '' check (length(words) <= 1000),
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	primary key (tenant_id, pathway_id, guideline),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	-- skipped with a reason
	check (mark <> 'skipped' or words <> '')
);
alter table samspil.guideline_mark enable row level security;
create policy mine on samspil.guideline_mark for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy marked on samspil.guideline_mark for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy marked_anew on samspil.guideline_mark for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.guideline_mark to samspil_app;
grant insert (tenant_id, pathway_id, guideline, mark, words, changed_by_name) on samspil.guideline_mark to samspil_app;
grant update (mark, words, changed_at, changed_by_name, version) on samspil.guideline_mark to samspil_app;
create trigger guard_closed before insert or update on samspil.guideline_mark for each row execute function samspil.guard_closed();
