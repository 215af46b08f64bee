-- R-290: what one party has asked another to take its name, logo and mention off, by when, and whether it is done. Asked while an
-- agreement runs, because a material is out of date, or when it ends.
create table samspil.agreement_removal (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	material text not null check (material <> '' and length(material) <= 300),
	-- who keeps the material, and whose name comes off it
	keeper_id uuid not null check (keeper_id <> names_id),
	names_id uuid not null,
	why text not null check (why in ('outdated', 'leaving')),
	due_on date not null,
	asked_by uuid not null,
	asked_by_name text not null,
	asked_at timestamptz not null default now(),
	done_at timestamptz,
	done_by_name text not null default '' check ((done_by_name = '') = (done_at is null)),
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id, keeper_id) references samspil.document_party,
	foreign key (tenant_id, document_id, names_id) references samspil.document_party,
	foreign key (tenant_id, asked_by, names_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index agreement_removal_keeper on samspil.agreement_removal (tenant_id, document_id, keeper_id);
create index agreement_removal_names on samspil.agreement_removal (tenant_id, document_id, names_id);
create index agreement_removal_asked_by on samspil.agreement_removal (tenant_id, asked_by, names_id);
alter table samspil.agreement_removal enable row level security;

create policy mine on samspil.agreement_removal for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
-- For one's own organisation, and undone.
create policy asked on samspil.agreement_removal for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_answered_documents())::uuid[])
		and asked_by = (select samspil.acting_person()) and names_id = (select samspil.acting_organisation()) and done_at is null);
-- Whoever keeps it says that it is done, once.
create policy done on samspil.agreement_removal for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and keeper_id = (select samspil.acting_organisation()) and done_at is null
		and (document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_answered_documents())::uuid[])))
	with check (keeper_id = (select samspil.acting_organisation()) and done_at is not null);
grant select, insert on samspil.agreement_removal to samspil_app;
grant update (done_at, done_by_name) on samspil.agreement_removal to samspil_app;
