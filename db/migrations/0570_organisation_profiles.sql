-- One profile of an organisation in the whole register: its name, kind, CVR number, where it works and how it is reached by everybody. What
-- a municipality knows beside it, whom it rings about what, is that municipality's own.

alter table samspil.organisation add areas text[] not null default '{}'
	check (cardinality(areas) <= 20 and length(areas::text) <= 2500 and array_position(areas, null) is null);
grant update (kind, areas) on samspil.organisation to samspil_app;
-- The kind can be put right, but nobody becomes an authority by it, or stops being one: what an authority may be told without a consent,
-- and what its people need not declare, follows from it (L-2, L-5).
create function samspil.guard_kind() returns trigger language plpgsql security invoker set search_path = samspil, pg_temp as $$
begin
	if 'municipality' in (old.kind, new.kind) or 'region' in (old.kind, new.kind) then
		raise check_violation using message = 'nobody becomes an authority, or stops being one, by a correction';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_kind() from public;
create trigger guard_kind before update of kind on samspil.organisation for each row
	when (new.kind is distinct from old.kind) execute function samspil.guard_kind();

-- The municipality's own people, with its hat on, and whoever administers in it.
create function samspil.municipal_tenant() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return case when w[4] = 'administrator' and w[5] = 't' then w[2]::uuid
		when w[4] = 'organisation' and samspil.acting_organisation() = w[2]::uuid then w[2]::uuid end;
end $$;
-- Of those, whoever keeps what the municipality knows of an organisation: its project leaders and administrators.
create function samspil.contact_keeping_tenant() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return case when samspil.administered_tenant() is not null or samspil.acting_project_leader() is not null then samspil.municipal_tenant() end;
end $$;
revoke all on function samspil.municipal_tenant(), samspil.contact_keeping_tenant() from public;
grant execute on function samspil.municipal_tenant(), samspil.contact_keeping_tenant() to samspil_app;

-- Whom the municipality rings or writes to in an organisation, and about what.
create table samspil.organisation_contact (
	tenant_id uuid not null,
	id uuid not null,
	organisation_id uuid not null,
	name text not null check (name <> '' and length(name) <= 200),
	email text not null default '' check (email = lower(email) and length(email) <= 254),
	phone text not null default '' check (length(phone) <= 50),
	purpose text not null check (purpose <> '' and length(purpose) <= 300),
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	check (email <> '' or phone <> '')
);
create index organisation_contact_organisation on samspil.organisation_contact (tenant_id, organisation_id, name);
create trigger stamp_change before insert or update on samspil.organisation_contact for each row execute function samspil.stamp_change();
alter table samspil.organisation_contact enable row level security;
create policy municipal on samspil.organisation_contact for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.municipal_tenant()));
create policy added on samspil.organisation_contact for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.contact_keeping_tenant()));
create policy changed on samspil.organisation_contact for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.contact_keeping_tenant()))
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.contact_keeping_tenant()));
create policy removed on samspil.organisation_contact for delete to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.contact_keeping_tenant()));
grant select, insert, delete on samspil.organisation_contact to samspil_app;
grant update (name, email, phone, purpose, version) on samspil.organisation_contact to samspil_app;
