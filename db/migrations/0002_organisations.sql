-- People, organisations, who belongs where, and the hat a person wears. Reference tables (person, organisation,
-- tenant) have no tenant; everything else begins its keys with tenant_id, the host municipality.
create table samspil.person (
	id uuid primary key,
	name text not null check (name <> '' and length(name) <= 200),
	email text not null unique check (email = lower(email) and length(email) <= 320),
	language text not null default 'da' check (language in ('da', 'en')),
	is_administrator boolean not null default false,
	created_at timestamptz not null default now()
);
create table samspil.organisation (
	id uuid primary key,
	name text not null check (name <> '' and length(name) <= 200),
	kind text not null check (kind in ('municipality', 'region', 'voluntary', 'private', 'housing', 'foundation')),
	cvr text check (cvr ~ '^[0-9]{8}$'),
	contact text not null default '' check (length(contact) <= 500),
	created_by uuid references samspil.person,
	created_at timestamptz not null default now(),
	version integer not null default 1
);
create index organisation_created_by on samspil.organisation (created_by);
-- A tenant is the whole of one host municipality (or lead organisation): its id is that organisation's id.
create table samspil.tenant (
	id uuid primary key references samspil.organisation,
	created_at timestamptz not null default now()
);
create table samspil.tenant_organisation (
	tenant_id uuid not null references samspil.tenant,
	organisation_id uuid not null references samspil.organisation,
	joined_on date not null,
	primary key (tenant_id, organisation_id)
);
create index tenant_organisation_organisation on samspil.tenant_organisation (organisation_id);
-- A person in an organisation, within one tenant. Never deleted: an ended membership keeps history readable and
-- opens nothing. The name is the person's, kept here so that colleagues need not read the person's own row.
create table samspil.membership (
	tenant_id uuid not null,
	person_id uuid not null references samspil.person,
	organisation_id uuid not null,
	person_name text not null,
	title text not null default '' check (length(title) <= 200),
	function text not null check (function in ('project-leader', 'manager', 'employee', 'volunteer')),
	can_bind boolean not null default false,
	active_from date not null,
	active_until date check (active_until >= active_from),
	-- the confidentiality declaration this person has accepted in this organisation (L-5)
	declared_on date,
	declaration_version text,
	version integer not null default 1,
	primary key (tenant_id, person_id, organisation_id),
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	check ((declared_on is null) = (declaration_version is null))
);
create index membership_person on samspil.membership (person_id, tenant_id, organisation_id);
create index membership_organisation on samspil.membership (tenant_id, organisation_id);

-- Citizens stand here because a hat "as myself" is proven by one; who may read them is decided with the pathways.
create table samspil.citizen (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null,
	person_id uuid references samspil.person,
	name text not null check (name <> '' and length(name) <= 200),
	birth_date date not null,
	phone text not null default '' check (length(phone) <= 50),
	preferred_channel text not null default '' check (length(preferred_channel) <= 200),
	language text not null default '' check (length(language) <= 100),
	interpreter_needed boolean,
	-- a protected address or restricted case: unknown to everybody who is not involved
	is_protected boolean not null default false,
	registered_by uuid not null references samspil.person,
	version integer not null default 1,
	primary key (tenant_id, id)
);
create index citizen_person on samspil.citizen (tenant_id, person_id);
create index citizen_person_only on samspil.citizen (person_id);
create index citizen_name on samspil.citizen (tenant_id, lower(name), birth_date);
create index citizen_registered_by on samspil.citizen (registered_by);
create index citizen_registered_in on samspil.citizen (tenant_id, registered_by);
create table samspil.companion (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	person_id uuid not null references samspil.person,
	-- the categories the citizen has opened
	categories text[] not null,
	since date not null,
	until date check (until >= since),
	version integer not null default 1,
	primary key (tenant_id, id)
);
create index companion_person on samspil.companion (person_id, tenant_id);
create index companion_pathway on samspil.companion (tenant_id, pathway_id);

create table samspil.invitation (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null,
	-- 'member' joins an organisation, 'citizen' opens the citizen's own page
	kind text not null check (kind in ('member', 'citizen')),
	organisation_id uuid,
	citizen_id uuid,
	email text not null check (email = lower(email) and length(email) <= 320),
	name text not null check (name <> '' and length(name) <= 200),
	title text not null default '' check (length(title) <= 200),
	function text check (function in ('project-leader', 'manager', 'employee', 'volunteer')),
	can_bind boolean not null default false,
	token_hash bytea not null unique,
	invited_by uuid not null references samspil.person,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at timestamptz,
	used_by uuid references samspil.person,
	revoked_at timestamptz,
	primary key (tenant_id, id),
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	foreign key (tenant_id, citizen_id) references samspil.citizen,
	check ((kind = 'member') = (organisation_id is not null and function is not null)),
	check ((kind = 'citizen') = (citizen_id is not null))
);
create index invitation_created on samspil.invitation (tenant_id, created_at desc);
create index invitation_organisation on samspil.invitation (tenant_id, organisation_id);
create index invitation_citizen on samspil.invitation (tenant_id, citizen_id);
create index invitation_invited_by on samspil.invitation (invited_by);
create index invitation_used_by on samspil.invitation (used_by);

-- What has happened that a person should look at: the kind and an address, never content.
create table samspil.notice (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null default gen_random_uuid(),
	person_id uuid not null references samspil.person,
	kind text not null,
	path text not null,
	created_at timestamptz not null default now(),
	read_at timestamptz,
	primary key (tenant_id, id)
);
create index notice_person on samspil.notice (tenant_id, person_id, created_at desc);
create index notice_unread on samspil.notice (tenant_id, person_id) where read_at is null;
create index notice_person_only on samspil.notice (person_id);

-- Everyone who signs in is a person; better-auth makes the user, this makes the person of the same id.
create function samspil.keep_person() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if tg_op = 'INSERT' then
		insert into samspil.person (id, name, email) values (new.id, new.name, new.email) on conflict (id) do nothing;
	else
		update samspil.person set name = new.name, email = new.email
			where id = new.id and (name, email) is distinct from (new.name, new.email);
		update samspil.membership set person_name = new.name where person_id = new.id and person_name <> new.name;
	end if;
	return null;
end $$;
create trigger keep_person after insert or update of name, email on identity."user"
	for each row execute function samspil.keep_person();
