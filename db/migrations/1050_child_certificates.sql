-- Who meets children under 15, fixed and directly, and since when an association has the certificate that law asks for (børneattest, L-21).
-- Never the certificate itself, nor a word of what it says; and the municipality hears only on which day the association last declared
-- that it obtains them.

-- The organisation whose register the visitor keeps: its managers and those who can bind it. An authority keeps its own elsewhere.
create function samspil.certificate_keeping_organisation() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	if w[4] is distinct from 'organisation' then return null; end if;
	return (select m.organisation_id from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
		where m.tenant_id = w[2]::uuid and m.person_id = samspil.acting_person() and m.organisation_id = samspil.acting_organisation()
			and (m.can_bind or m.function = 'manager') and o.kind not in ('municipality', 'region')
			-- under a former name one reads one's own; what is kept has moved to the name there is now
			and not exists (select from samspil.tenant_organisation t where t.tenant_id = m.tenant_id and t.organisation_id = m.organisation_id
				and t.merged_into is not null));
end $$;
revoke all on function samspil.certificate_keeping_organisation() from public;
grant execute on function samspil.certificate_keeping_organisation() to samspil_app;

-- A role in which somebody meets children under 15. Nobody begins in it before the certificate is there.
create table samspil.child_role (
	tenant_id uuid not null,
	id uuid not null,
	organisation_id uuid not null,
	person_id uuid not null,
	role text not null check (role <> '' and length(role) <= 200),
	obtained_on date,
	obtained_by text not null default '' check (length(obtained_by) <= 200),
	begins_on date,
	ends_on date,
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id),
	check ((obtained_on is null) = (obtained_by = '')),
	check (begins_on is null or (obtained_on is not null and obtained_on <= begins_on)),
	check (ends_on is null or (begins_on is not null and begins_on <= ends_on))
);
create index child_role_person on samspil.child_role (tenant_id, person_id, organisation_id);
create index child_role_organisation on samspil.child_role (tenant_id, organisation_id);
create trigger stamp_change before insert or update of role, obtained_on, obtained_by, begins_on, ends_on, version on samspil.child_role
	for each row execute function samspil.stamp_change();
create trigger refuse_former before insert on samspil.child_role for each row execute function samspil.refuse_former('organisation_id');
alter table samspil.child_role enable row level security;
create policy kept on samspil.child_role to samspil_app
	using (tenant_id = samspil.visited_tenant() and organisation_id = (select samspil.certificate_keeping_organisation()))
	with check (tenant_id = samspil.visited_tenant() and organisation_id = (select samspil.certificate_keeping_organisation()));
create policy mine on samspil.child_role for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and person_id = (select samspil.acting_person())
		and organisation_id = (select samspil.acting_organisation()));
grant select, insert, delete on samspil.child_role to samspil_app;
grant update (role, obtained_on, obtained_by, begins_on, ends_on, version) on samspil.child_role to samspil_app;

-- The yearly declaration to the municipality, made on its own way; what is kept here is the day.
create table samspil.child_declaration (
	tenant_id uuid not null,
	organisation_id uuid not null,
	declared_on date not null,
	changed_at timestamptz not null default now(),
	changed_by_name text not null default '',
	primary key (tenant_id, organisation_id, declared_on),
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation
);
create trigger stamp_change before insert on samspil.child_declaration for each row execute function samspil.stamp_change();
create trigger refuse_former before insert on samspil.child_declaration for each row execute function samspil.refuse_former('organisation_id');
alter table samspil.child_declaration enable row level security;
create policy kept on samspil.child_declaration to samspil_app
	using (tenant_id = samspil.visited_tenant() and organisation_id = (select samspil.certificate_keeping_organisation()))
	with check (tenant_id = samspil.visited_tenant() and organisation_id = (select samspil.certificate_keeping_organisation()));
grant select, insert, delete on samspil.child_declaration to samspil_app;
-- What the municipality's own people read of it: on which day an organisation declared last.
create function samspil.last_child_declaration(organisation uuid) returns date
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select max(d.declared_on) from samspil.child_declaration d
		where d.tenant_id = samspil.municipal_tenant() and d.organisation_id = last_child_declaration.organisation);
end $$;
revoke all on function samspil.last_child_declaration(uuid) from public;
grant execute on function samspil.last_child_declaration(uuid) to samspil_app;

-- On the pathway of a child under 15, an organisation says who of it meets the child; null where nobody has said.
alter table samspil.partner_person add meets_child boolean;
comment on column samspil.partner_person.meets_child is 'L-21: meets the child under 15, fixed and directly; null where nobody has said';

-- It is the organisation's own to know (who_meets_child); the app reads the other columns.
revoke select on samspil.partner_person from samspil_app;
grant select (tenant_id, pathway_id, organisation_id, person_id, since, until, cut_to, own_end) on samspil.partner_person to samspil_app;

-- Whether somebody may meet children for this organisation on a day: at work there in a role for which the certificate was obtained. On a
-- pathway an organisation that was merged goes on under its former name, and its register has moved to the name there is now.
create function samspil.may_meet_children(tenant uuid, organisation uuid, person uuid, today date) returns boolean
language sql stable security definer set search_path = samspil, pg_temp begin atomic
	select exists (select from samspil.organisation o where o.id = may_meet_children.organisation and o.kind in ('municipality', 'region'))
		or exists (select from samspil.child_role r join samspil.membership m on m.tenant_id = r.tenant_id and m.person_id = r.person_id
				and m.organisation_id = r.organisation_id and m.active_from <= today and (m.active_until is null or m.active_until >= today)
			where r.tenant_id = may_meet_children.tenant and r.person_id = may_meet_children.person
				and r.organisation_id in (select may_meet_children.organisation union all select t.merged_into from samspil.tenant_organisation t
					where t.tenant_id = may_meet_children.tenant and t.organisation_id = may_meet_children.organisation)
				and r.begins_on <= today and (r.ends_on is null or r.ends_on >= today));
end;
-- Whether the pathway is of a child under 15.
create function samspil.is_of_young_child(tenant uuid, pathway uuid, today date) returns boolean
language sql stable security definer set search_path = samspil, pg_temp begin atomic
	select exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = is_of_young_child.tenant and p.id = is_of_young_child.pathway
			and (c.birth_date + interval '15 years')::date > is_of_young_child.today);
end;
revoke all on function samspil.may_meet_children(uuid, uuid, uuid, date), samspil.is_of_young_child(uuid, uuid, date) from public;

create function samspil.guard_meets_child() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.meets_child and samspil.is_of_young_child(new.tenant_id, new.pathway_id, samspil.acting_day())
		and not samspil.may_meet_children(new.tenant_id, new.organisation_id, new.person_id, samspil.acting_day()) then
		raise check_violation using message = 'nobody meets a child under 15 without the certificate';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_meets_child() from public;
create trigger guard_meets_child before insert or update of meets_child on samspil.partner_person for each row
	when (new.meets_child) execute function samspil.guard_meets_child();

-- Somebody of an agreed partner says whether a colleague, or they themselves, meet the child. Answers 'done'; 'no-certificate' where they may
-- not yet; 'not-young' where the citizen is 15; 'not-there' to everybody else.
create function samspil.say_meets_child(wanted uuid, colleague uuid, meets boolean) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	why text := samspil.my_reason(wanted);
begin
	select * into v from samspil.acting_visit();
	if not (wanted = any (samspil.my_pathways_as('{partner}'))) then return 'not-there'; end if;
	perform from samspil.partner r where r.tenant_id = v.tenant_id and r.pathway_id = wanted and r.organisation_id = v.organisation_id
		and r.state = 'agreed' for no key update;
	if not found or not exists (select from samspil.partner_person x where x.tenant_id = v.tenant_id and x.pathway_id = wanted
			and x.organisation_id = v.organisation_id and x.person_id = colleague and x.since <= v.today and (x.until is null or x.until >= v.today))
	then return 'not-there'; end if;
	if not samspil.is_of_young_child(v.tenant_id, wanted, v.today) then return 'not-young'; end if;
	if meets and not samspil.may_meet_children(v.tenant_id, v.organisation_id, colleague, v.today) then return 'no-certificate'; end if;
	update samspil.partner_person x set meets_child = meets where x.tenant_id = v.tenant_id and x.pathway_id = wanted
		and x.organisation_id = v.organisation_id and x.person_id = colleague and x.meets_child is distinct from meets;
	if found then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'colleague.meets-child', wanted, colleague, why, '{}');
	end if;
	return 'done';
end $$;
revoke all on function samspil.say_meets_child(uuid, uuid, boolean) from public;
grant execute on function samspil.say_meets_child(uuid, uuid, boolean) to samspil_app;

-- Of those who are on the pathway of a child under 15 for my organisation: who meets the child, and whether they may.
create function samspil.who_meets_child(wanted uuid) returns table (person uuid, meets boolean, may boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
	v record;
begin
	select * into v from samspil.acting_visit();
	if not (wanted = any (samspil.my_pathways_as('{partner}'))) or not samspil.is_of_young_child(v.tenant_id, wanted, v.today)
		-- an authority sees to its own elsewhere
		or exists (select from samspil.organisation o where o.id = v.organisation_id and o.kind in ('municipality', 'region')) then return; end if;
	return query
	select x.person_id, x.meets_child, samspil.may_meet_children(v.tenant_id, v.organisation_id, x.person_id, v.today)
	from samspil.partner_person x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.organisation_id = v.organisation_id
		and x.since <= v.today and (x.until is null or x.until >= v.today);
end $$;
revoke all on function samspil.who_meets_child(uuid) from public;
grant execute on function samspil.who_meets_child(uuid) to samspil_app;

-- The declaration is made each year, for as long as somebody is at work in such a role.
alter table samspil.deadline drop constraint deadline_seen_check, drop constraint deadline_check;
alter table samspil.deadline
	add constraint deadline_seen_check check (seen in ('collaboration', 'led', 'agreement', 'pathway', 'scope', 'organisation')),
	add constraint deadline_check check (case seen when 'agreement' then document_id is not null when 'pathway' then pathway_id is not null
		when 'scope' then pathway_id is not null and scope_id is not null when 'organisation' then pathway_id is null and collaboration_id is null
		else collaboration_id is not null end);
alter policy seen on samspil.deadline
	using (tenant_id = samspil.visited_tenant() and case seen
		when 'collaboration' then collaboration_id = any ((select samspil.my_collaborations())::uuid[])
		when 'led' then collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])
		when 'agreement' then document_id = any ((select samspil.my_documents())::uuid[])
		when 'pathway' then pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		when 'organisation' then about = (select samspil.certificate_keeping_organisation())
		else pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]) end);
create function samspil.declaration_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	return query
	select 'child-declaration', r.organisation_id, r.organisation_id, 'organisation', null::uuid, null::uuid, null::uuid, null::uuid, '/certificates',
		coalesce((select max(d.declared_on) from samspil.child_declaration d where d.tenant_id = tenant and d.organisation_id = r.organisation_id), r.first),
		null::date, null, null, 'responsible', m.person_id, m.organisation_id
	from (select x.organisation_id, min(x.begins_on) as first from samspil.child_role x join samspil.membership y on y.tenant_id = x.tenant_id
				and y.person_id = x.person_id and y.organisation_id = x.organisation_id
			where x.tenant_id = tenant and (abouts is null or x.organisation_id = any (abouts))
			group by x.organisation_id
			having bool_or(x.begins_on <= today and (x.ends_on is null or x.ends_on >= today)
				and y.active_from <= today and (y.active_until is null or y.active_until >= today))) r
		join samspil.membership m on m.tenant_id = tenant and m.organisation_id = r.organisation_id and (m.can_bind or m.function = 'manager')
			and m.active_from <= today and (m.active_until is null or m.active_until >= today);
end $$;
revoke all on function samspil.declaration_facts(uuid, date, uuid[]) from public;
grant execute on function samspil.declaration_facts(uuid, date, uuid[]) to samspil_jobs;
create function samspil.mark_organisation_stale() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.deadline_stale (tenant_id, about)
		select coalesce(new.tenant_id, old.tenant_id), coalesce(new.organisation_id, old.organisation_id);
	return null;
end $$;
revoke all on function samspil.mark_organisation_stale() from public;
create trigger mark_stale after insert or delete or update of begins_on, ends_on on samspil.child_role
	for each row execute function samspil.mark_organisation_stale();
create trigger mark_stale after insert or delete on samspil.child_declaration for each row execute function samspil.mark_organisation_stale();

-- An organisation that gets another name takes its register along.
create function samspil.merge_child_roles() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.child_role r set organisation_id = new.merged_into where r.tenant_id = new.tenant_id and r.organisation_id = new.organisation_id
		and exists (select from samspil.membership m where m.tenant_id = r.tenant_id and m.person_id = r.person_id and m.organisation_id = new.merged_into);
	insert into samspil.child_declaration (tenant_id, organisation_id, declared_on, changed_at, changed_by_name)
		select d.tenant_id, new.merged_into, d.declared_on, d.changed_at, d.changed_by_name from samspil.child_declaration d
			where d.tenant_id = new.tenant_id and d.organisation_id = new.organisation_id
		on conflict do nothing;
	insert into samspil.deadline_stale (tenant_id, about) values (new.tenant_id, new.organisation_id), (new.tenant_id, new.merged_into);
	return null;
end $$;
revoke all on function samspil.merge_child_roles() from public;
create trigger merge_child_roles after update of merged_into on samspil.tenant_organisation for each row
	when (new.merged_into is not null and old.merged_into is null) execute function samspil.merge_child_roles();
