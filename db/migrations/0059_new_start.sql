-- A way back for somebody who has lost every second factor, or their password where no mail is sent: an administrator
-- makes a code, hands it over in person, and the person begins anew with it. What keeps the administrator from becoming
-- somebody that way is said in docs/decisions/0004-identity.md: until somebody else has confirmed who it was, the account
-- wears no hat at all.
create table samspil.new_start (
	tenant_id uuid not null references samspil.tenant,
	id uuid not null default gen_random_uuid(),
	person_id uuid not null references samspil.person,
	code_hash bytea not null unique check (length(code_hash) = 32),
	issued_by uuid not null references samspil.person check (issued_by <> person_id),
	issued_by_name text not null,
	issued_at timestamptz not null default now(),
	expires_at timestamptz not null,
	-- replaced by another code, or stopped by the person
	stopped_at timestamptz,
	used_at timestamptz,
	outcome text check (outcome in ('confirmed', 'refused')),
	decided_at timestamptz,
	decided_by uuid references samspil.person check (decided_by not in (person_id, issued_by)),
	decided_by_name text not null default '',
	primary key (tenant_id, id),
	check (outcome is null or used_at is not null),
	check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null))
);
create index new_start_person on samspil.new_start (person_id, used_at);
create index new_start_issued_by on samspil.new_start (issued_by);
create index new_start_decided_by on samspil.new_start (decided_by);
-- Who could confirm when the code was made, and was told of it then: nobody comes to it later.
create table samspil.new_start_witness (
	tenant_id uuid not null,
	new_start_id uuid not null,
	person_id uuid not null references samspil.person,
	primary key (tenant_id, new_start_id, person_id),
	foreign key (tenant_id, new_start_id) references samspil.new_start
);
create index new_start_witness_person on samspil.new_start_witness (person_id);
-- Read and written by the functions below alone.
alter table samspil.new_start enable row level security;
alter table samspil.new_start_witness enable row level security;

-- Those who can tell whether it was the person: the municipality's project leaders and managers, the managers where the
-- person works, and other administrators; neither the person nor whoever made the code. Nobody who came today: an
-- administrator can invite people.
create function samspil.find_witnesses(tenant uuid, who uuid, issuer uuid, today date) returns setof uuid
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select m.person_id from samspil.membership m
		where m.tenant_id = tenant and m.person_id not in (who, issuer) and m.active_from < today and (m.active_until is null or m.active_until >= today)
			and ((m.organisation_id = tenant and m.function in ('project-leader', 'manager'))
				or (m.function = 'manager' and m.organisation_id in (select x.organisation_id from samspil.membership x where x.tenant_id = tenant
					and x.person_id = who and x.active_from <= today and (x.active_until is null or x.active_until >= today))))
	union
	select p.id from samspil.person p where p.is_administrator and p.id not in (who, issuer) and p.created_at < today;
end $$;
create function samspil.tell_witnesses(tenant uuid, start uuid, kind text) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select tenant, w.person_id, tell_witnesses.kind, '/confirmations' from samspil.new_start_witness w where w.tenant_id = tenant and w.new_start_id = start;
	perform samspil.mail_notice(tenant, w.person_id, '/confirmations') from samspil.new_start_witness w where w.tenant_id = tenant and w.new_start_id = start;
end $$;

-- Keeps the hash of a code for somebody who works in the administered municipality. Answers 'issued'; 'not-yourself';
-- 'nobody-to-confirm'; 'not-there' for anybody else, and for whoever has proven no second factor themselves.
create function samspil.issue_new_start(wanted uuid, hash bytea) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	start uuid := gen_random_uuid();
begin
	if samspil.administered_tenant() is null or not coalesce(v.strong, false) then return 'not-there'; end if;
	if wanted = v.person_id then return 'not-yourself'; end if;
	if not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = wanted
		and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)) then return 'not-there'; end if;
	if not exists (select from samspil.find_witnesses(v.tenant_id, wanted, v.person_id, v.today)) then return 'nobody-to-confirm'; end if;
	update samspil.new_start n set stopped_at = now() where n.person_id = wanted and n.used_at is null and n.stopped_at is null;
	insert into samspil.new_start (tenant_id, id, person_id, code_hash, issued_by, issued_by_name, expires_at)
		select v.tenant_id, start, wanted, hash, p.id, p.name, now() + interval '1 hour' from samspil.person p where p.id = v.person_id;
	insert into samspil.new_start_witness select v.tenant_id, start, w from samspil.find_witnesses(v.tenant_id, wanted, v.person_id, v.today) w;
	perform samspil.tell_witnesses(v.tenant_id, start, 'new-start-issued');
	insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, wanted, 'new-start-for-you', '/account');
	insert into samspil.mail (tenant_id, kind, person_id, words) values (v.tenant_id, 'new-start', wanted, '{"path": "/account"}');
	perform samspil.append_audit(v.tenant_id, v.person_id, null, 'account.new-start-issued', null, wanted, 'administrator', '{}');
	return 'issued';
end $$;

-- Whose code it is, while it can be used: the mail address must fit.
create function samspil.find_new_start(email text, hash bytea) returns table (person uuid, name text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select p.id, p.name from samspil.new_start n join samspil.person p on p.id = n.person_id
		where n.code_hash = hash and p.email = lower(find_new_start.email) and n.used_at is null and n.stopped_at is null and n.expires_at > now();
end $$;
-- Uses the code, once: from now on the account wears no hat. The person is told by mail, and those who can confirm are asked.
create function samspil.use_new_start(hash bytea) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	n samspil.new_start;
begin
	update samspil.new_start x set used_at = now()
		where x.code_hash = hash and x.used_at is null and x.stopped_at is null and x.expires_at > now() returning * into n;
	if not found then return false; end if;
	perform samspil.tell_witnesses(n.tenant_id, n.id, 'new-start-waits');
	insert into samspil.mail (tenant_id, kind, person_id, words) values (n.tenant_id, 'new-start-used', n.person_id, '{"path": "/hats"}');
	perform samspil.append_audit(n.tenant_id, n.person_id, null, 'account.new-start-used', null, n.person_id, '', '{}');
	return true;
end $$;
-- Whether somebody has begun anew and nobody has confirmed yet who it was.
create function samspil.waits_for_confirmation(who uuid) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return coalesce((select n.outcome is distinct from 'confirmed' from samspil.new_start n
		where n.person_id = who and n.used_at is not null order by n.used_at desc limit 1), false);
end $$;
-- No hat before that, whatever writes the session: without a hat the database shows nothing of anybody's.
create function samspil.keep_without_hat() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.hat is not null and samspil.waits_for_confirmation(new."userId") then
		new.hat := null;
		new."hatTenant" := null;
		new."hatOrganisation" := null;
	end if;
	return new;
end $$;
-- After choose_first_hat: triggers run in the order of their names.
create trigger keep_without_hat before insert or update of hat on identity.session for each row execute function samspil.keep_without_hat();

-- What there is to know of one's own: a code that can be used, or who is asked to confirm.
create function samspil.my_new_start() returns table (state text, "issuedBy" text, "issuedAt" timestamptz, "expiresAt" timestamptz, witnesses text[])
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select case when n.used_at is null then 'open' when n.outcome is null then 'waiting' else 'refused' end,
		n.issued_by_name, n.issued_at, n.expires_at,
		array(select p.name from samspil.new_start_witness w join samspil.person p on p.id = w.person_id
			where w.tenant_id = n.tenant_id and w.new_start_id = n.id order by p.name)
	from samspil.new_start n
	where n.person_id = samspil.acting_person() and n.stopped_at is null
		and ((n.used_at is null and n.expires_at > now()) or (n.used_at is not null and samspil.waits_for_confirmation(n.person_id)))
	order by n.issued_at desc limit 1;
end $$;
-- "I have not asked for that": the code is good for nothing, and those who were told hear of it. Answers whether there was one.
create function samspil.stop_my_new_start() returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	n samspil.new_start;
begin
	update samspil.new_start x set stopped_at = now()
		where x.person_id = samspil.acting_person() and x.used_at is null and x.stopped_at is null and x.expires_at > now() returning * into n;
	if not found then return false; end if;
	perform samspil.tell_witnesses(n.tenant_id, n.id, 'new-start-stopped');
	perform samspil.append_audit(n.tenant_id, n.person_id, null, 'account.new-start-stopped', null, n.person_id, '', '{}');
	return true;
end $$;
-- Those whom the visitor is asked about, while it is not decided: the newest first.
create function samspil.list_new_starts() returns table (id uuid, name text, workplaces text, state text, "issuedBy" text, "issuedAt" timestamptz, "usedAt" timestamptz)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select n.id, p.name,
		(select string_agg(o.name, ', ' order by o.name) from samspil.membership m join samspil.organisation o on o.id = m.organisation_id
			where m.tenant_id = n.tenant_id and m.person_id = n.person_id and (m.active_until is null or m.active_until >= samspil.acting_day())),
		case when n.used_at is null then 'open' else 'waiting' end, n.issued_by_name, n.issued_at, n.used_at
	from samspil.new_start n
		join samspil.new_start_witness w on w.tenant_id = n.tenant_id and w.new_start_id = n.id and w.person_id = samspil.acting_person()
		join samspil.person p on p.id = n.person_id
	where n.tenant_id = samspil.staffed_tenant() and n.stopped_at is null and n.outcome is null
		and (n.used_at is not null or n.expires_at > now())
	order by n.issued_at desc limit 100;
end $$;
-- Says whether it was the person. Yes opens the hats again; no ends every session and takes the password away. Answers
-- 'done', also when asked twice; 'decided' where somebody else has said the opposite; 'prove-first' without a second
-- factor of one's own; 'not-there' for anybody who is not asked.
create function samspil.decide_new_start(wanted uuid, yes boolean) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
	n samspil.new_start;
	said text := case when yes then 'confirmed' else 'refused' end;
begin
	select x.* into n from samspil.new_start x join samspil.new_start_witness w on w.tenant_id = x.tenant_id and w.new_start_id = x.id and w.person_id = v.person_id
		where x.tenant_id = samspil.staffed_tenant() and x.id = wanted and x.used_at is not null for update of x;
	if not found then return 'not-there'; end if;
	if n.outcome is not null then return case when n.outcome = said then 'done' else 'decided' end; end if;
	if not coalesce(v.strong, false) then return 'prove-first'; end if;
	update samspil.new_start x set outcome = said, decided_at = now(), decided_by = p.id, decided_by_name = p.name
		from samspil.person p where p.id = v.person_id and x.tenant_id = n.tenant_id and x.id = n.id;
	if yes then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (n.tenant_id, n.person_id, 'new-start-confirmed', '/account');
		perform samspil.mail_notice(n.tenant_id, n.person_id, '/hats');
	else
		delete from identity.session s where s."userId" = n.person_id;
		update identity.account a set password = null where a."userId" = n.person_id;
		insert into samspil.mail (tenant_id, kind, person_id, words) values (n.tenant_id, 'new-start-refused', n.person_id, '{"path": "/sign-in"}');
		perform samspil.tell_witnesses(n.tenant_id, n.id, 'new-start-refused');
	end if;
	perform samspil.append_audit(n.tenant_id, v.person_id, v.organisation_id, 'account.new-start-' || said, null, n.person_id, v.hat, '{}');
	return 'done';
end $$;

revoke all on function samspil.find_witnesses(uuid, uuid, uuid, date), samspil.tell_witnesses(uuid, uuid, text), samspil.issue_new_start(uuid, bytea),
	samspil.find_new_start(text, bytea), samspil.use_new_start(bytea), samspil.waits_for_confirmation(uuid), samspil.keep_without_hat(),
	samspil.my_new_start(), samspil.stop_my_new_start(), samspil.list_new_starts(), samspil.decide_new_start(uuid, boolean) from public;
grant execute on function samspil.issue_new_start(uuid, bytea), samspil.my_new_start(), samspil.stop_my_new_start(), samspil.list_new_starts(),
	samspil.decide_new_start(uuid, boolean) to samspil_app;
grant execute on function samspil.find_new_start(text, bytea), samspil.use_new_start(bytea) to samspil_identity;
