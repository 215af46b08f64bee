-- What is mine is asked four times a list and some twenty times a page. The same answers as before (0060, 0330), what each row is compared with
-- read once and not for every row. docs/decisions/0008-what-a-page-costs.md has the figures.
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

