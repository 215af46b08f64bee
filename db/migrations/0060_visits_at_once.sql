-- A page asks a dozen tables, and each table's policies ask again who is visiting and what is open to them. What costs in
-- that is not the comparing but the asking: so a page that only reads has its answer found once, by begin_visit, and kept
-- under the same seal as the visit itself. A transaction that writes still asks anew each time, since what it writes may
-- change the answer. docs/decisions/0008-what-a-page-costs.md has the figures.

-- The words of the visit as begin_visit sealed them. Null where there is no visit or the seal is not ours, and where the
-- tenant or the day has been told otherwise since: so visited_tenant() and acting_day(), which cost next to nothing, can be
-- believed wherever anything else of the visit is asked as well.
--   1 person, 2 tenant, 3 organisation, 4 hat, 5 strong, 6 may open, 7 day, 8 the pathway it is about
-- and, for a visit that reads at once one pathway, null for every other:
--   9 the reasons to be on it, 10 its scopes open to me, 11 its citizen where open to me, 12 the reason for the record,
--   13 its categories open to me
create or replace function samspil.visit_words() returns text[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	kept text := current_setting('samspil.visit', true);
	secret bytea;
	w text[];
begin
	if coalesce(kept, '') = '' then return null; end if;
	select s.key into secret from samspil.seal s;
	if left(kept, 64) <> encode(sha256(secret || convert_to(substr(kept, 66), 'UTF8') || secret), 'hex') then return null; end if;
	w := string_to_array(substr(kept, 66), '|', '');
	if coalesce(w[2], '') <> coalesce(current_setting('samspil.tenant', true), '') or w[7] <> coalesce(current_setting('samspil.today', true), '') then
		return null;
	end if;
	return w;
end $$;
create or replace function samspil.is_visited() returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.visit_words() is not null;
end $$;

-- Begins a transaction's visit: who is behind the token, with which hat, only while the hat is still the person's to wear
-- on that day. One row, or none where the token is no session's. `at_once` says that the transaction only reads, and that
-- what is open of the pathway it is about may be found now for all of it.
drop function samspil.begin_visit(text, date, uuid);
create function samspil.begin_visit(token text, today date, about uuid default null, at_once boolean default false) returns table (
	person uuid, name text, hat text, tenant uuid, "tenantName" text, organisation uuid, "organisationName" text,
	"organisationKind" text, function text, strong boolean, declared boolean, hats integer, unread integer)
language plpgsql volatile security definer set search_path = samspil, pg_temp as $$
declare
	s record;
	is_worn boolean;
	is_strong boolean;
	may_open boolean := false;
	worn_organisation uuid;
	access record;
	words text;
begin
	select v."userId" as person, v.hat, v."hatTenant" as tenant, v."hatOrganisation" as organisation, v.assurance, i.second_factor, p.name, p.is_administrator,
			t.name as tenant_name, o.name as organisation_name, o.kind, m.function, m.declared_on, m.person_id is not null as is_member,
			(select count(*)::int from samspil.membership x where x.person_id = v."userId"
				and x.active_from <= begin_visit.today and (x.active_until is null or x.active_until >= begin_visit.today)) as memberships,
			(select count(*)::int from samspil.citizen c where c.person_id = v."userId") as own_pages,
			(select count(*)::int from samspil.notice n where n.tenant_id = v."hatTenant" and n.person_id = v."userId" and n.read_at is null) as unread
		into s
		from identity.session v cross join samspil.installation i
			join samspil.person p on p.id = v."userId"
			left join samspil.organisation t on t.id = v."hatTenant"
			left join samspil.organisation o on o.id = v."hatOrganisation" and v.hat = 'organisation'
			left join samspil.membership m on v.hat = 'organisation' and m.tenant_id = v."hatTenant" and m.person_id = v."userId"
				and m.organisation_id = v."hatOrganisation"
				and m.active_from <= begin_visit.today and (m.active_until is null or m.active_until >= begin_visit.today)
		where v.token = begin_visit.token and v."expiresAt" > now();
	if found then
		is_strong := s.assurance = 'multi' or s.second_factor = 'nobody' or (s.second_factor = 'staff' and s.hat = 'self');
		is_worn := coalesce(case s.hat
			when 'organisation' then s.is_member
			when 'administrator' then s.is_administrator
			when 'self' then exists (select from samspil.citizen c where c.tenant_id = s.tenant and c.person_id = s.person)
				or exists (select from samspil.companion c where c.tenant_id = s.tenant and c.person_id = s.person)
			end, false);
		if is_worn then
			worn_organisation := case s.hat when 'organisation' then s.organisation when 'self' then samspil.nobodys_organisation() end;
			-- L-5: outside an authority nobody opens a pathway before the confidentiality declaration
			may_open := is_strong and (s.hat = 'self'
				or s.hat = 'organisation' and (s.kind in ('municipality', 'region') or s.declared_on is not null));
		else
			-- still signed in, and nobody anywhere until another hat is put on
			s.hat := null; s.tenant := null; s.tenant_name := null; s.organisation_name := null; s.kind := null; s.function := null; s.unread := 0;
		end if;
		words := concat_ws('|', s.person::text, coalesce(s.tenant::text, ''), coalesce(worn_organisation::text, ''), coalesce(s.hat, ''), is_strong, may_open,
			today, coalesce(about::text, ''));
		if at_once and may_open and about is not null then
			access := samspil.find_access(s.tenant, s.person, worn_organisation, about, today);
			words := concat_ws('|', words, access.reasons, access.scopes, access.citizens, coalesce(access.why, ''), access.categories);
		end if;
	end if;
	perform set_config('samspil.token', token, true), set_config('samspil.today', today::text, true),
		set_config('samspil.tenant', case when words is null then '' else coalesce(s.tenant::text, '') end, true),
		set_config('samspil.about', coalesce(about::text, ''), true),
		set_config('samspil.visit', case when words is null then '' else samspil.sealed(words) end, true);
	if words is null then return; end if;
	person := s.person;
	name := s.name;
	hat := s.hat;
	tenant := s.tenant;
	"tenantName" := s.tenant_name;
	organisation := nullif(worn_organisation, samspil.nobodys_organisation());
	"organisationName" := s.organisation_name;
	"organisationKind" := s.kind;
	function := s.function;
	strong := is_strong;
	declared := coalesce(s.kind in ('municipality', 'region') or s.declared_on is not null, true);
	hats := s.memberships + s.own_pages + case when s.is_administrator then 1 else 0 end;
	unread := s.unread;
	return next;
end $$;
drop function samspil.find_visit(text, date);

-- What is open of one pathway to a person with a hat on a day: why they are on it, which scopes of others and so which
-- categories, whose contact details, and how the record says it.
create function samspil.find_access(tenant uuid, person uuid, organisation uuid, about uuid, today date,
	out reasons text[], out scopes uuid[], out citizens uuid[], out why text, out categories text[]
) language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	covered record;
begin
	select coalesce(array_agg(distinct a.reason), '{}'), coalesce(array_agg(distinct a.citizen_id) filter (where a.reason in ('citizen', 'tovholder', 'former-tovholder')), '{}')
		into reasons, citizens from samspil.pathway_access a
		where a.tenant_id = find_access.tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
			and a.from_day <= today and a.until_day >= today;
	select coalesce(array_agg(a.scope_id), '{}') as scopes, coalesce(array_agg(distinct a.citizen_id) filter (where a.category = 'contact'), '{}') as citizens,
			string_agg(distinct a.consent_number::text, ', ') filter (where a.reason = 'partner') as consents,
			string_agg(distinct a.category, ', ') filter (where a.reason = 'partner') as shared, coalesce(array_agg(distinct a.category), '{}') as categories
		into covered from samspil.scope_access a
		where a.tenant_id = find_access.tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
			and a.from_day <= today and a.until_day >= today;
	scopes := covered.scopes;
	citizens := citizens || covered.citizens;
	categories := case when reasons && '{citizen,tovholder,former-tovholder}'
		then '{contact,situation,housing,work,health,substance-use,family,economy,meetings,progress}' else covered.categories end;
	if reasons = '{}' then return; end if;
	why := array_to_string(case when 'partner' = any (reasons)
		then array_remove(reasons, 'partner') || coalesce('partner, consent no. ' || covered.consents || ': ' || covered.shared, 'partner, no consent')
		else reasons end, '; ');
end $$;

create or replace function samspil.my_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then return case when w[9] = '{}' then '{}' else array[about] end; end if;
	if about is null then
		return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
			where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.from_day <= w[7]::date and a.until_day >= w[7]::date);
	end if;
	return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
		where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.pathway_id = about
			and a.from_day <= w[7]::date and a.until_day >= w[7]::date);
end $$;
create or replace function samspil.my_pathways_as(reasons text[]) returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then return case when w[9]::text[] && reasons then array[about] else '{}' end; end if;
	if about is null then
		return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
			where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.reason = any (reasons)
				and a.from_day <= w[7]::date and a.until_day >= w[7]::date);
	end if;
	return (select coalesce(array_agg(a.pathway_id), '{}') from samspil.pathway_access a
		where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.pathway_id = about and a.reason = any (reasons)
			and a.from_day <= w[7]::date and a.until_day >= w[7]::date);
end $$;
create or replace function samspil.my_whole_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return samspil.my_pathways_as('{citizen,tovholder,former-tovholder}');
end $$;
create or replace function samspil.my_scopes() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then return w[10]; end if;
	if about is null then
		return (select coalesce(array_agg(a.scope_id), '{}') from samspil.scope_access a
			where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.from_day <= w[7]::date and a.until_day >= w[7]::date);
	end if;
	return (select coalesce(array_agg(a.scope_id), '{}') from samspil.scope_access a
		where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.pathway_id = about
			and a.from_day <= w[7]::date and a.until_day >= w[7]::date);
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
		where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.reason in ('citizen', 'tovholder', 'former-tovholder')
			and a.from_day <= w[7]::date and a.until_day >= w[7]::date and (about is null or a.pathway_id = about)
		union all
		select a.citizen_id from samspil.scope_access a
		where a.tenant_id = w[2]::uuid and a.person_id = w[1]::uuid and a.organisation_id = w[3]::uuid and a.category = 'contact'
			and a.from_day <= w[7]::date and a.until_day >= w[7]::date and (about is null or a.pathway_id = about)) x);
end $$;
create or replace function samspil.people_around_me() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	if w is null or w[6] <> 't' or w[4] <> 'self' then return '{}'; end if;
	return (select coalesce(array_agg(distinct o.person_id), '{}') from samspil.pathway_access mine
		join samspil.pathway_access o on o.tenant_id = mine.tenant_id and o.pathway_id = mine.pathway_id
		where mine.tenant_id = w[2]::uuid and mine.person_id = w[1]::uuid and mine.organisation_id = w[3]::uuid
			and mine.from_day <= w[7]::date and mine.until_day >= w[7]::date);
end $$;
-- Both of these are for the moments of the transaction that registers somebody: one that has written nothing asks in vain.
create or replace function samspil.my_unheld_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if pg_current_xact_id_if_assigned() is null then return '{}'; end if;
	return (select coalesce(array_agg(p.id), '{}') from samspil.acting_visit() v join samspil.pathway p
		on p.tenant_id = v.tenant_id and p.registered_by = v.person_id and p.registered_organisation_id = v.organisation_id
		where v.may_open and not exists (select from samspil.tovholder t where t.tenant_id = p.tenant_id and t.pathway_id = p.id));
end $$;
create or replace function samspil.my_unplaced_citizens() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if pg_current_xact_id_if_assigned() is null then return '{}'; end if;
	return (select coalesce(array_agg(c.id), '{}') from samspil.acting_visit() v join samspil.citizen c
		on c.tenant_id = v.tenant_id and c.registered_by = v.person_id
		where v.may_open and v.hat = 'organisation' and not exists (select from samspil.pathway p where p.tenant_id = c.tenant_id and p.citizen_id = c.id));
end $$;
create or replace function samspil.my_reason(wanted uuid) returns text language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	if w is null or w[6] <> 't' then return null; end if;
	if w[9] is not null and w[8]::uuid = wanted then return w[12]; end if;
	return (samspil.find_access(w[2]::uuid, w[1]::uuid, w[3]::uuid, wanted, w[7]::date)).why;
end $$;

-- The same hash as before, in the language that costs least to call.
create or replace function samspil.audit_hash(e samspil.audit_event) returns bytea language plpgsql immutable set search_path = samspil, pg_temp as $$
begin
	return sha256(e.previous || convert_to(concat_ws(E'\x1f', e.tenant_id, e.lane, e.sequence, extract(epoch from e.at), coalesce(e.person_id::text, ''),
		e.person_name, coalesce(e.organisation_id::text, ''), e.organisation_name, e.action, coalesce(e.pathway_id::text, ''),
		coalesce(e.object_id::text, ''), e.reason, e.detail::text), 'UTF8'));
end $$;
-- Appends one row to the chain, in two statements: the head is taken with the names, then row and head are written.
create or replace function samspil.append_audit(tenant uuid, person uuid, organisation uuid, action text, pathway uuid, object uuid, reason text, detail jsonb)
returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	e samspil.audit_event;
begin
	e.tenant_id := coalesce(tenant, samspil.nobodys_organisation());
	e.lane := case when person is null then 0 else get_byte(uuid_send(person), 15) & 15 end;
	e.person_id := person;
	e.organisation_id := nullif(organisation, samspil.nobodys_organisation());
	loop
		select h.sequence + 1, h.hash, coalesce((select p.name from samspil.person p where p.id = e.person_id), ''),
				coalesce((select o.name from samspil.organisation o where o.id = e.organisation_id), '')
			into e.sequence, e.previous, e.person_name, e.organisation_name
			from samspil.audit_head h where h.tenant_id = e.tenant_id and h.lane = e.lane for update;
		exit when found;
		insert into samspil.audit_head values (e.tenant_id, e.lane, 0, '\x') on conflict do nothing;
	end loop;
	e.at := clock_timestamp();
	e.action := append_audit.action;
	e.pathway_id := pathway;
	e.object_id := object;
	e.reason := coalesce(append_audit.reason, '');
	e.detail := coalesce(append_audit.detail, '{}');
	e.hash := samspil.audit_hash(e);
	with moved as (
		update samspil.audit_head h set sequence = e.sequence, hash = e.hash where h.tenant_id = e.tenant_id and h.lane = e.lane)
	insert into samspil.audit_event select e.*;
end $$;
create or replace function samspil.record_pathway(action text, wanted uuid, object uuid default null, detail jsonb default '{}') returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	why text := samspil.my_reason(wanted);
begin
	if why is null then return; end if;
	perform samspil.append_audit(w[2]::uuid, w[1]::uuid, w[3]::uuid, action, wanted, object, why, detail);
end $$;
-- The categories of a pathway that are open to me, in no order.
create function samspil.my_categories(wanted uuid) returns text[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
begin
	if w is null or w[6] <> 't' or coalesce(w[8], '') not in ('', wanted::text) then return '{}'; end if;
	if w[9] is not null then return w[13]; end if;
	return (samspil.find_access(w[2]::uuid, w[1]::uuid, w[3]::uuid, wanted, w[7]::date)).categories;
end $$;
-- Who holds the threads of a pathway, and how to reach them: for everybody who is on it (R-127, R-134). No row for others.
create function samspil.find_tovholder(wanted uuid) returns table (name text, title text, organisation text, kind text, mail text, contact text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	if not (wanted = any (samspil.my_pathways())) then return; end if;
	return query
	select t.person_name, m.title, o.name, t.kind, p.email, o.contact
		from samspil.tovholder t join samspil.person p on p.id = t.person_id join samspil.organisation o on o.id = t.organisation_id
			join samspil.membership m on m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.organisation_id = t.organisation_id
		where t.tenant_id = samspil.visited_tenant() and t.pathway_id = wanted and t.until is null;
end $$;
revoke all on function samspil.begin_visit(text, date, uuid, boolean), samspil.find_access(uuid, uuid, uuid, uuid, date), samspil.my_categories(uuid),
	samspil.find_tovholder(uuid) from public;
grant execute on function samspil.begin_visit(text, date, uuid, boolean), samspil.my_categories(uuid), samspil.find_tovholder(uuid) to samspil_app;

-- Asked once a statement, and not of every row of the register.
alter policy visited on samspil.organisation using ((select samspil.is_visited()));
alter policy visited on samspil.tenant using ((select samspil.is_visited()));

-- Who holds the threads now is asked by every list and page.
create index tovholder_current on samspil.tovholder (tenant_id, pathway_id) where until is null;
