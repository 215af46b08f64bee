-- What of the framework in force the municipality shows to everybody: the sections it has chosen, and of those no way to reach a person.
-- Nothing until somebody who may has chosen (R-095: how the framework is available).
create table samspil.framework_opening (
	tenant_id uuid not null,
	framework_id uuid not null,
	sections text[] not null check (cardinality(sections) <= 20),
	-- the questions of those sections that may be shown at all
	fields text[] not null check (cardinality(fields) <= 100),
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	primary key (tenant_id, framework_id),
	foreign key (tenant_id, framework_id) references samspil.framework
);
alter table samspil.framework_opening enable row level security;
create policy staff on samspil.framework_opening for select to samspil_app using (tenant_id = (select samspil.staffed_tenant()));
-- By those who write the framework, and the administrator.
create policy opened on samspil.framework_opening for insert to samspil_app
	with check ((tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]))
		or tenant_id = (select samspil.administered_tenant()));
create policy opened_anew on samspil.framework_opening for update to samspil_app
	using ((tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]))
		or tenant_id = (select samspil.administered_tenant()));
grant select on samspil.framework_opening to samspil_app;
grant insert (tenant_id, framework_id, sections, fields, changed_by_name) on samspil.framework_opening to samspil_app;
grant update (sections, fields, changed_at, changed_by_name, version) on samspil.framework_opening to samspil_app;

-- The same without any way to reach somebody: what stands under 'contact', however deep.
create function samspil.without_contacts(said jsonb) returns jsonb language plpgsql immutable as $$
begin
	return case jsonb_typeof(said)
		when 'object' then (select coalesce(jsonb_object_agg(e.key, samspil.without_contacts(e.value)), '{}') from jsonb_each(said) e where e.key <> 'contact')
		when 'array' then (select coalesce(jsonb_agg(samspil.without_contacts(e.value) order by e.number), '[]')
			from jsonb_array_elements(said) with ordinality e (value, number))
		else said end;
end $$;
-- For anybody: what a municipality has opened of its framework in force, or no row.
create function samspil.opened_framework(municipality uuid) returns table (
	name text, number integer, established_on date, next_update_on date, sections text[], answers jsonb, organisations jsonb)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select o.name, w.number, f.established_on, f.next_update_on, p.sections,
		(select coalesce(jsonb_object_agg(a.key, samspil.without_contacts(a.value)), '{}') from jsonb_each(w.content -> 'answers') a
			where a.key = any (p.fields)),
		coalesce(w.content #> '{names,organisations}', '{}')
	from samspil.framework_opening p
		join samspil.framework f on f.tenant_id = p.tenant_id and f.id = p.framework_id
		join samspil.framework_version w on w.tenant_id = f.tenant_id and w.id = f.established_version_id
		join samspil.organisation o on o.id = p.tenant_id
	where p.tenant_id = municipality and p.sections <> '{}';
end $$;
revoke all on function samspil.without_contacts(jsonb), samspil.opened_framework(uuid) from public;
grant execute on function samspil.opened_framework(uuid) to samspil_app;
