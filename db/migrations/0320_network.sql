-- The network of a citizen, drawn up with the citizen: private and professional relations, how close they are, and whom to
-- involve when (R-144, R-145). Nobody in it is reached without the citizen's recorded yes: how to reach them is kept only
-- where there is one. Whoever is taken off the map leaves a row without a word about them.

create table samspil.network_relation (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	side text not null check (side in ('private', 'professional')),
	name text not null check (length(name) <= 200),
	relation text not null check (length(relation) <= 200),
	-- 1 is the closest
	closeness integer not null check (closeness between 1 and 3),
	involve text not null check (involve in ('yes', 'later', 'no', 'not-asked')),
	involve_when text not null default '' check (length(involve_when) <= 500),
	-- the day of the citizen's yes
	agreed_on date,
	contact text not null default '' check (length(contact) <= 200),
	written_by uuid not null references samspil.person,
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	removed_at timestamptz,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((involve in ('yes', 'later')) = (agreed_on is not null)),
	check (contact = '' or agreed_on is not null),
	check (involve <> 'later' or involve_when <> ''),
	check (removed_at is not null or (name <> '' and relation <> '')),
	check (removed_at is null or (name = '' and relation = '' and involve_when = '' and contact = ''))
);
create index network_relation_pathway on samspil.network_relation (tenant_id, pathway_id, id);
create index network_relation_written_by on samspil.network_relation (written_by);
alter table samspil.network_relation enable row level security;

-- The citizen's and the tovholder's; partners and companions see none of it, for it is about others than the citizen too.
create policy mine on samspil.network_relation for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder,former-tovholder}'))::uuid[]));
create policy drawn on samspil.network_relation for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and written_by = (select samspil.acting_opener())
		and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]));
create policy redrawn on samspil.network_relation for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and removed_at is null
		and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]))
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]));
grant select on samspil.network_relation to samspil_app;
grant insert (tenant_id, id, pathway_id, side, name, relation, closeness, involve, involve_when, agreed_on, contact, written_by, changed_by_name)
	on samspil.network_relation to samspil_app;
grant update (side, name, relation, closeness, involve, involve_when, agreed_on, contact, changed_at, changed_by_name, version, removed_at)
	on samspil.network_relation to samspil_app;
create trigger guard_closed before insert or update on samspil.network_relation for each row execute function samspil.guard_closed();
