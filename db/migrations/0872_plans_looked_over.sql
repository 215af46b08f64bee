-- R-259 as before (0823), and the plan is looked over too when the parties go through the agreement together and let it go on as it is (R-199): `until_on`
-- says when they did last. deadline.rules.ts says which day follows.
create or replace function samspil.partnership_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	if abouts is null then
		abouts := array(select x.id from samspil.document x where x.tenant_id = tenant and x.template_key = 'partnership-agreement');
	elsif not exists (select from samspil.document x where x.tenant_id = tenant and x.id = any (abouts) and x.template_key = 'partnership-agreement') then
		return;
	end if;
	return query
	select distinct 'agreement-plan', d.id, d.id, 'agreement', d.collaboration_id, d.id, null::uuid, null::uuid, '/agreements/' || d.id, v.from_on,
		(select max(r.held_on) from samspil.agreement_review r where r.tenant_id = d.tenant_id and r.document_id = d.id and r.conclusion = 'continue'
			and r.held_on between v.from_on and today),
		null::text, null::text, w.part, w.person_id, w.organisation_id
	from samspil.document d
		join samspil.document_version v on v.tenant_id = d.tenant_id and v.id = samspil.counting_version(d.tenant_id, d.id, today)
		left join lateral (
			select 'party' as part, p.person as person_id, (said ->> 'organisation')::uuid as organisation_id
			from jsonb_array_elements(v.content -> 'parties') said
				cross join lateral samspil.party_contacts(tenant, d.id, (said ->> 'organisation')::uuid, today) p (person)
			union all
			select 'owner', m.person_id, m.organisation_id from samspil.membership m
			where m.tenant_id = tenant and m.person_id = d.owner_person_id and m.organisation_id = d.owner_organisation_id
				and m.active_from <= today and (m.active_until is null or m.active_until >= today)
		) w on true
	where d.tenant_id = tenant and d.id = any (abouts) and d.template_key = 'partnership-agreement' and v.from_on <= today
		and (v.until_on is null or v.until_on >= today) and (v.ends_on is null or v.ends_on > today)
		and coalesce(v.content #> '{answers,action-plan,notApplicable}', 'null'::jsonb) = 'null'::jsonb;
end $$;

create trigger mark_stale after insert on samspil.agreement_review for each row execute function samspil.mark_document_stale();

-- what has been gone through already is worked out once
insert into samspil.deadline_stale (tenant_id, about)
	select distinct r.tenant_id, r.document_id from samspil.agreement_review r
		join samspil.document d on d.tenant_id = r.tenant_id and d.id = r.document_id and d.template_key = 'partnership-agreement';
