-- A companion (bisidder) is invited, sees what the citizen opened, and is let go again. The citizen invites and lets go;
-- for a citizen without an account the tovholder does it, on what the two have agreed (R-142).

alter table samspil.companion
	-- who let them in; what was agreed, where it was not the citizen in person
	add opened_by_name text not null default '',
	add agreed_on date,
	add agreed_note text not null default '' check (length(agreed_note) <= 1000),
	-- let go: nothing is open from this moment, whatever the days say
	add ended_at timestamptz,
	add ended_by_name text not null default '';

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
	where p.state = 'agreed'
	union all
	select k.tenant_id, k.person_id, samspil.nobodys_organisation(), k.pathway_id, p.citizen_id, 'companion', k.id, k.since, coalesce(k.until, 'infinity')
	from samspil.companion k join samspil.pathway p on p.tenant_id = k.tenant_id and p.id = k.pathway_id
	where k.ended_at is null;

-- The invitation: to one pathway, for these categories.
alter table samspil.invitation drop constraint invitation_kind_check;
alter table samspil.invitation
	add constraint invitation_kind_check check (kind in ('member', 'citizen', 'companion')),
	add pathway_id uuid,
	add categories text[],
	add agreed_on date,
	add agreed_note text not null default '' check (length(agreed_note) <= 1000),
	add foreign key (tenant_id, pathway_id) references samspil.pathway,
	add check ((kind = 'companion') = (pathway_id is not null and coalesce(cardinality(categories), 0) > 0));
create index invitation_pathway on samspil.invitation (tenant_id, pathway_id);

-- Whom a pathway's invitations are to is the affair of those on it: administrators see and keep those to organisations.
alter policy administrators_see on samspil.invitation
	using (tenant_id = samspil.visited_tenant() and kind = 'member' and tenant_id = (select samspil.administered_tenant()));
alter policy administrators_revoke on samspil.invitation
	using (tenant_id = samspil.visited_tenant() and kind = 'member' and tenant_id = (select samspil.administered_tenant()));

-- The pathways whose citizen has no account, of those I hold: there I may let somebody in on the citizen's word.
create function samspil.my_pathways_to_open() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.my_pathways_as('{citizen}') || (select coalesce(array_agg(p.id), '{}') from samspil.acting_visit() v
		join samspil.pathway p on p.tenant_id = v.tenant_id and p.id = any (samspil.my_pathways_as('{tovholder}'))
		join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id and c.person_id is null);
end $$;
create policy companion_invited on samspil.invitation for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and kind = 'companion' and invited_by = (select samspil.acting_opener())
		and pathway_id = any ((select samspil.my_pathways_to_open())::uuid[])
		and (agreed_on is not null or pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[])));
create policy companion_open on samspil.invitation for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and kind = 'companion'
		and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]));
create policy companion_revoke on samspil.invitation for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and kind = 'companion'
		and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]));

-- The companions of a pathway, those let go of too, for the citizen and the tovholder.
create function samspil.companions_of(wanted uuid) returns table (id uuid, name text, categories text[], since date, until date,
	opened_by text, agreed_on date, agreed_note text, ended_at timestamptz, ended_by text, version integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways_as('{citizen,tovholder}'))) then return; end if;
	return query select k.id, p.name, k.categories, k.since, k.until, k.opened_by_name, k.agreed_on, k.agreed_note, k.ended_at, k.ended_by_name, k.version
		from samspil.acting_visit() v join samspil.companion k on k.tenant_id = v.tenant_id and k.pathway_id = wanted
			join samspil.person p on p.id = k.person_id
		order by k.ended_at is not null, k.since desc, k.id limit 100;
end $$;

-- Another companion, and what was agreed about them, is not a companion's to read.
alter policy companions on samspil.companion
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[])
		or (person_id = (select samspil.acting_opener()) and pathway_id = any ((select samspil.my_pathways_as('{companion}'))::uuid[]))));

-- Tells the citizen and the tovholder of a pathway, but the one who acts. Not for the app.
create function samspil.tell_of_companion(tenant uuid, wanted uuid, by_person uuid, kind text) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told record;
begin
	for told in
		select t.person_id as person, '/pathways/' || wanted || '/companions' as path from samspil.tovholder t
			where t.tenant_id = tenant and t.pathway_id = wanted and t.until is null
				and (t.left_on is null or t.left_on >= coalesce(samspil.acting_day(), current_date))
		union all
		select c.person_id, '/me/companions?pathway=' || wanted from samspil.pathway p
			join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = tenant and p.id = wanted and c.person_id is not null
	loop
		if told.person is distinct from by_person then
			insert into samspil.notice (tenant_id, person_id, kind, path) values (tenant, told.person, tell_of_companion.kind, told.path);
			perform samspil.mail_notice(tenant, told.person, told.path);
		end if;
	end loop;
end $$;

-- Lets a companion go, at once. The citizen does, or the tovholder. Answers 'ended'; 'stale' where what is open to the
-- companion was changed since; 'not-yours' for anybody else.
create function samspil.end_companion(wanted uuid, companion uuid, based_on integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	k samspil.companion;
begin
	if not (wanted = any (samspil.my_pathways_as('{citizen,tovholder}'))) then return 'not-yours'; end if;
	select * into v from samspil.acting_visit();
	select * into k from samspil.companion x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.id = companion for update;
	if not found then return 'not-yours'; end if;
	-- the same asked twice
	if k.ended_at is not null then return 'ended'; end if;
	if k.version <> based_on then return 'stale'; end if;
	update samspil.companion x set ended_at = now(), until = greatest(x.since, samspil.acting_day()), version = x.version + 1,
			ended_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = k.tenant_id and x.id = k.id;
	perform samspil.record_pathway('companion.ended', wanted, k.id);
	perform samspil.tell_of_companion(v.tenant_id, wanted, v.person_id, 'companion-ended');
	-- whoever was let go hears that something is closed, and not what
	perform samspil.mail_notice(v.tenant_id, k.person_id, '/');
	return 'ended';
end $$;

-- Nobody becomes a companion who works for the citizen: a place by the citizen's side is no way to keep reading.
create or replace function samspil.invites_worker(hash bytea, person uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.invitation i
		left join samspil.pathway p on p.tenant_id = i.tenant_id and p.id = i.pathway_id
		where i.token_hash = hash and i.kind in ('citizen', 'companion')
			and samspil.has_worked_for(i.tenant_id, coalesce(i.citizen_id, p.citizen_id), invites_worker.person));
end $$;
create or replace function samspil.use_invitation(hash bytea, person uuid, today date) returns boolean language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	i samspil.invitation;
begin
	if samspil.invites_worker(hash, person) then return false; end if;
	update samspil.invitation set used_at = now(), used_by = person
		where token_hash = hash and used_at is null and revoked_at is null and expires_at > now() returning * into i;
	if not found then return false; end if;
	if i.kind = 'member' then
		insert into samspil.membership (tenant_id, person_id, organisation_id, person_name, title, function, can_bind, active_from)
			select i.tenant_id, p.id, i.organisation_id, p.name, i.title, i.function, i.can_bind, today from samspil.person p where p.id = person
			on conflict (tenant_id, person_id, organisation_id) do update set title = excluded.title, function = excluded.function,
				can_bind = excluded.can_bind, active_until = null, version = membership.version + 1;
	elsif i.kind = 'companion' then
		return samspil.let_companion_in(i, person, today);
	else
		update samspil.citizen c set person_id = person where c.tenant_id = i.tenant_id and c.id = i.citizen_id and c.person_id is null;
		if not found then return false; end if;
	end if;
	return true;
end $$;
-- Lets somebody in who has taken the invitation. Whoever is a companion already sees from now on what this invitation
-- opens. False where the pathway is closed or the person's own, and where the account that invited is not the citizen's any
-- more. Not for the app.
create function samspil.let_companion_in(i samspil.invitation, person uuid, today date) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	made uuid;
	opener text := (select p.name from samspil.person p where p.id = i.invited_by);
begin
	if not exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
		where p.tenant_id = i.tenant_id and p.id = i.pathway_id and p.state = 'open' and c.person_id is distinct from person
			and (i.agreed_on is not null or c.person_id = i.invited_by)) then
		return false;
	end if;
	update samspil.companion k set categories = i.categories, until = null, opened_by_name = opener, agreed_on = i.agreed_on,
			agreed_note = i.agreed_note, version = k.version + 1
		where k.tenant_id = i.tenant_id and k.pathway_id = i.pathway_id and k.person_id = person and k.ended_at is null
		returning k.id into made;
	if not found then
		insert into samspil.companion (tenant_id, id, pathway_id, person_id, categories, since, opened_by_name, agreed_on, agreed_note)
			values (i.tenant_id, gen_random_uuid(), i.pathway_id, person, i.categories, today, opener, i.agreed_on, i.agreed_note)
			returning id into made;
	end if;
	perform samspil.append_audit(i.tenant_id, person, null, 'companion.joined', i.pathway_id, made, 'companion', '{}');
	perform samspil.tell_of_companion(i.tenant_id, i.pathway_id, person, 'companion-joined');
	return true;
end $$;

-- As for a citizen's account (0062): what a link handed over opened to somebody who never proved the address, is let go of
-- when its owner proves it.
create or replace function samspil.release_account(person uuid) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	c record;
begin
	if not exists (select from samspil.invitation i where i.used_by = release_account.person and i.kind in ('citizen', 'companion') and not i.by_mail) then
		return false;
	end if;
	for c in select x.tenant_id, x.id from samspil.citizen x where x.person_id = release_account.person
		and not exists (select from samspil.invitation i where i.tenant_id = x.tenant_id and i.citizen_id = x.id
			and i.used_by = release_account.person and i.by_mail)
	loop
		perform samspil.take_account_off(c.tenant_id, c.id, release_account.person, null, 'password-reset');
	end loop;
	for c in update samspil.companion k set ended_at = now(), until = greatest(k.since, current_date), version = k.version + 1
		where k.person_id = release_account.person and k.ended_at is null
			and not exists (select from samspil.invitation i where i.tenant_id = k.tenant_id and i.pathway_id = k.pathway_id
				and i.used_by = release_account.person and i.by_mail)
		returning k.tenant_id, k.id, k.pathway_id
	loop
		perform samspil.append_audit(c.tenant_id, release_account.person, null, 'companion.ended', c.pathway_id, c.id, 'password-reset', '{}');
		perform samspil.tell_of_companion(c.tenant_id, c.pathway_id, release_account.person, 'companion-ended');
	end loop;
	return true;
end $$;

revoke all on function samspil.my_pathways_to_open(), samspil.companions_of(uuid), samspil.tell_of_companion(uuid, uuid, uuid, text),
	samspil.end_companion(uuid, uuid, integer), samspil.let_companion_in(samspil.invitation, uuid, date) from public;
grant execute on function samspil.my_pathways_to_open(), samspil.companions_of(uuid), samspil.end_companion(uuid, uuid, integer) to samspil_app;
