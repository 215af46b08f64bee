-- People who help a citizen and have no account: the social office of a municipality in Greenland, a landlord, a court. Who they are, where
-- from, and how to reach them; for those on the pathway. Whoever is taken off leaves a row without a word about them.

create table samspil.outside_contact (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	name text not null check (length(name) <= 200),
	organisation text not null check (length(organisation) <= 200),
	helps_with text not null default '' check (length(helps_with) <= 500),
	reach text not null check (length(reach) <= 500),
	added_by uuid not null references samspil.person,
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	removed_at timestamptz,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check (removed_at is not null or (name <> '' and organisation <> '' and reach <> '')),
	check (removed_at is null or (name = '' and organisation = '' and helps_with = '' and reach = ''))
);
create index outside_contact_pathway on samspil.outside_contact (tenant_id, pathway_id, id);
create index outside_contact_added_by on samspil.outside_contact (added_by);
alter table samspil.outside_contact enable row level security;
-- Those who read the whole pathway, and agreed partners, who must know whom else to call; a companion does not.
create policy around on samspil.outside_contact for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])));
create policy added on samspil.outside_contact for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and added_by = (select samspil.acting_opener())
		and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy changed on samspil.outside_contact for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and removed_at is null and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.outside_contact to samspil_app;
grant insert (tenant_id, id, pathway_id, name, organisation, helps_with, reach, added_by, changed_by_name) on samspil.outside_contact to samspil_app;
grant update (name, organisation, helps_with, reach, changed_at, changed_by_name, version, removed_at) on samspil.outside_contact to samspil_app;
create trigger guard_closed before insert or update on samspil.outside_contact for each row execute function samspil.guard_closed();
