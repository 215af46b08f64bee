-- Setting up: who changed a shared thing last, one open invitation for each seat, and R-060 in the database.

-- Whoever writes a new version is named by the database, so that the name cannot be another's.
create function samspil.stamp_change() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.changed_at := now();
	new.changed_by_name := coalesce((select p.name from samspil.person p where p.id = samspil.acting_person()), new.changed_by_name);
	return new;
end $$;
revoke all on function samspil.stamp_change() from public;

alter table samspil.organisation add changed_at timestamptz not null default now(), add changed_by_name text not null default '';
alter table samspil.membership add changed_at timestamptz not null default now(), add changed_by_name text not null default '';
alter table samspil.collaboration add changed_at timestamptz not null default now(), add changed_by_name text not null default '';
create trigger stamp_change before update on samspil.organisation for each row
	when (new.version is distinct from old.version) execute function samspil.stamp_change();
create trigger stamp_change before update on samspil.membership for each row
	when (new.version is distinct from old.version) execute function samspil.stamp_change();
create trigger stamp_change before update on samspil.collaboration for each row
	when (new.version is distinct from old.version) execute function samspil.stamp_change();

-- R-060: a project leader is of the municipality, whose id is the tenant's.
alter table samspil.membership add constraint membership_project_leader
	check (function <> 'project-leader' or organisation_id = tenant_id);
alter table samspil.invitation add constraint invitation_project_leader
	check (function <> 'project-leader' or organisation_id = tenant_id);

-- Pressed twice, or asked by two administrators at once: a mail address is invited to an organisation once at a time.
create unique index invitation_open on samspil.invitation (tenant_id, organisation_id, email)
	where kind = 'member' and used_at is null and revoked_at is null;

-- Names alike, to warn before an organisation is made a second time.
create index organisation_name on samspil.organisation (lower(name));
create index organisation_cvr on samspil.organisation (cvr) where cvr is not null;
-- The people of a municipality by name, page by page.
create index membership_name on samspil.membership (tenant_id, person_name, person_id, organisation_id);
