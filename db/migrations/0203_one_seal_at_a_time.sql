-- Whoever seals reads what is sealed, one version at a time and only while it waits: what it has claimed. The other columns say how
-- far each seal is and nothing of what is agreed.
revoke select, update on samspil.document_seal from samspil_jobs;
grant select (tenant_id, version_id, level, reachable, sealed_at, next_try_at, claimed_until, attempts) on samspil.document_seal to samspil_jobs;
grant update (printed, file, level, reachable, certificate, sealed_at, next_try_at, claimed_until, last_error) on samspil.document_seal to samspil_jobs;

-- Claims the seal that has waited longest for so many seconds, after which another may take it over: its number is that of the claim.
create function samspil.claim_seal(seconds double precision) returns table (tenant uuid, version uuid, printed jsonb, file bytea, certificate text, attempts integer)
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	return query
	update samspil.document_seal s set claimed_until = now() + make_interval(secs => seconds), attempts = s.attempts + 1
	where (s.tenant_id, s.version_id) = (
		select w.tenant_id, w.version_id from samspil.document_seal w
		where w.next_try_at <= now() and (w.claimed_until is null or w.claimed_until < now())
		order by w.next_try_at limit 1 for update skip locked)
	returning s.tenant_id, s.version_id, s.printed, s.file, s.certificate, s.attempts;
end $$;
revoke all on function samspil.claim_seal(double precision) from public;
grant execute on function samspil.claim_seal(double precision) to samspil_jobs;
