-- A light seat does what its link is for and nothing else, whatever the program asks of the database: what it is for stands in the sealed visit, and a
-- trigger on each table of a pathway looks there. Until now the page alone kept it to its kind.

-- What the visit's link is for: 'request' or 'task', and of what; null where somebody has signed in.
create function samspil.light_bound() returns text language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	return w[16];
end $$;
-- Whether a row of a table may be written under such a link.
create function samspil.light_may(bound text, wanted_table text, operation text, row_id text) returns boolean language sql immutable as $$
	select case split_part(bound, ' ', 1)
		-- what the answer makes of itself: the person is on it, and the reference is answered
		when 'request' then (wanted_table = 'partner' and operation = 'UPDATE' and row_id = split_part(bound, ' ', 2)) or wanted_table in ('partner_person', 'transfer')
		when 'task' then wanted_table = 'task' and operation = 'UPDATE' and row_id = split_part(bound, ' ', 2)
		else false end;
$$;
create function samspil.guard_light() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	bound text := samspil.light_bound();
begin
	if bound is not null and not samspil.light_may(bound, tg_table_name, tg_op, coalesce(to_jsonb(new), to_jsonb(old)) ->> 'id') then
		raise insufficient_privilege using message = 'a light seat does what its link is for';
	end if;
	return case when tg_op = 'DELETE' then old else new end;
end $$;
do $$
declare
	part text;
begin
	foreach part in array samspil.pathway_tables() || array['citizen'] loop
		-- worked out from the rest, or the link itself
		if part in ('pathway_access', 'scope_access', 'light_link') or part like 'deadline%' then continue; end if;
		execute format('create trigger keep_light before insert or update or delete on samspil.%I for each row execute function samspil.guard_light()', part);
	end loop;
end $$;
-- Tables that come later have the guard of the closed (0250), which looks too.
create or replace function samspil.guard_closed() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	bound text := samspil.light_bound();
begin
	if bound is not null and not samspil.light_may(bound, tg_table_name, tg_op, to_jsonb(new) ->> 'id') then
		raise insufficient_privilege using message = 'a light seat does what its link is for';
	end if;
	if exists (select from samspil.pathway p where p.tenant_id = new.tenant_id and p.id = new.pathway_id and p.state = 'closed') then
		raise exception using errcode = 'SA001', message = 'the pathway is closed';
	end if;
	return new;
end $$;
revoke all on function samspil.light_bound(), samspil.light_may(text, text, text, text), samspil.guard_light() from public;

-- Otherwise as before (0342).
create or replace function samspil.begin_light_visit(token text, today date) returns table (
	person uuid, name text, hat text, tenant uuid, "tenantName" text, organisation uuid, "organisationName" text, "organisationKind" text,
	function text, strong boolean, declared boolean, hats integer, unread integer, kind text, object uuid, pathway uuid)
language plpgsql volatile security definer set search_path = samspil, pg_temp as $$
declare
	l samspil.light_link;
	m record;
	words text;
	secret bytea;
begin
	perform set_config('samspil.token', '', true), set_config('samspil.today', today::text, true), set_config('samspil.tenant', '', true),
		set_config('samspil.about', '', true), set_config('samspil.visit', '', true), set_config('samspil.visit_seal', '', true);
	select * into l from samspil.light_link x where x.token_hash = sha256(convert_to(begin_light_visit.token, 'UTF8')) and x.used_at is null and x.expires_at >= now() for update;
	if not found then return; end if;
	select x.function, x.declared_on, x.person_name, o.name, o.kind, (select t.name from samspil.organisation t where t.id = l.tenant_id) as tenant_name into m
		from samspil.membership x join samspil.organisation o on o.id = x.organisation_id
		where x.tenant_id = l.tenant_id and x.person_id = l.person_id and x.organisation_id = l.organisation_id
			and x.active_from <= begin_light_visit.today and (x.active_until is null or x.active_until >= begin_light_visit.today);
	if not found then return; end if;
	person := l.person_id; name := m.person_name; hat := 'organisation'; tenant := l.tenant_id; "tenantName" := m.tenant_name;
	organisation := l.organisation_id; "organisationName" := m.name; "organisationKind" := m.kind; function := m.function;
	strong := true; hats := 1; unread := 0; kind := l.kind; object := l.object_id; pathway := l.pathway_id;
	declared := m.kind in ('municipality', 'region') or m.declared_on is not null;
	words := concat_ws(E'\x1f', person, tenant::text, organisation::text, hat, strong, declared, begin_light_visit.today, pathway::text, '', '', '', '', '',
		translate(name, E'\x1f', ' '), translate("organisationName", E'\x1f', ' '), l.kind || ' ' || l.object_id);
	select k.key into secret from samspil.seal k;
	perform set_config('samspil.tenant', tenant::text, true), set_config('samspil.about', pathway::text, true), set_config('samspil.visit', words, true),
		set_config('samspil.visit_seal', encode(sha256(secret || convert_to(words, 'UTF8') || secret), 'hex'), true);
	return next;
end $$;
