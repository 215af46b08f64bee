-- L-3: of a consent, or of another basis, the citizen hears, whoever holds the threads, and the organisations that it names; a
-- partner that it does not name is told nothing, since that would say that others read, or that somebody was stopped. As before
-- (0361, 0604), where nobody is named in particular.
drop function samspil.tell_pathway(uuid, text, text, text);
drop function samspil.leave_notices(uuid, text, text, text);
create function samspil.leave_notices(wanted uuid, kind text, path text, holders_path text default null, named uuid[] default null)
returns table (person uuid, leads_to text)
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
begin
	select * into v from samspil.acting_visit();
	return query
	with told as (
		select a.person_id, case when bool_and(a.reason in ('citizen', 'companion')) then '/me'
			when bool_or(a.reason = 'tovholder') then coalesce(holders_path, leave_notices.path) else leave_notices.path end as path
		from samspil.pathway_access a
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and (a.reason in ('citizen', 'tovholder')
				or a.reason = 'partner' and (named is null or a.organisation_id = any (named))
				-- R-155: a companion walks along to the end, and hears that it has come
				or a.reason = 'companion' and leave_notices.kind = 'pathway-closed')
			and a.person_id <> v.person_id and samspil.acting_day() between a.from_day and a.until_day
		group by a.person_id
	), kept as (
		insert into samspil.notice (tenant_id, person_id, kind, path)
		select v.tenant_id, t.person_id, leave_notices.kind, t.path from told t)
	select t.person_id, t.path from told t;
end $$;
create function samspil.tell_pathway(wanted uuid, kind text, path text, holders_path text default null, named uuid[] default null)
returns table (person uuid, leads_to text)
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if wanted = any (samspil.my_pathways()) then
		return query select n.person, n.leads_to from samspil.leave_notices(wanted, kind, path, holders_path, named) n;
	end if;
end $$;
revoke all on function samspil.leave_notices(uuid, text, text, text, uuid[]), samspil.tell_pathway(uuid, text, text, text, uuid[]) from public;
grant execute on function samspil.tell_pathway(uuid, text, text, text, uuid[]) to samspil_app;
