-- A partner who was told of a version of the framework by telephone (R-072, R-097), since nobody there has an account or they would rather be
-- rung: on which day, whom one spoke with there, and whether they say that it is read. Written and read by those who write the framework
-- alone, since it names somebody at the partner's. Never a word about a citizen.
create table samspil.framework_call (
	tenant_id uuid not null,
	id uuid not null,
	version_id uuid not null,
	organisation_id uuid not null references samspil.organisation,
	told_on date not null,
	spoke_with text not null check (length(spoke_with) between 1 and 200),
	is_read boolean not null,
	written_by uuid not null references samspil.person,
	written_by_name text not null check (written_by_name <> ''),
	written_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, version_id) references samspil.framework_version
);
create index framework_call_version on samspil.framework_call (tenant_id, version_id, told_on);
create index framework_call_organisation on samspil.framework_call (organisation_id);
create index framework_call_written_by on samspil.framework_call (written_by);

-- Whether I write the framework whose version in force this is, or was, and it names the organisation as a partner.
create function samspil.calls_partner(told uuid, partner uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.acting_visit() v join samspil.framework_version w on w.tenant_id = v.tenant_id and w.id = told and w.outcome = 'established'
		where w.framework_id = any (samspil.my_edited_frameworks()) and partner <> v.tenant_id
			and w.content #> '{answers,relevant-partners,value,organisations}' ? partner::text);
end $$;
revoke all on function samspil.calls_partner(uuid, uuid) from public;
grant execute on function samspil.calls_partner(uuid, uuid) to samspil_app;

alter table samspil.framework_call enable row level security;
create policy writers on samspil.framework_call for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and exists (select from samspil.framework f
		where f.tenant_id = framework_call.tenant_id and f.id = any ((select samspil.my_edited_frameworks())::uuid[])));
create policy written on samspil.framework_call for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and written_by = (select samspil.acting_person())
		and samspil.calls_partner(version_id, organisation_id));
create policy mended on samspil.framework_call for delete to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and samspil.calls_partner(version_id, organisation_id));
grant select, delete on samspil.framework_call to samspil_app;
grant insert (tenant_id, id, version_id, organisation_id, told_on, spoke_with, is_read, written_by, written_by_name) on samspil.framework_call to samspil_app;

-- What a partner says by telephone counts as its word (R-058).
create or replace function samspil.implementation_facts(today date) returns table (
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
			and r.version_id = f.established_version_id and r.organisation_id::text = n.organisation and r.read_at is not null)
			or exists (select from samspil.framework_call k where k.tenant_id = v.tenant_id
				and k.version_id = f.established_version_id and k.organisation_id::text = n.organisation and k.is_read)),
		(select count(*)::int from samspil.plan_activity a where a.tenant_id = v.tenant_id and a.standing in ('planned', 'under-way', 'done')),
		(select count(*)::int from samspil.plan_activity a where a.tenant_id = v.tenant_id and a.standing = 'done'),
		(select count(*)::int from samspil.goal_standing g where g.tenant_id = v.tenant_id and g.standing = 'reached'),
		(select count(distinct t.person_id)::int from samspil.tovholder_pool t where t.tenant_id = v.tenant_id and t.until is null),
		(select count(*)::int from samspil.document d join samspil.document_version w on w.tenant_id = d.tenant_id
			and w.id = samspil.counting_version(d.tenant_id, d.id, today)
			where d.tenant_id = v.tenant_id and w.from_on <= today and (w.until_on is null or w.until_on >= today) and (w.ends_on is null or w.ends_on > today))
	from f;
end $$;
