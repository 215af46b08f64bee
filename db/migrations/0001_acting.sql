-- Who is asking. Every transaction of a request begins with begin_visit(token, day); everything after it
-- asks acting_…(). The person behind a request is proven by an unguessable session token that is looked
-- up here, never by a setting that injected SQL could write: an app that forgets the door reads nothing.

-- Sessions, passwords, second factors and passkeys: written by better-auth as samspil_identity, in the column
-- names it expects. No request role can read them.
create table identity."user" (
	id uuid primary key default gen_random_uuid(),
	name text not null,
	email text not null unique check (email = lower(email)),
	"emailVerified" boolean not null default false,
	image text,
	"twoFactorEnabled" boolean not null default false,
	"createdAt" timestamptz not null default now(),
	"updatedAt" timestamptz not null default now()
);
create table identity.session (
	id uuid primary key default gen_random_uuid(),
	token text not null unique,
	"userId" uuid not null references identity."user" on delete cascade,
	"expiresAt" timestamptz not null,
	"ipAddress" text,
	"userAgent" text,
	"createdAt" timestamptz not null default now(),
	"updatedAt" timestamptz not null default now(),
	-- 'multi' once two factors, a passkey or an outside provider's own second factor have been shown
	assurance text not null default 'single' check (assurance in ('single', 'multi')),
	-- the hat the person wears: as one of their organisations, as administrator of a tenant, or as themselves
	hat text check (hat in ('organisation', 'administrator', 'self')),
	"hatTenant" uuid,
	"hatOrganisation" uuid
);
create index session_by_user on identity.session ("userId");
create table identity.account (
	id uuid primary key default gen_random_uuid(),
	"accountId" text not null,
	"providerId" text not null,
	"userId" uuid not null references identity."user" on delete cascade,
	"accessToken" text,
	"refreshToken" text,
	"idToken" text,
	"accessTokenExpiresAt" timestamptz,
	"refreshTokenExpiresAt" timestamptz,
	scope text,
	password text,
	"createdAt" timestamptz not null default now(),
	"updatedAt" timestamptz not null default now(),
	unique ("providerId", "accountId")
);
create index account_by_user on identity.account ("userId");
create table identity.verification (
	id uuid primary key default gen_random_uuid(),
	identifier text not null,
	value text not null,
	"expiresAt" timestamptz not null,
	"createdAt" timestamptz not null default now(),
	"updatedAt" timestamptz not null default now()
);
create index verification_identifier on identity.verification (identifier);
create table identity."twoFactor" (
	id uuid primary key default gen_random_uuid(),
	secret text not null,
	"backupCodes" text not null,
	"userId" uuid not null references identity."user" on delete cascade,
	verified boolean default true,
	"failedVerificationCount" integer default 0,
	"lockedUntil" timestamptz
);
create index two_factor_by_user on identity."twoFactor" ("userId");
create table identity.passkey (
	id uuid primary key default gen_random_uuid(),
	name text,
	"publicKey" text not null,
	"userId" uuid not null references identity."user" on delete cascade,
	"credentialID" text not null unique,
	counter integer not null,
	"deviceType" text not null,
	"backedUp" boolean not null,
	transports text,
	aaguid text,
	"createdAt" timestamptz default now()
);
create index passkey_by_user on identity.passkey ("userId");
create table identity."rateLimit" (
	id uuid primary key default gen_random_uuid(),
	key text not null unique,
	count integer not null,
	"lastRequest" bigint not null
);
grant usage on schema identity to samspil_identity;
grant select, insert, update, delete on all tables in schema identity to samspil_identity;

-- One row: what this installation has decided for itself.
create table samspil.installation (
	one boolean primary key default true check (one),
	second_factor text not null default 'everyone' check (second_factor in ('everyone', 'staff', 'nobody')),
	demo boolean not null default false,
	created_at timestamptz not null default now()
);
insert into samspil.installation default values;
grant usage on schema samspil to samspil_app, samspil_jobs, samspil_identity;
grant select on samspil.installation to samspil_app, samspil_jobs, samspil_identity;

-- The organisation "as myself": a citizen or a companion wears no organisation's hat.
create function samspil.nobodys_organisation() returns uuid language sql immutable parallel safe
	return '00000000-0000-0000-0000-000000000000'::uuid;
create function samspil.acting_day() returns date language sql stable parallel safe
	return nullif(current_setting('samspil.today', true), '')::date;
create function samspil.acting_token() returns text language sql stable parallel safe
	return nullif(current_setting('samspil.token', true), '');
-- The tenant as the visit told it: cheap, and only a hint for finding rows by their keys. What may be read or written is
-- decided by policies, which ask the sealed visit (acting_tenant).
create function samspil.visited_tenant() returns uuid language sql stable parallel safe
	return nullif(current_setting('samspil.tenant', true), '')::uuid;
