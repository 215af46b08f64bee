-- A pathway of somebody under 18 (R-046): guardians and what they say, apart from the young person's own words; a professional
-- assessment before anybody is asked (R-213); the fixed times at which knowledge is shared (R-224, R-228, R-229); what happens when
-- the effort is not the right one (R-240); and that a statutory notification was made outside Samspil.

-- Whether the citizen of a pathway that is open to me is under 18 on the day of the visit.
create function samspil.is_of_child(wanted uuid) returns boolean language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = samspil.visited_tenant() and p.id = wanted and wanted = any (samspil.my_pathways())
			and c.birth_date > (samspil.acting_day() - interval '18 years')::date);
$$;
revoke all on function samspil.is_of_child(uuid) from public;
grant execute on function samspil.is_of_child(uuid) to samspil_app;

create table samspil.guardian (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	name text not null check (name <> '' and length(name) <= 200),
	relation text not null check (relation <> '' and length(relation) <= 200),
	contact text not null default '' check (length(contact) <= 200),
	has_custody boolean not null,
	-- what the guardian says, in the guardian's words
	words text not null default '' check (length(words) <= 5000),
	said_on date,
	written_by uuid not null references samspil.person,
	changed_by_name text not null check (changed_by_name <> ''),
	changed_at timestamptz not null default now(),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((words = '') = (said_on is null))
);
create index guardian_pathway on samspil.guardian (tenant_id, pathway_id, id);
create index guardian_written_by on samspil.guardian (written_by);

-- R-213: which need a professional has assessed, and which effort is the right one. One counts for each organisation.
create table samspil.child_assessment (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	organisation_id uuid not null references samspil.organisation,
	organisation_name text not null,
	need text not null check (need <> '' and length(need) <= 5000),
	effort text not null check (effort <> '' and length(effort) <= 2000),
	assessed_by text not null check (assessed_by <> '' and length(assessed_by) <= 200),
	profession text not null check (profession <> '' and length(profession) <= 200),
	assessed_on date not null,
	written_by uuid not null references samspil.person,
	written_by_name text not null check (written_by_name <> ''),
	written_at timestamptz not null default now(),
	-- the effort was not the right one, or was assessed anew
	void_at timestamptz,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
create index child_assessment_pathway on samspil.child_assessment (tenant_id, pathway_id, organisation_id, written_at);
create index child_assessment_organisation on samspil.child_assessment (organisation_id);
create index child_assessment_written_by on samspil.child_assessment (written_by);

-- R-240: the effort is not the right one. It is stopped or adjusted, whoever referred the child is told, and a task to assess anew is made.
create table samspil.wrong_fit (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	organisation_id uuid not null references samspil.organisation,
	organisation_name text not null,
	course text not null check (course in ('stopped', 'adjusted')),
	why text not null check (why <> '' and length(why) <= 5000),
	task_id uuid not null,
	told_on date not null,
	told_by uuid not null references samspil.person,
	told_by_name text not null check (told_by_name <> ''),
	-- how many were told: the tovholder, and whoever referred the child where it is another
	told_people integer not null,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, task_id) references samspil.task
);
create index wrong_fit_pathway on samspil.wrong_fit (tenant_id, pathway_id, told_on);
create index wrong_fit_organisation on samspil.wrong_fit (organisation_id);
create index wrong_fit_told_by on samspil.wrong_fit (told_by);
create index wrong_fit_task on samspil.wrong_fit (tenant_id, task_id);

-- R-228: a time at which knowledge of the young person is shared, once it is held. What is shared is limited (R-224).
create table samspil.sharing_point (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	point text not null check (point in ('referral', 'joint-meeting', 'closing-talk', 'another')),
	held_on date not null,
	-- R-229: there unless something else is said, and then why
	young_person boolean not null,
	parents boolean not null,
	absent_why text not null default '' check (length(absent_why) <= 1000),
	contents text[] not null check (contents <> '{}' and contents <@ array['progression', 'development', 'learning', 'well-being']),
	basis text not null check (basis <> '' and length(basis) <= 500),
	shared text not null check (shared <> '' and length(shared) <= 5000),
	written_by uuid not null references samspil.person,
	written_by_name text not null check (written_by_name <> ''),
	written_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((young_person and parents) or absent_why <> '')
);
create index sharing_point_pathway on samspil.sharing_point (tenant_id, pathway_id, held_on);
create index sharing_point_written_by on samspil.sharing_point (written_by);

-- That a statutory notification was made: outside Samspil, by whom and when. Never what stood in it.
create table samspil.outside_notification (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	made_on date not null,
	made_by text not null check (made_by <> '' and length(made_by) <= 200),
	made_to text not null check (made_to <> '' and length(made_to) <= 200),
	written_by uuid not null references samspil.person,
	written_by_name text not null check (written_by_name <> ''),
	written_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway
);
create index outside_notification_pathway on samspil.outside_notification (tenant_id, pathway_id, made_on);
create index outside_notification_written_by on samspil.outside_notification (written_by);

do $$
declare
	part text;
begin
	foreach part in array array['guardian', 'child_assessment', 'wrong_fit', 'sharing_point', 'outside_notification'] loop
		execute format('alter table samspil.%I enable row level security', part);
		-- read by those who read the whole pathway
		execute format('create policy mine on samspil.%I for select to samspil_app using (tenant_id = samspil.visited_tenant()
			and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]))', part);
		execute format('grant select on samspil.%I to samspil_app', part);
		execute format('create trigger guard_closed before insert or update on samspil.%I for each row execute function samspil.guard_closed()', part);
		if part <> 'wrong_fit' then
			execute format('create policy held on samspil.%I for insert to samspil_app with check (tenant_id = samspil.visited_tenant()
				and written_by = (select samspil.acting_opener()) and pathway_id = any ((select samspil.my_pathways_as(''{tovholder}''))::uuid[])
				and samspil.is_of_child(pathway_id))', part);
		end if;
	end loop;
end $$;
-- A partner reads that its own effort was found wrong, and what it was assessed for.
create policy ours on samspil.wrong_fit for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and organisation_id = (select samspil.acting_organisation())
		and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[]));
create policy changed on samspil.guardian for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant insert (tenant_id, id, pathway_id, name, relation, contact, has_custody, words, said_on, written_by, changed_by_name) on samspil.guardian to samspil_app;
grant update (name, relation, contact, has_custody, words, said_on, changed_by_name, changed_at, version) on samspil.guardian to samspil_app;
grant insert (tenant_id, id, pathway_id, organisation_id, organisation_name, need, effort, assessed_by, profession, assessed_on, written_by,
	written_by_name) on samspil.child_assessment to samspil_app;
grant insert (tenant_id, id, pathway_id, point, held_on, young_person, parents, absent_why, contents, basis, shared, written_by,
	written_by_name) on samspil.sharing_point to samspil_app;
grant insert (tenant_id, id, pathway_id, made_on, made_by, made_to, written_by, written_by_name) on samspil.outside_notification to samspil_app;

-- A new assessment takes the place of the one before.
create function samspil.replace_assessment() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.child_assessment a set void_at = now() where a.tenant_id = new.tenant_id and a.pathway_id = new.pathway_id
		and a.organisation_id = new.organisation_id and a.void_at is null and a.id <> new.id;
	return new;
end $$;
revoke all on function samspil.replace_assessment() from public;
create trigger replaces after insert on samspil.child_assessment for each row execute function samspil.replace_assessment();

-- R-213: nobody is asked about a child, and nobody says yes, without a professional assessment that counts.
create function samspil.guard_child() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user = 'samspil_app' and new.state in ('contacted', 'agreed') and (tg_op = 'UPDATE' or new.state = 'contacted') and new.state is distinct from old.state
		and exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = new.tenant_id and p.id = new.pathway_id and c.birth_date > (samspil.acting_day() - interval '18 years')::date)
		and not exists (select from samspil.child_assessment a where a.tenant_id = new.tenant_id and a.pathway_id = new.pathway_id
			and a.organisation_id = new.organisation_id and a.void_at is null)
	then raise check_violation using message = 'a child is referred after a professional assessment'; end if;
	return new;
end $$;
revoke all on function samspil.guard_child() from public;
create trigger guard_child before insert or update of state on samspil.partner for each row execute function samspil.guard_child();

-- Says that the effort of an organisation is not the right one. Answers 'done', or 'not-there' where it is not theirs to say.
create function samspil.tell_wrong_fit(new_id uuid, wanted uuid, organisation uuid, course text, why text, task_title text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	by_name text;
	holder samspil.tovholder;
	need samspil.coordination_need;
	partner samspil.partner;
	task uuid := gen_random_uuid();
	family uuid;
	told integer := 0;
begin
	select * into v from samspil.acting_visit();
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not found or not coalesce(v.may_open, false) or not samspil.is_of_child(wanted) then return 'not-there'; end if;
	if not (wanted = any (samspil.my_pathways_as('{tovholder}'))
		or (wanted = any (samspil.my_pathways_as('{partner}')) and v.organisation_id = organisation)) then return 'not-there'; end if;
	-- the same sent twice
	if exists (select from samspil.wrong_fit w where w.tenant_id = v.tenant_id and w.id = new_id and w.pathway_id = wanted) then return 'done'; end if;
	select * into partner from samspil.partner r where r.tenant_id = v.tenant_id and r.pathway_id = wanted and r.organisation_id = organisation
		and r.state = 'agreed' for update;
	if not found then return 'not-there'; end if;
	select p.name into by_name from samspil.person p where p.id = v.person_id;
	select * into holder from samspil.tovholder t where t.tenant_id = v.tenant_id and t.pathway_id = wanted and t.until is null;
	select * into need from samspil.coordination_need n where n.tenant_id = v.tenant_id and n.pathway_id = wanted;
	select s.id into family from samspil.scope s where s.tenant_id = v.tenant_id and s.pathway_id = wanted and s.category = 'family';
	-- a new assessment begins: a task of whoever holds the threads, and the old one counts no more
	insert into samspil.task (tenant_id, id, pathway_id, scope_id, category, title, responsible_person_id, responsible_organisation_id,
		responsible_name, responsible_organisation_name, due_on, created_by, created_by_name)
	values (v.tenant_id, task, wanted, family, 'family', task_title, holder.person_id, holder.organisation_id, holder.person_name,
		holder.organisation_name, samspil.acting_day() + 7, v.person_id, by_name);
	update samspil.child_assessment a set void_at = now() where a.tenant_id = v.tenant_id and a.pathway_id = wanted
		and a.organisation_id = tell_wrong_fit.organisation and a.void_at is null;
	if holder.person_id <> v.person_id then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, holder.person_id, 'wrong-fit', '/pathways/' || wanted || '/child');
		perform samspil.mail_notice(v.tenant_id, holder.person_id, '/pathways/' || wanted || '/child');
		told := told + 1;
	end if;
	-- whoever referred the child may be on the pathway no more: they are told that, and not of whom
	if need.registered_by is not null and need.registered_by not in (v.person_id, holder.person_id) then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, need.registered_by, 'wrong-fit-referrer', '/pathways');
		perform samspil.mail_notice(v.tenant_id, need.registered_by, '/pathways');
		told := told + 1;
	end if;
	insert into samspil.wrong_fit (tenant_id, id, pathway_id, organisation_id, organisation_name, course, why, task_id, told_on, told_by,
		told_by_name, told_people)
	values (v.tenant_id, new_id, wanted, organisation, (select o.name from samspil.organisation o where o.id = tell_wrong_fit.organisation),
		tell_wrong_fit.course, trim(tell_wrong_fit.why), task, samspil.acting_day(), v.person_id, by_name, told);
	perform samspil.record_pathway('child.wrong-fit', wanted, new_id);
	if tell_wrong_fit.course = 'stopped' then
		update samspil.partner r set state = 'ended', ended_on = samspil.acting_day(), version = r.version + 1
			where r.tenant_id = v.tenant_id and r.id = partner.id;
	end if;
	return 'done';
end $$;
revoke all on function samspil.tell_wrong_fit(uuid, uuid, uuid, text, text, text) from public;
grant execute on function samspil.tell_wrong_fit(uuid, uuid, uuid, text, text, text) to samspil_app;
