-- The action plan of a municipality's framework (R-172–R-178): who does what when, for which of the model's six goals. Read by all at
-- work in the municipality; the project leader and the deputy decide what is on it. Nothing in it is about a citizen (R-045).
create table samspil.plan_activity (
	tenant_id uuid not null,
	id uuid not null,
	framework_id uuid not null,
	what text not null check (what <> '' and length(what) <= 300),
	words text not null default '' check (length(words) <= 2000),
	-- R-174: for one of the six goals at least (R-050)
	goals text[] not null check (cardinality(goals) between 1 and 6 and goals <@ array['citizen-takes-part', 'easy-to-know', 'clear-ways',
		'one-responsible', 'shared-view', 'right-people']),
	-- R-176: on a day, in a period, or so many times in each calendar year
	timing text not null check (timing in ('day', 'period', 'yearly')),
	begins_on date not null,
	ends_on date check (ends_on >= begins_on),
	times_a_year smallint check (times_a_year between 1 and 52),
	-- R-177: one person, or one role, of one organisation
	responsible_organisation_id uuid not null,
	responsible_person_id uuid,
	responsible_name text not null check (responsible_name <> '' and length(responsible_name) <= 200),
	standing text not null default 'proposed' check (standing in ('proposed', 'planned', 'under-way', 'done', 'dropped')),
	proposed_by uuid not null references samspil.person,
	proposed_by_name text not null check (proposed_by_name <> ''),
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, framework_id) references samspil.framework,
	foreign key (tenant_id, responsible_organisation_id) references samspil.tenant_organisation,
	foreign key (tenant_id, responsible_person_id, responsible_organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((timing = 'yearly') = (times_a_year is not null)),
	check (case timing when 'day' then ends_on is null when 'period' then ends_on is not null else true end)
);
create index plan_activity_framework on samspil.plan_activity (tenant_id, framework_id, begins_on);
create index plan_activity_organisation on samspil.plan_activity (tenant_id, responsible_organisation_id);
create index plan_activity_responsible on samspil.plan_activity (tenant_id, responsible_person_id, responsible_organisation_id);
create index plan_activity_proposed_by on samspil.plan_activity (proposed_by);

-- R-176: a time at which a recurring activity was held
create table samspil.plan_occurrence (
	tenant_id uuid not null,
	id uuid not null,
	activity_id uuid not null,
	held_on date not null,
	note text not null default '' check (length(note) <= 500),
	recorded_by uuid not null references samspil.person,
	recorded_by_name text not null check (recorded_by_name <> ''),
	recorded_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, activity_id) references samspil.plan_activity
);
create index plan_occurrence_activity on samspil.plan_occurrence (tenant_id, activity_id, held_on);
create index plan_occurrence_recorded_by on samspil.plan_occurrence (recorded_by);

-- R-173: what the project group says to an activity
create table samspil.plan_comment (
	tenant_id uuid not null,
	id uuid not null,
	activity_id uuid not null,
	body text not null check (body <> '' and length(body) <= 2000),
	author_id uuid not null references samspil.person,
	author_name text not null check (author_name <> ''),
	created_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, activity_id) references samspil.plan_activity
);
create index plan_comment_activity on samspil.plan_comment (tenant_id, activity_id, created_at);
create index plan_comment_author on samspil.plan_comment (author_id);

-- R-050: how far the municipality has come with each of the six goals, when it was last looked at
create table samspil.goal_standing (
	tenant_id uuid not null,
	framework_id uuid not null,
	goal text not null check (goal in ('citizen-takes-part', 'easy-to-know', 'clear-ways', 'one-responsible', 'shared-view', 'right-people')),
	standing text not null check (standing in ('not-begun', 'on-the-way', 'reached')),
	words text not null default '' check (length(words) <= 1000),
	changed_at timestamptz not null default now(),
	changed_by_name text not null check (changed_by_name <> ''),
	version integer not null default 1,
	primary key (tenant_id, framework_id, goal),
	foreign key (tenant_id, framework_id) references samspil.framework
);

alter table samspil.plan_activity enable row level security;
alter table samspil.plan_occurrence enable row level security;
alter table samspil.plan_comment enable row level security;
alter table samspil.goal_standing enable row level security;

-- R-178: everybody at work in the municipality; what is only proposed, those who work on the framework.
create policy staff on samspil.plan_activity for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and (standing <> 'proposed' or framework_id = any ((select samspil.my_frameworks())::uuid[])));
create policy proposed on samspil.plan_activity for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and proposed_by = (select samspil.acting_person()) and version = 1
		and framework_id = any ((select samspil.my_frameworks())::uuid[])
		and (standing = 'proposed' or framework_id = any ((select samspil.my_edited_frameworks())::uuid[])));
create policy decided on samspil.plan_activity for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]));
create policy told on samspil.plan_activity for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and standing in ('planned', 'under-way', 'done')
		and responsible_person_id = (select samspil.acting_person()) and responsible_organisation_id = (select samspil.acting_organisation()))
	with check (standing in ('planned', 'under-way', 'done'));
grant select on samspil.plan_activity to samspil_app;
grant insert (tenant_id, id, framework_id, what, words, goals, timing, begins_on, ends_on, times_a_year, responsible_organisation_id,
	responsible_person_id, responsible_name, standing, proposed_by, proposed_by_name, changed_by_name) on samspil.plan_activity to samspil_app;
grant update (what, words, goals, timing, begins_on, ends_on, times_a_year, responsible_organisation_id, responsible_person_id, responsible_name,
	standing, changed_at, changed_by_name, version) on samspil.plan_activity to samspil_app;

-- Whoever is responsible says how it goes and changes nothing else.
create function samspil.guard_plan_activity() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user = 'samspil_app' and not new.framework_id = any (samspil.my_edited_frameworks())
		and (new.what, new.words, new.goals, new.timing, new.begins_on, new.ends_on, new.times_a_year, new.responsible_organisation_id,
			new.responsible_person_id, new.responsible_name)
		is distinct from (old.what, old.words, old.goals, old.timing, old.begins_on, old.ends_on, old.times_a_year, old.responsible_organisation_id,
			old.responsible_person_id, old.responsible_name) then
		raise insufficient_privilege using message = 'only the project leader decides what is on the action plan';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_plan_activity() from public;
create trigger guard_plan_activity before update on samspil.plan_activity for each row execute function samspil.guard_plan_activity();

-- The activities whose occurrences I count: those I answer for, and all of them where I decide on the plan.
create function samspil.my_activities() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(a.id), '{}') from samspil.acting_visit() v join samspil.plan_activity a on a.tenant_id = v.tenant_id
		where a.framework_id = any (samspil.my_edited_frameworks()) or a.standing in ('planned', 'under-way', 'done')
			and a.responsible_person_id = v.person_id and a.responsible_organisation_id = v.organisation_id);
end $$;
revoke all on function samspil.my_activities() from public;
grant execute on function samspil.my_activities() to samspil_app;

create policy staff on samspil.plan_occurrence for select to samspil_app using (tenant_id = (select samspil.staffed_tenant()));
create policy counted on samspil.plan_occurrence for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and recorded_by = (select samspil.acting_person())
		and activity_id = any ((select samspil.my_activities())::uuid[]));
create policy mended on samspil.plan_occurrence for delete to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and activity_id = any ((select samspil.my_activities())::uuid[]));
grant select, delete on samspil.plan_occurrence to samspil_app;
grant insert (tenant_id, id, activity_id, held_on, note, recorded_by, recorded_by_name) on samspil.plan_occurrence to samspil_app;

create policy drafted on samspil.plan_comment for select to samspil_app
	using (tenant_id = (select samspil.staffed_tenant()) and (select samspil.my_frameworks())::uuid[] <> '{}');
create policy said on samspil.plan_comment for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and author_id = (select samspil.acting_person())
		and exists (select from samspil.plan_activity a where a.tenant_id = plan_comment.tenant_id and a.id = plan_comment.activity_id
			and a.framework_id = any ((select samspil.my_frameworks())::uuid[])));
grant select on samspil.plan_comment to samspil_app;
grant insert (tenant_id, id, activity_id, body, author_id, author_name) on samspil.plan_comment to samspil_app;

create policy staff on samspil.goal_standing for select to samspil_app using (tenant_id = (select samspil.staffed_tenant()));
create policy looked_at on samspil.goal_standing for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]));
create policy looked_at_anew on samspil.goal_standing for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and framework_id = any ((select samspil.my_edited_frameworks())::uuid[]));
grant select on samspil.goal_standing to samspil_app;
grant insert (tenant_id, framework_id, goal, standing, words, changed_by_name) on samspil.goal_standing to samspil_app;
grant update (standing, words, changed_at, changed_by_name, version) on samspil.goal_standing to samspil_app;
