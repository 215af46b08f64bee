-- The citizen's no to a consent that was asked for: what was asked, who said no, when, and why where they told (L-3). It opens and
-- closes nothing; it is kept so that nobody asks the same again without knowing.
create table samspil.consent_refusal (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	purpose text not null check (purpose <> '' and length(purpose) <= 2000),
	categories text[] not null check (cardinality(categories) > 0),
	organisations uuid[] not null check (cardinality(organisations) > 0),
	from_whom text not null default '' check (length(from_whom) <= 500),
	-- the exact words the citizen was shown or read, and in which language
	text_shown text not null,
	language text not null,
	interpreter text not null default '' check (length(interpreter) <= 200),
	refused_by text not null check (refused_by in ('citizen', 'guardian')),
	refused_by_name text not null check (refused_by_name <> '' and length(refused_by_name) <= 200),
	refused_on date not null,
	note text not null default '' check (length(note) <= 2000),
	registered_at timestamptz not null default now(),
	registered_by uuid not null references samspil.person,
	registered_by_name text not null,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
create index consent_refusal_pathway on samspil.consent_refusal (tenant_id, pathway_id, registered_at);
create index consent_refusal_registered_by on samspil.consent_refusal (registered_by);
alter table samspil.consent_refusal enable row level security;
-- Whom the citizen said no to is nobody's to know but theirs and whoever's who holds the threads.
create policy held on samspil.consent_refusal for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy registered on samspil.consent_refusal for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and registered_by = (select samspil.acting_opener()));
grant select on samspil.consent_refusal to samspil_app;
grant insert (tenant_id, id, pathway_id, purpose, categories, organisations, from_whom, text_shown, language, interpreter,
	refused_by, refused_by_name, refused_on, note, registered_by, registered_by_name) on samspil.consent_refusal to samspil_app;
create trigger guard_closed before insert on samspil.consent_refusal for each row execute function samspil.guard_closed();
