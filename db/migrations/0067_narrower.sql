-- Policies no wider than what somebody may do.

-- A citizen's details are the tovholder's to keep; a partner who may read the telephone number, a former tovholder and the
-- citizen's page change nothing of them.
drop policy held on samspil.citizen;
create policy held on samspil.citizen for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and id in (select p.citizen_id from samspil.pathway p
		where p.tenant_id = (select samspil.acting_tenant()) and p.id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])));

-- A version is established by what the steering group has decided, like the framework itself: not by whoever writes that
-- it is, which would show it to everybody at work.
create function samspil.guard_version_outcome() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if not samspil.framework_is_approved(new.tenant_id, new.id) then
		raise check_violation using message = 'a version is established only by the steering group''s approval of it';
	end if;
	return new;
end $$;
revoke all on function samspil.guard_version_outcome() from public;
create trigger guard_version_outcome before update on samspil.framework_version for each row
	when (new.outcome = 'established' and old.outcome is distinct from new.outcome) execute function samspil.guard_version_outcome();
