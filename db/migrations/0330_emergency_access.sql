-- Emergency access: somebody at work in the municipality opens a pathway they are not on, for today or until tomorrow. The
-- reason comes first; the tovholder, the citizen and the data protection officer hear of it at once; it is reviewed
-- afterwards. It takes the exact name and birth date, counts among the twenty questions of a day, and does not find a citizen
-- whose address is protected: it is no way to browse.

-- The municipality's data protection officer reviews. Like a project leader, one is the municipality's own (R-060).
alter table samspil.membership drop constraint membership_function_check;
alter table samspil.membership
	add constraint membership_function_check check (function in ('project-leader', 'manager', 'employee', 'volunteer', 'data-protection-officer')),
	add check (function <> 'data-protection-officer' or organisation_id = tenant_id);
alter table samspil.invitation drop constraint invitation_function_check;
alter table samspil.invitation
	add constraint invitation_function_check check (function in ('project-leader', 'manager', 'employee', 'volunteer', 'data-protection-officer')),
	add check (function <> 'data-protection-officer' or organisation_id = tenant_id);

create table samspil.emergency_access (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	-- what the pathway goes by, for one who reviews and may not open it
	pathway_number integer not null,
	person_id uuid not null references samspil.person,
	organisation_id uuid not null references samspil.organisation,
	person_name text not null,
	organisation_name text not null,
	reason text not null check (length(reason) between 10 and 2000),
	from_on date not null,
	until_on date not null,
	opened_at timestamptz not null default now(),
	ended_at timestamptz,
	ended_by_name text not null default '',
	reviewed_at timestamptz,
	reviewed_by uuid references samspil.person,
	reviewed_by_name text not null default '',
	finding text check (finding in ('justified', 'not-justified')),
	review_note text not null default '' check (length(review_note) <= 2000),
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check (until_on between from_on and from_on + 1),
	check ((reviewed_at is null) = (finding is null)),
	-- nobody reviews what they did themselves
	check (reviewed_by is distinct from person_id),
	check (finding is distinct from 'not-justified' or review_note <> '')
);
create index emergency_access_pathway on samspil.emergency_access (tenant_id, pathway_id);
create index emergency_access_person on samspil.emergency_access (tenant_id, person_id, opened_at);
create index emergency_access_newest on samspil.emergency_access (tenant_id, opened_at desc, id);
create index emergency_access_of_person on samspil.emergency_access (person_id);
create index emergency_access_organisation on samspil.emergency_access (organisation_id);
create index emergency_access_reviewed_by on samspil.emergency_access (reviewed_by);
alter table samspil.emergency_access enable row level security;
create trigger keep_access after insert or update or delete on samspil.emergency_access for each row execute function samspil.keep_access();

alter table samspil.pathway_access drop constraint pathway_access_reason_check;
alter table samspil.pathway_access add constraint pathway_access_reason_check
	check (reason in ('citizen', 'tovholder', 'former-tovholder', 'partner', 'companion', 'emergency'));

-- As before (0250), and those with emergency access, until it ends.
create or replace view samspil.pathway_access_truth as
	select p.tenant_id, c.person_id, samspil.nobodys_organisation() as organisation_id, p.id as pathway_id, p.citizen_id, 'citizen' as reason, c.id as source_id,
		'-infinity'::date as from_day, 'infinity'::date as until_day
	from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id where c.person_id is not null
	union all
	select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, p.citizen_id, 'tovholder', t.id, '-infinity', coalesce(t.left_on, 'infinity')
	from samspil.tovholder t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id where t.until is null
	union all
	select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, p.citizen_id, 'former-tovholder', t.id, '-infinity', t.handover_until
	from samspil.tovholder t join samspil.pathway p on p.tenant_id = t.tenant_id and p.id = t.pathway_id
	where t.until is not null and t.handover_until is not null
	union all
	select p.tenant_id, x.person_id, x.organisation_id, p.pathway_id, w.citizen_id, 'partner', p.id,
		greatest(p.agreed_on, x.since), least(coalesce(p.ended_on, 'infinity'), coalesce(x.until, 'infinity'))
	from samspil.partner p join samspil.partner_person x on x.tenant_id = p.tenant_id and x.pathway_id = p.pathway_id and x.organisation_id = p.organisation_id
		join samspil.pathway w on w.tenant_id = p.tenant_id and w.id = p.pathway_id
	where p.state = 'agreed' and w.state = 'open'
	union all
	select k.tenant_id, k.person_id, samspil.nobodys_organisation(), k.pathway_id, p.citizen_id, 'companion', k.id, k.since, coalesce(k.until, 'infinity')
	from samspil.companion k join samspil.pathway p on p.tenant_id = k.tenant_id and p.id = k.pathway_id
	where k.ended_at is null
	union all
	select e.tenant_id, e.person_id, e.organisation_id, e.pathway_id, p.citizen_id, 'emergency', e.id, e.from_on, e.until_on
	from samspil.emergency_access e join samspil.pathway p on p.tenant_id = e.tenant_id and p.id = e.pathway_id
	where e.ended_at is null;

-- Whoever has it reads the whole pathway. As before (0175, 0060) but for that.
create or replace function samspil.find_access(tenant uuid, person uuid, organisation uuid, about uuid, today date,
	out reasons text[], out scopes uuid[], out citizens uuid[], out why text, out categories text[]
) language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	also uuid[] := '{}';
	consents text;
	shared text;
begin
	select coalesce(array_agg(distinct a.reason), '{}'),
			coalesce(array_agg(distinct a.citizen_id) filter (where a.reason in ('citizen', 'tovholder', 'former-tovholder', 'emergency')), '{}')
		into reasons, citizens from samspil.pathway_access a
		where a.tenant_id = find_access.tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
			and a.from_day <= today and a.until_day >= today;
	scopes := '{}';
	categories := '{}';
	if exists (select from samspil.scope_access a
		where a.tenant_id = find_access.tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about) then
		select coalesce(array_agg(a.scope_id), '{}'), coalesce(array_agg(distinct a.citizen_id) filter (where a.category = 'contact'), '{}'),
				string_agg(distinct a.consent_number::text, ', ') filter (where a.reason = 'partner'),
				string_agg(distinct a.category, ', ') filter (where a.reason = 'partner'), coalesce(array_agg(distinct a.category), '{}')
			into scopes, also, consents, shared, categories from samspil.scope_access a
			where a.tenant_id = find_access.tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
				and a.from_day <= today and a.until_day >= today;
		citizens := citizens || also;
	end if;
	if reasons && '{citizen,tovholder,former-tovholder,emergency}' then
		categories := '{contact,situation,housing,work,health,substance-use,family,economy,meetings,progress}';
	end if;
	if reasons = '{}' then return; end if;
	if 'partner' = any (reasons) then
		why := array_to_string(array_remove(reasons, 'partner') || coalesce('partner, consent no. ' || consents || ': ' || shared, 'partner, no consent'), '; ');
	else
		why := array_to_string(reasons, '; ');
	end if;
end $$;
create or replace function samspil.my_whole_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then
		return case when w[9]::text[] && '{citizen,tovholder,former-tovholder,emergency}' then array[w[8]::uuid] else '{}' end;
	end if;
	return samspil.my_pathways_as('{citizen,tovholder,former-tovholder,emergency}');
end $$;
create or replace function samspil.my_citizens() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then return w[11]; end if;
	return (select coalesce(array_agg(x.citizen_id), '{}') from (
		select a.citizen_id from samspil.pathway_access a
		where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid
			and a.reason in ('citizen', 'tovholder', 'former-tovholder', 'emergency')
			and a.from_day <= w[7]::date and a.until_day >= w[7]::date and (about is null or a.pathway_id = about)
		union all
		select a.citizen_id from samspil.scope_access a
		where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.category = 'contact'
			and a.from_day <= w[7]::date and a.until_day >= w[7]::date and (about is null or a.pathway_id = about)) x);
end $$;

-- The tenant whose emergency accesses I review: as its data protection officer; null for everybody else.
create function samspil.reviewed_tenant() returns uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if v.hat <> 'organisation' or not v.may_open or v.organisation_id is distinct from v.tenant_id then return null; end if;
	return (select m.tenant_id from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.organisation_id = v.organisation_id
		and m.function = 'data-protection-officer' and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today));
end $$;
-- Read by whoever opened it, by the citizen and the tovholder, and by the one who reviews; written by the functions below.
create policy mine on samspil.emergency_access for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and person_id = (select samspil.acting_opener()) and organisation_id = (select samspil.acting_organisation()));
create policy told on samspil.emergency_access for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]));
create policy reviewed on samspil.emergency_access for select to samspil_app
	using (tenant_id = (select samspil.reviewed_tenant()));
grant select on samspil.emergency_access to samspil_app;

-- Tells of an emergency access: the tovholder, the citizen, and who reviews.
-- By a notice and a mail without content. Not for the app.
create function samspil.tell_of_emergency(e samspil.emergency_access, kind text, by_person uuid) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
begin
	for told in
		select t.person_id as person, '/pathways/' || e.pathway_id || '/emergency' as path from samspil.tovholder t
			where t.tenant_id = e.tenant_id and t.pathway_id = e.pathway_id and t.until is null
		union
		select c.person_id, '/me/log?pathway=' || e.pathway_id from samspil.pathway p
			join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = e.tenant_id and p.id = e.pathway_id and c.person_id is not null
		union
		select m.person_id, '/emergency/' || e.id from samspil.membership m
			where m.tenant_id = e.tenant_id and m.organisation_id = e.tenant_id and m.function = 'data-protection-officer'
				and m.active_from <= samspil.acting_day() and (m.active_until is null or m.active_until >= samspil.acting_day())
	loop
		if told.person is distinct from by_person then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (e.tenant_id, told.person, tell_of_emergency.kind, told.path);
			perform samspil.mail_notice(e.tenant_id, told.person, told.path);
		end if;
	end loop;
end $$;

-- Opens the pathway of the citizen with this very name and birth date. Answers 'opened' and which; 'not-found', also where the
-- address is protected; 'not-needed' and which where one is on it already; 'too-many' after twenty questions that day;
-- 'not-yours' for whoever is not an employee or manager of the municipality itself; 'no-reviewer' where nobody would review it.
-- The same id again is the same access.
create function samspil.open_emergency(new_id uuid, name text, birth_date date, reason text, until_day date)
returns table (answer text, pathway uuid) language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	e samspil.emergency_access;
begin
	if v.person_id is null or not v.may_open or v.hat <> 'organisation' or v.organisation_id is distinct from v.tenant_id
		or not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = v.person_id
			and m.organisation_id = v.organisation_id and m.function in ('employee', 'manager')) then
		answer := 'not-yours';
		return next;
		return;
	end if;
	select x.pathway_id into pathway from samspil.emergency_access x where x.tenant_id = v.tenant_id and x.id = new_id and x.person_id = v.person_id;
	if found then
		answer := 'opened';
		return next;
		return;
	end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.organisation_id = v.tenant_id
		and m.function = 'data-protection-officer' and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)) then
		answer := 'no-reviewer';
		return next;
		return;
	end if;
	-- one question at a time, or many at once would all be the twentieth
	perform pg_advisory_xact_lock(hashtextextended('tovholder-check ' || v.person_id, 0));
	if (select count(*) from samspil.tovholder_check k where k.tenant_id = v.tenant_id and k.person_id = v.person_id and k.asked_on = v.today) >= 20 then
		answer := 'too-many';
		return next;
		return;
	end if;
	select p.id into pathway from samspil.citizen c join samspil.pathway p on p.tenant_id = c.tenant_id and p.citizen_id = c.id
		where c.tenant_id = v.tenant_id and lower(c.name) = lower(trim(open_emergency.name)) and c.birth_date = open_emergency.birth_date and not c.is_protected
		order by p.state = 'open' desc, p.changed_at desc, p.id limit 1;
	insert into samspil.tovholder_check (tenant_id, person_id, organisation_id, asked_on, answer)
		values (v.tenant_id, v.person_id, v.organisation_id, v.today, case when pathway is null then 'emergency: no' else 'emergency: yes' end);
	if pathway is null then
		answer := 'not-found';
		return next;
		return;
	end if;
	if exists (select from samspil.pathway_access a where a.tenant_id = v.tenant_id and a.person_id = v.person_id and a.organisation_id = v.organisation_id
		and a.pathway_id = open_emergency.pathway and a.reason in ('tovholder', 'former-tovholder', 'emergency') and v.today between a.from_day and a.until_day) then
		answer := 'not-needed';
		return next;
		return;
	end if;
	insert into samspil.emergency_access (tenant_id, id, pathway_id, pathway_number, person_id, organisation_id, person_name, organisation_name, reason,
			from_on, until_on)
		select v.tenant_id, new_id, w.id, w.number, v.person_id, v.organisation_id, p.name, o.name, open_emergency.reason, v.today, until_day
		from samspil.pathway w, samspil.person p, samspil.organisation o
		where w.tenant_id = v.tenant_id and w.id = pathway and p.id = v.person_id and o.id = v.organisation_id
		returning * into e;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'emergency.opened', pathway, e.id, 'emergency', '{}');
	perform samspil.tell_of_emergency(e, 'emergency-opened', v.person_id);
	answer := 'opened';
	return next;
end $$;

-- Ends it before its day: whoever opened it, or the tovholder. Answers 'ended', also the second time; 'not-yours' for others.
create function samspil.end_emergency(wanted uuid) returns text language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	e samspil.emergency_access;
begin
	select * into e from samspil.emergency_access x where x.tenant_id = v.tenant_id and x.id = wanted for update;
	if not found or v.hat <> 'organisation' or not v.may_open
		or not (e.person_id = v.person_id and e.organisation_id is not distinct from v.organisation_id
			or e.pathway_id = any (samspil.my_pathways_as('{tovholder}'))) then
		return 'not-yours';
	end if;
	if e.ended_at is not null then return 'ended'; end if;
	perform samspil.record_pathway('emergency.ended', e.pathway_id, e.id);
	update samspil.emergency_access x set ended_at = now(), version = x.version + 1,
			ended_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = e.tenant_id and x.id = e.id;
	return 'ended';
end $$;

-- What the data protection officer finds. Answers 'reviewed'; 'stale' where another has; 'not-yours' for anybody else, and for
-- one's own.
create function samspil.review_emergency(wanted uuid, based_on integer, finding text, note text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	e samspil.emergency_access;
begin
	select * into e from samspil.emergency_access x where x.tenant_id = samspil.reviewed_tenant() and x.id = wanted for update;
	if not found or e.person_id = v.person_id then return 'not-yours'; end if;
	if e.reviewed_at is not null then
		return case when e.finding = review_emergency.finding and e.review_note = note then 'reviewed' else 'stale' end;
	end if;
	if e.version <> based_on then return 'stale'; end if;
	update samspil.emergency_access x set reviewed_at = now(), reviewed_by = v.person_id, finding = review_emergency.finding, review_note = note,
			reviewed_by_name = (select p.name from samspil.person p where p.id = v.person_id), version = x.version + 1
		where x.tenant_id = e.tenant_id and x.id = e.id returning * into e;
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'emergency.reviewed', e.pathway_id, e.id, 'data-protection-officer', '{}');
	perform samspil.tell_of_emergency(e, 'emergency-reviewed', v.person_id);
	return 'reviewed';
end $$;

revoke all on function samspil.reviewed_tenant(), samspil.tell_of_emergency(samspil.emergency_access, text, uuid),
	samspil.open_emergency(uuid, text, date, text, date), samspil.end_emergency(uuid), samspil.review_emergency(uuid, integer, text, text) from public;
grant execute on function samspil.reviewed_tenant(), samspil.open_emergency(uuid, text, date, text, date), samspil.end_emergency(uuid),
	samspil.review_emergency(uuid, integer, text, text) to samspil_app;
