-- Who is visiting is asked some twenty times a page, so what it costs to ask is counted in single microseconds. The seal
-- stands beside the words now and not in front of them, the words are read inside whichever function asks and no longer by
-- one more that changes role, and the visit is found by several small questions instead of one that joins everything.
-- docs/decisions/0008-what-a-page-costs.md has the figures.

-- Null where there is no visit or the seal is not ours, and where the tenant or the day has been told otherwise since.
--   1 person, 2 tenant, 3 organisation, 4 hat, 5 strong, 6 may open, 7 day, 8 the pathway it is about
-- for a visit that reads at once one pathway, null for every other:
--   9 the reasons to be on it, 10 its scopes open to me, 11 its citizen where open to me, 12 the reason for the record,
--   13 its categories open to me
-- and for the record: 14 the person's name, 15 the organisation's
-- Runs as whoever asks, which only the owner's own functions can: nobody else may call it or read the key.
create or replace function samspil.visit_words() returns text[] language plpgsql stable security invoker as $$
declare
	kept text := current_setting('samspil.visit', true);
	secret bytea;
	w text[];
begin
	if coalesce(kept, '') = '' then return null; end if;
	select s.key into secret from samspil.seal s;
	if current_setting('samspil.visit_seal', true) is distinct from encode(sha256(secret || convert_to(kept, 'UTF8') || secret), 'hex') then return null; end if;
	w := string_to_array(kept, E'\x1f', '');
	if w[7] <> coalesce(current_setting('samspil.today', true), '') or coalesce(w[2], '') <> coalesce(current_setting('samspil.tenant', true), '') then
		return null;
	end if;
	return w;
end $$;
alter function samspil.visit_words() reset all;
drop function samspil.sealed(text);

-- What is open of one pathway to a person with a hat on a day. As before (0060), asked in fewer steps: where nothing is
-- shared with a partner, nothing is sorted for one.
create or replace function samspil.find_access(tenant uuid, person uuid, organisation uuid, about uuid, today date,
	out reasons text[], out scopes uuid[], out citizens uuid[], out why text, out categories text[]
) language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	also uuid[] := '{}';
	consents text;
	shared text;
begin
	select coalesce(array_agg(distinct a.reason), '{}'), coalesce(array_agg(distinct a.citizen_id) filter (where a.reason in ('citizen', 'tovholder', 'former-tovholder')), '{}')
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
	if reasons && '{citizen,tovholder,former-tovholder}' then
		categories := '{contact,situation,housing,work,health,substance-use,family,economy,meetings,progress}';
	end if;
	if reasons = '{}' then return; end if;
	if 'partner' = any (reasons) then
		why := array_to_string(array_remove(reasons, 'partner') || coalesce('partner, consent no. ' || consents || ': ' || shared, 'partner, no consent'), '; ');
	else
		why := array_to_string(reasons, '; ');
	end if;
end $$;

-- Begins a transaction's visit, as before (0060). Who is only a companion has a hat of their own to change to as well.
create or replace function samspil.begin_visit(token text, today date, about uuid default null, at_once boolean default false) returns table (
	person uuid, name text, hat text, tenant uuid, "tenantName" text, organisation uuid, "organisationName" text,
	"organisationKind" text, function text, strong boolean, declared boolean, hats integer, unread integer)
language plpgsql volatile security definer set search_path = samspil, pg_temp as $$
declare
	s record;
	m record;
	is_worn boolean := false;
	may_open boolean := false;
	worn_organisation uuid;
	declared_on date;
	reasons text; scopes text; citizens text; why text; categories text;
	words text;
	secret bytea;
begin
	select v."userId" as person, v.hat, v."hatTenant" as tenant, v."hatOrganisation" as organisation, v.assurance, p.name, p.is_administrator,
			(select i.second_factor from samspil.installation i) as second_factor,
			(select count(*)::int from samspil.membership x where x.person_id = v."userId"
				and x.active_from <= begin_visit.today and (x.active_until is null or x.active_until >= begin_visit.today)) as memberships,
			(select count(*)::int from (select c.tenant_id from samspil.citizen c where c.person_id = v."userId"
				union select k.tenant_id from samspil.companion k where k.person_id = v."userId") own) as own_pages,
			(select count(*)::int from samspil.notice n where n.tenant_id = v."hatTenant" and n.person_id = v."userId" and n.read_at is null) as unread,
			(select o.name from samspil.organisation o where o.id = v."hatTenant") as tenant_name
		into s
		from identity.session v join samspil.person p on p.id = v."userId"
		where v.token = begin_visit.token and v."expiresAt" > now();
	if not found then
		perform set_config('samspil.token', token, true), set_config('samspil.today', today::text, true), set_config('samspil.tenant', '', true),
			set_config('samspil.about', coalesce(about::text, ''), true), set_config('samspil.visit', '', true), set_config('samspil.visit_seal', '', true);
		return;
	end if;
	strong := s.assurance = 'multi' or s.second_factor = 'nobody' or (s.second_factor = 'staff' and s.hat = 'self');
	if s.hat = 'organisation' then
		select x.function, x.declared_on, o.name, o.kind into m from samspil.membership x join samspil.organisation o on o.id = x.organisation_id
			where x.tenant_id = s.tenant and x.person_id = s.person and x.organisation_id = s.organisation
				and x.active_from <= begin_visit.today and (x.active_until is null or x.active_until >= begin_visit.today);
		if found then
			is_worn := true;
			worn_organisation := s.organisation;
			organisation := s.organisation;
			"organisationName" := m.name;
			"organisationKind" := m.kind;
			function := m.function;
			declared_on := m.declared_on;
			-- L-5: outside an authority nobody opens a pathway before the confidentiality declaration
			may_open := strong and (m.kind in ('municipality', 'region') or m.declared_on is not null);
		end if;
	elsif s.hat = 'administrator' then
		is_worn := s.is_administrator;
	elsif s.hat = 'self' then
		is_worn := exists (select from samspil.citizen c where c.tenant_id = s.tenant and c.person_id = s.person)
			or exists (select from samspil.companion c where c.tenant_id = s.tenant and c.person_id = s.person);
		if is_worn then
			worn_organisation := samspil.nobodys_organisation();
			may_open := strong;
		end if;
	end if;
	-- still signed in without a hat that can be worn, and nobody anywhere until another is put on
	if is_worn then
		hat := s.hat;
		tenant := s.tenant;
		"tenantName" := s.tenant_name;
		unread := s.unread;
	else
		unread := 0;
	end if;
	person := s.person;
	name := s.name;
	declared := coalesce("organisationKind" in ('municipality', 'region') or declared_on is not null, true);
	hats := s.memberships + s.own_pages + case when s.is_administrator then 1 else 0 end;
	if at_once and may_open and about is not null then
		select a.reasons, a.scopes, a.citizens, a.why, a.categories into reasons, scopes, citizens, why, categories
			from samspil.find_access(tenant, person, worn_organisation, about, today) a;
	end if;
	words := concat_ws(E'\x1f', person, coalesce(tenant::text, ''), coalesce(worn_organisation::text, ''), coalesce(hat, ''), strong, may_open, today,
		coalesce(about::text, ''), coalesce(reasons, ''), coalesce(scopes, ''), coalesce(citizens, ''), coalesce(why, ''), coalesce(categories, ''),
		translate(name, E'\x1f', ' '), translate(coalesce("organisationName", ''), E'\x1f', ' '));
	select k.key into secret from samspil.seal k;
	-- the key stands on both sides, so that nothing can be added to a sealed text
	perform set_config('samspil.token', token, true), set_config('samspil.today', today::text, true),
		set_config('samspil.tenant', coalesce(tenant::text, ''), true), set_config('samspil.about', coalesce(about::text, ''), true),
		set_config('samspil.visit', words, true),
		set_config('samspil.visit_seal', encode(sha256(secret || convert_to(words, 'UTF8') || secret), 'hex'), true);
	return next;
end $$;
create or replace function samspil.my_whole_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then
		return case when w[9]::text[] && '{citizen,tovholder,former-tovholder}' then array[w[8]::uuid] else '{}' end;
	end if;
	return samspil.my_pathways_as('{citizen,tovholder,former-tovholder}');
end $$;

-- Appends one row to the chain with the names that the caller has at hand: a visit has found them already.
create function samspil.append_named_audit(tenant uuid, person uuid, person_name text, organisation uuid, organisation_name text, action text, pathway uuid,
	object uuid, reason text, detail jsonb)
returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	e samspil.audit_event;
begin
	e.tenant_id := coalesce(tenant, samspil.nobodys_organisation());
	e.lane := case when person is null then 0 else get_byte(uuid_send(person), 15) & 15 end;
	loop
		select h.sequence + 1, h.hash into e.sequence, e.previous from samspil.audit_head h where h.tenant_id = e.tenant_id and h.lane = e.lane for update;
		exit when found;
		insert into samspil.audit_head values (e.tenant_id, e.lane, 0, '\x') on conflict do nothing;
	end loop;
	e.at := clock_timestamp();
	e.person_id := person;
	e.person_name := coalesce(append_named_audit.person_name, '');
	e.organisation_id := nullif(organisation, samspil.nobodys_organisation());
	e.organisation_name := coalesce(append_named_audit.organisation_name, '');
	e.action := append_named_audit.action;
	e.pathway_id := pathway;
	e.object_id := object;
	e.reason := coalesce(append_named_audit.reason, '');
	e.detail := coalesce(append_named_audit.detail, '{}');
	e.hash := samspil.audit_hash(e);
	with moved as (
		update samspil.audit_head h set sequence = e.sequence, hash = e.hash where h.tenant_id = e.tenant_id and h.lane = e.lane)
	insert into samspil.audit_event select e.*;
end $$;
create or replace function samspil.append_audit(tenant uuid, person uuid, organisation uuid, action text, pathway uuid, object uuid, reason text, detail jsonb)
returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform samspil.append_named_audit(tenant, person, (select p.name from samspil.person p where p.id = append_audit.person), organisation,
		(select o.name from samspil.organisation o where o.id = nullif(append_audit.organisation, samspil.nobodys_organisation())),
		action, pathway, object, reason, detail);
end $$;
create or replace function samspil.record(action text, object uuid, detail jsonb default '{}') returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	perform samspil.append_named_audit(w[2]::uuid, w[1]::uuid, w[14], w[3]::uuid, w[15], action, null, object, w[4], detail);
end $$;
create or replace function samspil.record_pathway(action text, wanted uuid, object uuid default null, detail jsonb default '{}') returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	why text;
begin
	if w is null or w[6] <> 't' then return; end if;
	if w[9] is not null and w[8]::uuid = wanted then
		why := w[12];
	else
		why := samspil.my_reason(wanted);
	end if;
	if why is null then return; end if;
	perform samspil.append_named_audit(w[2]::uuid, w[1]::uuid, w[14], w[3]::uuid, w[15], action, wanted, object, why, detail);
end $$;
revoke all on function samspil.visit_words(), samspil.append_named_audit(uuid, uuid, text, uuid, text, text, uuid, uuid, text, jsonb) from public;

-- Who holds the threads: as before, in four looks instead of one join.
create or replace function samspil.find_tovholder(wanted uuid) returns table (name text, title text, organisation text, kind text, mail text, contact text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	t record;
begin
	if not (wanted = any (samspil.my_pathways())) then return; end if;
	select x.person_id, x.organisation_id, x.person_name, x.kind into t from samspil.tovholder x
		where x.tenant_id = samspil.visited_tenant() and x.pathway_id = wanted and x.until is null;
	if not found then return; end if;
	name := t.person_name;
	kind := t.kind;
	select o.name, o.contact into organisation, contact from samspil.organisation o where o.id = t.organisation_id;
	select p.email into mail from samspil.person p where p.id = t.person_id;
	select m.title into title from samspil.membership m
		where m.tenant_id = samspil.visited_tenant() and m.person_id = t.person_id and m.organisation_id = t.organisation_id;
	return next;
end $$
