-- The seal of a signed version: what is printed and sealed is laid down in the transaction that brings it into force, and a
-- job makes the file of it. Until then the version is in force all the same: nobody waits for a seal.
create table samspil.document_seal (
	tenant_id uuid not null,
	version_id uuid not null,
	document_id uuid not null,
	-- the document as it is printed, with its signatures; empty once it is in the file
	printed jsonb not null,
	-- the sealed PDF, once there is one, and how much it proves (PAdES)
	file bytea,
	level text check (level in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
	-- how high this installation could seal; where the level is lower, it is tried again
	reachable text check (reachable in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
	-- SHA-256 of the certificate it was sealed with
	certificate text check (certificate ~ '^[0-9a-f]{64}$'),
	sealed_at timestamptz,
	-- null where nothing is left to do
	next_try_at timestamptz default now(),
	-- whoever seals it now has until then
	claimed_until timestamptz,
	attempts integer not null default 0,
	last_error text,
	primary key (tenant_id, version_id),
	foreign key (tenant_id, document_id, version_id) references samspil.document_version (tenant_id, document_id, id),
	check ((file is null) = (level is null) and (file is null) = (sealed_at is null) and (file is null) = (certificate is null)),
	check (file is not null or next_try_at is not null)
);
create index document_seal_document on samspil.document_seal (tenant_id, document_id, version_id);
create index document_seal_waiting on samspil.document_seal (next_try_at) where next_try_at is not null;
alter table samspil.document_seal enable row level security;
create policy mine on samspil.document_seal for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
-- only in the transaction that brings the version into force, and only whoever may answer it
create policy agreed_now on samspil.document_seal for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and document_id = any ((select samspil.my_answered_documents())::uuid[])
		and exists (select from samspil.document_version w where w.tenant_id = document_seal.tenant_id and w.document_id = document_seal.document_id
			and w.id = document_seal.version_id and w.fate = 'agreed' and w.fate_at = now()));
grant select (tenant_id, version_id, document_id, file, level, reachable, certificate, sealed_at) on samspil.document_seal to samspil_app;
grant insert (tenant_id, version_id, document_id, printed) on samspil.document_seal to samspil_app;
create policy jobs on samspil.document_seal for all to samspil_jobs using (true) with check (true);
grant select, update on samspil.document_seal to samspil_jobs;

-- Which version of what a sealed file is, for whoever holds the file: by the SHA-256 of its content, which nobody can guess
-- and which stands in the file. Only what is agreed, and only what the file itself says, with what has become of it since.
create function samspil.find_sealed_version(content_hash bytea) returns table (title text, number integer, "from" date, until date, ends_on date,
	is_newest boolean, signatures jsonb)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select w.content ->> 'title', w.number, w.from_on, w.until_on, w.ends_on,
			not exists (select from samspil.document_version later where later.tenant_id = w.tenant_id and later.document_id = w.document_id
				and later.fate = 'agreed' and later.number > w.number and later.from_on <= samspil.acting_day()),
			(select coalesce(jsonb_agg(jsonb_build_object('name', coalesce(s.said_by, s.person_name), 'title', s.title, 'organisation', s.organisation_name,
				'at', s.signed_at, 'method', s.method) order by s.signed_at), '[]')
				from samspil.document_signature s where s.tenant_id = w.tenant_id and s.document_id = w.document_id and s.version_id = w.id and s.hash = w.hash)
		from samspil.document_version w join samspil.document_seal k on k.tenant_id = w.tenant_id and k.version_id = w.id
		where w.hash = content_hash and w.fate = 'agreed' order by w.submitted_at limit 1;
end $$;
revoke all on function samspil.find_sealed_version(bytea) from public;
grant execute on function samspil.find_sealed_version(bytea) to samspil_app;
