-- A light seat: somebody of a partner without time to sign in answers a question, or says that a task is done, from the link in a
-- mail. The link is one use, ends after two weeks, and is kept as a hash: the words of the mail are forgotten when it is sent. What it
-- does, it does as the person the mail was for, in one transaction that ends with it; there is no session.

create table samspil.light_link (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	token_hash bytea not null unique,
	person_id uuid not null,
	organisation_id uuid not null,
	kind text not null check (kind in ('request', 'task')),
	-- the partner that is asked, or the task
	object_id uuid not null,
	pathway_id uuid not null,
	given_by_name text not null,
	given_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at timestamptz,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	foreign key (tenant_id, person_id, organisation_id) references samspil.membership (tenant_id, person_id, organisation_id)
);
create index light_link_pathway on samspil.light_link (tenant_id, pathway_id);
create index light_link_person on samspil.light_link (tenant_id, person_id, organisation_id);
-- Nobody reads it; the functions here alone do.
alter table samspil.light_link enable row level security;

-- Sends a person such a link, by the tovholder who has asked them or given them the task. The link stands in the mail and nowhere else, and
-- whoever calls this does not learn it.
create function samspil.offer_light_seat(person uuid, kind text, object uuid) returns boolean
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	at_work uuid;
	pathway uuid;
	token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return false; end if;
	if kind = 'request' then
		select p.organisation_id, p.pathway_id into at_work, pathway from samspil.partner p
			where p.tenant_id = v.tenant_id and p.id = object and p.state = 'contacted' and p.pathway_id = any (samspil.my_pathways_as('{tovholder}'));
	elsif kind = 'task' then
		select k.responsible_organisation_id, k.pathway_id into at_work, pathway from samspil.task k
			where k.tenant_id = v.tenant_id and k.id = object and k.state = 'open' and k.responsible_person_id = person
				and k.pathway_id = any (samspil.my_pathways_as('{tovholder}'));
	end if;
	if at_work is null or not exists (select from samspil.membership m where m.tenant_id = v.tenant_id and m.person_id = person and m.organisation_id = at_work
		and m.active_from <= v.today and (m.active_until is null or m.active_until >= v.today)) then
		return false;
	end if;
	insert into samspil.light_link (tenant_id, token_hash, person_id, organisation_id, kind, object_id, pathway_id, given_by_name, expires_at)
		values (v.tenant_id, sha256(convert_to(token, 'UTF8')), person, at_work, kind, object, pathway,
			(select p.name from samspil.person p where p.id = v.person_id), now() + interval '14 days');
	insert into samspil.mail (tenant_id, kind, person_id, words) values (v.tenant_id, 'light-' || kind, person, jsonb_build_object('path', '/light/' || token));
	return true;
end $$;

-- How a link stands, for the page it leads to: nothing of what it is about. No row where there is none.
create function samspil.find_light_link(token text, today date)
returns table (kind text, state text, "givenBy" text, "givenAt" timestamptz, until date, path text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query select l.kind,
			case when l.used_at is not null then 'used' when l.expires_at < now() then 'expired'
				when not exists (select from samspil.membership m where m.tenant_id = l.tenant_id and m.person_id = l.person_id and m.organisation_id = l.organisation_id
					and m.active_from <= today and (m.active_until is null or m.active_until >= today)) then 'expired'
				when l.kind = 'request' and not exists (select from samspil.partner p where p.tenant_id = l.tenant_id and p.id = l.object_id and p.state = 'contacted'
					and (p.answer_before is null or p.answer_before >= today)) then 'over'
				when l.kind = 'task' and not exists (select from samspil.task k where k.tenant_id = l.tenant_id and k.id = l.object_id and k.state = 'open') then 'over'
				else 'open' end,
			l.given_by_name, l.given_at,
			case l.kind when 'request' then (select p.answer_before from samspil.partner p where p.tenant_id = l.tenant_id and p.id = l.object_id)
				else (select k.due_on from samspil.task k where k.tenant_id = l.tenant_id and k.id = l.object_id) end,
			case l.kind when 'request' then '/requests' else '/pathways/' || l.pathway_id || '/tasks' end
		from samspil.light_link l where l.token_hash = sha256(convert_to(token, 'UTF8'));
end $$;

-- Begins a transaction as the person a link was for, narrowed to the pathway it is about, as begin_visit (0175) does for a session. The link is
-- the proof; whether the person may open pathways at all is asked as ever (L-5). No row where the link does not work.
create function samspil.begin_light_visit(token text, today date) returns table (
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
		translate(name, E'\x1f', ' '), translate("organisationName", E'\x1f', ' '));
	select k.key into secret from samspil.seal k;
	perform set_config('samspil.tenant', tenant::text, true), set_config('samspil.about', pathway::text, true), set_config('samspil.visit', words, true),
		set_config('samspil.visit_seal', encode(sha256(secret || convert_to(words, 'UTF8') || secret), 'hex'), true);
	return next;
end $$;
-- The link has done what it was for, in the same transaction; it works no more, nor does any other of the same person for the same.
create function samspil.use_light_link(token text) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.light_link o set used_at = now() from samspil.light_link l
		where l.token_hash = sha256(convert_to(token, 'UTF8')) and o.tenant_id = l.tenant_id and o.person_id = l.person_id and o.object_id = l.object_id and o.used_at is null;
end $$;
-- The question that a light seat has shown is recorded where the citizen reads it.
create function samspil.record_request(request uuid) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	pathway uuid;
begin
	select * into v from samspil.acting_visit();
	select p.pathway_id into pathway from samspil.partner_request r join samspil.partner p on p.tenant_id = r.tenant_id and p.id = r.id where r.id = request;
	if pathway is not null then
		perform samspil.append_audit(v.tenant_id, v.person_id, v.organisation_id, 'request.read', pathway, request, 'asked', '{}');
	end if;
end $$;
revoke all on function samspil.offer_light_seat(uuid, text, uuid), samspil.find_light_link(text, date), samspil.begin_light_visit(text, date),
	samspil.use_light_link(text), samspil.record_request(uuid) from public;
grant execute on function samspil.offer_light_seat(uuid, text, uuid), samspil.find_light_link(text, date), samspil.begin_light_visit(text, date),
	samspil.use_light_link(text), samspil.record_request(uuid) to samspil_app;

-- Such a mail is in nobody's outbox, whoever administers, and its link is forgotten when it has left.
create or replace function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset', 'meeting-invitation', 'meeting-cancelled', 'minutes-sent', 'light-request', 'light-task')
		and new.calendar is null
		and coalesce(new.words ->> 'path', '') !~ '^/(me(/|$)|pathways/|light/)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
create function samspil.forget_light_link() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.words := jsonb_build_object('path', '/');
	return new;
end $$;
revoke all on function samspil.forget_light_link() from public;
create trigger forget_light_link before update on samspil.mail for each row
	when (new.state in ('sent', 'failed') and new.kind in ('light-request', 'light-task')) execute function samspil.forget_light_link();
