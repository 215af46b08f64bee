-- The five phases of a pathway (R-099, R-100): a frame of understanding and no gate. Several are open at once, in any order, and one is
-- opened again. What they are called is the municipality's to say.
create table samspil.phase_names (
	tenant_id uuid primary key references samspil.tenant,
	names text[] not null check (array_length(names, 1) = 5 and array_position(names, '') is null and array_position(names, null) is null),
	changed_at timestamptz not null default now(),
	changed_by uuid not null references samspil.person,
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1
);
create index phase_names_changed_by on samspil.phase_names (changed_by);
alter table samspil.phase_names enable row level security;
create policy everybody on samspil.phase_names for select to samspil_app using (tenant_id = (select samspil.acting_tenant()));
create policy shaped on samspil.phase_names for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and changed_by = (select samspil.acting_shaper()));
create policy shaped_anew on samspil.phase_names for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_shaper()) is not null)
	with check (tenant_id = (select samspil.acting_tenant()) and changed_by = (select samspil.acting_shaper()));
grant select on samspil.phase_names to samspil_app;
grant insert (tenant_id, names, changed_by, changed_by_name) on samspil.phase_names to samspil_app;
grant update (names, changed_at, changed_by, changed_by_name, version) on samspil.phase_names to samspil_app;

-- A time in which a phase was open; the same phase has as many as it was opened.
create table samspil.pathway_phase (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'progress' check (category = 'progress'),
	phase integer not null check (phase between 1 and 5),
	opened_on date not null,
	opened_by uuid not null references samspil.person,
	opened_by_name text not null check (opened_by_name <> ''),
	closed_on date check (closed_on >= opened_on),
	closed_by_name text,
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	check ((closed_on is null) = (closed_by_name is null))
);
create unique index pathway_phase_open on samspil.pathway_phase (tenant_id, pathway_id, phase) where closed_on is null;
create index pathway_phase_pathway on samspil.pathway_phase (tenant_id, pathway_id, phase, opened_on);
create index pathway_phase_scope on samspil.pathway_phase (tenant_id, scope_id);
create index pathway_phase_opened_by on samspil.pathway_phase (opened_by);
alter table samspil.pathway_phase enable row level security;
create policy covered on samspil.pathway_phase for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy opened on samspil.pathway_phase for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and opened_by = (select samspil.acting_opener()) and closed_on is null
		and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy closed on samspil.pathway_phase for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and closed_on is null and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.pathway_phase to samspil_app;
grant insert (tenant_id, id, pathway_id, scope_id, phase, opened_on, opened_by, opened_by_name) on samspil.pathway_phase to samspil_app;
grant update (closed_on, closed_by_name, version) on samspil.pathway_phase to samspil_app;
create trigger guard_closed before insert or update on samspil.pathway_phase for each row execute function samspil.guard_closed();
