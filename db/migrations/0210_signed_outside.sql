-- Signatures given at a broker of identities (src/server/signing), where the settings name one: how sure the broker is of who
-- signed (NSIS), and what proves it.
alter table samspil.document_signature drop constraint document_signature_assurance_check;
alter table samspil.document_signature add constraint document_signature_assurance_check
	check (assurance in ('single', 'multi', 'substantial', 'high'));
alter table samspil.document_signature add constraint document_signature_broker_check
	check ((method = 'broker') = (assurance in ('substantial', 'high')));

-- The broker's own name for a person here, kept from the first time on: another who has the same name cannot sign for them.
create table samspil.signing_identity (
	issuer text not null check (issuer <> '' and length(issuer) <= 500),
	subject text not null check (subject <> '' and length(subject) <= 500),
	person_id uuid not null references samspil.person,
	known_since timestamptz not null default now(),
	primary key (issuer, subject),
	unique (person_id, issuer)
);
alter table samspil.signing_identity enable row level security;
create policy own on samspil.signing_identity for select to samspil_app using (person_id = (select samspil.acting_person()));
create policy own_new on samspil.signing_identity for insert to samspil_app with check (person_id = (select samspil.acting_person()));
grant select, insert on samspil.signing_identity to samspil_app;

-- The text that was signed outside, which names the hash of the version, and what the broker has signed of it (a JWT). Never
-- changed. The token may say more of a person than their parties need to know (a birthday): it is kept for a dispute, and no
-- page reads it.
create table samspil.document_signature_proof (
	tenant_id uuid not null,
	document_id uuid not null,
	version_id uuid not null,
	organisation_id uuid not null,
	person_id uuid not null,
	issuer text not null,
	subject text not null,
	-- the person's name and the way of proving it, as the broker tells them
	name text not null check (length(name) <= 500),
	how text not null check (length(how) <= 500),
	signed_text text not null check (length(signed_text) <= 10000),
	signed_at timestamptz not null,
	proof text not null check (length(proof) <= 100000),
	primary key (tenant_id, version_id, organisation_id, person_id),
	foreign key (tenant_id, version_id, organisation_id, person_id) references samspil.document_signature,
	foreign key (tenant_id, document_id, version_id) references samspil.document_version (tenant_id, document_id, id)
);
create index document_signature_proof_document on samspil.document_signature_proof (tenant_id, document_id, version_id);
create trigger append_only before update or delete or truncate on samspil.document_signature_proof for each statement execute function samspil.refuse_change();
alter table samspil.document_signature_proof enable row level security;
create policy mine on samspil.document_signature_proof for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
-- only beside one's own signature, in the transaction that gives it, and only for a text that names what was signed
create policy signed_now on samspil.document_signature_proof for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person())
		and organisation_id = (select samspil.acting_organisation())
		and exists (select from samspil.document_signature g where g.tenant_id = document_signature_proof.tenant_id
			and g.document_id = document_signature_proof.document_id and g.version_id = document_signature_proof.version_id
			and g.organisation_id = document_signature_proof.organisation_id and g.person_id = document_signature_proof.person_id
			and g.method = 'broker' and g.signed_at = now() and position(encode(g.hash, 'hex') in document_signature_proof.signed_text) > 0));
grant select (tenant_id, document_id, version_id, organisation_id, person_id, name, how, signed_text, signed_at) on samspil.document_signature_proof to samspil_app;
grant insert on samspil.document_signature_proof to samspil_app;
