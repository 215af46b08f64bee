-- L-12: a closed pathway has been kept long enough on a day, and whoever holds its threads hears before, while something can still be held
-- back. Nothing of the pathway but its id and that day.
create function samspil.retention_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select 'retention', c.pathway_id, c.pathway_id, 'pathway', null::uuid, null::uuid, c.pathway_id, null::uuid,
		'/pathways/' || c.pathway_id || '/retention', c.goes_on, null::date, null, null, 'tovholder', t.person_id, t.organisation_id
	from samspil.closed_pathways(tenant) c
		join samspil.tovholder t on t.tenant_id = tenant and t.pathway_id = c.pathway_id and t.until is null
			and (t.left_on is null or t.left_on >= today)
	where c.goes_on is not null and not c.held and not c.let_go and (abouts is null or c.pathway_id = any (abouts));
end $$;
revoke all on function samspil.retention_facts(uuid, date, uuid[]) from public;
grant execute on function samspil.retention_facts(uuid, date, uuid[]) to samspil_jobs;
create trigger mark_stale after insert or update of months on samspil.retention for each row execute function samspil.mark_tenant_stale();
create trigger mark_stale after insert or update of lifted_at on samspil.legal_hold for each row execute function samspil.mark_pathway_stale();
create trigger mark_stale after insert or update of state on samspil.erasure for each row when (new.pathway_id is not null)
	execute function samspil.mark_pathway_stale();
