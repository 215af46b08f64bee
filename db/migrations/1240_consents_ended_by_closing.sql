-- A consent that ended because the pathway was closed was not withdrawn by anybody: whoever read by it is told so (L-3).
create or replace function samspil.my_ended_consents(wanted uuid) returns table (number integer, ended_on date, how text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not wanted = any (samspil.my_pathways_as('{partner}')) then return; end if;
	return query
	select k.number,
		least(case when k.withdrawn_at is not null then (k.withdrawn_at at time zone 'Europe/Copenhagen')::date end,
			case when k.valid_until < v.today then k.valid_until end, d.taken_on),
		case when d.taken_on is not null then 'withdrawn' when k.withdrawn_at is null
			or k.ended_with_pathway and k.valid_until < (k.withdrawn_at at time zone 'Europe/Copenhagen')::date then 'over'
			when k.ended_with_pathway then 'closed' else 'withdrawn' end
	from samspil.consent k
		left join lateral (select max((x.registered_at at time zone 'Europe/Copenhagen')::date) as taken_on from samspil.consent_denial x
			where x.tenant_id = k.tenant_id and x.consent_id = k.id and x.organisation_id = v.organisation_id and x.lifted_at is null) d on true
	where k.tenant_id = v.tenant_id and k.pathway_id = wanted and v.organisation_id = any (k.organisations)
		and (k.withdrawn_at is not null or k.valid_until < v.today or v.organisation_id = any (k.denied))
	order by k.number desc limit 50;
end $$;
