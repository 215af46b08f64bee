-- Files of the framework: the tools and templates that it names (R-091), to be taken home by everybody at work here. Each is looked into
-- before it is kept (0211); taken in by whoever writes the framework, and emptied again unless a version points to it.
create table samspil.framework_file (
	tenant_id uuid not null,
	id uuid not null,
	framework_id uuid not null,
	name text not null check (name <> '' and length(name) <= 200),
	file bytea check (length(file) between 1 and 25000000),
	size integer not null check (size > 0),
	hash bytea not null check (length(hash) = 32),
	pages integer not null check (pages between 1 and 500),
	added_by uuid not null,
	added_by_organisation uuid not null,
	added_by_name text not null,
	added_at timestamptz not null default now(),
	emptied_at timestamptz,
	emptied_by_name text,
	primary key (tenant_id, id),
	foreign key (tenant_id, framework_id) references samspil.framework,
	foreign key (tenant_id, added_by, added_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((file is null) = (emptied_at is not null)),
	check (file is null or (length(file) = size and sha256(file) = hash))
);
alter table samspil.framework_file alter column file set storage external;
create index framework_file_framework on samspil.framework_file (tenant_id, framework_id, added_at);
create index framework_file_added_by on samspil.framework_file (tenant_id, added_by, added_by_organisation);

create function samspil.guard_framework_file() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if tg_op = 'UPDATE' then
		if old.file is null or new.file is not null
			or (new.name, new.size, new.hash, new.added_at, new.added_by) is distinct from (old.name, old.size, old.hash, old.added_at, old.added_by) then
			raise check_violation using message = 'a file that was taken in is emptied at most';
		end if;
		if exists (select from samspil.framework_version w where w.tenant_id = new.tenant_id and w.framework_id = new.framework_id
				and position(new.id::text in w.content::text) > 0) then
			raise check_violation using message = 'a file that a version points to stays';
		end if;
	elsif (select count(*) from samspil.framework_file a where a.tenant_id = new.tenant_id and a.framework_id = new.framework_id
			and a.file is not null) >= 40 then
		raise check_violation using message = 'a framework has forty files at most';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_framework_file() from public;
create trigger guard_framework_file before insert or update on samspil.framework_file for each row execute function samspil.guard_framework_file();
create trigger never_deleted before delete or truncate on samspil.framework_file for each statement execute function samspil.refuse_change();

alter table samspil.framework_file enable row level security;
create policy staff on samspil.framework_file for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and tenant_id = (select samspil.staffed_tenant()));
create policy added on samspil.framework_file for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[])
		and added_by = (select samspil.acting_person()) and added_by_organisation = (select samspil.acting_organisation()) and emptied_at is null);
create policy emptied on samspil.framework_file for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]) and emptied_at is null)
	with check (file is null);
grant select, insert on samspil.framework_file to samspil_app;
grant update (file, emptied_at, emptied_by_name) on samspil.framework_file to samspil_app;

-- A file is for those who work here: the open page (0543) does not point to it.
create or replace function samspil.without_contacts(said jsonb) returns jsonb language plpgsql immutable as $$
begin
	return case jsonb_typeof(said)
		when 'object' then (select coalesce(jsonb_object_agg(e.key, samspil.without_contacts(e.value)), '{}') from jsonb_each(said) e
			where e.key not in ('contact', 'person', 'agreement', 'file'))
		when 'array' then (select coalesce(jsonb_agg(samspil.without_contacts(e.value) order by e.number), '[]')
			from jsonb_array_elements(said) with ordinality e (value, number))
		else said end;
end $$;
