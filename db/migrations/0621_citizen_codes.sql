-- A citizen is let in in person, without a mailbox: the tovholder makes a short code, the citizen types it or points the telephone at it,
-- chooses a password and gets a name to sign in with. The same way leads back in when the password is forgotten. What it rests on is said
-- in docs/decisions/0620-let-in-in-person.md.
create table samspil.citizen_code (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	citizen_id uuid not null,
	-- of the code and the installation's secret: whoever reads the table cannot try all codes against it
	code_hash bytea not null unique check (length(code_hash) = 32),
	issued_by uuid not null references samspil.person,
	issued_at timestamptz not null default now(),
	expires_at timestamptz not null default now() + interval '1 day',
	-- another one was made, or an account was taken off
	stopped_at timestamptz,
	used_at timestamptz,
	used_by uuid references samspil.person,
	primary key (tenant_id, id),
	foreign key (tenant_id, citizen_id) references samspil.citizen on delete cascade
);
create index citizen_code_citizen on samspil.citizen_code (tenant_id, citizen_id);
create index citizen_code_issued_by on samspil.citizen_code (issued_by);
create index citizen_code_used_by on samspil.citizen_code (used_by);
-- Read and written by the functions below alone.
alter table samspil.citizen_code enable row level security;

-- Whether mail reaches somebody: an account that came by a code has an address that no mail can reach (RFC 6761).
create function samspil.has_mailbox(email text) returns boolean language sql immutable as $$ select email !~ '@no-mailbox\.invalid$' $$;

-- Keeps the hash of a code for the citizen of a pathway; one made before, and an invitation that stands open, are good for nothing any more.
-- Answers 'issued'; 'citizen-has-mailbox' where the account is kept by mail; 'not-there' for anybody but the tovholder.
create function samspil.issue_citizen_code(wanted uuid, hash bytea) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	c samspil.citizen;
begin
	if not (wanted = any (samspil.my_pathways_as('{tovholder}'))) then return 'not-there'; end if;
	select x.* into c from samspil.citizen x join samspil.pathway p on p.tenant_id = x.tenant_id and p.citizen_id = x.id
		where p.tenant_id = v.tenant_id and p.id = wanted for update of x;
	if exists (select from samspil.person p where p.id = c.person_id and samspil.has_mailbox(p.email)) then return 'citizen-has-mailbox'; end if;
	update samspil.citizen_code k set stopped_at = now()
		where k.tenant_id = c.tenant_id and k.citizen_id = c.id and k.used_at is null and k.stopped_at is null;
	update samspil.invitation i set revoked_at = now()
		where i.tenant_id = c.tenant_id and i.citizen_id = c.id and i.kind = 'citizen' and i.used_at is null and i.revoked_at is null;
	insert into samspil.citizen_code (tenant_id, citizen_id, code_hash, issued_by) values (c.tenant_id, c.id, hash, v.person_id);
	perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'citizen.code-made', wanted, c.id, 'tovholder', '{}');
	if c.person_id is not null then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (c.tenant_id, c.person_id, 'code-made-for-you', '/me/log?pathway=' || wanted);
	end if;
	return 'issued';
end $$;
-- Until when a code stands open for the citizen of a pathway; no row for anybody but the tovholder.
create function samspil.open_citizen_code(wanted uuid) returns timestamptz
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways_as('{tovholder}'))) then return null; end if;
	return (select max(k.expires_at) from samspil.acting_visit() v
		join samspil.pathway p on p.tenant_id = v.tenant_id and p.id = wanted
		join samspil.citizen_code k on k.tenant_id = p.tenant_id and k.citizen_id = p.citizen_id
		where k.used_at is null and k.stopped_at is null and k.expires_at > now());
end $$;

-- Whose code it is while it can be used, and the account that is there already.
create function samspil.find_citizen_code(hash bytea) returns table (name text, account uuid)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select c.name, c.person_id from samspil.citizen_code k join samspil.citizen c on c.tenant_id = k.tenant_id and c.id = k.citizen_id
		where k.code_hash = hash and k.used_at is null and k.stopped_at is null and k.expires_at > now();
end $$;
-- Uses the code, once: the account is the citizen's. Each tovholder of the citizen hears of it, and it stands in the record.
create function samspil.use_citizen_code(hash bytea, person uuid) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	k samspil.citizen_code;
	way record;
begin
	update samspil.citizen_code x set used_at = now(), used_by = person
		where x.code_hash = hash and x.used_at is null and x.stopped_at is null and x.expires_at > now() returning * into k;
	if not found then return false; end if;
	update samspil.citizen c set person_id = person
		where c.tenant_id = k.tenant_id and c.id = k.citizen_id and (c.person_id is null or c.person_id = person);
	if not found then return false; end if;
	for way in select p.id, t.person_id as holder from samspil.pathway p
		left join samspil.tovholder t on t.tenant_id = p.tenant_id and t.pathway_id = p.id and t.until is null
		where p.tenant_id = k.tenant_id and p.citizen_id = k.citizen_id and p.state = 'open'
	loop
		perform samspil.append_audit(k.tenant_id, person, null, 'citizen.code-used', way.id, k.citizen_id, 'citizen', '{}');
		if way.holder is not null then
			insert into samspil.notice (tenant_id, person_id, kind, path)
				values (k.tenant_id, way.holder, 'citizen-code-used', '/pathways/' || way.id || '/citizen');
			perform samspil.mail_notice(k.tenant_id, way.holder, '/pathways/' || way.id || '/citizen');
		end if;
	end loop;
	return true;
end $$;

-- As before (0062), and the code by which the account came.
create or replace function samspil.citizen_account(wanted uuid) returns table (person uuid, name text, email text, since timestamptz)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways_as('{tovholder}'))) then return; end if;
	return query select p.id, p.name, p.email,
			coalesce((select max(i.used_at) from samspil.invitation i where i.tenant_id = c.tenant_id and i.citizen_id = c.id and i.used_by = p.id),
				(select min(k.used_at) from samspil.citizen_code k where k.tenant_id = c.tenant_id and k.citizen_id = c.id and k.used_by = p.id))
		from samspil.acting_visit() v
			join samspil.pathway w on w.tenant_id = v.tenant_id and w.id = wanted
			join samspil.citizen c on c.tenant_id = w.tenant_id and c.id = w.citizen_id
			join samspil.person p on p.id = c.person_id;
end $$;
-- An account that is taken off takes the open code along: it would open the next one's.
create function samspil.stop_codes() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.citizen_code k set stopped_at = now()
		where k.tenant_id = new.tenant_id and k.citizen_id = new.id and k.used_at is null and k.stopped_at is null;
	return new;
end $$;
create trigger stop_codes after update of person_id on samspil.citizen for each row when (new.person_id is null and old.person_id is not null)
	execute function samspil.stop_codes();

-- No mail is written to somebody without a mailbox. An invitation to a meeting is, since it makes their seat; it goes nowhere.
create function samspil.drop_mail_without_mailbox() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.calendar is null and exists (select from samspil.person p where p.id = new.person_id and not samspil.has_mailbox(p.email)) then return null; end if;
	return new;
end $$;
create trigger drop_without_mailbox before insert on samspil.mail for each row execute function samspil.drop_mail_without_mailbox();

revoke all on function samspil.has_mailbox(text), samspil.issue_citizen_code(uuid, bytea), samspil.open_citizen_code(uuid), samspil.find_citizen_code(bytea),
	samspil.use_citizen_code(bytea, uuid), samspil.stop_codes(), samspil.drop_mail_without_mailbox() from public;
grant execute on function samspil.issue_citizen_code(uuid, bytea), samspil.open_citizen_code(uuid) to samspil_app;
grant execute on function samspil.find_citizen_code(bytea), samspil.use_citizen_code(bytea, uuid) to samspil_identity;
