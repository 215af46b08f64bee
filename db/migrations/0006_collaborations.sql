-- The collaboration level: parties, groups, the framework. Never data on a citizen (R-045).
create table samspil.collaboration (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null,
	name text not null check (name <> '' and length(name) <= 200),
	purpose text not null default '' check (length(purpose) <= 5000),
	phase text not null default 'start-up' check (phase in ('exploring', 'start-up', 'running', 'ended')),
	leader_person_id uuid not null,
	-- R-060: the project leader is of the municipality, whose id is the tenant's
	leader_organisation_id uuid not null check (leader_organisation_id = tenant_id),
	created_at timestamptz not null default now(),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, leader_person_id, leader_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index collaboration_leader on samspil.collaboration (tenant_id, leader_person_id, leader_organisation_id);
create table samspil.collaboration_party (
	tenant_id uuid not null,
	collaboration_id uuid not null,
	organisation_id uuid not null,
	joined_on date not null,
	left_on date check (left_on >= joined_on),
	primary key (tenant_id, collaboration_id, organisation_id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation
);
create index collaboration_party_organisation on samspil.collaboration_party (tenant_id, organisation_id);
create table samspil.group_member (
	tenant_id uuid not null,
	collaboration_id uuid not null,
	group_kind text not null check (group_kind in ('steering', 'project')),
	person_id uuid not null,
	organisation_id uuid not null,
	since date not null,
	until date check (until >= since),
	version integer not null default 1,
	primary key (tenant_id, collaboration_id, group_kind, person_id, organisation_id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index group_member_person on samspil.group_member (tenant_id, person_id, organisation_id);

-- The municipality's overall framework: one (R-070). Its content is answers, one row a field, each with its version.
create table samspil.framework (
	tenant_id uuid not null,
	id uuid not null,
	collaboration_id uuid not null,
	template_version integer not null,
	state text not null default 'draft' check (state in ('draft', 'submitted', 'established')),
	deputy_person_id uuid,
	deputy_organisation_id uuid,
	established_version_id uuid,
	established_on date,
	-- R-074, R-098: an established framework has a next update and somebody responsible for it
	next_update_on date,
	next_update_person_id uuid,
	next_update_organisation_id uuid,
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id),
	foreign key (tenant_id, collaboration_id) references samspil.collaboration,
	foreign key (tenant_id, deputy_person_id, deputy_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	foreign key (tenant_id, next_update_person_id, next_update_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check (state <> 'established' or (established_version_id is not null and established_on is not null
		and next_update_on is not null and next_update_person_id is not null)),
	check (next_update_on is null or next_update_on <= (established_on + interval '6 months')::date)
);
create index framework_collaboration on samspil.framework (tenant_id, collaboration_id);
create index framework_deputy on samspil.framework (tenant_id, deputy_person_id, deputy_organisation_id);
create index framework_next_update_person on samspil.framework (tenant_id, next_update_person_id, next_update_organisation_id);
create table samspil.framework_answer (
	tenant_id uuid not null,
	framework_id uuid not null,
	field_key text not null,
	value jsonb,
	not_applicable text check (length(not_applicable) <= 2000),
	answered_at timestamptz not null default now(),
	answered_by uuid not null references samspil.person,
	answered_by_name text not null,
	version integer not null default 1,
	primary key (tenant_id, framework_id, field_key),
	foreign key (tenant_id, framework_id) references samspil.framework,
	check (pg_column_size(value) < 400000)
);
create index framework_answer_answered_by on samspil.framework_answer (answered_by);
create table samspil.framework_comment (
	tenant_id uuid not null,
	id uuid not null,
	framework_id uuid not null,
	field_key text not null,
	body text not null check (body <> '' and length(body) <= 5000),
	author_id uuid not null,
	author_organisation_id uuid not null,
	author_name text not null,
	created_at timestamptz not null default now(),
	done_at timestamptz,
	done_by_name text,
	primary key (tenant_id, id),
	foreign key (tenant_id, framework_id) references samspil.framework,
	foreign key (tenant_id, author_id, author_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index framework_comment_field on samspil.framework_comment (tenant_id, framework_id, field_key, created_at);
create index framework_comment_author on samspil.framework_comment (tenant_id, author_id, author_organisation_id);
-- R-067: how and when the project group has taken part
create table samspil.framework_involvement (
	tenant_id uuid not null,
	id uuid not null,
	framework_id uuid not null,
	kind text not null check (kind in ('meeting', 'comments')),
	held_on date not null,
	note text not null default '' check (length(note) <= 5000),
	recorded_by_name text not null,
	recorded_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, framework_id) references samspil.framework
);
create index framework_involvement_framework on samspil.framework_involvement (tenant_id, framework_id, held_on);
-- A frozen version: never changed after it is submitted but for its outcome.
create table samspil.framework_version (
	tenant_id uuid not null,
	id uuid not null,
	framework_id uuid not null,
	number integer not null,
	content jsonb not null,
	-- SHA-256 of the canonical JSON of content: what an approval is of
	hash bytea not null check (length(hash) = 32),
	summary text not null default '' check (length(summary) <= 5000),
	proposed_next_update_on date not null,
	proposed_person_id uuid not null,
	proposed_organisation_id uuid not null,
	submitted_by_name text not null,
	submitted_at timestamptz not null default now(),
	outcome text check (outcome in ('established', 'returned', 'withdrawn')),
	outcome_at timestamptz,
	-- who approved, frozen in words, readable by every partner once established
	approvals jsonb not null default '[]',
	primary key (tenant_id, id),
	unique (tenant_id, framework_id, number),
	foreign key (tenant_id, framework_id) references samspil.framework,
	foreign key (tenant_id, proposed_person_id, proposed_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index framework_version_proposed on samspil.framework_version (tenant_id, proposed_person_id, proposed_organisation_id);
create unique index framework_version_open on samspil.framework_version (tenant_id, framework_id) where outcome is null;
alter table samspil.framework add foreign key (tenant_id, established_version_id) references samspil.framework_version (tenant_id, id);
create index framework_established_version on samspil.framework (tenant_id, established_version_id);
create table samspil.framework_decision (
	tenant_id uuid not null,
	version_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	person_name text not null,
	organisation_name text not null,
	outcome text not null check (outcome in ('approve', 'return')),
	comment text not null default '' check (length(comment) <= 5000),
	hash bytea not null,
	decided_at timestamptz not null default now(),
	primary key (tenant_id, version_id, person_id, organisation_id),
	foreign key (tenant_id, version_id) references samspil.framework_version,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check (outcome = 'approve' or comment <> '')
);
create index framework_decision_person on samspil.framework_decision (tenant_id, person_id, organisation_id);
-- R-071, R-072: who was told of an established version, and who has confirmed that they read it
create table samspil.framework_reading (
	tenant_id uuid not null,
	version_id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	told_at timestamptz,
	read_at timestamptz,
	primary key (tenant_id, version_id, person_id, organisation_id),
	foreign key (tenant_id, version_id) references samspil.framework_version,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index framework_reading_person on samspil.framework_reading (tenant_id, person_id, organisation_id);

-- The collaborations I lead, with the municipality's hat on.
create function samspil.my_led_collaborations() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(c.id), '{}') from samspil.acting_visit() v join samspil.collaboration c
		on c.tenant_id = v.tenant_id and c.leader_person_id = v.person_id and c.leader_organisation_id = v.organisation_id);
end $$;
-- The collaborations in whose group of this kind I sit today, with the hat I wear.
create function samspil.my_grouped_collaborations(kind text) returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(g.collaboration_id), '{}') from samspil.acting_visit() v join samspil.group_member g
		on g.tenant_id = v.tenant_id and g.person_id = v.person_id and g.organisation_id = v.organisation_id and g.group_kind = kind
		where g.since <= samspil.acting_day() and (g.until is null or g.until >= samspil.acting_day()));
end $$;
-- The collaborations I take part in: as leader, in a group, or because my organisation is a party.
create function samspil.my_collaborations() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select unnest(samspil.my_led_collaborations()) as id
		union select unnest(samspil.my_grouped_collaborations('steering'))
		union select unnest(samspil.my_grouped_collaborations('project'))
		union select p.collaboration_id from samspil.acting_visit() v join samspil.collaboration_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id and p.left_on is null) x);
end $$;
-- The frameworks whose draft I take part in (leader, deputy, project and steering group), and those I may edit.
create function samspil.my_frameworks() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(f.id), '{}') from samspil.acting_visit() v join samspil.framework f on f.tenant_id = v.tenant_id
		where (f.deputy_person_id = v.person_id and f.deputy_organisation_id = v.organisation_id)
			or f.collaboration_id = any (samspil.my_led_collaborations())
			or f.collaboration_id = any (samspil.my_grouped_collaborations('project'))
			or f.collaboration_id = any (samspil.my_grouped_collaborations('steering')));
end $$;
create function samspil.my_edited_frameworks() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(f.id), '{}') from samspil.acting_visit() v join samspil.framework f on f.tenant_id = v.tenant_id
		where (f.deputy_person_id = v.person_id and f.deputy_organisation_id = v.organisation_id)
			or f.collaboration_id = any (samspil.my_led_collaborations()));
end $$;
create function samspil.my_steered_frameworks() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(f.id), '{}') from samspil.acting_visit() v join samspil.framework f on f.tenant_id = v.tenant_id
		where f.collaboration_id = any (samspil.my_grouped_collaborations('steering')));
end $$;
-- R-060: the municipality's project leaders, who may set up a collaboration.
create function samspil.acting_project_leader() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select m.person_id from samspil.acting_visit() v join samspil.membership m
		on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
		where m.organisation_id = m.tenant_id and m.function = 'project-leader');
end $$;
-- Whether a frozen version is approved (R-063, R-069, A-13): nobody's decision on this exact hash is to return it, and
-- besides the project leader's a municipal manager and a manager from outside the municipality have approved it.
create function samspil.framework_is_approved(tenant uuid, wanted uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (
		select from samspil.framework_version w
			join samspil.framework f on f.tenant_id = w.tenant_id and f.id = w.framework_id
			join samspil.collaboration c on c.tenant_id = f.tenant_id and c.id = f.collaboration_id
			join samspil.framework_decision d on d.tenant_id = w.tenant_id and d.version_id = w.id and d.hash = w.hash
			join samspil.membership m on m.tenant_id = d.tenant_id and m.person_id = d.person_id and m.organisation_id = d.organisation_id
			join samspil.group_member g on g.tenant_id = d.tenant_id and g.collaboration_id = c.id and g.group_kind = 'steering'
				and g.person_id = d.person_id and g.organisation_id = d.organisation_id
		where w.tenant_id = tenant and w.id = wanted
		having bool_and(d.outcome = 'approve')
			and bool_or(m.function = 'manager' and d.organisation_id = w.tenant_id and d.person_id <> c.leader_person_id)
			and bool_or(m.function = 'manager' and d.organisation_id <> w.tenant_id));
end $$;
create function samspil.guard_framework() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.state = 'established' and (old.state, old.established_version_id) is distinct from (new.state, new.established_version_id)
		and not samspil.framework_is_approved(new.tenant_id, new.established_version_id) then
		raise check_violation using message = 'a framework is established only by the steering group''s approval of this version';
	end if;
	if session_user = 'samspil_app' and (new.deputy_person_id, new.deputy_organisation_id) is distinct from (old.deputy_person_id, old.deputy_organisation_id)
		and not (new.collaboration_id = any (samspil.my_led_collaborations())) then
		raise insufficient_privilege using message = 'the deputy is appointed by the project leader';
	end if;
	return new;
end $$;
create trigger guard_framework before update on samspil.framework for each row execute function samspil.guard_framework();
create function samspil.guard_new_framework() returns trigger language plpgsql as $$
begin
	if new.state <> 'draft' then raise check_violation using message = 'a framework begins as a draft'; end if;
	return new;
end $$;
create trigger guard_new_framework before insert on samspil.framework for each row execute function samspil.guard_new_framework();
create function samspil.guard_framework_version() returns trigger language plpgsql as $$
begin
	if (new.content, new.hash, new.number, new.framework_id) is distinct from (old.content, old.hash, old.number, old.framework_id)
		or (old.outcome is not null and new.outcome is distinct from old.outcome) then
		raise check_violation using message = 'a frozen version does not change';
	end if;
	return new;
end $$;
create trigger guard_framework_version before update on samspil.framework_version for each row execute function samspil.guard_framework_version();

revoke all on function samspil.my_led_collaborations(), samspil.my_grouped_collaborations(text), samspil.my_collaborations(), samspil.my_frameworks(),
	samspil.my_edited_frameworks(), samspil.my_steered_frameworks(), samspil.acting_project_leader(), samspil.framework_is_approved(uuid, uuid),
	samspil.guard_framework(), samspil.guard_new_framework(), samspil.guard_framework_version() from public;
grant execute on function samspil.my_led_collaborations(), samspil.my_grouped_collaborations(text), samspil.my_collaborations(), samspil.my_frameworks(),
	samspil.my_edited_frameworks(), samspil.my_steered_frameworks(), samspil.acting_project_leader() to samspil_app;

alter table samspil.collaboration enable row level security;
alter table samspil.collaboration_party enable row level security;
alter table samspil.group_member enable row level security;
alter table samspil.framework enable row level security;
alter table samspil.framework_answer enable row level security;
alter table samspil.framework_comment enable row level security;
alter table samspil.framework_involvement enable row level security;
alter table samspil.framework_version enable row level security;
alter table samspil.framework_decision enable row level security;
alter table samspil.framework_reading enable row level security;

create policy mine on samspil.collaboration for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and id = any ((select samspil.my_collaborations())::uuid[]));
create policy administrators on samspil.collaboration for select to samspil_app using (tenant_id = (select samspil.administered_tenant()));
create policy begun on samspil.collaboration for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and leader_person_id = (select samspil.acting_project_leader()));
create policy led on samspil.collaboration for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and id = any ((select samspil.my_led_collaborations())::uuid[]));
grant select, insert on samspil.collaboration to samspil_app;
grant update (name, purpose, phase, version) on samspil.collaboration to samspil_app;

create policy mine on samspil.collaboration_party for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and collaboration_id = any ((select samspil.my_collaborations())::uuid[]));
create policy administrators on samspil.collaboration_party for select to samspil_app using (tenant_id = (select samspil.administered_tenant()));
create policy led on samspil.collaboration_party for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
create policy led_change on samspil.collaboration_party for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
grant select, insert on samspil.collaboration_party to samspil_app;
grant update (left_on) on samspil.collaboration_party to samspil_app;

create policy mine on samspil.group_member for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and collaboration_id = any ((select samspil.my_collaborations())::uuid[]));
create policy led on samspil.group_member for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
create policy led_change on samspil.group_member for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
grant select, insert on samspil.group_member to samspil_app;
grant update (since, until, version) on samspil.group_member to samspil_app;

-- R-052: everybody on the staff side of a tenant may open the established framework.
create policy staff on samspil.framework for select to samspil_app using (tenant_id = (select samspil.staffed_tenant()));
create policy led on samspil.framework for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and collaboration_id = any ((select samspil.my_led_collaborations())::uuid[]));
create policy edited on samspil.framework for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (id = any ((select samspil.my_edited_frameworks())::uuid[]) or id = any ((select samspil.my_steered_frameworks())::uuid[])));
grant select, insert on samspil.framework to samspil_app;
grant update (state, deputy_person_id, deputy_organisation_id, established_version_id, established_on, next_update_on, next_update_person_id,
	next_update_organisation_id, changed_at, changed_by_name, version) on samspil.framework to samspil_app;

create policy drafted on samspil.framework_answer for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[]));
create policy edited_insert on samspil.framework_answer for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[])
		and answered_by = (select samspil.acting_person()));
create policy edited on samspil.framework_answer for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]));
grant select, insert, update on samspil.framework_answer to samspil_app;

create policy drafted on samspil.framework_comment for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[]));
create policy said on samspil.framework_comment for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[])
		and author_id = (select samspil.acting_person()) and author_organisation_id = (select samspil.acting_organisation()));
create policy done on samspil.framework_comment for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[]));
grant select, insert on samspil.framework_comment to samspil_app;
grant update (done_at, done_by_name) on samspil.framework_comment to samspil_app;

create policy drafted on samspil.framework_involvement for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and framework_id = any ((select samspil.my_frameworks())::uuid[]));
create policy edited on samspil.framework_involvement for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]));
grant select, insert on samspil.framework_involvement to samspil_app;

create policy established on samspil.framework_version for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and (outcome = 'established' or framework_id = any ((select samspil.my_frameworks())::uuid[])));
create policy submitted on samspil.framework_version for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]) and outcome is null);
create policy ended on samspil.framework_version for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and (framework_id = any ((select samspil.my_edited_frameworks())::uuid[]) or framework_id = any ((select samspil.my_steered_frameworks())::uuid[])));
grant select, insert on samspil.framework_version to samspil_app;
grant update (outcome, outcome_at, approvals) on samspil.framework_version to samspil_app;

create policy drafted on samspil.framework_decision for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and exists (select from samspil.framework_version w where w.tenant_id = framework_decision.tenant_id
		and w.id = framework_decision.version_id and w.framework_id = any ((select samspil.my_frameworks())::uuid[])));
create policy decided on samspil.framework_decision for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation())
		and exists (select from samspil.framework_version w where w.tenant_id = framework_decision.tenant_id and w.id = framework_decision.version_id
			and w.outcome is null and w.hash = framework_decision.hash and w.framework_id = any ((select samspil.my_steered_frameworks())::uuid[])));
create policy decided_again on samspil.framework_decision for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()))
	with check (exists (select from samspil.framework_version w where w.tenant_id = framework_decision.tenant_id and w.id = framework_decision.version_id
			and w.outcome is null and w.hash = framework_decision.hash and w.framework_id = any ((select samspil.my_steered_frameworks())::uuid[])));
grant select, insert on samspil.framework_decision to samspil_app;
grant update (outcome, comment, hash, decided_at) on samspil.framework_decision to samspil_app;

create policy own on samspil.framework_reading for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and person_id = (select samspil.acting_person()));
create policy drafted on samspil.framework_reading for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and (select samspil.my_frameworks())::uuid[] <> '{}');
create policy told on samspil.framework_reading for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and ((select samspil.my_frameworks())::uuid[] <> '{}'
		or (person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()))));
create policy read on samspil.framework_reading for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and person_id = (select samspil.acting_person()) and organisation_id = (select samspil.acting_organisation()));
grant select, insert on samspil.framework_reading to samspil_app;
grant update (read_at) on samspil.framework_reading to samspil_app;
