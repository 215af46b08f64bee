-- A recipient reads the record of a consent while it reads by it or is going to. Afterwards (withdrawn, run out, closed, or the citizen has taken
-- the organisation out) what it was for and who gave it are none of its business: it learns that it has ended, and when (docs/decisions/0028).
alter policy named on samspil.consent
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
		and (select samspil.acting_organisation()) = any (organisations) and withdrawn_at is null and valid_until >= samspil.acting_day()
		and not (select samspil.acting_organisation()) = any (denied));

-- The consents that my organisation read by on a pathway and reads by no more.
create function samspil.my_ended_consents(wanted uuid) returns table (number integer, ended_on date, how text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not wanted = any (samspil.my_pathways_as('{partner}')) then return; end if;
	return query
	select k.number,
		least(case when k.withdrawn_at is not null then (k.withdrawn_at at time zone 'Europe/Copenhagen')::date end,
			case when k.valid_until < v.today then k.valid_until end, d.taken_on),
		case when k.withdrawn_at is null and d.taken_on is null then 'over' else 'withdrawn' end
	from samspil.consent k
		left join lateral (select max((x.registered_at at time zone 'Europe/Copenhagen')::date) as taken_on from samspil.consent_denial x
			where x.tenant_id = k.tenant_id and x.consent_id = k.id and x.organisation_id = v.organisation_id and x.lifted_at is null) d on true
	where k.tenant_id = v.tenant_id and k.pathway_id = wanted and v.organisation_id = any (k.organisations)
		and (k.withdrawn_at is not null or k.valid_until < v.today or v.organisation_id = any (k.denied))
	order by k.number desc limit 50;
end $$;
revoke all on function samspil.my_ended_consents(uuid) from public;
grant execute on function samspil.my_ended_consents(uuid) to samspil_app;
