-- As before (0008), and whoever holds the threads can be led to a page that the others have not: when a consent ends, to what
-- rested on it.
drop function samspil.tell_pathway(uuid, text, text);
drop function samspil.leave_notices(uuid, text, text);
create function samspil.leave_notices(wanted uuid, kind text, path text, holders_path text default null) returns table (person uuid, leads_to text)
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
begin
	select * into v from samspil.acting_visit();
	return query
	with told as (
		select a.person_id, case when bool_and(a.reason = 'citizen') then '/me'
			when bool_or(a.reason = 'tovholder') then coalesce(holders_path, leave_notices.path) else leave_notices.path end as path
		from samspil.pathway_access a
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.reason in ('citizen', 'tovholder', 'partner')
			and a.person_id <> v.person_id and samspil.acting_day() between a.from_day and a.until_day
		group by a.person_id
	), kept as (
		insert into samspil.notice (tenant_id, person_id, kind, path)
		select v.tenant_id, t.person_id, leave_notices.kind, t.path from told t)
	select t.person_id, t.path from told t;
end $$;
create function samspil.tell_pathway(wanted uuid, kind text, path text, holders_path text default null) returns table (person uuid, leads_to text)
language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if wanted = any (samspil.my_pathways()) then
		return query select n.person, n.leads_to from samspil.leave_notices(wanted, kind, path, holders_path) n;
	end if;
end $$;
revoke all on function samspil.leave_notices(uuid, text, text, text), samspil.tell_pathway(uuid, text, text, text) from public;
grant execute on function samspil.tell_pathway(uuid, text, text, text) to samspil_app;
