-- Agreements that were signed outside Samspil, on paper or elsewhere: what a party has in a drawer. The document is the same as
-- any other; it is agreed by what was signed there, of which a PDF is kept here, and nobody signs it here.
alter table samspil.document drop constraint document_agreed_by_check;
alter table samspil.document add constraint document_agreed_by_check check (agreed_by in ('signature', 'confirmation', 'outside'));

-- Files that belong to a document: looked into before they are taken in (src/server/uploads), and never changed. One that was
-- taken in by mistake is emptied before the document is agreed on; that it was there stays.
create table samspil.document_attachment (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	name text not null check (name <> '' and length(name) <= 200),
	file bytea check (length(file) between 1 and 25000000),
	size integer not null check (size > 0),
	hash bytea not null check (length(hash) = 32),
	pages integer not null check (pages between 1 and 500),
	added_by uuid not null,
	added_by_organisation uuid not null,
	added_by_name text not null,
	added_at timestamptz not null default now(),
	emptied_at timestamptz,
	emptied_by_name text,
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id) references samspil.document,
	foreign key (tenant_id, added_by, added_by_organisation) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((file is null) = (emptied_at is not null)),
	check (file is null or (length(file) = size and sha256(file) = hash))
);
-- A PDF is packed already: packing it again costs time and saves nothing.
alter table samspil.document_attachment alter column file set storage external;
create index document_attachment_document on samspil.document_attachment (tenant_id, document_id, added_at);
create index document_attachment_added_by on samspil.document_attachment (tenant_id, added_by, added_by_organisation);

create function samspil.guard_attachment() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if tg_op = 'UPDATE' then
		if old.file is null or new.file is not null
			or (new.name, new.size, new.hash, new.added_at, new.added_by) is distinct from (old.name, old.size, old.hash, old.added_at, old.added_by) then
			raise check_violation using message = 'a file that was taken in is emptied at most';
		end if;
		if exists (select from samspil.document_version w where w.tenant_id = new.tenant_id and w.document_id = new.document_id and w.fate = 'agreed'
				and w.fate_at >= old.added_at) then
			raise check_violation using message = 'a file that shows what was agreed stays';
		end if;
	elsif (select count(*) from samspil.document_attachment a where a.tenant_id = new.tenant_id and a.document_id = new.document_id
			and a.file is not null) >= 10 then
		raise check_violation using message = 'a document has ten files at most';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_attachment() from public;
create trigger guard_attachment before insert or update on samspil.document_attachment for each row execute function samspil.guard_attachment();
create trigger never_deleted before delete or truncate on samspil.document_attachment for each statement execute function samspil.refuse_change();

alter table samspil.document_attachment enable row level security;
create policy mine on samspil.document_attachment for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy added on samspil.document_attachment for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and document_id = any ((select samspil.my_written_documents())::uuid[])
		and added_by = (select samspil.acting_person()) and added_by_organisation = (select samspil.acting_organisation())
		and exists (select from samspil.document d where d.tenant_id = document_attachment.tenant_id and d.id = document_attachment.document_id
			and d.agreed_by = 'outside'));
create policy emptied on samspil.document_attachment for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and document_id = any ((select samspil.my_written_documents())::uuid[]));
grant select, insert on samspil.document_attachment to samspil_app;
grant update (file, emptied_at, emptied_by_name) on samspil.document_attachment to samspil_app;

-- As in 0100, and: what was signed outside is agreed when a file of it is kept here. Nobody signs that here.
create or replace function samspil.document_is_agreed(tenant uuid, wanted uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return coalesce((
		select count(*) >= 2 and bool_and(case when d.agreed_by = 'outside' then
			exists (select from samspil.document_attachment a where a.tenant_id = d.tenant_id and a.document_id = d.id and a.file is not null)
		else
			exists (select from samspil.document_signature g where g.tenant_id = w.tenant_id and g.version_id = w.id
				and g.organisation_id = p.organisation_id and g.hash = w.hash)
			and (d.agreed_by = 'confirmation' or not exists (
				select from samspil.document_signatory s where s.tenant_id = p.tenant_id and s.document_id = p.document_id and s.organisation_id = p.organisation_id
				and not exists (select from samspil.document_signature g where g.tenant_id = w.tenant_id and g.version_id = w.id
					and g.organisation_id = s.organisation_id and g.person_id = s.person_id and g.hash = w.hash)))
		end)
		from samspil.document_version w
			join samspil.document d on d.tenant_id = w.tenant_id and d.id = w.document_id
			join samspil.document_party p on p.tenant_id = w.tenant_id and p.document_id = w.document_id and p.left_at is null
		where w.tenant_id = tenant and w.id = wanted), false);
end $$;
