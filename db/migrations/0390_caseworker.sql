-- R-110: whom the citizen already has as coordinating caseworker, in the words of whoever holds the threads: the person may have no account.
-- Read by those who read the whole pathway, and by whoever leads the collaboration and is to suggest a tovholder. An empty name: nobody any more.
create table samspil.caseworker (
	tenant_id uuid not null,
	pathway_id uuid not null,
	name text not null check (length(name) <= 200),
	workplace text not null default '' check (length(workplace) <= 200),
	written_by uuid not null references samspil.person,
	changed_by_name text not null check (changed_by_name <> ''),
	changed_at timestamptz not null default now(),
	version integer not null default 1,
	primary key (tenant_id, pathway_id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check (name <> '' or workplace = '')
);
create index caseworker_written_by on samspil.caseworker (written_by);
alter table samspil.caseworker enable row level security;
create policy seen on samspil.caseworker for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy led on samspil.caseworker for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and exists (select from samspil.allotment a where a.tenant_id = caseworker.tenant_id
		and a.pathway_id = caseworker.pathway_id and a.collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])));
create policy told on samspil.caseworker for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and written_by = (select samspil.acting_opener())
		and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy changed on samspil.caseworker for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.caseworker to samspil_app;
grant insert (tenant_id, pathway_id, name, workplace, written_by, changed_by_name) on samspil.caseworker to samspil_app;
grant update (name, workplace, changed_by_name, changed_at, version) on samspil.caseworker to samspil_app;
create trigger guard_closed before insert or update on samspil.caseworker for each row execute function samspil.guard_closed();
