-- What a page reads of a pathway is of the same moment as the access it is read by. The access is found once, when the visit
-- begins (0060), and each statement behind it sees what has been committed since: so a page could show an entry that a consent
-- withdrawn meanwhile had covered. Now whatever changes an access to a pathway counts its version up, the visit is sealed with
-- the version it was found at, and the last thing a page asks is whether that is still it. docs/decisions/0008 has the figures.
alter table samspil.pathway add access_version integer not null default 0;

-- As before (0371), and the version is counted up under the lock that was taken already.
CREATE OR REPLACE FUNCTION samspil.refresh_access(tenant uuid, wanted uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
declare
	state text;
begin
	update samspil.pathway p set access_version = p.access_version + 1 where p.tenant_id = tenant and p.id = wanted returning p.state into state;
	delete from samspil.pathway_access a where a.tenant_id = tenant and a.pathway_id = wanted;
	delete from samspil.scope_access a where a.tenant_id = tenant and a.pathway_id = wanted;
	if state = 'erasing' then return; end if;
	insert into samspil.pathway_access (tenant_id, person_id, organisation_id, pathway_id, citizen_id, reason, source_id, from_day, until_day)
		select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, t.citizen_id, t.reason, t.source_id, t.from_day, t.until_day
		from samspil.pathway_access_truth t where t.tenant_id = tenant and t.pathway_id = wanted;
	insert into samspil.scope_access (tenant_id, person_id, organisation_id, scope_id, pathway_id, citizen_id, category, reason, source_id, consent_number,
			from_day, until_day, basis_number, basis_kind)
		select t.tenant_id, t.person_id, t.organisation_id, t.scope_id, t.pathway_id, t.citizen_id, t.category, t.reason, t.source_id, t.consent_number,
			t.from_day, t.until_day, t.basis_number, t.basis_kind
		from samspil.scope_access_truth t where t.tenant_id = tenant and t.pathway_id = wanted;
end $$;

-- As before (0175), with the version of the access as the seventeenth word of a visit that reads at once; the sixteenth is a
-- light seat's (0396).
CREATE OR REPLACE FUNCTION samspil.begin_visit(token text, today date, about uuid DEFAULT NULL::uuid, at_once boolean DEFAULT false)
 RETURNS TABLE(person uuid, name text, hat text, tenant uuid, "tenantName" text, organisation uuid, "organisationName" text, "organisationKind" text, function text, strong boolean, declared boolean, hats integer, unread integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
declare
	s record;
	m record;
	is_worn boolean := false;
	may_open boolean := false;
	worn_organisation uuid;
	declared_on date;
	reasons text; scopes text; citizens text; why text; categories text;
	words text;
	version integer;
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
		select a.reasons, a.scopes, a.citizens, a.why, a.categories,
				(select p.access_version from samspil.pathway p where p.tenant_id = begin_visit.tenant and p.id = begin_visit.about)
			into reasons, scopes, citizens, why, categories, version
			from samspil.find_access(tenant, person, worn_organisation, about, today) a;
	end if;
	words := concat_ws(E'\x1f', person, coalesce(tenant::text, ''), coalesce(worn_organisation::text, ''), coalesce(hat, ''), strong, may_open, today,
		coalesce(about::text, ''), coalesce(reasons, ''), coalesce(scopes, ''), coalesce(citizens, ''), coalesce(why, ''), coalesce(categories, ''),
		translate(name, E'\x1f', ' '), translate(coalesce("organisationName", ''), E'\x1f', ' '),
		'', coalesce(version::text, ''));
	select k.key into secret from samspil.seal k;
	-- the key stands on both sides, so that nothing can be added to a sealed text
	perform set_config('samspil.token', token, true), set_config('samspil.today', today::text, true),
		set_config('samspil.tenant', coalesce(tenant::text, ''), true), set_config('samspil.about', coalesce(about::text, ''), true),
		set_config('samspil.visit', words, true),
		set_config('samspil.visit_seal', encode(sha256(secret || convert_to(words, 'UTF8') || secret), 'hex'), true);
	return next;
end $$;

-- Fails where an access to the pathway of this visit has changed since it began; the rows of the whole message are then no
-- answer, and it is asked again. Reads the words without their seal: whoever forges them has no visit any more.
create function samspil.confirm_access() returns void language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := string_to_array(current_setting('samspil.visit', true), E'\x1f');
begin
	if coalesce(w[17], '') <> '' and w[17]::integer is distinct from
		(select p.access_version from samspil.pathway p where p.tenant_id = w[2]::uuid and p.id = w[8]::uuid)
	then
		raise exception using errcode = 'SA002', message = 'the access has changed since the visit began';
	end if;
end $$;
revoke all on function samspil.confirm_access() from public;
grant execute on function samspil.confirm_access() to samspil_app;
