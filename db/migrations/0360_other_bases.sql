-- Other bases than consent (L-1): what law allows or asks for, registered with the reason, who decided it, and its days. It opens
-- some categories to one organisation that takes part, and never more; the citizen reads it, and why, on their own page.
-- SSP, PSP and KSP (retsplejeloven) and SSD are not for voluntary organisations, nor for others that are neither an authority
-- nor an institution that works for one (L-2).
create function samspil.basis_allows(kind text, organisation_kind text) returns boolean language sql immutable parallel safe
begin atomic
	select kind not in ('crime-prevention', 'early-prevention') or organisation_kind in ('municipality', 'region', 'private');
end;
revoke all on function samspil.basis_allows(text, text) from public;
grant execute on function samspil.basis_allows(text, text) to samspil_app;

create table samspil.disclosure_basis (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	number integer not null,
	-- 'crime-prevention': SSP, PSP or KSP; 'early-prevention': SSD; 'notification': what a notification of concern asks for
	kind text not null check (kind in ('law', 'crime-prevention', 'early-prevention', 'vital-interest', 'notification')),
	-- the section of the law, in words
	provision text not null default '' check (length(provision) <= 300),
	reason text not null check (reason <> '' and length(reason) <= 2000),
	categories text[] not null check (cardinality(categories) > 0),
	organisation_id uuid not null references samspil.organisation,
	decided_by_name text not null check (decided_by_name <> '' and length(decided_by_name) <= 200),
	decided_on date not null,
	valid_from date not null check (valid_from >= decided_on),
	valid_until date not null check (valid_until >= valid_from),
	registered_at timestamptz not null default now(),
	registered_by uuid not null references samspil.person,
	registered_organisation_id uuid not null references samspil.organisation,
	registered_by_name text not null,
	ended_at timestamptz,
	ended_by_name text,
	ended_with_pathway boolean not null default false,
	version integer not null default 1,
	primary key (tenant_id, id),
	unique (tenant_id, pathway_id, number),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check (kind <> 'law' or provision <> ''),
	check ((ended_at is null) = (ended_by_name is null))
);
create index disclosure_basis_open on samspil.disclosure_basis (tenant_id, pathway_id) where ended_at is null;
create index disclosure_basis_organisation on samspil.disclosure_basis (organisation_id);
create index disclosure_basis_registered_by on samspil.disclosure_basis (registered_by);
create index disclosure_basis_registered_organisation on samspil.disclosure_basis (registered_organisation_id);
alter table samspil.disclosure_basis enable row level security;

-- Read by those who read the whole pathway, and by the organisation it is for.
create policy held on samspil.disclosure_basis for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy named on samspil.disclosure_basis for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
		and organisation_id = (select samspil.acting_organisation()));
create policy registered on samspil.disclosure_basis for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and registered_by = (select samspil.acting_opener()) and registered_organisation_id = (select samspil.acting_organisation())
		and ended_at is null);
create policy ended on samspil.disclosure_basis for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
	with check (tenant_id = samspil.visited_tenant() and ended_at is not null);
grant select on samspil.disclosure_basis to samspil_app;
grant insert (tenant_id, id, pathway_id, number, kind, provision, reason, categories, organisation_id, decided_by_name, decided_on,
	valid_from, valid_until, registered_by, registered_organisation_id, registered_by_name) on samspil.disclosure_basis to samspil_app;
grant update (ended_at, ended_by_name, version) on samspil.disclosure_basis to samspil_app;

-- Neither side may be of a kind that the basis is not for (L-2), and it is for a partner of this very pathway.
create function samspil.guard_basis() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if exists (select from samspil.organisation o where o.id in (new.organisation_id, new.registered_organisation_id)
		and not samspil.basis_allows(new.kind, o.kind)) then
		raise check_violation using message = 'this basis is not for an organisation of that kind';
	end if;
	if not exists (select from samspil.partner p where p.tenant_id = new.tenant_id and p.pathway_id = new.pathway_id
		and p.organisation_id = new.organisation_id) then
		raise foreign_key_violation using message = 'a basis is for a partner on the pathway';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_basis() from public;
create trigger guard_basis before insert on samspil.disclosure_basis for each row execute function samspil.guard_basis();
create trigger guard_closed before insert on samspil.disclosure_basis for each row execute function samspil.guard_closed();
create trigger keep_access after insert or update or delete on samspil.disclosure_basis for each row execute function samspil.keep_access();

-- Like consents, bases end with the pathway and do not come back with it.
create function samspil.end_bases() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	update samspil.disclosure_basis b set ended_at = now(), ended_by_name = '', ended_with_pathway = true, version = b.version + 1
		where b.tenant_id = new.tenant_id and b.pathway_id = new.id and b.ended_at is null;
	return null;
end $$;
revoke all on function samspil.end_bases() from public;
create trigger end_bases after update of state on samspil.pathway for each row
	when (new.state = 'closed' and old.state is distinct from new.state) execute function samspil.end_bases();
-- An organisation that becomes of another kind reads by no basis that is not for it.
create function samspil.keep_access_with_kind() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform samspil.refresh_access(b.tenant_id, b.pathway_id) from (
		select distinct tenant_id, pathway_id from samspil.disclosure_basis where organisation_id = new.id and ended_at is null order by 1, 2) b;
	return null;
end $$;
revoke all on function samspil.keep_access_with_kind() from public;
create trigger keep_access_with_kind after update of kind on samspil.organisation for each row
	when (new.kind is distinct from old.kind) execute function samspil.keep_access_with_kind();

-- As before (0270), and what another basis than consent opens.
create or replace view samspil.scope_access_truth as
	select a.tenant_id, a.person_id, a.organisation_id, s.id as scope_id, a.pathway_id, a.citizen_id, s.category, a.reason, a.source_id,
		null::integer as consent_number, a.from_day, a.until_day, null::integer as basis_number, null::text as basis_kind
	from samspil.pathway_access_truth a
		join samspil.companion k on k.tenant_id = a.tenant_id and k.id = a.source_id
		join samspil.scope s on s.tenant_id = a.tenant_id and s.pathway_id = a.pathway_id and s.category = any (k.categories)
	where a.reason = 'companion'
	union all
	select a.tenant_id, a.person_id, a.organisation_id, s.id, a.pathway_id, a.citizen_id, s.category, a.reason, c.id, c.number,
		greatest(a.from_day, c.valid_from), least(a.until_day, c.valid_until), null, null
	from samspil.pathway_access_truth a
		join samspil.consent c on c.tenant_id = a.tenant_id and c.pathway_id = a.pathway_id and c.withdrawn_at is null and a.organisation_id = any (c.organisations)
			and not a.organisation_id = any (c.denied)
		join samspil.scope s on s.tenant_id = a.tenant_id and s.pathway_id = a.pathway_id and s.category = any (c.categories)
	where a.reason = 'partner' and greatest(a.from_day, c.valid_from) <= least(a.until_day, c.valid_until)
	union all
	select a.tenant_id, a.person_id, a.organisation_id, s.id, a.pathway_id, a.citizen_id, s.category, a.reason, b.id, null,
		greatest(a.from_day, b.valid_from), least(a.until_day, b.valid_until), b.number, b.kind
	from samspil.pathway_access_truth a
		join samspil.disclosure_basis b on b.tenant_id = a.tenant_id and b.pathway_id = a.pathway_id and b.ended_at is null and b.organisation_id = a.organisation_id
		join samspil.organisation o on o.id = b.organisation_id and samspil.basis_allows(b.kind, o.kind)
		join samspil.scope s on s.tenant_id = a.tenant_id and s.pathway_id = a.pathway_id and s.category = any (b.categories)
	where a.reason = 'partner' and greatest(a.from_day, b.valid_from) <= least(a.until_day, b.valid_until);
alter table samspil.scope_access add basis_number integer, add basis_kind text;
create or replace function samspil.refresh_access(tenant uuid, wanted uuid) returns void language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	perform 1 from samspil.pathway p where p.tenant_id = tenant and p.id = wanted for no key update;
	delete from samspil.pathway_access a where a.tenant_id = tenant and a.pathway_id = wanted;
	insert into samspil.pathway_access (tenant_id, person_id, organisation_id, pathway_id, citizen_id, reason, source_id, from_day, until_day)
		select t.tenant_id, t.person_id, t.organisation_id, t.pathway_id, t.citizen_id, t.reason, t.source_id, t.from_day, t.until_day
		from samspil.pathway_access_truth t where t.tenant_id = tenant and t.pathway_id = wanted;
	delete from samspil.scope_access a where a.tenant_id = tenant and a.pathway_id = wanted;
	insert into samspil.scope_access (tenant_id, person_id, organisation_id, scope_id, pathway_id, citizen_id, category, reason, source_id, consent_number,
			from_day, until_day, basis_number, basis_kind)
		select t.tenant_id, t.person_id, t.organisation_id, t.scope_id, t.pathway_id, t.citizen_id, t.category, t.reason, t.source_id, t.consent_number,
			t.from_day, t.until_day, t.basis_number, t.basis_kind
		from samspil.scope_access_truth t where t.tenant_id = tenant and t.pathway_id = wanted;
end $$;

-- Why somebody of a partner reads, from what is open to them: 'partner, consent no. 1, 2: housing, work', then each other basis:
-- 'partner, basis no. 1 (vital-interest): health'.
create function samspil.say_partner(consents text, shared text, bases jsonb) returns text[] language sql immutable parallel safe
begin atomic
	select case when consents is null and bases is null then array['partner, no consent'] else
		array_remove(array['partner, consent no. ' || consents || ': ' || shared], null)
		|| array(select format('partner, basis no. %s (%s): %s', b.number, b.kind, string_agg(b.category, ', ' order by b.category))
			from jsonb_to_recordset(bases) as b(number integer, kind text, category text) group by b.number, b.kind order by b.number) end;
end;
revoke all on function samspil.say_partner(text, text, jsonb) from public;

-- As before (0330), with what another basis than consent opens said by itself.
create or replace function samspil.find_access(tenant uuid, person uuid, organisation uuid, about uuid, today date,
	out reasons text[], out scopes uuid[], out citizens uuid[], out why text, out categories text[]
) language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	also uuid[] := '{}';
	consents text;
	shared text;
	bases jsonb;
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
				string_agg(distinct a.consent_number::text, ', '),
				string_agg(distinct a.category, ', ') filter (where a.consent_number is not null), coalesce(array_agg(distinct a.category), '{}'),
				jsonb_agg(jsonb_build_object('number', a.basis_number, 'kind', a.basis_kind, 'category', a.category)) filter (where a.basis_number is not null)
			into scopes, also, consents, shared, categories, bases from samspil.scope_access a
			where a.tenant_id = find_access.tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
				and a.from_day <= today and a.until_day >= today;
		citizens := citizens || also;
	end if;
	if reasons && '{citizen,tovholder,former-tovholder,emergency}' then
		categories := '{contact,situation,housing,work,health,substance-use,family,economy,meetings,progress}';
	end if;
	if reasons = '{}' then return; end if;
	if 'partner' = any (reasons) then
		why := array_to_string(array_remove(reasons, 'partner') || samspil.say_partner(consents, shared, bases), '; ');
	else
		why := array_to_string(reasons, '; ');
	end if;
end $$;
