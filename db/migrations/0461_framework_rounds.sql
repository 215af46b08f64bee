-- The half-yearly update as a round (R-074): each section of the framework has somebody who looks after it and says, while a round is open,
-- that it is still right, or mends it. The owner of a section is the project leader's deputy for it (R-066), as long as the round is open.
create table samspil.framework_section_owner (
	tenant_id uuid not null,
	framework_id uuid not null,
	section text not null check (section ~ '^[a-z][a-z-]{1,40}$'),
	-- the questions of the section, which its owner may answer
	fields text[] not null check (cardinality(fields) between 1 and 40),
	person_id uuid not null,
	organisation_id uuid not null,
	person_name text not null check (person_name <> ''),
	version integer not null default 1,
	primary key (tenant_id, framework_id, section),
	foreign key (tenant_id, framework_id) references samspil.framework,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index framework_section_owner_person on samspil.framework_section_owner (tenant_id, person_id, organisation_id);

create table samspil.framework_round (
	tenant_id uuid not null,
	id uuid not null,
	framework_id uuid not null,
	opened_on date not null,
	due_on date not null check (due_on >= opened_on),
	words text not null default '' check (length(words) <= 1000),
	opened_by_name text not null check (opened_by_name <> ''),
	opened_at timestamptz not null default now(),
	closed_at timestamptz,
	-- with a version in force, or given up
	ending text check (ending in ('established', 'given-up')),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, framework_id) references samspil.framework,
	check ((closed_at is null) = (ending is null))
);
create index framework_round_framework on samspil.framework_round (tenant_id, framework_id, opened_at);
create unique index framework_round_open on samspil.framework_round (tenant_id, framework_id) where closed_at is null;
create index framework_round_due on samspil.framework_round (due_on) where closed_at is null;

create table samspil.framework_section_check (
	tenant_id uuid not null,
	round_id uuid not null,
	section text not null check (section ~ '^[a-z][a-z-]{1,40}$'),
	outcome text not null check (outcome in ('still-right', 'changed')),
	-- SHA-256 of the section's answers: what was said to be right. Answers that change afterwards are not.
	mark text not null check (mark ~ '^[0-9a-f]{64}$'),
	checked_by uuid not null references samspil.person,
	checked_by_name text not null check (checked_by_name <> ''),
	checked_at timestamptz not null default now(),
	primary key (tenant_id, round_id, section),
	foreign key (tenant_id, round_id) references samspil.framework_round
);
create index framework_section_check_by on samspil.framework_section_check (checked_by);

-- The questions I answer for the project leader while a round is open.
create function samspil.my_owned_fields() returns text[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.field), '{}') from samspil.acting_visit() v
		join samspil.framework_section_owner o on o.tenant_id = v.tenant_id and o.person_id = v.person_id and o.organisation_id = v.organisation_id
		join samspil.framework_round r on r.tenant_id = o.tenant_id and r.framework_id = o.framework_id and r.closed_at is null
		cross join lateral unnest(o.fields) x (field));
end $$;
-- As in 0006, and those who look after a section while a round is open.
create or replace function samspil.my_frameworks() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(f.id), '{}') from samspil.acting_visit() v join samspil.framework f on f.tenant_id = v.tenant_id
		where (f.deputy_person_id = v.person_id and f.deputy_organisation_id = v.organisation_id)
			or f.collaboration_id = any (samspil.my_led_collaborations())
			or f.collaboration_id = any (samspil.my_grouped_collaborations('project'))
			or f.collaboration_id = any (samspil.my_grouped_collaborations('steering'))
			or exists (select from samspil.framework_section_owner o join samspil.framework_round r on r.tenant_id = o.tenant_id
				and r.framework_id = o.framework_id and r.closed_at is null
				where o.tenant_id = f.tenant_id and o.framework_id = f.id and o.person_id = v.person_id and o.organisation_id = v.organisation_id));
end $$;
-- Takes the framework for itself until the transaction ends, for whoever writes, decides or looks after a section.
create function samspil.hold_framework(wanted uuid) returns uuid language plpgsql volatile security definer set search_path = samspil, pg_temp as $$
begin
	if not wanted = any (samspil.my_frameworks()) then return null; end if;
	return (select f.id from samspil.framework f where f.tenant_id = samspil.acting_tenant() and f.id = wanted for update);
end $$;
-- The draft is worked on again by the owner of a section: a version that waited for the steering group is void (S-4). Answers that version.
create function samspil.reopen_framework(wanted uuid, name text) returns uuid language plpgsql volatile security definer set search_path = samspil, pg_temp as $$
declare
	home uuid := samspil.acting_tenant();
	waited uuid;
begin
	if samspil.my_owned_fields() = '{}' or not wanted = any (samspil.my_frameworks()) then
		raise insufficient_privilege using message = 'only somebody who writes on the framework opens it again';
	end if;
	update samspil.framework_version w set outcome = 'withdrawn', outcome_at = now()
		where w.tenant_id = home and w.framework_id = wanted and w.outcome is null returning w.id into waited;
	update samspil.framework f set state = 'draft', changed_at = now(), changed_by_name = name where f.tenant_id = home and f.id = wanted;
	return waited;
end $$;
revoke all on function samspil.my_owned_fields(), samspil.hold_framework(uuid), samspil.reopen_framework(uuid, text) from public;
grant execute on function samspil.my_owned_fields(), samspil.hold_framework(uuid), samspil.reopen_framework(uuid, text) to samspil_app;

create policy owned_insert on samspil.framework_answer for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[])
		and field_key = any ((select samspil.my_owned_fields())::text[]) and answered_by = (select samspil.acting_person()));
create policy owned on samspil.framework_answer for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[])
		and field_key = any ((select samspil.my_owned_fields())::text[]));

alter table samspil.framework_section_owner enable row level security;
alter table samspil.framework_round enable row level security;
alter table samspil.framework_section_check enable row level security;

create policy drafted on samspil.framework_section_owner for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[]));
create policy edited_insert on samspil.framework_section_owner for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]));
create policy edited on samspil.framework_section_owner for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]));
grant select, insert on samspil.framework_section_owner to samspil_app;
grant update (fields, person_id, organisation_id, person_name, version) on samspil.framework_section_owner to samspil_app;

create policy drafted on samspil.framework_round for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[]));
create policy opened on samspil.framework_round for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]));
-- by the writers, and by the last to approve
create policy closed on samspil.framework_round for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and closed_at is null and (framework_id = any ((select samspil.my_edited_frameworks())::uuid[])
		or framework_id = any ((select samspil.my_steered_frameworks())::uuid[])))
	with check (tenant_id = (select samspil.acting_tenant()) and (framework_id = any ((select samspil.my_edited_frameworks())::uuid[]) or ending = 'established'));
grant select on samspil.framework_round to samspil_app;
grant insert (tenant_id, id, framework_id, opened_on, due_on, words, opened_by_name) on samspil.framework_round to samspil_app;
grant update (due_on, words, closed_at, ending, version) on samspil.framework_round to samspil_app;

create policy drafted on samspil.framework_section_check for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and exists (select from samspil.framework_round r where r.tenant_id = framework_section_check.tenant_id
		and r.id = framework_section_check.round_id and r.framework_id = any ((select samspil.my_frameworks())::uuid[])));
-- The sections of open rounds that I may speak for: all, where I write the framework.
create function samspil.my_checks(round uuid, of_section text) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.acting_visit() v join samspil.framework_round r on r.tenant_id = v.tenant_id and r.id = round and r.closed_at is null
		where r.framework_id = any (samspil.my_edited_frameworks())
			or exists (select from samspil.framework_section_owner o where o.tenant_id = r.tenant_id and o.framework_id = r.framework_id
				and o.section = of_section and o.person_id = v.person_id and o.organisation_id = v.organisation_id));
end $$;
revoke all on function samspil.my_checks(uuid, text) from public;
grant execute on function samspil.my_checks(uuid, text) to samspil_app;
create policy checked on samspil.framework_section_check for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and checked_by = (select samspil.acting_person()) and samspil.my_checks(round_id, section));
create policy checked_anew on samspil.framework_section_check for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and samspil.my_checks(round_id, section))
	with check (checked_by = (select samspil.acting_person()));
grant select on samspil.framework_section_check to samspil_app;
grant insert (tenant_id, round_id, section, outcome, mark, checked_by, checked_by_name) on samspil.framework_section_check to samspil_app;
grant update (outcome, mark, checked_by, checked_by_name, checked_at) on samspil.framework_section_check to samspil_app;
