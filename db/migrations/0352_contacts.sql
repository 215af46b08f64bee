-- Contact with the citizen and with relatives (R-128): with whom, and whether they were reached. A contact is an entry of its category
-- and is read by whoever reads the entry; one written before this says neither, and was with the citizen, who was reached.
alter table samspil.entry
	add contacted text check (contacted in ('citizen', 'relative')),
	add reached boolean,
	add check (kind = 'contact' or (contacted is null and reached is null));
create index entry_contacts on samspil.entry (tenant_id, pathway_id, starts_on desc, id) where kind = 'contact';
-- How long nobody may hear from the citizen before the tovholder is told, where it was agreed to be another than usual.
create table samspil.contact_rhythm (
	tenant_id uuid not null,
	pathway_id uuid not null,
	days integer not null check (days between 1 and 365),
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	primary key (tenant_id, pathway_id),
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
alter table samspil.contact_rhythm enable row level security;
create policy mine on samspil.contact_rhythm for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy agreed on samspil.contact_rhythm for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy agreed_anew on samspil.contact_rhythm for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select on samspil.contact_rhythm to samspil_app;
grant insert (tenant_id, pathway_id, days, changed_by_name) on samspil.contact_rhythm to samspil_app;
grant update (days, changed_at, changed_by_name, version) on samspil.contact_rhythm to samspil_app;
create trigger guard_closed before insert or update on samspil.contact_rhythm for each row execute function samspil.guard_closed();
