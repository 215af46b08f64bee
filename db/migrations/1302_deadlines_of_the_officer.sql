-- S-3: what a data protection officer must do has a day, as everybody's else: an emergency access is reviewed within a week, and a wish to be erased
-- is answered within a month (GDPR art. 12(3)). Told to the officers of that municipality alone, and in a deadline stands nothing of a pathway.
alter table samspil.deadline drop constraint deadline_seen_check, drop constraint deadline_check;
alter table samspil.deadline
	add constraint deadline_seen_check check (seen in ('collaboration', 'led', 'agreement', 'pathway', 'scope', 'organisation', 'reviewed')),
	add constraint deadline_check check (case seen when 'agreement' then document_id is not null when 'pathway' then pathway_id is not null
		when 'scope' then pathway_id is not null and scope_id is not null
		when 'organisation' then pathway_id is null and collaboration_id is null
		when 'reviewed' then pathway_id is null and collaboration_id is null and document_id is null
		else collaboration_id is not null end);
alter policy seen on samspil.deadline
	using (tenant_id = samspil.visited_tenant() and case seen
		when 'collaboration' then collaboration_id = any ((select samspil.my_collaborations())::uuid[])
		when 'led' then collaboration_id = any ((select samspil.my_led_collaborations())::uuid[])
		when 'agreement' then document_id = any ((select samspil.my_documents())::uuid[])
		when 'pathway' then pathway_id = any ((select samspil.my_whole_pathways())::uuid[])
		when 'organisation' then about = (select samspil.certificate_keeping_organisation())
		when 'reviewed' then tenant_id = (select samspil.reviewed_tenant())
		else pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]) end);

-- What waits for the officers: each is worked out anew with itself. Nobody reviews what they opened themselves.
create function samspil.review_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	return query
	select x.kind, x.id, x.id, 'reviewed', null::uuid, null::uuid, null::uuid, null::uuid, x.path, x.day, null::date, null, null,
		'responsible', m.person_id, m.organisation_id
	from (select 'emergency-review' as kind, e.id, '/emergency/' || e.id as path, e.from_on as day, e.person_id as opener
				from samspil.emergency_access e
				where e.tenant_id = tenant and e.reviewed_at is null and (abouts is null or e.id = any (abouts))
			union all
			select 'erasure-answer', q.id, '/retention', (q.asked_at at time zone 'Europe/Copenhagen')::date, null::uuid
				from samspil.erasure_request q
				where q.tenant_id = tenant and q.decided_at is null and (abouts is null or q.id = any (abouts))) x
		left join samspil.membership m on m.tenant_id = tenant and m.organisation_id = tenant and m.function = 'data-protection-officer'
			and m.active_from <= today and (m.active_until is null or m.active_until >= today) and m.person_id is distinct from x.opener;
end $$;
revoke all on function samspil.review_facts(uuid, date, uuid[]) from public;
grant execute on function samspil.review_facts(uuid, date, uuid[]) to samspil_jobs;
create index emergency_access_unreviewed on samspil.emergency_access (tenant_id) where reviewed_at is null;

create trigger mark_stale after insert or delete or update of from_on, reviewed_at on samspil.emergency_access
	for each row execute function samspil.mark_itself_stale();
create trigger mark_stale after insert or delete or update of asked_at, decided_at on samspil.erasure_request
	for each row execute function samspil.mark_itself_stale();
-- whoever becomes an officer has what waits
create trigger mark_officer_stale after insert on samspil.membership for each row when (new.function = 'data-protection-officer')
	execute function samspil.mark_tenant_stale();
insert into samspil.deadline_stale (tenant_id, about) select t.id, t.id from samspil.tenant t;
