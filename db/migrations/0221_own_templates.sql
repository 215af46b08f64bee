-- A municipality's own version of a template (adaptation.rules.ts). What is kept is what it changes, never a copy: the original
-- stays as it is. Changes are made in a draft; taken into use they become a revision, which is kept for ever, since documents are
-- written on it.

-- Who shapes the municipality's templates: its administrators and its project leaders.
create function samspil.acting_shaper() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return case when samspil.administered_tenant() is not null then samspil.acting_person() else samspil.acting_project_leader() end;
end $$;
revoke all on function samspil.acting_shaper() from public;
grant execute on function samspil.acting_shaper() to samspil_app;

create table samspil.template_draft (
	tenant_id uuid not null references samspil.tenant,
	template_key text not null check (length(template_key) <= 100),
	original_edition integer not null,
	-- what is left out, demanded, said otherwise and added
	changes jsonb not null check (pg_column_size(changes) < 400000),
	changed_at timestamptz not null default now(),
	changed_by uuid not null references samspil.person,
	changed_by_name text not null,
	version integer not null default 1,
	primary key (tenant_id, template_key)
);
create index template_draft_changed_by on samspil.template_draft (changed_by);
create table samspil.template_revision (
	tenant_id uuid not null references samspil.tenant,
	template_key text not null check (length(template_key) <= 100),
	revision integer not null check (revision >= 1),
	original_edition integer not null,
	changes jsonb not null check (pg_column_size(changes) < 400000),
	made_at timestamptz not null default now(),
	made_by uuid not null references samspil.person,
	made_by_name text not null,
	primary key (tenant_id, template_key, revision)
);
create index template_revision_made_by on samspil.template_revision (made_by);
create trigger append_only before update or delete or truncate on samspil.template_revision for each statement execute function samspil.refuse_change();

alter table samspil.template_draft enable row level security;
alter table samspil.template_revision enable row level security;
create policy shapers on samspil.template_draft for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_shaper()) is not null);
create policy shaped on samspil.template_draft for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and changed_by = (select samspil.acting_shaper()));
create policy shaped_anew on samspil.template_draft for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_shaper()) is not null)
	with check (tenant_id = (select samspil.acting_tenant()) and changed_by = (select samspil.acting_shaper()));
grant select, insert on samspil.template_draft to samspil_app;
grant update (original_edition, changes, changed_at, changed_by, changed_by_name, version) on samspil.template_draft to samspil_app;
-- Whoever reads a document reads the questions it asks.
create policy staff on samspil.template_revision for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and tenant_id = (select samspil.staffed_tenant()));
create policy taken_into_use on samspil.template_revision for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and made_by = (select samspil.acting_shaper()));
grant select, insert on samspil.template_revision to samspil_app;

-- The revision a document is written on; null: the original.
alter table samspil.document add column template_revision integer;
alter table samspil.document add foreign key (tenant_id, template_key, template_revision) references samspil.template_revision;
create index document_template_revision on samspil.document (tenant_id, template_key, template_revision);
grant update (template_edition, template_revision) on samspil.document to samspil_app;
-- As the title and the sections (0200): not while a version waits, and not by who only keeps the agreement.
create function samspil.guard_document_pin() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if (new.template_edition, new.template_revision) is not distinct from (old.template_edition, old.template_revision) then return new; end if;
	if samspil.document_is_open(new.tenant_id, new.id) then
		raise check_violation using message = 'a version waits for its parties: it is withdrawn before the draft changes';
	end if;
	if session_user = 'samspil_app' and new.id <> all (samspil.my_written_documents()) then
		raise insufficient_privilege using message = 'who only keeps an agreement does not write its draft';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_document_pin() from public;
create trigger guard_document_pin before update on samspil.document for each row execute function samspil.guard_document_pin();

-- Answers that had no place any more when a document was moved to another edition: whole, with the question as it was asked.
create table samspil.document_set_aside (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	document_id uuid not null,
	question_key text not null check (length(question_key) <= 140),
	-- what became of it: the first reason of several (edition.rules.ts)
	why text not null check (why in ('question-gone', 'kind-changed', 'asked-otherwise', 'column-gone', 'choice-gone')),
	question jsonb not null,
	answer jsonb not null,
	names jsonb not null,
	from_edition integer not null,
	from_revision integer,
	set_aside_at timestamptz not null default now(),
	set_aside_by uuid not null,
	set_aside_by_organisation uuid not null,
	set_aside_by_name text not null,
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, set_aside_by, set_aside_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index document_set_aside_document on samspil.document_set_aside (tenant_id, document_id, set_aside_at desc);
create index document_set_aside_by on samspil.document_set_aside (tenant_id, set_aside_by, set_aside_by_organisation);
create trigger append_only before update or delete or truncate on samspil.document_set_aside for each statement execute function samspil.refuse_change();
alter table samspil.document_set_aside enable row level security;
create policy mine on samspil.document_set_aside for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy put on samspil.document_set_aside for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_written_documents())::uuid[])
		and set_aside_by = (select samspil.acting_person()) and set_aside_by_organisation = (select samspil.acting_organisation()));
grant select, insert on samspil.document_set_aside to samspil_app;
