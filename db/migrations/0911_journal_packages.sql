-- L-19: what was packed for an authority's own journal: by whom, under which case number there, and which documents, each with the hash
-- of what it said. The files themselves are not kept here: whoever takes the package gets what they may read at that moment. It is
-- packed of a closed pathway too, where it is handed over before it goes.
create table samspil.journal_package (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	organisation_id uuid not null references samspil.organisation,
	organisation_name text not null check (organisation_name <> ''),
	case_number text not null default '' check (length(case_number) <= 60),
	-- [{key, hash}], 'plan/…', 'sending/…', 'consent/…', 'scan/…', 'log'
	documents jsonb not null check (jsonb_typeof(documents) = 'array' and jsonb_array_length(documents) between 1 and 60),
	taken_by uuid not null references samspil.person,
	taken_by_name text not null check (taken_by_name <> ''),
	taken_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
create index journal_package_pathway on samspil.journal_package (tenant_id, pathway_id, taken_at);
create index journal_package_organisation on samspil.journal_package (organisation_id);
create index journal_package_taken_by on samspil.journal_package (taken_by);
alter table samspil.journal_package enable row level security;

-- Those who read the whole pathway; of the others each what their own organisation took.
create policy whole_or_own on samspil.journal_package for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		or (organisation_id = (select samspil.acting_organisation()) and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]))));
-- Whoever holds the threads, and an authority that is on the pathway. Not somebody who opened it in an emergency.
create policy held_or_authority on samspil.journal_package for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and taken_by = (select samspil.acting_opener())
		and organisation_id = (select samspil.acting_organisation())
		and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			or (pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
				and exists (select from samspil.organisation o where o.id = journal_package.organisation_id and o.kind in ('municipality', 'region')))));
grant select on samspil.journal_package to samspil_app;
grant insert (tenant_id, id, pathway_id, organisation_id, organisation_name, case_number, documents, taken_by, taken_by_name)
	on samspil.journal_package to samspil_app;
