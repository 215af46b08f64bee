-- R-101: a pathway that is opened again is no second one either, where another was begun for the same citizen in the meantime (1261).
create trigger guard_reopened_pathway after update of state on samspil.pathway for each row
	when (new.state = 'open' and old.state <> 'open') execute function samspil.guard_second_pathway();

-- As before (0250), and 'another' where somebody holds the threads on another pathway of theirs.
create or replace function samspil.reopen_pathway(wanted uuid, based_on integer, reason text) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	c samspil.closing;
begin
	select * into v from samspil.acting_visit();
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not found or not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	select * into c from samspil.closing x where x.tenant_id = v.tenant_id and x.pathway_id = wanted order by x.closed_at desc nulls first limit 1 for update;
	if not found or c.closed_at is null then return 'stale'; end if;
	-- the same sent twice
	if c.reopened_at is not null then return case when c.reopen_reason = trim(reason) then 'open' else 'stale' end; end if;
	if c.version <> based_on then return 'stale'; end if;
	begin
		update samspil.pathway p set state = 'open', changed_at = now() where p.tenant_id = v.tenant_id and p.id = wanted;
	exception when unique_violation then
		return 'another';
	end;
	update samspil.closing x set reopened_at = now(), reopen_reason = trim(reason), version = x.version + 1,
			reopened_by_name = (select p.name from samspil.person p where p.id = v.person_id),
			reopened_by_organisation_name = coalesce((select o.name from samspil.organisation o where o.id = v.organisation_id), '')
		where x.tenant_id = c.tenant_id and x.id = c.id;
	-- where nobody had been chosen, somebody is to be chosen again
	update samspil.allotment a set decided_on = null, closed_on = null, version = a.version + 1
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.closed_on is not null;
	perform samspil.record_pathway('pathway.reopened', wanted, c.id);
	-- told now that they are on it again
	perform samspil.mail_notice(v.tenant_id, n.person, n.leads_to) from samspil.leave_notices(wanted, 'pathway-reopened', '/pathways/' || wanted) n;
	return 'open';
end $$;
