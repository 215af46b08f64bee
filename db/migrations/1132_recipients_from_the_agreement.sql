-- A consent may name who is a party to an agreement in force in the collaboration too, before they are on the pathway: the citizen says once to
-- whom. It opens nothing to them until they are a partner that has said yes.
create function samspil.agreed_recipients(wanted uuid) returns table (id uuid, name text)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not (wanted = any (samspil.my_pathways_as('{tovholder,citizen}'))) then return; end if;
	return query
	select distinct o.id, o.name
	from samspil.pathway p
		join samspil.document d on d.tenant_id = p.tenant_id and d.collaboration_id = p.collaboration_id
		join samspil.document_version w on w.tenant_id = d.tenant_id and w.id = samspil.counting_version(d.tenant_id, d.id, v.today)
			and w.from_on <= v.today and (w.until_on is null or w.until_on >= v.today) and (w.ends_on is null or w.ends_on > v.today)
		cross join lateral jsonb_array_elements(w.content -> 'parties') x
		join samspil.tenant_organisation t on t.tenant_id = p.tenant_id and t.organisation_id = (x ->> 'organisation')::uuid
		join samspil.organisation o on o.id = coalesce(t.merged_into, t.organisation_id)
	where p.tenant_id = v.tenant_id and p.id = wanted and o.id <> p.tenant_id
		-- who is on it already stands there as that, and who said no has said it
		and not exists (select from samspil.partner r where r.tenant_id = p.tenant_id and r.pathway_id = p.id and r.organisation_id = o.id);
end $$;
revoke all on function samspil.agreed_recipients(uuid) from public;
grant execute on function samspil.agreed_recipients(uuid) to samspil_app;

-- As before (0604), with those.
alter policy by_the_rules on samspil.consent
	with check (tenant_id = samspil.visited_tenant()
		and categories <> '{}' and categories <@ '{contact,situation,housing,work,health,substance-use,family,economy,meetings,progress}'
		and organisations <> '{}' and not exists (select from unnest(organisations) o where not exists (select from samspil.partner p
			where p.tenant_id = consent.tenant_id and p.pathway_id = consent.pathway_id and p.organisation_id = o
				and p.state in ('planned', 'contacted', 'agreed'))
			and not exists (select from samspil.agreed_recipients(consent.pathway_id) a where a.id = o))
		and given_at <= clock_timestamp() + interval '1 minute'
		and valid_from = (given_at at time zone 'Europe/Copenhagen')::date and valid_until <= (valid_from + interval '12 months')::date);
