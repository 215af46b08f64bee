-- The keys that this installation has sealed documents with. Certificates are for everybody; the secret half of a key that
-- was made here is locked with the installation's secret, and only the role that seals may read even that.
create table samspil.sealing_key (
	-- SHA-256 of the certificate
	fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
	certificate bytea not null,
	-- null where the key lies in a file of the operator's
	locked_key bytea,
	made_at timestamptz not null default now()
);
alter table samspil.sealing_key enable row level security;
create policy jobs on samspil.sealing_key for all to samspil_jobs using (true) with check (true);
grant select, insert on samspil.sealing_key to samspil_jobs;
-- whoever checks a seal asks whether it is one of ours, without an account
create policy everybody on samspil.sealing_key for select to samspil_app using (true);
grant select (fingerprint, made_at) on samspil.sealing_key to samspil_app;
