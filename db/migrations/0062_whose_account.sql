-- Whose account it is. An address is proven only by a mail that was read there; whoever works on a pathway is never its
-- citizen; and an account tied to the wrong citizen can be untied.

-- Whether the link went by mail and to nobody else. Where it was handed over, the address is what somebody typed.
alter table samspil.invitation add by_mail boolean not null default false;
update samspil.invitation set by_mail = true where kind = 'member';
update identity."user" u set "emailVerified" = false
	where exists (select from samspil.invitation i where i.used_by = u.id and i.kind = 'citizen')
		and not exists (select from samspil.invitation i where i.used_by = u.id and i.kind = 'member');

drop function samspil.find_invitation(bytea);
create function samspil.find_invitation(hash bytea) returns table (id uuid, kind text, email text, name text, title text, function text,
	"organisationName" text, "tenantName" text, state text, "hasAccount" boolean, "provesAddress" boolean)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select i.id, i.kind, i.email, i.name, i.title, i.function, o.name, t.name,
		case when i.used_at is not null then 'used' when i.revoked_at is not null then 'revoked'
			when i.expires_at <= now() then 'expired' else 'open' end,
		exists (select from identity."user" u where u.email = i.email),
		i.kind = 'member' or i.by_mail
	from samspil.invitation i left join samspil.organisation o on o.id = i.organisation_id
		left join samspil.organisation t on t.id = i.tenant_id
	where i.token_hash = hash;
end $$;

-- Whether somebody has worked on a pathway of this citizen, in whatever part and however long ago.
create function samspil.has_worked_for(tenant uuid, citizen uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.citizen c where c.tenant_id = tenant and c.id = citizen and c.registered_by = person)
		or exists (select from samspil.pathway p where p.tenant_id = tenant and p.citizen_id = citizen and (
			p.registered_by = person
			or exists (select from samspil.tovholder t where t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.person_id = person)
			or exists (select from samspil.partner_person x where x.tenant_id = p.tenant_id and x.pathway_id = p.id and x.person_id = person)))
		or exists (select from samspil.invitation i where i.tenant_id = tenant and i.citizen_id = citizen and i.invited_by = person);
end $$;
-- Whether this invitation is to the page of a citizen whom the person works for: then it is not theirs to take.
create function samspil.invites_worker(hash bytea, person uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.invitation i where i.token_hash = hash and i.kind = 'citizen'
		and samspil.has_worked_for(i.tenant_id, i.citizen_id, invites_worker.person));
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
	else
		update samspil.citizen c set person_id = person where c.tenant_id = i.tenant_id and c.id = i.citizen_id and c.person_id is null;
		if not found then return false; end if;
	end if;
	return true;
end $$;

-- Takes an account off a citizen: records it on each pathway and tells their tovholdere but the one who did it. Not for
-- the app: untie_citizen and release_account ask first.
create function samspil.take_account_off(tenant uuid, citizen uuid, by_person uuid, by_organisation uuid, reason text) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	way record;
begin
	update samspil.citizen c set person_id = null, version = c.version + 1 where c.tenant_id = tenant and c.id = citizen;
	for way in select p.id, t.person_id as holder from samspil.pathway p
		left join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
		where p.tenant_id = tenant and p.citizen_id = citizen
	loop
		perform samspil.append_audit(tenant, by_person, by_organisation, 'citizen.untied', way.id, citizen, reason, '{}');
		if way.holder is distinct from by_person and way.holder is not null then
			insert into samspil.notice (tenant_id, person_id, kind, path)
				values (tenant, way.holder, 'citizen-untied', '/pathways/' || way.id || '/citizen');
			perform samspil.mail_notice(tenant, way.holder, '/pathways/' || way.id || '/citizen');
		end if;
	end loop;
end $$;
-- The tovholder takes a wrong account off the citizen. Answers 'untied'; 'stale' where somebody changed the citizen
-- since; 'not-yours' for anybody else.
create function samspil.untie_citizen(wanted uuid, account uuid) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	c samspil.citizen;
begin
	if not (wanted = any (samspil.my_pathways_as('{tovholder}'))) then return 'not-yours'; end if;
	select * into v from samspil.acting_visit();
	select x.* into c from samspil.citizen x join samspil.pathway p on p.tenant_id = x.tenant_id and p.citizen_id = x.id
		where p.tenant_id = v.tenant_id and p.id = wanted for update of x;
	-- the same asked twice
	if c.person_id is null then return 'untied'; end if;
	if c.person_id <> account then return 'stale'; end if;
	perform samspil.take_account_off(v.tenant_id, c.id, v.person_id, v.organisation_id, 'tovholder');
	-- whoever had the account hears that it opens this no more, and not what it opened
	perform samspil.mail_notice(v.tenant_id, account, '/');
	return 'untied';
end $$;
-- Which account is tied to the citizen of a pathway, for its tovholder to look at.
create function samspil.citizen_account(wanted uuid) returns table (person uuid, name text, email text, since timestamptz)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways_as('{tovholder}'))) then return; end if;
	return query select p.id, p.name, p.email,
			(select max(i.used_at) from samspil.invitation i where i.tenant_id = c.tenant_id and i.citizen_id = c.id and i.used_by = p.id)
		from samspil.acting_visit() v
			join samspil.pathway w on w.tenant_id = v.tenant_id and w.id = wanted
			join samspil.citizen c on c.tenant_id = w.tenant_id and c.id = w.citizen_id
			join samspil.person p on p.id = c.person_id;
end $$;
-- Somebody has proven by mail that the address of an unproven account is theirs. What was tied to that account by a link
-- handed over was somebody else's: it is let go, and the tovholder invites again. Answers whether the account came by such
-- a link; one that did not (the first administrator's) is whoever's it was.
create function samspil.release_account(person uuid) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	c record;
begin
	if not exists (select from samspil.invitation i where i.used_by = release_account.person and i.kind = 'citizen' and not i.by_mail) then
		return false;
	end if;
	for c in select x.tenant_id, x.id from samspil.citizen x where x.person_id = release_account.person
		and not exists (select from samspil.invitation i where i.tenant_id = x.tenant_id and i.citizen_id = x.id
			and i.used_by = release_account.person and i.by_mail)
	loop
		perform samspil.take_account_off(c.tenant_id, c.id, release_account.person, null, 'password-reset');
	end loop;
	return true;
end $$;

revoke all on function samspil.find_invitation(bytea), samspil.has_worked_for(uuid, uuid, uuid), samspil.invites_worker(bytea, uuid),
	samspil.take_account_off(uuid, uuid, uuid, uuid, text), samspil.untie_citizen(uuid, uuid), samspil.citizen_account(uuid), samspil.release_account(uuid) from public;
grant execute on function samspil.find_invitation(bytea) to samspil_app, samspil_identity;
grant execute on function samspil.untie_citizen(uuid, uuid), samspil.citizen_account(uuid) to samspil_app;
grant execute on function samspil.invites_worker(bytea, uuid), samspil.release_account(uuid) to samspil_identity;
