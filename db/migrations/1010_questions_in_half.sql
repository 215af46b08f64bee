-- What is mine is asked some twenty times a page and four times a list. Measured one at a time: who visits took 21 microseconds and takes
-- 11, which pathways are mine, of a person with fifty, took 185 and takes 60. docs/decisions/0008-what-a-page-costs.md has the figures.

-- The key of the seal. Never another one as long as a session lives, so that a session looks it up once, when it first plans who asks:
-- that is what `immutable` does here. Sealing reads the table, so a key that were changed would break every seal of the sessions that knew
-- the old one, and open nothing.
create function samspil.seal_key() returns bytea language plpgsql immutable security definer set search_path = samspil, pg_temp as $$
begin
	return (select s.key from samspil.seal s);
end $$;
revoke all on function samspil.seal_key() from public;

-- As before (0175), with the key at hand.
create or replace function samspil.visit_words() returns text[] language plpgsql stable security invoker as $$
declare
	kept text := current_setting('samspil.visit', true);
	w text[];
begin
	-- no visit has no words, and no words have no seal: '' and null are sealed by nobody
	if coalesce(current_setting('samspil.visit_seal', true), '')
		<> encode(sha256(samspil.seal_key() || convert_to(coalesce(kept, ''), 'UTF8') || samspil.seal_key()), 'hex') then return null; end if;
	w := string_to_array(kept, E'\x1f', '');
	if w[7] <> coalesce(current_setting('samspil.today', true), '') or coalesce(w[2], '') <> coalesce(current_setting('samspil.tenant', true), '') then
		return null;
	end if;
	return w;
end $$;

-- The same answers as before (0175), each word read once and not for every row.
create or replace function samspil.my_pathways() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
	tenant uuid; person uuid; organisation uuid; day date;
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then return case when w[9] = '{}' then '{}' else array[about] end; end if;
	tenant := w[2]; person := w[1]; organisation := w[3]; day := w[7];
	if about is null then
		return array(select a.pathway_id from samspil.pathway_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.from_day <= day and a.until_day >= day);
	end if;
	return array(select a.pathway_id from samspil.pathway_access a
		where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
			and a.from_day <= day and a.until_day >= day);
end $$;

create or replace function samspil.my_pathways_as(reasons text[]) returns uuid[] language plpgsql stable security definer
	set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
	tenant uuid; person uuid; organisation uuid; day date;
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then return case when w[9]::text[] && reasons then array[about] else '{}' end; end if;
	tenant := w[2]; person := w[1]; organisation := w[3]; day := w[7];
	if about is null then
		return array(select a.pathway_id from samspil.pathway_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.reason = any (reasons)
				and a.from_day <= day and a.until_day >= day);
	end if;
	return array(select a.pathway_id from samspil.pathway_access a
		where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
			and a.reason = any (reasons) and a.from_day <= day and a.until_day >= day);
end $$;

create or replace function samspil.my_citizens() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
	tenant uuid; person uuid; organisation uuid; day date;
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then return w[11]; end if;
	tenant := w[2]; person := w[1]; organisation := w[3]; day := w[7];
	return array(
		select a.citizen_id from samspil.pathway_access a
		where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation
			and a.reason in ('citizen', 'tovholder', 'former-tovholder', 'emergency')
			and a.from_day <= day and a.until_day >= day and (about is null or a.pathway_id = about)
		union all
		select a.citizen_id from samspil.scope_access a
		where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.category = 'contact'
			and a.from_day <= day and a.until_day >= day and (about is null or a.pathway_id = about));
end $$;

create or replace function samspil.my_scopes() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	about uuid := w[8];
	tenant uuid; person uuid; organisation uuid; day date;
begin
	if w is null or w[6] <> 't' then return '{}'; end if;
	if w[9] is not null then return w[10]; end if;
	tenant := w[2]; person := w[1]; organisation := w[3]; day := w[7];
	if about is null then
		return array(select a.scope_id from samspil.scope_access a
			where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.from_day <= day and a.until_day >= day);
	end if;
	return array(select a.scope_id from samspil.scope_access a
		where a.tenant_id = tenant and a.person_id = person and a.organisation_id = organisation and a.pathway_id = about
			and a.from_day <= day and a.until_day >= day);
end $$;

