-- L-16: the two clocks that law sets a municipality that has received a notification about a child: assessed within 24 hours, and its receipt
-- sent within six weekdays. What is kept is when each thing happened; by when it has to happen is worked out and kept with all other
-- deadlines (children/clocks.rules.ts). Still never a word of what was notified.
alter table samspil.outside_notification
	add received_at timestamptz,
	add assessed_at timestamptz,
	add receipted_on date,
	add changed_by_name text not null default '',
	add changed_at timestamptz not null default now(),
	add version integer not null default 1,
	add check (assessed_at is null or (received_at is not null and assessed_at >= received_at)),
	add check (receipted_on is null or (received_at is not null and receipted_on >= (received_at at time zone 'Europe/Copenhagen')::date));
create policy clocked on samspil.outside_notification for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and samspil.is_of_child(pathway_id));
grant insert (received_at, changed_by_name) on samspil.outside_notification to samspil_app;
grant update (received_at, assessed_at, receipted_on, changed_by_name, changed_at, version) on samspil.outside_notification to samspil_app;

-- The clocks bind the municipality: only where it holds the threads itself are they somebody's here to keep. Whoever holds them for
-- another organisation reads the days on the page, and has no duty.
create function samspil.notification_facts(tenant uuid, today date, abouts uuid[]) returns setof samspil.deadline_fact
language plpgsql stable security definer set search_path = samspil, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
	return query
	select x.kind, n.id, n.pathway_id, 'pathway', null::uuid, null::uuid, n.pathway_id, null::uuid, '/pathways/' || n.pathway_id || '/child',
		(n.received_at at time zone 'Europe/Copenhagen')::date, null::date, null,
		to_char(n.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'tovholder', t.person_id, t.organisation_id
	from samspil.outside_notification n
		join samspil.pathway p on p.tenant_id = tenant and p.id = n.pathway_id and p.state = 'open'
		join samspil.citizen c on c.tenant_id = tenant and c.id = p.citizen_id and c.birth_date > (today - interval '18 years')::date
		join samspil.tovholder t on t.tenant_id = tenant and t.pathway_id = n.pathway_id and t.until is null and t.organisation_id = tenant
		cross join lateral (
			select 'notification-assessment' as kind where n.assessed_at is null
			union all
			select 'notification-receipt' where n.receipted_on is null) x
	where n.tenant_id = tenant and n.received_at is not null and (abouts is null or n.pathway_id = any (abouts));
end $$;
revoke all on function samspil.notification_facts(uuid, date, uuid[]) from public;
grant execute on function samspil.notification_facts(uuid, date, uuid[]) to samspil_jobs;
create trigger mark_stale after insert or delete or update of received_at, assessed_at, receipted_on on samspil.outside_notification
	for each row execute function samspil.mark_pathway_stale();
