-- R-228: whoever reads what was shared of a child at a fixed time is told that there is something to read: those who read today by the very consent or
-- basis that the sharing rests on (1301), and nobody else, since it would say that others read. Asked of whoever wrote it down and holds the threads;
-- answers who was told and where it leads, for a mail that says nothing more.
create function samspil.tell_shared(wanted uuid, sharing uuid) returns table (person uuid, leads_to text)
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not (wanted = any (samspil.my_pathways_as('{tovholder}'))) then return; end if;
	return query
	with kept as (
		insert into samspil.notice (tenant_id, person_id, kind, path)
		select distinct v.tenant_id, a.person_id, 'child-shared', '/pathways/' || wanted || '/child'
		from samspil.sharing_point s
			join samspil.scope_access a on a.tenant_id = s.tenant_id and a.pathway_id = s.pathway_id and a.reason = 'partner'
				and a.source_id = coalesce(s.consent_id, s.basis_id) and samspil.acting_day() between a.from_day and a.until_day
		where s.tenant_id = v.tenant_id and s.pathway_id = wanted and s.id = sharing and s.written_by = v.person_id and a.person_id <> v.person_id
		returning notice.person_id, notice.path)
	select k.person_id, k.path from kept k;
end $$;
revoke all on function samspil.tell_shared(uuid, uuid) from public;
grant execute on function samspil.tell_shared(uuid, uuid) to samspil_app;
