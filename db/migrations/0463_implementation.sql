-- How far the model is in use in the municipality (R-058), for those who lead a collaboration or sit in a steering group: of organisations,
-- documents and plans, and of nobody. What is counted of pathways comes from follow_up_counts, where small numbers are hidden.
create function samspil.implementation_facts(today date) returns table (
	collaborations integer, begun boolean, in_force_on date, next_update_on date, partners integer, partners_read integer, activities integer,
	activities_done integer, goals_reached integer, pool integer, agreements integer)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if v.person_id is null or not v.may_open
		or samspil.my_led_collaborations() || samspil.my_grouped_collaborations('steering') = '{}' then return; end if;
	return query
	with f as (
		select x.*, w.content from (select v.tenant_id as id) t left join samspil.framework x on x.tenant_id = t.id
			left join samspil.framework_version w on w.tenant_id = x.tenant_id and w.id = x.established_version_id
	), named as (
		select distinct p.organisation from f cross join lateral jsonb_array_elements_text(
			coalesce(f.content #> '{answers,relevant-partners,value,organisations}', '[]')) p (organisation)
		where p.organisation <> v.tenant_id::text
	)
	select
		(select count(*)::int from samspil.collaboration c where c.tenant_id = v.tenant_id and c.phase <> 'ended'),
		f.id is not null, f.established_on, f.next_update_on,
		(select count(*)::int from named),
		(select count(*)::int from named n where exists (select from samspil.framework_reading r where r.tenant_id = v.tenant_id
			and r.version_id = f.established_version_id and r.organisation_id::text = n.organisation and r.read_at is not null)),
		(select count(*)::int from samspil.plan_activity a where a.tenant_id = v.tenant_id and a.standing in ('planned', 'under-way', 'done')),
		(select count(*)::int from samspil.plan_activity a where a.tenant_id = v.tenant_id and a.standing = 'done'),
		(select count(*)::int from samspil.goal_standing g where g.tenant_id = v.tenant_id and g.standing = 'reached'),
		(select count(distinct t.person_id)::int from samspil.tovholder_pool t where t.tenant_id = v.tenant_id and t.until is null),
		(select count(*)::int from samspil.document d join samspil.document_version w on w.tenant_id = d.tenant_id
			and w.id = samspil.counting_version(d.tenant_id, d.id, today)
			where d.tenant_id = v.tenant_id and w.from_on <= today and (w.until_on is null or w.until_on >= today) and (w.ends_on is null or w.ends_on > today))
	from f;
end $$;
revoke all on function samspil.implementation_facts(date) from public;
grant execute on function samspil.implementation_facts(date) to samspil_app;
